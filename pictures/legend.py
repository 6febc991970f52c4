"""The legend: what each colour means, one under the other or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layers.shading import LegendEntry
from pictures.box import Box
from pictures.canvas import NOTHING, Canvas
from pictures.text import fitted, width, wrap

SIZE = 12
LINE = 18
"""From one baseline to the next."""
SWATCH = 20, 13
STRIPE = 4
_GAP, _BETWEEN = 8, 20
_TITLE = 20


@dataclass(frozen=True)
class _Placed:
    """An entry, the lines of its text, and how far its start lies from that of the legend."""

    entry: LegendEntry
    lines: tuple[str, ...]
    along: float
    down: float


def draw_legend(
    canvas: Canvas,
    box: Box,
    entries: Sequence[LegendEntry],
    *,
    title: str = "",
    across: bool = False,
) -> float:
    """Draw a legend into the upper part of a box, from the side that reading begins at.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Its width is kept to; text that is wider is broken into lines.
    entries : sequence of LegendEntry
        From first to last.
    title : str
        Says above them what the colours tell.
    across : bool
        Whether entries stand side by side as far as there is room, and not under each other.

    Returns
    -------
    float
        How high it is.
    """
    top = box.y
    for line in wrap(title, SIZE, 600, box.width):
        canvas.text(
            _x(canvas, box, 0), top + SIZE, line, size=SIZE, weight=600, anchor=canvas.start
        )
        top += LINE
    placed, height = _placed(entries, box.width, across=across)
    for one in placed:
        _entry(canvas, box, one, top)
    return top - box.y + height


def legend_height(
    entries: Sequence[LegendEntry], room: float, *, title: str = "", across: bool = False
) -> float:
    """Tell how high a legend is in a width, as `draw_legend` draws it."""
    return len(wrap(title, SIZE, 600, room)) * LINE + _placed(entries, room, across=across)[1]


def legend_width(entries: Sequence[LegendEntry], *, title: str = "", most: float = 1e6) -> float:
    """Tell how wide a legend is whose entries stand under each other, and no text is broken."""
    widest = max((_across(entry) for entry in entries), default=0)
    return min(most, max(widest, width(title, SIZE, 600)) + 1)


def _text(entry: LegendEntry) -> str:
    return f"{entry.text} {entry.units}".strip()


def _across(entry: LegendEntry) -> float:
    return SWATCH[0] + _GAP + width(_text(entry), SIZE, 400)


def _placed(
    entries: Sequence[LegendEntry], room: float, *, across: bool
) -> tuple[list[_Placed], float]:
    placed, along, down, deep = [], 0.0, 0.0, 0
    for entry in entries:
        lines = tuple(wrap(_text(entry), SIZE, 400, room - SWATCH[0] - _GAP))
        if deep and (not across or along + _across(entry) > room):
            along, down, deep = 0.0, down + deep * LINE, 0
        placed.append(_Placed(entry, lines, along, down))
        along += _across(entry) + _BETWEEN
        deep = max(deep, len(lines), 1)
    return placed, down + deep * LINE


def _entry(canvas: Canvas, box: Box, placed: _Placed, top: float) -> None:
    wide, high = SWATCH
    y = top + placed.down
    edge = _x(canvas, box, placed.along)
    left = edge - wide if canvas.mirrored else edge
    swatch(canvas, Box(left, y + (LINE - high) / 2 - 1, wide, high), placed.entry)
    x = _x(canvas, box, placed.along + wide + _GAP)
    for rank, line in enumerate(placed.lines):
        baseline = y + SIZE + 1 + rank * LINE
        canvas.text(x, baseline, fitted(line, SIZE, 400, box.width), size=SIZE, anchor=canvas.start)


def swatch(canvas: Canvas, box: Box, entry: LegendEntry) -> None:
    """Draw a colour with its stripes, as on the map: the tokens take turns."""
    canvas.rect(box.x, box.y, box.width, box.height, entry.token)
    tokens = entry.tokens
    if len(tokens) > 1:
        turns = int((box.width + box.height) / STRIPE) + 1
        for turn in range(turns):
            token = tokens[turn % len(tokens)]
            if token != entry.token:
                canvas.path(_band(box, turn * STRIPE, (turn + 1) * STRIPE), fill=token)
    canvas.rect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, NOTHING, stroke="axis")


def _band(box: Box, start: float, end: float) -> str:
    """Cut out of a box what lies between two slanting lines, so many pixels from its corner."""
    before = [_edge(box, along) for along in (start, end)]
    (low, high), (low_end, high_end) = before
    corners = [low, high]
    if start < box.width < end:
        corners.append((box.right, box.y))
    corners += [high_end, low_end]
    if start < box.height < end:
        corners.append((box.x, box.bottom))
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in corners) + "Z"


def _edge(box: Box, along: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of a line through a box, rising to the right, that far along its upper edge."""
    along = min(along, box.width + box.height)
    right = min(along, box.width)
    down = min(along, box.height)
    return (box.x + along - down, box.y + down), (box.x + right, box.y + along - right)


def _x(canvas: Canvas, box: Box, along: float) -> float:
    return box.right - along if canvas.mirrored else box.x + along
