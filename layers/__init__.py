"""Map layers and charts: what an answer says, described once and drawn from the description.

One file a layer. A module that has ``describe`` is a layer; `discover` finds them by looking
into this package, so that adding a layer is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def discover() -> dict[str, ModuleType]:
    """Find every layer.

    Returns
    -------
    dict of str to module
        The layers by the name of their file. Each has ``describe(reading)``, which turns a
        `layers.reading.Reading` into a description. Those with a ``PLACE`` describe bars; they
        come first, in the order of their places.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    found = [name for name, module in modules.items() if hasattr(module, "describe")]
    ordered = sorted(found, key=lambda name: getattr(modules[name], "PLACE", LAST))
    return {name: modules[name] for name in ordered}


LAST = 1_000
