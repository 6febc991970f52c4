"""The filters: one file each, found here by looking at what the folder holds."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.filtering import Filter


def discover() -> tuple[Filter, ...]:
    """Return the filter of every file of this folder (its ``FILTER``), by name of the file."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").FILTER for name in names)
