"""Coverage: two dimensions crossed, and what every empty cell means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import identified
from exports.figures import Figure
from exports.table import Cell, Column, Table
from layers.coverage_table import describe_coverage
from pictures.charts.coverage import draw_coverage, height_of_coverage

if TYPE_CHECKING:
    from geodata.coverage_matrix import Matrix
    from layers.coverage_table import CoverageTable
    from ui.page import Page

PAGES = ("coverage",)
RANK = 20


def figure(page: Page) -> Figure | None:
    """Make the matrix of the view's rows and columns."""
    matrix = page.services.coverage.matrix(page.view, page.view.rows, page.view.cols)
    described = describe_coverage(page.reading, matrix)
    if not (described.rows and described.cols):
        return None
    return Figure(
        name="coverage",
        title=page.words.t("coverage.map_one", name=described.title),
        unit=described.unit,
        table=_table(page, matrix, described),
        draw=partial(draw_coverage, table=described, words=page.words),
        notes=(*described.notes, page.words.t("coverage.emptiness")),
        source_ids=page.services.coverage.source_ids(matrix),
        height=partial(height_of_coverage, table=described, words=page.words),
    )


def _table(page: Page, matrix: Matrix, described: CoverageTable) -> Table:
    t = page.words.t
    rows, cols = matrix.dimensions
    columns = (
        *identified(page.words, rows, described.row_title),
        *identified(page.words, cols, described.col_title),
        Column("state", t("figure_table.state_code"), hxl="#meta+state+code"),
        Column("state_name", t("figure_table.state"), hxl="#meta+state+name"),
        Column("value", described.unit, "number", "#activity+num"),
        Column("activities", t("figure.activities"), "integer"),
    )
    lines = tuple(_rows(page, matrix, described))
    return Table(
        "coverage", t("coverage.map_one", name=described.title), columns, lines, len(lines)
    )


def _rows(page: Page, matrix: Matrix, described: CoverageTable) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells in the order of the page: row by row."""
    states = {state: page.words.t(f"state.{state}") for state in described.states}
    at = {line.id: position for position, line in enumerate(matrix.rows)}
    for row in described.rows:
        cells = matrix.cells[at[row.key]]
        for col, cell in zip(described.cols, cells, strict=True):
            yield (
                row.key, row.label, col.key, col.label,
                cell.state, states[cell.state], cell.value, cell.activities,
            )  # fmt: skip
