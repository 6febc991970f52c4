"""What stands beside a map: its legend, and what is on no map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layers.region_map import Point
from layers.shading import LegendEntry
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.arrows import BESIDE, ROOM, draw_arrow, left_edge
from pictures.legend import LINE, SIZE, SWATCH, draw_legend, legend_height, legend_width
from pictures.map_marks import draw_site
from pictures.text import width, wrap

GAP = 12
"""Between the parts of a panel."""
CELL = 40, 24
"""Width and height of a class of both measures."""
SMALL = 11
SIGN = SWATCH[0] + 8
"""From the start of an entry to its words."""
PAIR, BETWEEN = 6, 18
"""From a name to its number, and to the next name."""


@dataclass(frozen=True)
class Sign:
    """A kind of point, and what it stands for."""

    point: Point
    text: str


@dataclass(frozen=True)
class Grid:
    """The legend of two measures: classes of the first from high to low, of the second from low.

    ``up`` and ``across`` name the measures. Each row has its class and, for each class of the
    second, the token and the number of units; ``columns`` names these classes.
    """

    up: str
    across: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Panel:
    """What stands beside a map.

    ``elsewhere`` are the activities that belong to no unit: name and number of each, with ``of``
    above them.
    """

    title: str
    entries: tuple[LegendEntry, ...]
    signs: tuple[Sign, ...] = ()
    grid: Grid | None = None
    of: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()


def panel_width(panel: Panel, most: float) -> float:
    """Tell how wide a panel is whose entries stand under each other."""
    wide = legend_width(panel.entries, title=panel.title if not panel.grid else "")
    for sign in panel.signs:
        wide = max(wide, SIGN + width(sign.text, SIZE, 400))
    if panel.grid:
        wide = max(wide, _grid_width(panel.grid))
    for name, number in panel.elsewhere:
        wide = max(wide, width(name, SIZE, 400) + PAIR + width(number, SIZE, 700))
    return min(most, wide + 2)


def draw_panel(canvas: Canvas, box: Box, panel: Panel, *, across: bool = False) -> float:
    """Draw a panel into the upper part of a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Its width is kept to.
    panel : Panel
        What is drawn.
    across : bool
        Whether entries stand side by side as far as there is room.

    Returns
    -------
    float
        How high it is.
    """
    top = box.y
    if panel.grid:
        top += _draw_grid(canvas, _below(box, top), panel.grid) + GAP
    title = "" if panel.grid else panel.title
    if panel.entries or title:
        legend = _below(box, top)
        top += draw_legend(canvas, legend, panel.entries, title=title, across=across)
    top += _draw_signs(canvas, _below(box, top), panel.signs)
    return top - box.y


def panel_height(panel: Panel, room: float, *, across: bool = False) -> float:
    """Tell how high a panel is in a width, as `draw_panel` draws it."""
    high = 0.0
    if panel.grid:
        high += _grid_height(panel.grid, room) + GAP
    title = "" if panel.grid else panel.title
    if panel.entries or title:
        high += legend_height(panel.entries, room, title=title, across=across)
    return high + sum(_sign_lines(sign, room) * LINE for sign in panel.signs)


def draw_elsewhere(canvas: Canvas, box: Box, panel: Panel, *, across: bool = False) -> float:
    """Draw what is on no map into the upper part of a box; parameters as of `draw_panel`."""
    top = box.y
    if not panel.elsewhere:
        return 0.0
    for line in wrap(panel.of, SIZE, 600, box.width):
        canvas.text(
            _x(canvas, box, 0), top + SIZE, line, size=SIZE, weight=600, anchor=canvas.start
        )
        top += LINE
    for down, along, name, number in _pairs(panel.elsewhere, box.width, across=across):
        baseline = top + down + SIZE
        canvas.text(
            _x(canvas, box, along), baseline, name, size=SIZE, fill="muted", anchor=canvas.start
        )
        if number:
            x = _x(canvas, box, along + (width(name, SIZE, 400) + PAIR if name else 0))
            canvas.text(x, baseline, number, size=SIZE, weight=700, anchor=canvas.start)
    return elsewhere_height(panel, box.width, across=across)


def elsewhere_height(panel: Panel, room: float, *, across: bool = False) -> float:
    """Tell how high `draw_elsewhere` is in a width."""
    if not panel.elsewhere:
        return 0.0
    lowest = max(down for down, *_rest in _pairs(panel.elsewhere, room, across=across))
    return len(wrap(panel.of, SIZE, 600, room)) * LINE + lowest + LINE


def _pairs(
    pairs: Sequence[tuple[str, str]], room: float, *, across: bool
) -> list[tuple[float, float, str, str]]:
    """Find the line and the place in it of each name with its number; long names are broken."""
    found: list[tuple[float, float, str, str]] = []
    down = along = 0.0
    for name, number in pairs:
        own = width(number, SIZE, 700) + PAIR
        lines = wrap(name, SIZE, 400, max(room - own, room / 2))
        wide = max(width(line, SIZE, 400) for line in lines) + own
        if found and (not across or along + wide > room):
            down, along = down + LINE, 0.0
        for line in lines[:-1]:
            found.append((down, along, line, ""))
            down += LINE
        found.append((down, along, lines[-1], number))
        along += wide + BETWEEN
    return found


def _sign_lines(sign: Sign, room: float) -> int:
    return len(wrap(sign.text, SIZE, 400, room - SIGN))


def _draw_signs(canvas: Canvas, box: Box, signs: Sequence[Sign]) -> float:
    top = box.y
    for sign in signs:
        draw_site(canvas, _x(canvas, box, SWATCH[0] / 2), top + LINE / 2 - 1, sign.point)
        for line in wrap(sign.text, SIZE, 400, box.width - SIGN):
            x = _x(canvas, box, SIGN)
            canvas.text(x, top + SIZE + 1, line, size=SIZE, anchor=canvas.start)
            top += LINE
    return top - box.y


def _grid_side(grid: Grid) -> float:
    return max(width(name, SMALL, 400) for name, _cells in grid.rows) + PAIR


def _column(grid: Grid) -> float:
    return max(CELL[0], *(width(name, SMALL, 400) + PAIR for name in grid.columns))


def _grid_width(grid: Grid) -> float:
    return _grid_side(grid) + _column(grid) * len(grid.columns)


def _grid_height(grid: Grid, room: float) -> float:
    words = sum(len(wrap(one, SIZE, 600, room - ROOM)) for one in (grid.up, grid.across))
    return words * LINE + len(grid.rows) * CELL[1] + LINE


def _draw_grid(canvas: Canvas, box: Box, grid: Grid) -> float:
    top, side, column = box.y, _grid_side(grid), _column(grid)
    top = _upwards(canvas, box, top, grid.up)
    for name, cells in grid.rows:
        middle = top + CELL[1] / 2 + SMALL * 0.36
        canvas.text(
            _x(canvas, box, side - PAIR), middle, name, size=SMALL, fill="muted", anchor=canvas.end
        )
        for rank, (token, count) in enumerate(cells):
            x = _x(canvas, box, side + rank * column) - (column if canvas.mirrored else 0)
            canvas.rect(x, top, column, CELL[1], token, stroke="card", data_class=token)
            canvas.text(
                x + column / 2, middle, count, size=SMALL, weight=600, anchor="middle", halo="halo"
            )
        top += CELL[1]
    for rank, name in enumerate(grid.columns):
        x = _x(canvas, box, side + (rank + 0.5) * column)
        canvas.text(x, top + SMALL + 3, name, size=SMALL, fill="muted", anchor="middle")
    top = _across(canvas, box, top + LINE, grid.across)
    return top - box.y


def _upwards(canvas: Canvas, box: Box, top: float, text: str) -> float:
    """Name the measure of the rows, behind an arrow that points up."""
    edge = left_edge(_x(canvas, box, 0), before=canvas.mirrored)
    draw_arrow(canvas, edge, top + SIZE, "up")
    return _axis(canvas, box, top, text, ROOM)[0]


def _across(canvas: Canvas, box: Box, top: float, text: str) -> float:
    """Name the measure of the columns, before an arrow that points along."""
    bottom, written = _axis(canvas, box, top, text, 0)
    edge = left_edge(_x(canvas, box, written + BESIDE), before=canvas.mirrored)
    draw_arrow(canvas, edge, bottom - LINE + SIZE, "left" if canvas.mirrored else "right")
    return bottom


def _axis(canvas: Canvas, box: Box, top: float, text: str, indent: float) -> tuple[float, float]:
    """Write the lines of a name; return where they end, and the width of the last."""
    lines = wrap(text, SIZE, 600, box.width - ROOM)
    for line in lines:
        x = _x(canvas, box, indent)
        canvas.text(x, top + SIZE, line, size=SIZE, weight=600, anchor=canvas.start)
        top += LINE
    return top, width(lines[-1], SIZE, 600) if lines else 0.0


def _below(box: Box, top: float) -> Box:
    return Box(box.x, top, box.width, box.bottom - top)


def _x(canvas: Canvas, box: Box, along: float) -> float:
    return box.right - along if canvas.mirrored else box.x + along
