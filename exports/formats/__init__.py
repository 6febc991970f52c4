"""The formats: one file each, found by looking into this package.

A module is a format when it has ``write``:

``EXTENSION``, ``MEDIA_TYPE``
    Of the file; the extension is also what an address calls the format.
``KIND``
    ``figure`` (a picture of one figure), ``table`` (of one figure or of the activities),
    ``data`` (the activities of the view), ``view`` (what describes the view, such as a citation).
``write(order, path, progress)``
    Write the file. Calls ``progress(done, total)`` at least every second; that may raise
    `CancelledError`, after which nothing may be left behind but what ``path`` names.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def discover() -> dict[str, ModuleType]:
    """Find every format by its extension."""
    modules = [
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    ]
    return {module.EXTENSION: module for module in modules if hasattr(module, "write")}
