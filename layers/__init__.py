"""Map layers and charts: what an answer says, described once and drawn from the description.

One file a layer. A module that has ``describe`` is a layer; `discover` finds them by looking
into this package, so that adding a layer is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def discover() -> dict[str, ModuleType]:
    """Find every layer.

    Returns
    -------
    dict of str to module
        The layers by the name of their file, in alphabetical order. Each has
        ``describe(reading)``, which turns a `layers.reading.Reading` into a description.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "describe")}
