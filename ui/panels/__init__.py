"""Panels of the page: one file for each, which prepares what its template shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ui import questions
from ui.panels import (
    activities,
    charts,
    details,
    export_card,
    figures,
    filters,
    guide,
    header,
    map_card,
    question_bar,
    stated,
)

if TYPE_CHECKING:
    from ui.page import Page


ALWAYS = (header, question_bar, filters, figures, map_card, activities, details, export_card, guide)
"""Panels of every page that has a map."""


def contexts(page: Page) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Prepare the panels of a page; those of other questions do no work.

    Yields
    ------
    (str, str, mapping)
        Id of the element, name of its template, and what the template shows.
    """
    own = (charts, stated) if page.view.page == questions.EXPLORE else (questions,)
    for panel in (*ALWAYS, *own):
        yield from panel.contexts(page)


def elements() -> tuple[str, ...]:
    """Name the elements that are empty on some pages."""
    return (*charts.names(), "timeline", "stated", questions.ELEMENT)
