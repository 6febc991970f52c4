"""The coverage matrix: a shade and a number where documented, a sign of its own for each state."""

from __future__ import annotations

from i18n.catalogues import Translator
from i18n.direction import embed
from layers.coverage_table import STATES, CoverageCell, CoverageLine, CoverageTable
from layers.theme import STATES as TOKENS
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import Grid, Line, draw_grid, height_of_grid
from pictures.charts.signs import Entry, Sign, Square

SIGNS: dict[str, Sign] = {"not_in_sources": "dot", "none": "ring", "not_applicable": "hatch"}
"""Sign of each state, as on the page."""


def draw_coverage(canvas: Canvas, box: Box, table: CoverageTable, words: Translator) -> None:
    """Draw a coverage table into a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many rows and columns are drawn as it has room for.
    table : CoverageTable
        What is drawn.
    words : Translator
        The language of the description.
    """
    draw_grid(canvas, box, _grid(table, words))


def height_of_coverage(room: float, table: CoverageTable, words: Translator) -> float:
    """Tell how high a coverage table wants to be in a width."""
    return height_of_grid(_grid(table, words), room)


def _grid(table: CoverageTable, words: Translator) -> Grid:
    sums = {
        line.key: sum(row.cells[at].state == "documented" for row in table.rows)
        for at, line in enumerate(table.cols)
    }
    return Grid(
        rows=tuple(_line(row, _documented(row), at) for at, row in enumerate(table.rows)),
        cols=tuple(_line(col, sums[col.key], at) for at, col in enumerate(table.cols)),
        squares=tuple(tuple(map(square_of, row.cells)) for row in table.rows),
        key=key_of(table, words),
        total_label=words.t("coverage.total"),
        total=table.total,
        more_rows=lambda count: words.n("picture.more", count),
        more_cols=lambda count: words.n("figure.more_columns", count),
    )


def _documented(row: CoverageLine) -> int:
    return sum(cell.state == "documented" for cell in row.cells)


def _line(line: CoverageLine, documented: int, at: int) -> Line:
    # Where not all find room, those stay that most is known of; of equal ones the first.
    return Line(line.label, line.total, 1e6 * line.selected + documented - at / 1e6)


def square_of(cell: CoverageCell) -> Square:
    """Give a cell its fill, with its number or the sign of its state."""
    if cell.state == "documented":
        return Square(cell.token or "step-1", text=cell.text)
    return Square(TOKENS[cell.state], SIGNS[cell.state])


def key_of(table: CoverageTable, words: Translator) -> tuple[Entry, ...]:
    """Explain the classes of what is documented, and the signs of what is not."""
    documented = words.t("state.documented")
    classes = [
        Entry(
            Square(entry.token),
            f"{documented if not at else ''} {embed(entry.text, words.lang)}".strip(),
        )
        for at, entry in enumerate(table.legend)
    ]
    # A sign is explained where it is drawn, and the absence always: its cells are no zeros.
    states = [
        Entry(Square(TOKENS[state], SIGNS[state]), words.t(f"state.{state}"))
        for state in STATES
        if state in SIGNS and (table.states[state] or state == "not_in_sources")
    ]
    return (*classes, *states)
