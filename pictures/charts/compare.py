"""Sides compared: their differences in words, and their figures side by side on one scale."""

from __future__ import annotations

from i18n.catalogues import Translator
from layers.comparing import ComparisonDescription
from layers.comparing import Row as Compared
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import TALLEST
from pictures.charts.table import Cell, Column, Row, Sheet, draw_table, height_of_table
from pictures.text import wrap

SIZE, LINE = 12.5, 17
_BULLET = 14
_PART = 0.42
"""Part of the height that sentences may take."""
_BESIDE = 900
"""Width from which sentences stand beside the figures."""


def draw_comparison(
    canvas: Canvas, box: Box, described: ComparisonDescription, words: Translator
) -> None:
    """Draw a comparison into a box: sentences beside the figures, or above them.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many sentences and rows are drawn as it has room for.
    described : ComparisonDescription
        What is drawn.
    words : Translator
        The language of the description.
    """
    if not described.sentences:
        draw_table(canvas, box, _sheet(described, words))
    elif box.width >= _BESIDE:
        aside = box.width * 0.34
        left = box.x if canvas.mirrored else box.right - aside
        _sentences(canvas, Box(left, box.y, aside, box.height), described, words)
        rest = box.inset(*((aside + 32, 0) if canvas.mirrored else (0, 0, aside + 32)))
        draw_table(canvas, rest, _sheet(described, words))
    else:
        room = Box(box.x, box.y, box.width, box.height * _PART)
        used = _sentences(canvas, room, described, words) + 12
        draw_table(canvas, box.inset(top=used), _sheet(described, words))


def height_of_comparison(room: float, described: ComparisonDescription, words: Translator) -> float:
    """Tell how high a comparison wants to be in a width."""
    table = height_of_table(_sheet(described, words), room)
    told = sum(len(lines) * LINE + 5 for lines in _wrapped(described, room)) + LINE + 18
    if not described.sentences:
        return table
    return min(max(table + told, told / _PART), TALLEST)


def _wrapped(described: ComparisonDescription, room: float) -> list[list[str]]:
    return [wrap(sentence, SIZE, 400, room - _BULLET) for sentence in described.sentences]


def _sentences(
    canvas: Canvas, box: Box, described: ComparisonDescription, words: Translator
) -> float:
    """Write the sentences that find room, each whole, and say how many do not."""
    start = canvas.start
    y = box.y + 12
    for line in wrap(words.t("compare.differences"), SIZE, 700, box.width):
        canvas.text(canvas.along(box, 0), y, line, size=SIZE, weight=700, anchor=start)
        y += LINE + 2
    told = _wrapped(described, box.width)
    for at, lines in enumerate(told):
        last = at == len(told) - 1
        if y + len(lines) * LINE + (0 if last else LINE) > box.bottom:
            rest = words.n("figure.more_sentences", len(told) - at)
            canvas.text(canvas.along(box, 0), y, rest, size=11, fill="muted", anchor=start)
            return y - box.y
        canvas.circle(canvas.along(box, 4), y - 4, 2, "fill-strong")
        for line in lines:
            canvas.text(canvas.along(box, _BULLET), y, line, size=SIZE, anchor=start)
            y += LINE
        y += 5
    return y - box.y - LINE + 5


def _sheet(described: ComparisonDescription, words: Translator) -> Sheet:
    columns = (
        Column("", weight=0.8),
        *(Column(column.name, spare=0) for column in described.columns),
    )
    rows: list[Row] = []
    for section in described.sections:
        rows.append(Row(heading=section.title))
        rows += [_row(row) for row in section.rows]
    return Sheet(
        columns,
        tuple(rows),
        more_rows=lambda count: words.n("picture.more", count),
        more_columns=lambda count: words.n("figure.more_columns", count),
    )


def _row(row: Compared) -> Row:
    cells = (
        Cell(cell.text, cell.share if cell.value else None, quiet=not cell.value)
        for cell in row.cells
    )
    return Row((Cell(row.label), *cells))
