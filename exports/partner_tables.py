"""What the ranked tables of organisations share as figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.figures import Figure
from pictures.charts.table import draw_table, height_of_table

if TYPE_CHECKING:
    from exports.table import Table
    from pictures.charts.table import Sheet
    from ui.page import Page


def figure_of(
    page: Page, name: str, table: Table, sheet: Sheet, notes: tuple[str, ...] = ()
) -> Figure:
    """Make a figure that is a table, drawn as ``sheet``; activities are counted once each."""
    return Figure(
        name=name,
        title=table.title,
        unit=page.words.t("unit.distinct"),
        table=table,
        draw=partial(draw_table, sheet=sheet),
        notes=notes,
        source_ids=page.services.catalogue.sources.for_activities(page.answer.chosen.bits),
        counted=False,
        height=partial(height_of_table, sheet),
    )
