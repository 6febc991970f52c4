"""How to read the bars of a calendar: only what occurs in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.charts.spans import FAINTEST, ROUND, draw_plan, draw_planned, draw_tail, fade
from pictures.text import fitted, width

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.schedule import Drawn, ScheduleDescription
    from pictures.canvas import Canvas

SIZE, LINE = 12.0, 19.0
KEY, HIGH, AFTER, BETWEEN = 30.0, 11.0, 8.0, 22.0
COLOUR = "fill-strong"


def keys_of(chart: ScheduleDescription) -> tuple[str, ...]:
    """Name the looks of bars that occur, in the order in which they are explained."""
    if chart.is_strips:
        return ()
    rows = [row for group in chart.groups for row in group.rows]
    phases = [phase for group in chart.groups for phase in group.phases]
    drawn = [one.drawn for one in (*rows, *phases, *chart.plans)]
    occurs = {
        "day": any(_is_sharp(one) for one in drawn),
        "month": any(one.fade_in or one.fade_out < 1 for one in drawn),
        "open": any(one.opens_before or one.opens_after for one in drawn),
        "planned": any(row.status == "planned" for row in rows),
        "phase": bool(phases),
        "plan": bool(chart.plans),
    }
    return tuple(key for key, is_there in occurs.items() if is_there)


def _is_sharp(one: Drawn) -> bool:
    start = not one.fade_in and not one.opens_before
    return start or (one.fade_out >= 1 and not one.opens_after)


def keys_height(keys: Sequence[str], room: float, words: Translator) -> float:
    """Tell how high the keys are in a width."""
    placed = list(_placed(keys, room, words))
    return placed[-1][2] + LINE if placed else 0.0


def draw_keys(canvas: Canvas, box: Box, keys: Sequence[str], words: Translator) -> None:
    """Draw keys from the upper edge of a box, side by side as far as there is room."""
    for key, along, down, text in _placed(keys, box.width, words):
        edge = box.right - along if canvas.mirrored else box.x + along
        left = edge - KEY if canvas.mirrored else edge
        _key(canvas, Box(left, box.y + down + (LINE - HIGH) / 2, KEY, HIGH), key)
        x = edge - KEY - AFTER if canvas.mirrored else edge + KEY + AFTER
        y = box.y + down + LINE / 2 + SIZE * 0.36
        canvas.text(x, y, text, size=SIZE, fill="muted", anchor=canvas.start)


def _placed(
    keys: Sequence[str], room: float, words: Translator
) -> Iterator[tuple[str, float, float, str]]:
    along = down = 0.0
    for key in keys:
        text = fitted(words.t(f"time.legend_{key}"), SIZE, 400, room - KEY - AFTER)
        needed = KEY + AFTER + width(text, SIZE)
        if along and along + needed > room:
            along, down = 0.0, down + LINE
        yield key, along, down, text
        along += needed + BETWEEN


def _key(canvas: Canvas, box: Box, key: str) -> None:
    if key == "planned":
        draw_planned(canvas, box, COLOUR)
    elif key == "plan":
        draw_plan(canvas, box, "bounds")
    elif key == "open":
        short = box.inset(right=box.width * 0.6)
        canvas.rect(short.x, short.y, short.width, short.height, COLOUR)
        draw_tail(canvas, short, COLOUR, box.width * 0.6)
    else:
        soft = ((0.0, FAINTEST), (0.45, 1.0), (0.55, 1.0), (1.0, FAINTEST))
        fill = fade(canvas, COLOUR, soft) if key == "month" else COLOUR
        high = 4.0 if key == "phase" else box.height
        y = box.y + (box.height - high) / 2
        canvas.rect(box.x, y, box.width, high, fill, rx=ROUND)
