"""Bar charts of counted activities as figures: what the page's bars and a table both tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import layers
from exports.dimension_columns import identified, joined, sources_column
from exports.figures import Figure
from exports.table import Cell, Column, Table
from pictures.charts import bars

if TYPE_CHECKING:
    import pandas as pd

    from geodata.answer import Row
    from layers.description import ChartDescription, Mark
    from ui.page import Page

About = tuple[Column, Mapping[str, Cell]]
"""A further column of a table, and its cell for each id."""


def bar_figure(page: Page, name: str, about: Sequence[About] = ()) -> Figure | None:
    """Make a figure of one of the explore page's bar charts.

    Parameters
    ----------
    page : Page
        The view.
    name : str
        Name of the layer that describes the bars.
    about : sequence of (Column, mapping of str to cell), optional
        What the table says of each value beside its name.

    Returns
    -------
    Figure or None
        None without bars.
    """
    chart: ChartDescription = layers.discover()[name].describe(page.reading)
    if not chart.marks:
        return None
    rows = sourced(page, chart.dimension)
    return Figure(
        name=name,
        title=chart.title,
        unit=chart.unit,
        table=_table(page, chart, rows, about),
        draw=partial(bars.draw, chart=chart, ranks=page.services.programme_ranks, words=page.words),
        notes=chart.notes,
        source_ids=in_order(page, (row.source_ids for row in rows.values())),
        height=partial(bars.height, chart=chart),
    )


def sourced(page: Page, dimension: str) -> dict[str, Row]:
    """Give the figures of a dimension with the sources that each rests on, by their ids."""
    answer = page.services.catalogue.answer(page.view, sources=True)
    return {row.id: row for row in answer.by[dimension]}


def in_order(page: Page, cited: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Put sources into the order of the record, each once."""
    ids = {id_ for several in cited for id_ in several}
    return tuple(id_ for id_ in page.services.catalogue.record.sources["id"] if id_ in ids)


def cells_of(table: pd.DataFrame, column: str) -> dict[str, Cell]:
    """Give the texts of a column of the record by the ids of its rows."""
    return dict(zip(table["id"], table[column], strict=True))


def value_column(page: Page) -> Column:
    """Make the column of counted activities; a part of one counts too under *allocated*."""
    unit = page.words.t(f"unit.{page.view.count}")
    return Column(
        "activities",
        unit,
        "number" if page.view.count == "allocated" else "integer",
        "#activity+num",
    )


def selected_column(page: Page) -> Column:
    """Make the column that has 1 where the view's own filter takes a value in, else 0."""
    return Column("selected", page.words.t("filter.selected"), "integer", "#meta+selected")


def _table(
    page: Page, chart: ChartDescription, rows: Mapping[str, Row], about: Sequence[About]
) -> Table:
    columns = (
        *identified(page.words, chart.dimension, chart.category),
        *(column for column, _cells in about),
        value_column(page),
        selected_column(page),
        sources_column(page.words),
    )
    cells = tuple(_cells(mark, rows, about) for mark in chart.marks)
    return Table(chart.name, chart.title, columns, cells, len(cells))


def _cells(mark: Mark, rows: Mapping[str, Row], about: Sequence[About]) -> tuple[Cell, ...]:
    row = rows.get(mark.key)
    return (
        mark.key,
        mark.label,
        *(cells.get(mark.key) or None for _column, cells in about),
        # What our sources do not have is no zero.
        mark.value or None,
        int(mark.selected),
        joined(row.source_ids if row else ()),
    )
