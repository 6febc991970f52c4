"""Questions that the page answers beside "what is done where": one file each.

A module is a question when it has ``contexts``; its name is the value of ``page`` in the address.
``discover`` finds them by looking into this package, so that adding a question is adding a file
(and its name in `geodata.view_state.CHOICES`, which orders them).

``contexts(page)``
    Yields what the panels of the other pages yield (id of an element, name of a template, what it
    shows) for the element ``question``.
``LAYOUT``
    ``beside`` where the question stands beside the map, ``wide`` where it stands above it,
    ``alone`` where no map is shown.
``ask(page)``
    Optional: what panel and map both start from, computed once a page, as ``page.asked``.
``shading(page)``
    Optional: the map in the question's colours, a `layers.shading.Shading`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from geodata.view_state import CHOICES
from layers import region_map

if TYPE_CHECKING:
    from layers.region_map import MapDescription
    from ui.page import Page

EXPLORE = "explore"
ELEMENT = "question"


@cache
def discover() -> dict[str, ModuleType]:
    """Find every question, in the order in which the page offers them."""
    names = {info.name for info in pkgutil.iter_modules(__path__)}
    modules = {
        name: importlib.import_module(f"{__name__}.{name}")
        for name in CHOICES["page"]
        if name in names
    }
    return {name: module for name, module in modules.items() if hasattr(module, "contexts")}


def names() -> tuple[str, ...]:
    """Name the pages that share filters, key figures and map."""
    return (EXPLORE, *discover())


def layout(page: Page) -> str:
    """Tell how question and map stand to each other."""
    found = discover().get(page.view.page)
    return found.LAYOUT if found else EXPLORE


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the panel of the question; on the explore page, nothing."""
    found = discover().get(page.view.page)
    if found:
        yield from found.contexts(page)


def ask(page: Page) -> Any:  # noqa: ANN401 - each question has an answer of its own
    """Compute what the question's panel and map share."""
    return discover()[page.view.page].ask(page)


def shaded(page: Page, described: MapDescription) -> MapDescription:
    """Colour the map by the question, where it has a map of its own."""
    found = discover().get(page.view.page)
    if found is None or not hasattr(found, "shading"):
        return described
    shading = found.shading(page)
    return region_map.shaded(described, shading) if shading else described
