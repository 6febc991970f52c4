"""Figures that sources state, over the regions that each is for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.figures import Figure
from exports.stated_rows import stated_columns, stated_rows
from exports.table import Table
from layers.stated import describe, ordered
from pictures.charts.brackets import draw_stated, height_of_stated

if TYPE_CHECKING:
    from geodata.answer import StatedFigure
    from ui.page import Page

PAGES = ("explore",)
RANK = 70


def figure(page: Page) -> Figure | None:
    """Make the stated figures of the view, by their kind."""
    described = describe(page.reading)
    if not described.sections:
        return None
    notes = {section.note: section.title for section in described.sections if section.note}
    told = page.words.t
    return Figure(
        name="stated",
        title=described.title,
        unit=described.unit,
        table=_table(page, described.title),
        draw=partial(draw_stated, described=described, words=page.words),
        notes=(
            described.how,
            *(told("overlap.told", name=title, activities=note) for note, title in notes.items()),
        ),
        source_ids=sources_of(page, page.answer.stated),
        counted=False,
        height=partial(height_of_stated, described=described, words=page.words),
    )


def sources_of(page: Page, figures: tuple[StatedFigure, ...]) -> tuple[str, ...]:
    """Return the sources of several figures, in the order of the record."""
    cited = {id_ for one in figures for id_ in one.source_ids}
    return tuple(id_ for id_ in page.services.catalogue.sources.ids if id_ in cited)


def _table(page: Page, title: str) -> Table:
    rows = tuple(stated_rows(page.reading, ordered(page.answer.stated)))
    return Table("stated_figures", title, stated_columns(page.words), rows, len(rows))
