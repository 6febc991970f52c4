"""A calendar: plans, phases and activities as bars on one axis of years, under its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.charts.bars import more
from pictures.charts.calendar_legend import draw_keys, keys_height, keys_of
from pictures.charts.calendar_lines import (
    Line,
    Rooms,
    draw_line,
    group_lines,
    plan_lines,
    programmes_heading,
)
from pictures.charts.rows import MORE
from pictures.charts.years import (
    UNDER,
    Years,
    axis_of,
    draw_columns,
    draw_grid,
    draw_years,
)

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.schedule import ScheduleDescription
    from pictures.canvas import Canvas

WIDE = 700.0
"""From here on names stand beside the axis, and dates on its other side."""
LABELS, WIDEST, DATES, WIDEST_DATES = 0.3, 360.0, 0.2, 190.0
COLUMNS = 0.22
LOWEST, HIGHEST = 74.0, 150.0
"""Height of the columns."""
TALL = 520.0
"""Calendars that are higher have the years at their lower end too."""
GAP = 10.0
MOST = 900.0
"""Height up to which programmes are unfolded where the height is open."""


@dataclass(frozen=True)
class _Laid:
    """What is drawn: the lines that have room, and how many rows of the table have none."""

    lines: Sequence[Line]
    left_out: int
    keys: tuple[str, ...]


def draw(
    canvas: Canvas,
    box: Box,
    chart: ScheduleDescription,
    ranks: Mapping[str, int],
    words: Translator,
) -> None:
    """Draw as much of a calendar as a box has room for.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    chart : ScheduleDescription
        Programmes are unfolded as on the page as far as they have room, from the first on; the
        bars of the others stand in one line each.
    ranks : mapping of str to int
        Rank of each programme, which has its colour from it.
    words : Translator
        The language.
    """
    axis, rooms = _across(canvas, box, chart)
    high = min(max(box.height * COLUMNS, LOWEST), HIGHEST)
    columns = Box(box.x, box.y, box.width, high)
    under = UNDER if box.height > TALL else 0.0
    laid = _laid(box.height - high - GAP - under, chart, rooms, words)
    top = columns.bottom + GAP
    bottom = top + _high(laid.lines)
    draw_grid(canvas, axis, columns.bottom - UNDER, bottom)
    draw_columns(canvas, columns, axis, chart.columns, words)
    for line in laid.lines:
        with canvas.group(line.told):
            draw_line(canvas, Box(box.x, top, box.width, line.height), line, axis, rooms, ranks)
        top += line.height
    if under and laid.lines:
        draw_years(canvas, box, axis, top + under - 4)
        top += under
    if laid.left_out:
        more(canvas, box, top - box.y + 2 * MORE - 8, laid.left_out, words)
    lower = Box(box.x, box.bottom - keys_height(laid.keys, box.width, words), box.width, 0)
    draw_keys(canvas, lower, laid.keys, words)


def height(room: float, chart: ScheduleDescription, words: Translator) -> float:
    """Tell how high a calendar wants to be in a width; parameters as in `draw`."""
    rooms = _rooms(room)
    lines = [*_programmes(MOST, chart, rooms, words), *plan_lines(chart, rooms, words)]
    most = min(_high(lines), MOST)
    keys = keys_height(keys_of(chart), room, words)
    return HIGHEST + GAP + most + UNDER + 2 * MORE + keys + GAP


def _rooms(room: float) -> Rooms:
    if room < WIDE:
        return Rooms(room, 0.0, 0.0)
    return Rooms(room, min(room * LABELS, WIDEST), min(room * DATES, WIDEST_DATES))


def _across(canvas: Canvas, box: Box, chart: ScheduleDescription) -> tuple[Years, Rooms]:
    rooms = _rooms(box.width)
    first, last = (rooms.dates, rooms.label) if canvas.mirrored else (rooms.label, rooms.dates)
    return axis_of(chart.years, box.x + first, box.right - last), rooms


def _laid(room: float, chart: ScheduleDescription, rooms: Rooms, words: Translator) -> _Laid:
    keys = keys_of(chart)
    room -= keys_height(keys, rooms.all, words) + GAP
    lines = [*_programmes(room, chart, rooms, words), *plan_lines(chart, rooms, words)]
    kept = _kept(lines, room)
    left_out = sum(line.rows for line in lines[len(kept) :])
    seen = {kind for line in kept for track in line.tracks for _bar, kind in track.bars}
    return _Laid(kept, left_out, tuple(key for key in keys if key != "plan" or key in seen))


def _programmes(
    room: float, chart: ScheduleDescription, rooms: Rooms, words: Translator
) -> list[Line]:
    """Unfold as many programmes as have room while the others keep a line, the only one always."""
    heading = programmes_heading(chart, rooms, words)
    forms = [
        [group_lines(group, chart, rooms, words, folded=folded) for folded in (True, False)]
        for group in chart.groups
    ]
    used = _high(heading) + sum(_high(folded) for folded, _unfolded in forms)
    lines = heading
    for folded, unfolded in forms:
        more_room = _high(unfolded) - _high(folded)
        fits = len(forms) == 1 or used + more_room <= room
        used += more_room if fits else 0.0
        lines = [*lines, *(unfolded if fits else folded)]
    return lines


def _kept(lines: list[Line], room: float) -> list[Line]:
    """Keep the first lines that have room, and room for a word on the others."""
    if _high(lines) <= room:
        return lines
    kept: list[Line] = []
    while _high(kept) + lines[len(kept)].height <= room - 2 * MORE:
        kept.append(lines[len(kept)])
    while kept and kept[-1].is_heading:
        kept.pop()
    return kept


def _high(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
