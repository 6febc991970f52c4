"""The years, drawn for a slide, where the letters of a picture would leave too little room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.charts.bars import programme_colour
from pictures.charts.spans import ROUND, SPAN, fade
from pictures.charts.years import UNDER, axis_of, draw_columns, draw_grid
from pictures.legend import LINE, SIZE
from pictures.text import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.view_state import ViewState
    from i18n.catalogues import Translator
    from layers.timeline import Lane, TimelineDescription
    from pictures.canvas import Canvas
    from pictures.charts.years import Years

LANES = 3
LANE, BAR = 35.0, 12.0
"""Height of a phase with its name, and of its bar."""
HEADING, GAP, BESIDE = 20.0, 6.0, 7.0
SOLID = 0.6
"""Up to here, a period without a known end is drawn in full."""


def phases_of(chart: TimelineDescription, view: ViewState) -> TimelineDescription:
    """Keep the phases that the view asks for, where it asks for any that has a date.

    The first come in the order of time; the others are counted.
    """
    asked = {*view.programme, *view.phase}
    lanes = tuple(lane for lane in chart.lanes if {lane.programme, lane.key} & asked)
    lanes = lanes or chart.lanes
    first = sorted(lanes[:LANES], key=lambda lane: lane.start)
    return replace(chart, lanes=(*first, *lanes[LANES:]))


def draw_timeline(
    canvas: Canvas,
    box: Box,
    chart: TimelineDescription,
    ranks: Mapping[str, int],
    words: Translator,
) -> None:
    """Draw a few phases over the columns of the years, no line through any word."""
    axis = axis_of(chart.years, box.x, box.right)
    lanes, top = chart.lanes[:LANES], box.y
    for lane in lanes:
        with canvas.group(f"{lane.label}: {lane.text}"):
            _lane(canvas, Box(box.x, top, box.width, LANE), lane, axis, ranks)
        top += LANE
    if len(chart.lanes) > len(lanes):
        told = words.n("present.more", len(chart.lanes) - len(lanes))
        _written(canvas, box, top, told, weight=400)
        top += LINE
    top += GAP if lanes else 0
    _written(canvas, box, top, chart.unit, weight=600)
    columns = Box(box.x, top + HEADING, box.width, box.bottom - top - HEADING)
    draw_grid(canvas, axis, columns.y, columns.bottom - UNDER)
    draw_columns(canvas, columns, axis, chart.columns, words)


def _written(canvas: Canvas, box: Box, top: float, text: str, weight: int) -> None:
    x, shown = canvas.along(box, 0), fitted(text, SIZE, weight, box.width)
    canvas.text(x, top + SIZE, shown, size=SIZE, weight=weight, fill="muted", anchor=canvas.start)


def _lane(canvas: Canvas, box: Box, lane: Lane, axis: Years, ranks: Mapping[str, int]) -> None:
    label, top = fitted(lane.label, SIZE, 600, box.width), box.y + SIZE + 5
    x = canvas.along(box, 0)
    canvas.text(x, box.y + SIZE, label, size=SIZE, weight=600, anchor=canvas.start)
    colour = programme_colour(ranks, lane.programme)
    fading = ((0.0, 1.0), (SOLID, 1.0), (1.0, 0.0))
    fill = fade(canvas, colour, fading) if lane.open_ended else colour
    left, right = (axis.at(moment - axis.years[0]) for moment in (lane.start, lane.end))
    canvas.rect(left, top, max(right - left, 2.0), BAR, fill, rx=ROUND, **SPAN)
    # The period stands where there is more room: before its bar or after it.
    before = left - box.x > box.right - right
    at = left - BESIDE if before else right + BESIDE
    low = top + BAR / 2 + SIZE * 0.36
    canvas.text(at, low, lane.text, size=SIZE, fill="muted", anchor="right" if before else "left")
