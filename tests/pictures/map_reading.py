"""Reads back what a map drew, with a parser and geometry that the drawing does not use."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from lxml import etree

from layers.theme import PALETTES
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.text import width

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Drawn:
    """A drawing as a tree, and what of it is where."""

    def __init__(
        self, draw: Callable[[Canvas, Box], None], box: Box, lang: str, theme: str = "light"
    ) -> None:
        canvas = Canvas(PALETTES[theme], lang, "rtl" if lang == "ar" else "ltr")
        draw(canvas, box)
        body = "".join(canvas.elements)
        self.size = len(body.encode())
        self.box = box
        self.root = etree.fromstring(f"<svg>{body}</svg>")

    def marked(self, attribute: str) -> dict[str, list[Any]]:
        """Elements by what an attribute of them says."""
        found: dict[str, list[Any]] = {}
        for element in self.root.iter():
            if isinstance(element.tag, str) and element.get(attribute) is not None:
                found.setdefault(element.get(attribute), []).append(element)
        return found

    @cached_property
    def fills(self) -> dict[str, str]:
        """The colour of every unit, each of which is drawn once."""
        return {code: one.get("fill") for code, (one,) in self.marked("data-code").items()}

    @cached_property
    def units(self) -> dict[str, Any]:
        """The shape of every unit in pixels."""
        return {code: shape_of(one) for code, (one,) in self.marked("data-code").items()}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number that is written at a unit."""
        return {code: one.text for code, (one,) in self.marked("data-number-of").items()}

    @cached_property
    def texts(self) -> list[tuple[str, Any]]:
        """Every text with the box of its letters."""
        return [(one.text, _text_box(one)) for one in self.root.iter("text")]


def shape_of(element: Any) -> Any:
    """The polygons of a path of straight lines."""
    return shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings(element)])


def rings(element: Any) -> list[Any]:
    """The rings of a path, as arrays of points."""
    runs = [run for run in element.get("d").split("M") if run]
    assert all(run.endswith("Z") for run in runs)
    found = [np.array([float(x) for x in NUMBER.findall(run)]).reshape(-1, 2) for run in runs]
    return [ring for ring in found if len(ring) > 2]


def _text_box(text: Any) -> Any:
    size = float(text.get("font-size"))
    wide = width(text.text, size, int(text.get("font-weight")))
    x, y = float(text.get("x")), float(text.get("y"))
    anchor, rtl = text.get("text-anchor"), text.get("direction") == "rtl"
    before = {"middle": 0.5, "start": float(rtl), "end": float(not rtl)}[anchor]
    return shapely.box(x - before * wide, y - 0.72 * size, x + (1 - before) * wide, y + 0.2 * size)
