"""Every two programmes: a square matrix of how many places they share."""

from __future__ import annotations

from i18n.catalogues import Translator
from i18n.numbers import format_number
from layers.overlap_pairs import Cell, Matrix
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import Grid, Line, draw_grid, height_of_grid
from pictures.charts.signs import Entry, Square


def draw_pairs(canvas: Canvas, box: Box, matrix: Matrix, words: Translator) -> None:
    """Draw the matrix of every two programmes into a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many programmes are drawn as it has room for.
    matrix : Matrix
        What is drawn.
    words : Translator
        The language of the description.
    """
    draw_grid(canvas, box, _grid(matrix, words))


def height_of_pairs(room: float, matrix: Matrix, words: Translator) -> float:
    """Tell how high the matrix wants to be in a width."""
    return height_of_grid(_grid(matrix, words), room)


def _grid(matrix: Matrix, words: Translator) -> Grid:
    own = [next(cell.count for cell in row.cells if cell.own) for row in matrix.rows]
    lines = tuple(
        Line(row.name, "", count - at / 1e6)
        for at, (row, count) in enumerate(zip(matrix.rows, own, strict=True))
    )
    return Grid(
        rows=lines,
        cols=lines,
        squares=tuple(tuple(_square(cell, words) for cell in row.cells) for row in matrix.rows),
        key=_key(words),
        total_label="",
        total="",
        more_rows=lambda count: words.n("picture.more", count),
        more_cols=lambda count: words.n("figure.more_columns", count),
    )


def _square(cell: Cell, words: Translator) -> Square:
    text = format_number(cell.count, words.lang)
    if cell.own:
        return Square("track", text=text)
    if not cell.count:
        return Square("none", "dot")
    return Square("step-2" if cell.strong else "step-1", text=text)


def _key(words: Translator) -> tuple[Entry, ...]:
    told = {"track": "own", "step-1": "some", "step-2": "strong"}
    known = tuple(Entry(Square(fill), words.t(f"figure.pairs_{one}")) for fill, one in told.items())
    return (*known, Entry(Square("none", "dot"), words.t("state.not_in_sources")))
