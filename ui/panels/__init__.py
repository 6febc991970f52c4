"""Panels of the page: one file for each, which prepares what its template shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ui.panels import activities, charts, details, figures, filters, guide, header, map_card, stated

if TYPE_CHECKING:
    from ui.page import Page


def contexts(page: Page) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Prepare every panel of a page.

    Yields
    ------
    (str, str, mapping)
        Id of the element, name of its template, and what the template shows.
    """
    for panel in (header, filters, figures, map_card, charts, stated, activities, details, guide):
        yield from panel.contexts(page)
