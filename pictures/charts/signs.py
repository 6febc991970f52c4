"""Signs on a fill, for what colour alone must not tell, and a key that explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from layers.theme import PALETTES, TOKENS
from pictures.box import Box
from pictures.canvas import NOTHING, Canvas
from pictures.legend import LINE, SIZE, SWATCH
from pictures.text import shortened, width

Sign = Literal["", "dot", "ring", "hatch"]
_HATCH = 8.0
_GAP, _BETWEEN = 8, 22
_DARK = 0.04045
"""Up to here a channel of sRGB is linear."""


@dataclass(frozen=True)
class Square:
    """A filled rectangle: the token of its fill, its sign, and what is written on it."""

    fill: str
    sign: Sign = ""
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry of a key."""

    square: Square
    text: str


def draw_square(canvas: Canvas, box: Box, square: Square, *, size: float = 12) -> None:
    """Fill a box with a square of a table."""
    if square.sign == "hatch":
        canvas.rect(box.x, box.y, box.width, box.height, "card")
        canvas.path(_stripes(box), stroke=square.fill, stroke_width="3.4")
    else:
        canvas.rect(box.x, box.y, box.width, box.height, square.fill)
    x, y = box.x + box.width / 2, box.y + box.height / 2
    if square.sign == "dot":
        canvas.circle(x, y, 1.8, "quiet")
    if square.sign == "ring":
        canvas.circle(x, y, 4, NOTHING, stroke="ink", stroke_width="1.5")
    if square.text:
        ink = readable(canvas, square.fill)
        canvas.text(
            x, y + size * 0.36, square.text, size=size, weight=600, fill=ink, anchor="middle"
        )


def readable(canvas: Canvas, fill: str) -> str:
    """Choose the token of the text that stands out most from a fill.

    A drawing in the page's own tokens leaves the choice to the style sheet, as ``--on-`` and the
    fill; where that has none, it is the choice of the projector.
    """
    if canvas.palette is TOKENS:
        return f"var(--on-{fill}, var(--{standing_out(PALETTES['projector'], fill)}))"
    return standing_out(canvas.palette, fill)


def standing_out(palette: Mapping[str, str], fill: str) -> str:
    """Choose of a palette the token that stands out most from a fill."""
    ground = _luminance(palette.get(fill, fill))
    return max(("ink", "on-ink"), key=lambda token: _contrast(ground, _luminance(palette[token])))


def _contrast(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: str) -> float:
    """Relative luminance, as the guidelines for accessible content define it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _stripes(box: Box) -> str:
    """Slanting strokes, cut off where the box ends: they cross its edges, never its neighbours."""
    edge = 1.7
    inner = box.inset(edge, edge, edge, edge)
    if inner.width <= 0 or inner.height <= 0:
        return "M0 0"
    parts, along = [], _HATCH / 2
    while along < inner.width + inner.height:
        low, right = min(along, inner.height), min(along, inner.width)
        start = inner.x + along - low, inner.y + low
        end = inner.x + right, inner.y + along - right
        parts.append(f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}")
        along += _HATCH
    return "".join(parts)


def key_height(entries: Sequence[Entry], room: float) -> float:
    """Tell how high a key is in a width."""
    return _lines(entries, room) * LINE


def draw_key(canvas: Canvas, box: Box, entries: Sequence[Entry]) -> None:
    """Draw a key into the upper part of a box, entries side by side as far as there is room."""
    along, down, wide, high = 0.0, 0, SWATCH[0], SWATCH[1]
    for entry in entries:
        if along and along + _across(entry, box.width) > box.width:
            along, down = 0.0, down + 1
        y = box.y + down * LINE
        left = canvas.along(box, along) - (wide if canvas.mirrored else 0)
        swatch = Box(left, y + (LINE - high) / 2 - 1, wide, high)
        draw_square(canvas, swatch, entry.square)
        canvas.rect(swatch.x + 0.5, swatch.y + 0.5, wide - 1, high - 1, NOTHING, stroke="axis")
        [text] = shortened(entry.text, SIZE, 400, box.width - wide - _GAP, 1) or [""]
        x = canvas.along(box, along + wide + _GAP)
        canvas.text(x, y + SIZE + 1, text, size=SIZE, anchor=canvas.start)
        along += _across(entry, box.width) + _BETWEEN


def _lines(entries: Sequence[Entry], room: float) -> int:
    along, lines = 0.0, 1 if entries else 0
    for entry in entries:
        if along and along + _across(entry, room) > room:
            along, lines = 0.0, lines + 1
        along += _across(entry, room) + _BETWEEN
    return lines


def _across(entry: Entry, room: float) -> float:
    return min(room, SWATCH[0] + _GAP + width(entry.text, SIZE, 400))
