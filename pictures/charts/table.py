"""A table that is drawn: text in as many lines as it needs, numbers, and bars on one scale.

As many rows are drawn as find room; of columns, those that can be left out go first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import TALLEST
from pictures.text import shortened, width, wrap

SIZE = 12.5
LINE = 16
_PAD = 6
_GAP = 14
_BAR = 5
_SWATCH = 12
_MOST_LINES = 5
_NARROWEST_TEXT = 96.0
_HEADING = 30.0
_ROOMIER = 9.0
"""Pixels that a row gains at most where there is room to spare."""


@dataclass(frozen=True)
class Cell:
    """A cell: ``share`` draws a bar under a number, ``tokens`` a swatch before a text."""

    text: str
    share: float | None = None
    tokens: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True)
class Column:
    """A column: of text, which shares the room by its weight, or of numbers.

    ``spare`` columns are left out where there is no room, the greatest first; 0 never is.
    """

    title: str
    numeric: bool = False
    weight: float = 1.0
    spare: int = 0
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """A row; ``heading`` spans the table and names the rows below it."""

    cells: tuple[Cell, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: ``more_rows`` and ``more_columns`` say how many are left out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more_rows: Callable[[int], str]
    more_columns: Callable[[int], str]


@dataclass(frozen=True)
class _Plan:
    """The columns drawn: position, start and width of each."""

    columns: tuple[tuple[int, float, float], ...]
    head: float


def draw_table(canvas: Canvas, box: Box, sheet: Sheet) -> None:
    """Draw a table into the upper part of a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    sheet : Sheet
        What is drawn.
    """
    plan = _plan(sheet, box.width)
    if not plan.columns or plan.head + LINE > box.height:
        return
    heights = [_row_height(row, sheet, plan, box.width) for row in sheet.rows]
    drawn = _fitting(sheet, plan, heights, box)
    _head(canvas, box, sheet, plan)
    y = box.y + plan.head
    heights = _roomier(heights, drawn, box.height - plan.head)
    for row, high in zip(sheet.rows[:drawn], heights[:drawn], strict=True):
        _row(canvas, Box(box.x, y, box.width, high), row, sheet, plan)
        y += high
    for line in _said(sheet, plan, drawn, box.width):
        y += LINE
        canvas.text(canvas.along(box, 0), y, line, size=11, fill="muted", anchor=canvas.start)


def height_of_table(sheet: Sheet, room: float) -> float:
    """Tell how high a table wants to be in a width: with every row."""
    plan = _plan(sheet, room)
    rows = sum(_row_height(row, sheet, plan, room) for row in sheet.rows)
    high = plan.head + rows + len(_said(sheet, plan, len(sheet.rows), room)) * LINE + 4
    return min(high, TALLEST)


def _said(sheet: Sheet, plan: _Plan, drawn: int, room: float) -> list[str]:
    rest = sum(not row.heading for row in sheet.rows[drawn:])
    columns = len(sheet.columns) - len(plan.columns)
    told = [sheet.more_rows(rest)] if rest else []
    told += [sheet.more_columns(columns)] if columns else []
    return [line for one in told for line in wrap(one, 11, 400, room)]


def _fitting(sheet: Sheet, plan: _Plan, heights: Sequence[float], box: Box) -> int:
    """Count the rows that find room, with what is said of the others."""
    for drawn in range(len(sheet.rows), 0, -1):
        if sheet.rows[drawn - 1].heading:
            # A heading without a row below it names nothing.
            continue
        said = len(_said(sheet, plan, drawn, box.width)) * LINE + 4 * (drawn < len(sheet.rows))
        if plan.head + sum(heights[:drawn]) + said <= box.height:
            return drawn
    return 0


def _roomier(heights: Sequence[float], drawn: int, room: float) -> list[float]:
    """Give rows some of the room that is left, where all of them are drawn."""
    spare = (room - sum(heights)) / max(drawn, 1) if drawn == len(heights) else 0.0
    return [high + max(0.0, min(spare, _ROOMIER)) for high in heights]


def _plan(sheet: Sheet, room: float) -> _Plan:
    kept = list(range(len(sheet.columns)))
    spares = sorted((at for at in kept if sheet.columns[at].spare), key=_spare(sheet))
    while spares and _text_room(sheet, kept, room) < _least(sheet, kept):
        kept.remove(spares.pop())
    return _placed(sheet, kept, room)


def _spare(sheet: Sheet) -> Callable[[int], tuple[int, int]]:
    return lambda at: (sheet.columns[at].spare, at)


def _least(sheet: Sheet, kept: Sequence[int]) -> float:
    return sum(_NARROWEST_TEXT * sheet.columns[at].weight for at in kept if _is_text(sheet, at))


def _is_text(sheet: Sheet, at: int) -> bool:
    return not sheet.columns[at].numeric


def _text_room(sheet: Sheet, kept: Sequence[int], room: float) -> float:
    numbers = sum(_number_width(sheet, at) for at in kept if not _is_text(sheet, at))
    return room - numbers - _GAP * (len(kept) - 1)


@lru_cache(maxsize=64)
def _number_width(sheet: Sheet, at: int) -> float:
    cells = [row.cells[at] for row in sheet.rows if row.cells]
    words = [width(word, 11, 600) for word in sheet.columns[at].title.split()]
    bars = 56.0 if any(cell.share is not None for cell in cells) else 0.0
    values = (width(cell.text, SIZE, 600) for cell in cells)
    return max(bars, 26.0, *words, *values) + 1


def _placed(sheet: Sheet, kept: Sequence[int], room: float) -> _Plan:
    """Give columns of text what those of numbers leave, by their weight."""
    free = max(_text_room(sheet, kept, room), 0.0)
    whole = sum(sheet.columns[at].weight for at in kept if _is_text(sheet, at))
    widths = [
        free * sheet.columns[at].weight / whole if _is_text(sheet, at) else _number_width(sheet, at)
        for at in kept
    ]
    starts = [sum(widths[:rank]) + _GAP * rank for rank in range(len(kept))]
    columns = tuple(zip(kept, starts, widths, strict=True))
    lines = (len(wrap(sheet.columns[at].title, 11, 600, wide)) for at, _start, wide in columns)
    return _Plan(columns, max(lines, default=0) * 14 + _PAD + 2)


def _lines(cell: Cell, column: Column, wide: float) -> list[str]:
    room = wide - (_swatches(cell) if cell.tokens else 0)
    weight = 600 if column.bold or column.numeric else 400
    if column.numeric:
        return [cell.text]
    return shortened(cell.text, SIZE, weight, room, _MOST_LINES)


def _swatches(cell: Cell) -> float:
    return _SWATCH * len(cell.tokens) + 6.0


def _row_height(row: Row, sheet: Sheet, plan: _Plan, room: float) -> float:
    if row.heading:
        return _HEADING + (len(wrap(row.heading, SIZE, 700, room)) - 1) * LINE
    lines = max(
        (len(_lines(row.cells[at], sheet.columns[at], wide)) for at, _start, wide in plan.columns),
        default=1,
    )
    barred = any(cell.share is not None for cell in row.cells)
    return max(lines * LINE, LINE + (_BAR + 4 if barred else 0)) + _PAD


def _head(canvas: Canvas, box: Box, sheet: Sheet, plan: _Plan) -> None:
    for at, start, wide in plan.columns:
        column = sheet.columns[at]
        lines = wrap(column.title, 11, 600, wide)
        for rank, line in enumerate(lines):
            base = box.y + plan.head - _PAD - (len(lines) - 1 - rank) * 14
            _text(canvas, box, (start, wide), base, line, column, size=11, weight=600, fill="muted")
    y = box.y + plan.head - 1
    canvas.line(box.x, y, box.right, y, "axis")


def _row(canvas: Canvas, box: Box, row: Row, sheet: Sheet, plan: _Plan) -> None:
    if row.heading:
        lines = wrap(row.heading, SIZE, 700, box.width)
        for rank, line in enumerate(lines):
            base = box.bottom - 8 - (len(lines) - 1 - rank) * LINE
            canvas.text(
                canvas.along(box, 0), base, line, size=SIZE, weight=700, anchor=canvas.start
            )
    if row.cells:
        down = (box.height - _row_height(row, sheet, plan, box.width)) / 2
        for at, start, wide in plan.columns:
            _cell(canvas, box.inset(top=down), (start, wide), row.cells[at], sheet.columns[at])
    canvas.line(box.x, box.bottom - 0.5, box.right, box.bottom - 0.5, "hairline")


def _cell(canvas: Canvas, box: Box, place: tuple[float, float], cell: Cell, column: Column) -> None:
    start, wide = place
    for rank, token in enumerate(cell.tokens):
        x = canvas.along(box, start + rank * _SWATCH) - (_SWATCH - 2 if canvas.mirrored else 0)
        canvas.rect(x, box.y + 5, _SWATCH - 2, _SWATCH - 1, token, stroke="axis")
    before = _swatches(cell) if cell.tokens else 0.0
    weight = 600 if column.bold or column.numeric else 400
    for rank, line in enumerate(_lines(cell, column, wide)):
        base = box.y + _PAD / 2 + 12 + rank * LINE
        room = start + before, wide - before
        fill = "muted" if cell.quiet else "ink"
        _text(canvas, box, room, base, line, column, size=SIZE, weight=weight, fill=fill)
    if cell.share is not None:
        _bar(canvas, box, place, cell.share)


def _bar(canvas: Canvas, box: Box, place: tuple[float, float], share: float) -> None:
    """Draw a bar that ends where its number does, from the side that reading begins at."""
    start, wide = place
    for part, token in ((1.0, "track"), (share, "fill")):
        if part > 0:
            x = canvas.along(box, start) - (wide * part if canvas.mirrored else 0)
            canvas.rect(x, box.y + LINE + _PAD / 2 + 1, wide * part, _BAR, token)


def _text(  # noqa: PLR0913 - where, what, and how it looks
    canvas: Canvas,
    box: Box,
    place: tuple[float, float],
    base: float,
    line: str,
    column: Column,
    *,
    size: float,
    weight: int,
    fill: str,
) -> None:
    start, wide = place
    along = start + (wide if column.numeric else 0)
    anchor = canvas.end if column.numeric else canvas.start
    x = canvas.along(box, along)
    canvas.text(x, base, line, size=size, weight=weight, fill=fill, anchor=anchor)
