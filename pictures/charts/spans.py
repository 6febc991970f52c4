"""Bars in time: as sure as their dates, fading where nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.canvas import NOTHING
from pictures.charts.years import BEFORE, BEYOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.schedule import Drawn
    from pictures.canvas import Canvas
    from pictures.charts.years import Years

FAINTEST = 0.14
"""How strong a bar is on a day that may lie outside of it."""
TAIL, TAIL_STRENGTH = 34.0, 0.75
"""How far a bar without a known end goes on, in pixels, and how strongly it begins to."""
LEAST = 5.0
"""A bar of a day is so wide."""
HATCH, HATCHED = 6.0, 2.0
ROUND = "2"
SPAN = {"class": "span"}
_NOT_A_NAME = re.compile(r"[^\w-]")
"""What of a colour, or of a token of the page, is no part of a name."""

Stops = tuple[tuple[float, float], ...]
"""Where along a bar, 0 to 1, and how strong it is there."""


def draw_span(
    canvas: Canvas, axis: Years, one: Drawn, across: tuple[float, float], look: tuple[str, str]
) -> None:
    """Draw the bar of a span.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    axis : Years
        Where its moments are.
    one : Drawn
        The span on that axis.
    across : (float, float)
        Height of the middle, and how thick it is.
    look : (str, str)
        Token of the colour; and ``planned``, ``cancelled``, ``plan`` or anything else for a full
        bar.
    """
    middle, thick = across
    # What goes on beyond the axis is cut where the axis has room to fade.
    left = max(axis.at(one.start), axis.left - BEFORE)
    right = min(axis.at(one.end), axis.right + BEYOND)
    if right - left < LEAST:
        left, right = _widened(left, right, axis)
    bar = Box(left, middle - thick / 2, right - left, thick)
    colour, kind = look
    stops = (
        (0.0, FAINTEST if one.fade_in else 1.0),
        (one.fade_in, 1.0),
        (one.fade_out, 1.0),
        (1.0, FAINTEST if one.fade_out < 1 else 1.0),
    )
    if kind in _KINDS:
        _KINDS[kind](canvas, bar, colour)
    else:
        fill = colour if one.fade_in <= 0 and one.fade_out >= 1 else fade(canvas, colour, stops)
        canvas.rect(bar.x, bar.y, bar.width, bar.height, fill, rx=ROUND, **SPAN)
    if one.opens_after:
        draw_tail(canvas, bar, colour, min(TAIL, axis.right + BEYOND - bar.right))
    elif one.opens_before:
        draw_tail(canvas, bar, colour, -min(TAIL, bar.x - axis.left + BEFORE))


def fade(canvas: Canvas, colour: str, stops: Stops) -> str:
    """Make a colour that is stronger and fainter along a shape, from left to right.

    Parameters
    ----------
    canvas : Canvas
        That the shape is drawn on.
    colour : str
        A token.
    stops : tuple of (float, float)
        Parts of the width in rising order, each with a strength from 0 to 1.

    Returns
    -------
    str
        What the shape is filled with.
    """
    paint = canvas.colour(colour)
    parts = "".join(
        f'<stop offset="{at:.3f}" stop-color="{paint}" stop-opacity="{strong:.2f}"/>'
        for at, strong in stops
    )
    # Named after what it is: one that is needed again is found, and two pictures agree.
    told = "-".join(f"{at * 1000:.0f}.{strong * 100:.0f}" for at, strong in stops)
    name = f"jihat-fade-{_NOT_A_NAME.sub('', paint)}-{told}".replace(".", "_")
    element = f'<linearGradient id="{name}">{parts}</linearGradient>'
    if element not in canvas.elements:
        canvas.elements.append(element)
    return f"url(#{name})"


def _widened(left: float, right: float, axis: Years) -> tuple[float, float]:
    left = min(left, axis.right - LEAST)
    return left, max(right, left + LEAST)


def draw_tail(canvas: Canvas, bar: Box, colour: str, length: float) -> None:
    """Let a bar go on beyond its end, or before its start, and fade away."""
    if not length:
        return
    stops: Stops = ((0.0, TAIL_STRENGTH), (1.0, 0.0))
    if length < 0:
        stops = ((0.0, 0.0), (1.0, TAIL_STRENGTH))
    x = bar.right if length > 0 else bar.x + length
    fill = fade(canvas, colour, stops)
    canvas.rect(x, bar.y, abs(length), bar.height, fill, **{"class": "tail"})


def draw_planned(canvas: Canvas, bar: Box, colour: str) -> None:
    """Draw a bar of what is planned: hatched."""
    for x1, y1, x2, y2 in _slants(bar):
        canvas.line(x1, y1, x2, y2, colour, HATCHED)
    _framed(canvas, bar, colour, 1.5)


def _slants(bar: Box) -> Sequence[tuple[float, float, float, float]]:
    """Return lines that rise to the right, cut at the sides of a bar."""
    lines, along = [], HATCH / 2 - bar.height
    while along < bar.width:
        start, end = max(along, 0.0), min(along + bar.height, bar.width)
        low, high = bar.bottom - (start - along), bar.bottom - (end - along)
        lines.append((bar.x + start, low, bar.x + end, high))
        along += HATCH
    return lines


def _framed(canvas: Canvas, bar: Box, colour: str, wide: float, **more: str) -> None:
    inner = bar.inset(wide / 2, wide / 2, wide / 2, wide / 2)
    frame = {"stroke": colour, "stroke_width": str(wide), **more, **SPAN}
    canvas.rect(inner.x, inner.y, inner.width, inner.height, NOTHING, rx=ROUND, **frame)


def _cancelled(canvas: Canvas, bar: Box, colour: str) -> None:
    _framed(canvas, bar, colour, 1.5, stroke_dasharray="4 3")


def draw_plan(canvas: Canvas, bar: Box, colour: str) -> None:
    """Draw a bar of a public plan: framed."""
    canvas.rect(bar.x, bar.y, bar.width, bar.height, colour, rx=ROUND, fill_opacity="0.16")
    _framed(canvas, bar, colour, 2)


_KINDS = {"planned": draw_planned, "cancelled": _cancelled, "plan": draw_plan}
