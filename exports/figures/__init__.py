"""The figures of a page that can be taken away: one file each.

A module is a figure when it has ``figure``; its name is what an address calls it. ``discover``
finds them by looking into this package, so that adding a figure is adding a file.

``PAGES``
    The pages that show it, values of `ViewState.page`; ``("*",)`` for every page with a map.
``RANK``
    Its place among the figures of a page.
``figure(page)``
    The `Figure` of a page, or None where the page shows none now.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.canvas import Canvas

if TYPE_CHECKING:
    from exports.table import Table
    from ui.page import Page

EVERY = "*"


@dataclass(frozen=True)
class Figure:
    """A figure and the table behind it.

    ``unit`` says what the numbers are, ``notes`` what has to be said beside them, ``source_ids``
    which sources they rest on. ``chosen`` says what of its question is chosen, where the title does
    not: values, and what they are. ``draw`` puts it into a box of a canvas, its legend included;
    None where there is only a table. ``bounded`` tells whether it shows boundaries, and so needs
    their note; ``counted`` whether the counting rule has an effect on its numbers. ``height`` is
    how high it wants to be in a box of a given width, where the size of the picture leaves that
    open.
    """

    name: str
    title: str
    unit: str
    table: Table
    draw: Callable[[Canvas, Box], None] | None
    chosen: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    bounded: bool = False
    counted: bool = True
    height: Callable[[float], float] | None = None


@cache
def discover() -> dict[str, ModuleType]:
    """Find every figure, in the order in which a page shows them."""
    modules = {
        info.name: importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    }
    figures = {name: module for name, module in modules.items() if hasattr(module, "figure")}
    return dict(sorted(figures.items(), key=lambda item: item[1].RANK))


def names(page: Page) -> tuple[str, ...]:
    """Name the figures that a page may show."""
    asked = (page.view.page, EVERY)
    return tuple(
        name for name, module in discover().items() if any(one in module.PAGES for one in asked)
    )


def figure(page: Page, name: str) -> Figure | None:
    """Make a figure of a page.

    Parameters
    ----------
    page : Page
        The view, and what the catalogue answers to it.
    name : str
        One of `names`.

    Returns
    -------
    Figure or None
        None where the page has no such figure, or nothing to show in it.
    """
    found: Figure | None = discover()[name].figure(page) if name in names(page) else None
    return found
