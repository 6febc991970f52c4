"""Rows crossed with columns: a square where two of them meet, and totals beside and below.

As many rows and columns are drawn as can be read; the greatest stay, in their order. Heads of
narrow columns are turned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.signs import Entry, Square, draw_key, draw_square, key_height
from pictures.text import shortened, width, wrap

TALLEST = 920.0
"""Height that a picture wants at most: what is longer than a page is read in the table."""
SIZE = 12
SMALL = 11
LINE = 14
_PAD = 8
_NARROWEST, _WIDEST = 28.0, 118.0
"""Width of a column."""
_LOWEST, _HIGHEST = 15.0, 38.0
"""Height of a row."""
_ROOMY = 18.0
"""Height of a row from which its letters are of the usual size."""
_SEAM = 1.0
_TURNED_MOST = 190.0
_FLAT = 4
"""Lines that a head may have before it is turned."""


@dataclass(frozen=True)
class Line:
    """A row or a column; ``total`` is "" where nothing counts, ``rank`` decides what stays."""

    label: str
    total: str
    rank: float


@dataclass(frozen=True)
class Grid:
    """What is drawn: lines, a row of squares for each row, and what is said beside them.

    ``total_label`` is "" where there are no totals. ``more_rows`` and ``more_cols`` say how many
    are left out.
    """

    rows: tuple[Line, ...]
    cols: tuple[Line, ...]
    squares: tuple[tuple[Square, ...], ...]
    key: tuple[Entry, ...]
    total_label: str
    total: str
    more_rows: Callable[[int], str]
    more_cols: Callable[[int], str]


@dataclass(frozen=True)
class _Plan:
    """How a grid finds room: lengths in pixels, and which rows and columns are drawn."""

    rows: tuple[int, ...]
    cols: tuple[int, ...]
    head: float
    total: float
    col: float
    row: float
    top: float
    turned: bool
    said: tuple[str, ...]


def draw_grid(canvas: Canvas, box: Box, grid: Grid) -> None:
    """Draw a grid into a box, with its key below it."""
    plan = _plan(grid, box)
    _heads(canvas, box, grid, plan)
    for place, at in enumerate(plan.rows):
        _row(canvas, box, grid, plan, place, at)
    bottom = box.y + plan.top + len(plan.rows) * plan.row
    if grid.total_label:
        _totals(canvas, box, grid, plan, bottom)
        bottom += plan.row
    for line in plan.said:
        bottom += LINE + 2
        _write(canvas, box, 0, bottom, line, SMALL, fill="muted")
    if grid.key:
        below = bottom + _PAD + 4
        draw_key(canvas, Box(box.x, below, box.width, box.bottom - below), grid.key)


def height_of_grid(grid: Grid, room: float) -> float:
    """Tell how high a grid wants to be in a width: with every row."""
    plan = _plan(grid, Box(0, 0, room, 1e5))
    high = max(_lowest(grid, plan.head), 26.0)
    rows = len(grid.rows) + bool(grid.total_label)
    return min(plan.top + rows * high + _below(grid, plan.said, room) + 2, TALLEST)


def _below(grid: Grid, said: Sequence[str], room: float) -> float:
    key = key_height(grid.key, room) + _PAD + 4 if grid.key else 0.0
    return key + len(said) * (LINE + 2)


def _plan(grid: Grid, box: Box) -> _Plan:
    total = _total_width(grid)
    head = _head_width(grid, box.width)
    room = box.width - head - total
    cols = _kept(grid.cols, max(1, int(room // _narrowest(grid))))
    col = min(_WIDEST, room / max(len(cols), 1))
    turned, top = _top(grid, cols, col, box.height)
    low = _lowest(grid, head)
    rows = _kept(grid.rows, 0)
    said = _said(grid, 0, len(grid.cols) - len(cols))
    # Where not every row fits, saying so takes room too.
    for _attempt in range(2):
        free = box.height - top - _below(grid, said, box.width) - 2
        fitting = int(free // low) - bool(grid.total_label)
        rows = _kept(grid.rows, max(1, fitting))
        said = _said(grid, len(grid.rows) - len(rows), len(grid.cols) - len(cols))
    free = box.height - top - _below(grid, said, box.width) - 2
    row = max(low, min(_HIGHEST, free / (len(rows) + bool(grid.total_label))))
    return _Plan(rows, cols, head, total, col, row, top, turned, said)


def _said(grid: Grid, rows: int, cols: int) -> tuple[str, ...]:
    lines = (grid.more_rows(rows) if rows else "", grid.more_cols(cols) if cols else "")
    return tuple(line for line in lines if line)


def _kept(lines: Sequence[Line], most: int) -> tuple[int, ...]:
    """Keep the greatest, in their order; 0 keeps every one."""
    if not most or len(lines) <= most:
        return tuple(range(len(lines)))
    ranked = sorted(range(len(lines)), key=lambda at: -lines[at].rank)
    return tuple(sorted(ranked[:most]))


def _narrowest(grid: Grid) -> float:
    """Tell how narrow a column may be: its numbers stay apart from those beside them."""
    texts = {square.text for row in grid.squares for square in row}
    texts |= {line.total for line in grid.cols}
    return max(_NARROWEST, *(width(text, SIZE, 600) + 4 for text in texts | {""}))


def _total_width(grid: Grid) -> float:
    if not grid.total_label:
        return 0.0
    texts = (grid.total, *(line.total for line in grid.rows))
    words = [width(word, SIZE, 600) for word in grid.total_label.split()]
    return max(*words, *(width(text, SIZE, 600) for text in texts)) + 2 * _PAD


def _head_width(grid: Grid, room: float) -> float:
    labels = [line.label for line in grid.rows] + [grid.total_label]
    widest = max(width(label, SIZE, 400) for label in labels) + _PAD
    # Two lines are as good as one, where that leaves more to the columns.
    return max(min(widest, room * 0.34, 230.0), min(widest, 84.0))


def _lowest(grid: Grid, head: float) -> float:
    two = any(width(line.label, SIZE, 400) > head - _PAD for line in grid.rows)
    return 2 * LINE + 4 if two else _LOWEST


def _top(grid: Grid, cols: Sequence[int], col: float, height: float) -> tuple[bool, float]:
    """Decide whether heads of columns are turned, and how high they are."""
    labels = [grid.cols[at].label for at in cols]
    room = col - 6
    words = [word for label in labels for word in label.split()]
    flat = max((len(wrap(label, SIZE, 400, room)) for label in labels), default=1)
    if flat <= _FLAT and all(width(word, SIZE, 400) <= room for word in words):
        return False, flat * LINE + _PAD
    most = max(70.0, min(_TURNED_MOST, height * 0.4))
    lines = _lines_turned(col)
    # A word is broken only where it is longer than a head may be.
    along = min(most, max(50.0, *(width(word, SMALL, 400) + 1 for word in words)))
    while along < most and any(len(wrap(one, SMALL, 400, along)) > lines for one in labels):
        along += 6
    return True, along + _PAD


def _lines_turned(col: float) -> int:
    return max(1, min(4, int((col - 2) // 13)))


def _heads(canvas: Canvas, box: Box, grid: Grid, plan: _Plan) -> None:
    base = box.y + plan.top - 5
    if plan.total:
        end = plan.head + plan.total - _PAD
        _write(canvas, box, end, base, grid.total_label, SIZE, fill="muted", anchor=canvas.end)
    for place, at in enumerate(plan.cols):
        middle = canvas.along(box, plan.head + plan.total + (place + 0.5) * plan.col)
        label = grid.cols[at].label
        if plan.turned:
            _turned(canvas, middle, base, label, plan)
        else:
            lines = wrap(label, SIZE, 400, plan.col - 6)
            for rank, line in enumerate(lines):
                y = base - (len(lines) - 1 - rank) * LINE
                canvas.text(middle, y, line, size=SIZE, fill="muted", anchor="middle")


def _turned(canvas: Canvas, middle: float, base: float, label: str, plan: _Plan) -> None:
    lines = shortened(label, SMALL, 400, plan.top - _PAD, _lines_turned(plan.col))
    for rank, line in enumerate(lines):
        # Letters stand on the right of the middle of their line.
        x = middle + (rank - (len(lines) - 1) / 2) * 13 + SMALL * 0.36
        canvas.text(
            x,
            base,
            line,
            size=SMALL,
            fill="muted",
            anchor="left",
            transform=f"rotate(-90 {x:.2f} {base:.2f})",
        )


def _row(canvas: Canvas, box: Box, grid: Grid, plan: _Plan, place: int, at: int) -> None:
    line, y = grid.rows[at], box.y + plan.top + place * plan.row
    _label(canvas, box, plan, y, line.label)
    _total(canvas, box, plan, y, line.total)
    for rank, col in enumerate(plan.cols):
        start = plan.head + plan.total + rank * plan.col
        left = canvas.along(box, start) - (plan.col if canvas.mirrored else 0)
        square = Box(left, y, plan.col - _SEAM, plan.row - _SEAM)
        draw_square(canvas, square, grid.squares[at][col], size=_size(plan))


def _size(plan: _Plan) -> float:
    return SIZE if plan.row >= _ROOMY else SMALL


def _label(canvas: Canvas, box: Box, plan: _Plan, y: float, label: str, weight: int = 400) -> None:
    size = _size(plan)
    lines = shortened(label, size, weight, plan.head - _PAD, max(1, int(plan.row // LINE)))
    for rank, line in enumerate(lines):
        base = y + plan.row / 2 + size * 0.36 + (rank - (len(lines) - 1) / 2) * LINE
        _write(canvas, box, 0, base, line, size, weight=weight)


def _total(canvas: Canvas, box: Box, plan: _Plan, y: float, text: str) -> None:
    end = plan.head + plan.total - _PAD
    size = _size(plan)
    base = y + plan.row / 2 + size * 0.36
    _write(canvas, box, end, base, text, size, weight=600, anchor=canvas.end)


def _totals(canvas: Canvas, box: Box, grid: Grid, plan: _Plan, y: float) -> None:
    """Write the last row: the totals of the columns, and that of the view."""
    wide = plan.head + plan.total + len(plan.cols) * plan.col
    canvas.line(canvas.along(box, 0), y + 0.5, canvas.along(box, wide), y + 0.5, "axis")
    _label(canvas, box, plan, y, grid.total_label, 600)
    _total(canvas, box, plan, y, grid.total)
    for rank, col in enumerate(plan.cols):
        middle = canvas.along(box, plan.head + plan.total + (rank + 0.5) * plan.col)
        base = y + plan.row / 2 + SIZE * 0.36
        canvas.text(middle, base, grid.cols[col].total, size=SIZE, weight=600, anchor="middle")


def _write(  # noqa: PLR0913 - where, what, and how it looks
    canvas: Canvas,
    box: Box,
    along: float,
    base: float,
    text: str,
    size: float,
    *,
    weight: int = 400,
    fill: str = "ink",
    anchor: str = "",
) -> None:
    x = canvas.along(box, along)
    side = canvas.end if anchor == canvas.end else canvas.start
    canvas.text(x, base, text, size=size, weight=weight, fill=fill, anchor=side)
