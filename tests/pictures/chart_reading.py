"""Reads back what a chart drew: where each rectangle, line, circle and text is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies as st
from lxml import etree

from i18n.catalogues import Translator
from layers.theme import PALETTES
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.text import width

SLACK = 0.6
ASCENT, DESCENT = 0.72, 0.2
"""Of a font's size: how far its letters without marks reach over and under the line."""
WORDS = {lang: Translator(lang) for lang in ("ar", "fr", "en")}
SIZES = [(1500, 650), (1150, 480), (600, 700), (560, 420), (560, 300), (1500, 1400), (720, 330)]
LONG = (
    "Ministère des Affaires étrangères, de la Coopération africaine et des Marocains résidant à "
    "l’étranger, département des Marocains résidant à l’étranger"
)
LANGUAGES = st.sampled_from(sorted(WORDS))
BOXES = st.builds(
    lambda size: Box(17.0, 31.0, float(size[0]), float(size[1])),
    st.sampled_from(SIZES) | st.tuples(st.integers(480, 1500), st.integers(280, 1400)),
)
NAMES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30),
    st.sampled_from(
        [
            "Santé",
            "وزارة الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج",
            LONG,
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "",
        ]
    ),
)


@dataclass(frozen=True)
class Seen:
    """An element and the rectangle that it covers."""

    kind: str
    name: str
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    fill: str = ""


def canvas_of(lang: str) -> Canvas:
    """An empty canvas of a language."""
    return Canvas(PALETTES["light"], lang, "rtl" if lang == "ar" else "ltr")


def seen(canvas: Canvas) -> list[Seen]:
    """Everything that is drawn, but not what only defines a colour."""
    body = "".join(canvas.elements)
    root = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')
    found = [_seen(one) for one in root.iter() if isinstance(one.tag, str)]
    return [one for one in found if one is not None]


def of(canvas: Canvas, name: str) -> list[Seen]:
    """The elements of a class, such as ``bar``."""
    return [one for one in seen(canvas) if one.name == name]


def texts(canvas: Canvas) -> list[Seen]:
    """The texts."""
    return [one for one in seen(canvas) if one.kind == "text"]


def _seen(element: etree._Element) -> Seen | None:
    kind = etree.QName(element).localname
    name = element.get("class", "")

    def number(key: str) -> float:
        return float(element.get(key, "0"))

    if kind == "rect":
        left, top = number("x"), number("y")
        assert number("width") >= 0, element.attrib
        assert number("height") >= 0, element.attrib
        right, bottom = left + number("width"), top + number("height")
        return Seen(kind, name, "", left, top, right, bottom, fill=element.get("fill", ""))
    if kind == "line":
        across = sorted((number("x1"), number("x2")))
        down = sorted((number("y1"), number("y2")))
        return Seen(kind, name, "", across[0], down[0], across[1], down[1])
    if kind == "circle":
        x, y, radius = number("cx"), number("cy"), number("r")
        return Seen(kind, name, "", x - radius, y - radius, x + radius, y + radius)
    return _text(element) if kind == "text" else None


def _text(element: etree._Element) -> Seen:
    text, size = element.text or "", float(element.get("font-size", "0"))
    wide = width(text, size, int(element.get("font-weight", "400")))
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    # The start of Arabic is at the right.
    ends = {"start": 0.0, "middle": 0.5, "end": 1.0}
    before = ends[element.get("text-anchor", "start")]
    before = 1 - before if element.get("direction") == "rtl" else before
    left = x - before * wide
    top, bottom = y - ASCENT * size, y + DESCENT * size
    return Seen("text", element.get("class", ""), text, left, top, left + wide, bottom, size)


def check_inside(canvas: Canvas, box: Box) -> None:
    """Nothing leaves the box."""
    for one in seen(canvas):
        inside = (
            one.left >= box.x - SLACK
            and one.right <= box.right + SLACK
            and one.top >= box.y - SLACK
            and one.bottom <= box.bottom + SLACK
        )
        assert inside, (one, box)


def check_readable(canvas: Canvas) -> None:
    """No text is small, and none covers another."""
    written = texts(canvas)
    assert all(one.size >= 11 for one in written)
    for one, other in combinations(written, 2):
        assert not overlap(one, other), (one, other)


def overlap(one: Seen, other: Seen) -> bool:
    """Whether two elements share more than their edges."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > SLACK and down > SLACK
