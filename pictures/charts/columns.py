"""Activities by year as columns, under the periods of the phases on the same axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.charts.bars import more, programme_colour
from pictures.charts.rows import MORE
from pictures.charts.spans import ROUND, SPAN, fade
from pictures.charts.years import TICK, UNDER, Years, axis_of, draw_columns, draw_grid
from pictures.text import fitted, width

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.timeline import Lane, TimelineDescription
    from pictures.canvas import Canvas

WIDE = 720.0
"""From here on, lanes have their names beside them; below, over them."""
SIZE, SMALL = 13.0, 12.0
LABELS, WIDEST = 0.3, 320.0
"""Width of the names beside the lanes: of the box, and in pixels."""
GAP = 16.0
LOWEST, HIGHEST, PART = 96.0, 250.0, 0.38
"""Height of the columns: at least, at most, and of the box where there are many lanes."""
HEADING = 22.0
SOLID = 0.6
"""Up to here, a period without a known end is drawn in full."""


@dataclass(frozen=True)
class _Laid:
    """Where the parts are: the axis, the width of names, and the height of a lane."""

    axis: Years
    beside: float
    lane: float
    thick: float


def draw(
    canvas: Canvas,
    box: Box,
    chart: TimelineDescription,
    ranks: Mapping[str, int],
    words: Translator,
) -> None:
    """Draw lanes of phases, as many as have room, over columns of years.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    chart : TimelineDescription
        Its columns and lanes share an axis, which never turns around.
    ranks : mapping of str to int
        Rank of each programme, which has its colour from it.
    words : Translator
        The language.
    """
    laid = _laid(canvas, box, chart)
    lanes, left_out = _shared(box, chart, laid)
    used = HEADING + len(lanes) * laid.lane if lanes else 0.0
    used += 2 * MORE if left_out else 0.0
    top = box.y + used + (GAP if lanes else 0.0)
    columns = Box(
        box.x,
        top + HEADING,
        box.width,
        min(box.bottom - top - HEADING, max(HIGHEST, box.height * PART)),
    )
    if lanes:
        draw_grid(canvas, laid.axis, box.y + HEADING, columns.bottom - UNDER)
        _heading(canvas, box, box.y, words.t("chart.periods"))
    for rank, lane in enumerate(lanes):
        with canvas.group(f"{lane.label}: {lane.text}"):
            _lane(canvas, box, box.y + HEADING + rank * laid.lane, lane, laid, ranks)
    if left_out:
        more(canvas, box, used - 8, left_out, words)
    _heading(canvas, box, top, chart.unit)
    draw_columns(canvas, columns, laid.axis, chart.columns, words)


def height(room: float, chart: TimelineDescription) -> float:
    """Tell how high lanes and columns want to be in a width; parameters as in `draw`."""
    lane, _thick = _sizes(room)
    shown = min(len(chart.lanes), chart.shown)
    rest = 2 * MORE if shown < len(chart.lanes) else 0.0
    others = 2 * HEADING + GAP + shown * lane + rest + 1
    # The columns take their part of the whole, as far as they may.
    return others + min(max(others * PART / (1 - PART), LOWEST), HIGHEST)


def _sizes(room: float) -> tuple[float, float]:
    return (24.0, 11.0) if room >= WIDE else (39.0, 9.0)


def _laid(canvas: Canvas, box: Box, chart: TimelineDescription) -> _Laid:
    lane, thick = _sizes(box.width)
    if box.width < WIDE or not chart.lanes:
        return _Laid(axis_of(chart.years, box.x, box.right), 0.0, lane, thick)
    widest = max(width(one.label, SIZE, _weight(one)) for one in chart.lanes)
    beside = min(widest, box.width * LABELS, WIDEST) + GAP
    left = box.x if canvas.mirrored else box.x + beside
    axis = axis_of(chart.years, left, left + box.width - beside)
    return _Laid(axis, beside, lane, thick)


def _shared(box: Box, chart: TimelineDescription, laid: _Laid) -> tuple[Sequence[Lane], int]:
    """Choose the lanes that have room over the columns, and count the others."""
    least = max(LOWEST, min(HIGHEST, box.height * PART))
    room = box.height - least - GAP - 2 * HEADING
    count = int(room / laid.lane)
    if count < len(chart.lanes):
        count = max(int((room - 2 * MORE) / laid.lane), 0)
    return chart.lanes[:count], max(len(chart.lanes) - count, 0)


def _heading(canvas: Canvas, box: Box, top: float, text: str) -> None:
    x = box.right if canvas.mirrored else box.x
    shown = fitted(text, SIZE, 600, box.width)
    canvas.text(x, top + SIZE, shown, size=SIZE, weight=600, fill="muted", anchor=canvas.start)


def _weight(lane: Lane) -> int:
    return 700 if lane.selected else 400


def _lane(
    canvas: Canvas, box: Box, top: float, lane: Lane, laid: _Laid, ranks: Mapping[str, int]
) -> None:
    middle = top + (laid.lane / 2 if laid.beside else SIZE + 6 + laid.thick / 2)
    colour = programme_colour(ranks, lane.programme)
    first = laid.axis.years[0]
    left, right = laid.axis.at(lane.start - first), laid.axis.at(lane.end - first)
    solid = ((0.0, 1.0), (SOLID, 1.0), (1.0, 0.0))
    fill = fade(canvas, colour, solid) if lane.open_ended else colour
    y = middle - laid.thick / 2
    canvas.rect(left, y, max(right - left, 2.0), laid.thick, fill, rx=ROUND, **SPAN)
    if laid.beside:
        _named_beside(canvas, box, middle, lane, laid)
    else:
        _named_over(canvas, box, top, lane)


def _named_beside(canvas: Canvas, box: Box, middle: float, lane: Lane, laid: _Laid) -> None:
    """Write the name beside the axis, and the period where it is free beside the bar."""
    x = box.right if canvas.mirrored else box.x
    y, weight = middle + SIZE * 0.36, _weight(lane)
    label = fitted(lane.label, SIZE, weight, laid.beside - GAP)
    canvas.text(x, y, label, size=SIZE, weight=weight, anchor=canvas.start)
    first = laid.axis.years[0]
    left, right = laid.axis.at(lane.start - first), laid.axis.at(lane.end - first)
    needed = width(lane.text, SMALL) + 8
    fits = right + needed <= laid.axis.right + TICK * 2
    if fits or left - needed >= laid.axis.left:
        at, side = (right + 8, "left") if fits else (left - 8, "right")
        canvas.text(
            at,
            y,
            lane.text,
            size=SMALL,
            fill="muted",
            anchor="left" if side == "left" else "right",
            halo="card",
        )


def _named_over(canvas: Canvas, box: Box, top: float, lane: Lane) -> None:
    """Write name and period over the bar, at the two ends of the line."""
    start, end = (box.right, box.x) if canvas.mirrored else (box.x, box.right)
    y, halo = top + SIZE, "card"
    canvas.text(end, y, lane.text, size=SMALL, fill="muted", anchor=canvas.end, halo=halo)
    room = box.width - width(lane.text, SMALL) - GAP
    label = fitted(lane.label, SIZE, _weight(lane), room)
    weight = _weight(lane)
    canvas.text(start, y, label, size=SIZE, weight=weight, anchor=canvas.start, halo=halo)
