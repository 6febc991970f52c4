"""Styles that QGIS applies by itself: the classes and colours of the map, in its own XML (QML)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from layers.theme import PALETTES, token_of

if TYPE_CHECKING:
    from ui.page import Page

CLASS = "map_class"
"""The column by whose values the units are coloured."""
STATE, DOCUMENTED, DONE = "state", "documented", "step-3"
VERSION = "3.22.0"
LIGHT = "light"
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


@dataclass(frozen=True)
class Category:
    """A class of units: its value in their column, its colour ``#RRGGBB``, and words for it."""

    value: str
    colour: str
    label: str = ""


def palette(page: Page) -> dict[str, str]:
    """Return the colours of the view's theme; a file cannot follow the system's."""
    return dict(PALETTES.get(page.view.theme, PALETTES[LIGHT]))


def classes(page: Page) -> dict[str, Category]:
    """Tell the class of each unit of the page's map by its code.

    Returns
    -------
    dict of str to Category
        In the words of the legend; a unit whose colours no entry has is in a class without name.
    """
    colours, described = palette(page), page.map
    stripes = dict(described.stripes)
    texts = {(one.colour, one.stripes): one.text for one in described.legend}
    return {
        mark.key: Category(
            texts.get((colour, stripes.get(mark.key, ())), texts.get((colour, ()), "")),
            colours[token_of(colour)],
        )
        for mark, colour in zip(described.marks, described.colours, strict=True)
    }


def units_style(page: Page) -> str:
    """Write the style of the units: one fill for each class, in the order of the legend."""
    found = {one.value: one for one in classes(page).values()}
    ranks = {one.text: rank for rank, one in enumerate(page.map.legend)}
    ordered = sorted(found.values(), key=lambda one: ranks.get(one.value, len(ranks)))
    return _categorized(page, CLASS, ordered)


def states_style(page: Page, states: Mapping[str, str]) -> str:
    """Write the style of units that are on no map of the page: what sources document stands out.

    ``states`` has the words of each value of the column `STATE`.
    """
    colours = palette(page)
    found = (
        Category(state, colours[DONE if state == DOCUMENTED else "none"], words)
        for state, words in states.items()
    )
    return _categorized(page, STATE, found)


def _categorized(page: Page, column: str, found: Iterable[Category]) -> str:
    root = ET.Element("qgis", version=VERSION, styleCategories="Symbology")
    attributes = {"type": "categorizedSymbol", "attr": column, "symbollevels": "0"}
    renderer = ET.SubElement(root, "renderer-v2", attributes)
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    seam = palette(page)["bounds"]
    for number, one in enumerate(found):
        label = one.label or one.value
        about = {"symbol": str(number), "value": one.value, "label": label, "render": "true"}
        ET.SubElement(categories, "category", about)
        _symbol(symbols, "fill", str(number), "SimpleFill", _fill(one.colour, seam))
    return _written(root)


def points_style(page: Page) -> str:
    """Write the style of points: the mark of the map."""
    colours = palette(page)
    root = ET.Element("qgis", version=VERSION, styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", {"type": "singleSymbol", "symbollevels": "0"})
    symbols = ET.SubElement(renderer, "symbols")
    look = {
        "name": "circle",
        "color": _rgba(colours["mark"]),
        "outline_color": _rgba(colours["ring"]),
        "outline_width": "0.3",
        "size": "2.6",
        "size_unit": "MM",
    }
    _symbol(symbols, "marker", "0", "SimpleMarker", look.items())
    return _written(root)


def _fill(colour: str, seam: str) -> Iterator[tuple[str, str]]:
    yield "color", _rgba(colour)
    yield "style", "solid"
    yield "outline_color", _rgba(seam)
    yield "outline_style", "solid"
    yield "outline_width", "0.16"
    yield "outline_width_unit", "MM"


def _symbol(
    parent: ET.Element, kind: str, name: str, layer: str, look: Iterable[tuple[str, str]]
) -> None:
    symbol = ET.SubElement(parent, "symbol", {"type": kind, "name": name, "alpha": "1"})
    drawn = ET.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0"})
    options = ET.SubElement(drawn, "Option", {"type": "Map"})
    for key, value in look:
        ET.SubElement(options, "Option", {"name": key, "type": "QString", "value": value})
        # What versions before 3.20 read.
        ET.SubElement(drawn, "prop", {"k": key, "v": value})


def _rgba(colour: str) -> str:
    return ",".join([*(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)), "255"])


def _written(root: ET.Element) -> str:
    return _DOCTYPE + ET.tostring(root, encoding="unicode")
