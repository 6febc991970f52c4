"""The coverage matrix, drawn for a slide: as many rows and columns as the last row can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.coverage_matrix import WORDS
from pictures.box import Box
from pictures.canvas import NOTHING
from pictures.charts.coverage import key_of, square_of
from pictures.charts.signs import draw_key, draw_square, key_height
from pictures.legend import LINE, SIZE
from pictures.text import fitted, shortened, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from i18n.catalogues import Translator
    from layers.coverage_table import CoverageLine, CoverageTable
    from pictures.canvas import Canvas

SMALL = 11.0
"""The least size of letters."""
ROWS = 12
NAMES, HEADS = 170.0, 100.0
"""Room for the names of rows, at most, and above the columns for theirs."""
BEFORE, AFTER = 4.0, 4.0
"""Beside the names of rows."""
NARROWEST, LETTERS, AROUND = 22.0, 11.6, 3.0
"""Width of a column: at least, for each line of its name, and beside them."""
NAME_LINES = 3


def draw_matrix(canvas: Canvas, box: Box, table: CoverageTable, pointed: Sequence[str]) -> None:
    """Draw which cells are documented, of as many rows and columns as can be read."""
    rows, names = _rows(table, pointed), _names(table)
    columns = _columns(table, box.width - names)
    high = min((box.height - HEADS) / max(len(rows), 1), 2 * LINE)
    along = names
    for _at, lines, wide in columns:
        middle = canvas.along(box, along + wide / 2)
        _head(canvas, middle, box.y + HEADS - 5, lines)
        along += wide
    for rank, row in enumerate(rows):
        place = Box(box.x, box.y + HEADS + rank * high, box.width, high)
        with canvas.group(f"{row.label}: {row.total}"):
            _row(canvas, place, row, columns, names)
            canvas.rect(place.x + 1, place.y, place.width - 2, high, NOTHING, **{"class": "edge"})


def _own(table: CoverageTable) -> list[CoverageLine]:
    return [row for row in table.rows if row.key not in WORDS]


def _rows(table: CoverageTable, pointed: Sequence[str]) -> list[CoverageLine]:
    """Choose the rows: what is pointed at, then what most is known of; in the table's order."""
    own = _own(table)

    def known(row: CoverageLine) -> tuple[bool, int]:
        return row.key not in pointed, -sum(bool(cell.token) for cell in row.cells)

    kept = {row.key for row in sorted(own, key=known)[:ROWS]}
    return [row for row in own if row.key in kept]


def _names(table: CoverageTable) -> float:
    """Measure the names of the rows."""
    widest = max((width(row.label, SMALL, 400) for row in _own(table)), default=0.0)
    return min(NAMES, widest + BEFORE + AFTER + 1)


def _columns(table: CoverageTable, room: float) -> list[tuple[int, list[str], float]]:
    """Choose the columns that most is known of: position, lines of the name, and width."""

    def known(at: int) -> int:
        return sum(bool(row.cells[at].token) for row in table.rows)

    own = [at for at, column in enumerate(table.cols) if column.key not in WORDS]
    found: list[tuple[int, list[str], float]] = []
    for at in sorted(own, key=known, reverse=True):
        lines = shortened(table.cols[at].label, SMALL, 400, HEADS - 6, NAME_LINES)
        wide = max(NARROWEST, len(lines) * LETTERS + AROUND)
        # A name of more lines may have no room where the next has.
        if sum(one[2] for one in found) + wide <= room:
            found.append((at, lines, wide))
    spare = (room - sum(one[2] for one in found)) / max(len(found), 1)
    return [(at, lines, wide + spare) for at, lines, wide in sorted(found)]


def _head(canvas: Canvas, middle: float, bottom: float, lines: Sequence[str]) -> None:
    for rank, line in enumerate(lines):
        x = middle + (rank - (len(lines) - 1) / 2) * LETTERS + SMALL * 0.36
        turn = f"rotate(-90 {x:.2f} {bottom:.2f})"
        canvas.text(x, bottom, line, size=SMALL, anchor="left", transform=turn)


def _row(
    canvas: Canvas,
    box: Box,
    row: CoverageLine,
    columns: Sequence[tuple[int, list[str], float]],
    names: float,
) -> None:
    baseline, along = box.y + box.height / 2 + SMALL * 0.36, names
    label = fitted(row.label, SMALL, 400, names - BEFORE - AFTER)
    canvas.text(canvas.along(box, BEFORE), baseline, label, size=SMALL, anchor=canvas.start)
    for at, _lines, wide in columns:
        left = canvas.along(box, along) - (wide if canvas.mirrored else 0)
        cell = Box(left, box.y, wide, box.height).inset(0.5, 0.5, 0.5, 0.5)
        with canvas.group(**{"class": "cell"}):
            draw_square(canvas, cell, square_of(row.cells[at]), size=SMALL)
        along += wide


def left_out(table: CoverageTable, room: float, words: Translator) -> tuple[str, ...]:
    """Count the columns and the rows that a matrix of a width leaves out, in words."""
    columns = sum(column.key not in WORDS for column in table.cols)
    columns -= len(_columns(table, room - _names(table)))
    rows = max(0, len(_own(table)) - ROWS)
    counts = {"present.more_columns": columns, "present.more_rows": rows}
    return tuple(words.n(msgid, count) for msgid, count in counts.items() if count)


def draw_matrix_key(
    canvas: Canvas, box: Box, table: CoverageTable, words: Translator, more: Sequence[str]
) -> float:
    """Explain colours and signs, and say ``more``, which is left out; tell its height."""
    entries, start = key_of(table, words), canvas.along(box, 0)
    top = box.y
    for line in wrap(table.unit, SIZE, 600, box.width):
        canvas.text(start, top + SIZE, line, size=SIZE, weight=600, anchor=canvas.start)
        top += LINE
    draw_key(canvas, box.inset(top=top - box.y), entries)
    top += key_height(entries, box.width)
    for line in (line for one in more for line in wrap(one, SIZE, 400, box.width)):
        canvas.text(start, top + SIZE, line, size=SIZE, fill="muted", anchor=canvas.start)
        top += LINE
    return top - box.y
