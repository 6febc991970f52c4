"""The texts of a picture and where they stand, measured by FreeType and Raqm, not by our code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, groupby
from math import cos, radians, sin
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from PIL import ImageFont

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
ARABIC = re.compile("[\u0600-\u06ff\u200c-\u200f]")
# Marks of direction have no width; a font that lacks them would draw a box.
UNSEEN = re.compile("[\u200b-\u200f\u061c\u2060\u2066-\u2069\u202a-\u202e]")
MEASURED = 100
"""Pixels of an em at which widths are taken: hinting and rounding then say nothing."""


@dataclass(frozen=True)
class Drawn:
    """A line of text and the box of its letters, in the picture's own units."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float
    turned: bool

    def within(self, width: float, height: float, slack: float = 0.75) -> bool:
        """Whether the whole of it lies in a picture."""
        across = -slack <= self.left and self.right <= width + slack
        return across and -slack <= self.top and self.bottom <= height + slack

    def over(self, other: Drawn, slack: float = 1.0) -> bool:
        """Whether it lies over another."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and along > slack


def texts(root: Any) -> list[Drawn]:
    """Find every text of a picture."""
    return [_drawn(one) for one in root.iter(f"{SVG}text")]


def overlapping(found: list[Drawn]) -> list[tuple[str, str]]:
    """Name the texts that lie over each other."""
    level = [one for one in found if not one.turned]
    return [(one.text, other.text) for one, other in combinations(level, 2) if one.over(other)]


def width(text: str, weight: int) -> float:
    """Measure a line in ems."""
    plain = UNSEEN.sub("", text)
    runs = groupby(plain, lambda sign: bool(ARABIC.match(sign)))
    return sum(_advance("".join(run), arabic, weight) for arabic, run in runs) / MEASURED


def _drawn(one: Any) -> Drawn:
    text, size = str(one.text), float(one.get("font-size"))
    long = width(text, int(one.get("font-weight"))) * size
    x, y = float(one.get("x")), float(one.get("y"))
    rtl, anchor = one.get("direction") == "rtl", one.get("text-anchor") or "start"
    before = {"start": long if rtl else 0, "middle": long / 2, "end": 0 if rtl else long}
    left = x - before[anchor]
    corners = [(a, b) for a in (left, left + long) for b in (y - 0.72 * size, y + 0.08 * size)]
    transforms = list(_transforms(one))
    for name, values in transforms:
        corners = [_moved(corner, name, values) for corner in corners]
    xs, ys = zip(*corners, strict=True)
    turned = any(name == "rotate" for name, _values in transforms)
    return Drawn(text, size, min(xs), min(ys), max(xs), max(ys), turned)


def _transforms(one: Any) -> Iterator[tuple[str, list[float]]]:
    for element in (one, *one.iterancestors()):
        for name, inside in reversed(re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", ""))):
            yield name, [float(part) for part in re.split(r"[\s,]+", inside.strip())]


def _moved(corner: tuple[float, float], name: str, values: list[float]) -> tuple[float, float]:
    x, y = corner
    if name == "translate":
        return x + values[0], y + (values[1] if len(values) > 1 else 0)
    if name == "scale":
        return x * values[0], y * values[-1]
    assert name == "rotate", name
    angle = radians(values[0])
    cx, cy = values[1:] or [0.0, 0.0]
    x, y = x - cx, y - cy
    return cx + x * cos(angle) - y * sin(angle), cy + x * sin(angle) + y * cos(angle)


@lru_cache(maxsize=50_000)
def _advance(run: str, arabic: bool, weight: int) -> float:  # noqa: FBT001
    return float(_font("arabic" if arabic else "latin", weight).getlength(run))


@cache
def _font(face: str, weight: int) -> ImageFont.FreeTypeFont:
    opened, written = TTFont(next(FONTS.glob(f"noto-sans-{face}-*.woff2"))), io.BytesIO()
    opened.flavor = None
    opened.save(written)
    written.seek(0)
    font = ImageFont.truetype(written, MEASURED, layout_engine=ImageFont.Layout.RAQM)
    font.set_variation_by_axes([weight])
    return font
