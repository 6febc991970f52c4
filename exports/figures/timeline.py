"""Activities by year, over the periods of the phases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from exports.counted import in_order, selected_column, sourced, value_column
from exports.dimension_columns import joined, sources_column
from exports.figures import Figure
from exports.table import Cell, Column, Table
from geodata.filters.period import UNDATED
from layers import timeline
from pictures.charts import columns

if TYPE_CHECKING:
    from geodata.answer import Row
    from layers.timeline import TimelineDescription
    from ui.page import Page

PAGES = ("explore",)
RANK = 23


def figure(page: Page) -> Figure | None:
    """Make the columns of the years, and the lanes of the phases."""
    chart = timeline.describe(page.reading)
    rows = sourced(page, "year")
    if not rows and not chart.lanes:
        return None
    return Figure(
        name="timeline",
        title=chart.title,
        unit=chart.unit,
        table=_table(page, chart, rows),
        draw=partial(
            columns.draw, chart=chart, ranks=page.services.programme_ranks, words=page.words
        ),
        notes=(page.words.n("note.undated", chart.undated),) if chart.undated else (),
        source_ids=in_order(page, (row.source_ids for row in rows.values())),
        height=partial(columns.height, chart=chart),
    )


def _table(page: Page, chart: TimelineDescription, rows: Mapping[str, Row]) -> Table:
    t = page.words.t
    titles = (
        Column("year", t("table.year"), "year", "#date+year"),
        Column("label", t("chart_column.label")),
        value_column(page),
        selected_column(page),
        Column("phase_ids", t("chart_column.phases_code")),
        Column("phase_names", t("chart_column.phases")),
        sources_column(page.words),
    )
    cells = tuple(_rows(page, chart, rows))
    return Table("years", chart.title, titles, cells, len(cells))


def _rows(
    page: Page, chart: TimelineDescription, rows: Mapping[str, Row]
) -> Iterator[tuple[Cell, ...]]:
    """Yield every year of the axis, then what has no date."""
    for mark in chart.columns:
        year = int(mark.key)
        lanes = [lane for lane in chart.lanes if lane.start < year + 1 and lane.end > year]
        cited = rows[mark.key].source_ids if mark.key in rows else ()
        yield (
            year,
            mark.label,
            mark.value or None,
            int(mark.selected),
            joined(tuple(lane.key for lane in lanes)),
            joined(tuple(lane.label for lane in lanes)),
            joined(cited),
        )
    undated = rows.get(UNDATED)
    if undated:
        label = page.words.t("date.none")
        yield None, label, undated.value, 0, "", "", joined(undated.source_ids)
