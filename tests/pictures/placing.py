"""Reads drawn elements back with an independent reader of XML: where everything stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pictures.box import Box
from pictures.canvas import Canvas
from pictures.text import width

NAMESPACE = "http://www.w3.org/2000/svg"
SLACK = 1.5
"""Pixels that a letter may reach beyond what it is measured at."""


@dataclass(frozen=True)
class Placed:
    """An element with the rectangle that it covers."""

    name: str
    content: str
    left: float
    top: float
    right: float
    bottom: float


def parsed(canvas: Canvas) -> etree._Element:
    """Parse what was drawn as one SVG."""
    return etree.fromstring(f'<svg xmlns="{NAMESPACE}">{"".join(canvas.elements)}</svg>')


def texts(canvas: Canvas) -> list[str]:
    """Return the texts in the order in which they were drawn, without marks of direction."""
    return [
        re.sub("[\u2066-\u2069]", "", str(one.text))
        for one in parsed(canvas).iter(f"{{{NAMESPACE}}}text")
    ]


def sizes(canvas: Canvas) -> set[float]:
    """Return every size of text."""
    return {float(one.get("font-size")) for one in parsed(canvas).iter(f"{{{NAMESPACE}}}text")}


def placed(canvas: Canvas) -> Iterator[Placed]:
    """Yield the rectangle of everything drawn."""
    for one in parsed(canvas).iter():
        name = etree.QName(one).localname
        number = {key: float(value) for key, value in one.attrib.items() if _is_number(value)}
        if name == "text":
            yield _text(one, number)
        elif name == "rect":
            x, y = number["x"], number["y"]
            yield Placed(name, "", x, y, x + number["width"], y + number["height"])
        elif name == "line":
            xs, ys = (number["x1"], number["x2"]), (number["y1"], number["y2"])
            yield Placed(name, "", min(xs), min(ys), max(xs), max(ys))
        elif name == "circle":
            x, y, r = number["cx"], number["cy"], number["r"]
            yield Placed(name, "", x - r, y - r, x + r, y + r)
        elif name == "path":
            yield _path(str(one.get("d")))


def outside(canvas: Canvas, box: Box) -> list[Placed]:
    """Return what reaches out of a box."""
    return [
        one
        for one in placed(canvas)
        if one.left < box.x - SLACK
        or one.right > box.right + SLACK
        or one.top < box.y - SLACK
        or one.bottom > box.bottom + SLACK
    ]


def colliding(canvas: Canvas) -> list[tuple[str, str]]:
    """Return the pairs of texts that cover each other."""
    found = sorted((one for one in placed(canvas) if one.name == "text"), key=lambda one: one.top)
    pairs, above = [], list[Placed]()
    for one in found:
        # What ends above a text covers neither it nor those below.
        above = [other for other in above if other.bottom - one.top > SLACK]
        pairs += [(other.content, one.content) for other in above if _cover(other, one)]
        above.append(one)
    return pairs


def _cover(one: Placed, other: Placed) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > SLACK and min(one.bottom, other.bottom) - other.top > SLACK


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def _text(one: etree._Element, number: dict[str, float]) -> Placed:
    content, size = str(one.text), number["font-size"]
    wide = width(content, size, int(number["font-weight"]))
    # What stands at x: in a text from right to left, its start is its right.
    anchor = one.get("text-anchor")
    if one.get("direction") == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    x, y = number["x"], number["y"]
    above, below = size * 0.74, size * 0.2
    if "rotate(-90" in one.get("transform", ""):
        return Placed("text", content, x - above, y + before - wide, x + below, y + before)
    return Placed("text", content, x - before, y - above, x - before + wide, y + below)


def _path(d: str) -> Placed:
    """Cover the points of a path; the curves drawn here stay between them."""
    xs: list[float] = []
    ys: list[float] = []
    for command, written in re.findall(r"([MLCVHZ])([^MLCVHZ]*)", d):
        values = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", written)]
        if command == "V":
            ys += values
        elif command == "H":
            xs += values
        else:
            xs, ys = xs + values[0::2], ys + values[1::2]
    return Placed("path", "", min(xs), min(ys), max(xs), max(ys))
