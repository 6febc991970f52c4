"""What the map is made of, whoever draws it: its geometry by name, its borders and its labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer import COUNTRY

if TYPE_CHECKING:
    from layers.map_guides import Guides
    from layers.region_map import Edge, MapDescription

DIMMED = 0.55
"""Opacity of a unit that is not chosen where others are."""
UNIT_LINES = {"region": 1, "province": 0.8, "commune": 0.5}
"""Width of the lines between units: many small ones need thin lines."""
SITE_SIZE, COUNTED_SIZE, DIGIT = 9, 17, 4
"""Diameters of a point, of one with a number in it, and what a further digit adds."""
CHOSEN_LINE = 2.5
UN_LINE_WIDTH = 1.2
LINE_LENGTH = 11
"""Characters of a place's name that a line of its label holds."""


@dataclass(frozen=True)
class Label:
    """What is written at a place: its number, "" for none, and its name in lines.

    ``token`` is the colour; ``lon`` and ``lat`` in degrees, EPSG:4326.
    """

    code: str
    lon: float
    lat: float
    number: str
    lines: tuple[str, ...]
    token: str


def units_geometry(description: MapDescription) -> str:
    """Name the geometry of the units."""
    if description.level == "commune":
        return f"communes-{description.frame[:2]}"
    return f"{description.level}s"


def land_geometry(description: MapDescription) -> str:
    """Name the geometry of land, and of the regions around what is framed."""
    return "land" if description.frame == COUNTRY else "context"


def edges_geometry(description: MapDescription) -> str:
    """Name the geometry of the places that are outlined over the units."""
    return f"outlines-{description.frame[:2]}" if description.level == "commune" else "regions"


def edges(description: MapDescription) -> tuple[Edge, ...]:
    """Order the places outlined: the framed one is drawn last, over what surrounds it."""
    return tuple(sorted(description.edges, key=lambda edge: edge.strong))


def edge_line(edge: Edge) -> tuple[str, float]:
    """Tell the token and the width of the line around a place."""
    return "ink" if edge.strong else "hairline" if edge.aside else "bounds", (
        2.2 if edge.strong else 1.0
    )


def labels(description: MapDescription, guides: Guides) -> tuple[Label, ...]:
    """Label the units with a number, the greatest first, then the places around them.

    Parameters
    ----------
    description : MapDescription
        What the map shows.
    guides : Guides
        Where names stand; what it does not know has no label.

    Returns
    -------
    tuple of Label
        Where two collide, the first keeps its name.
    """
    marks = sorted(description.marks, key=lambda mark: -mark.value)
    units = [
        Label(m.key, *guides.labels[m.key], m.written, two_lines(m.label), "ink")
        for m in marks
        if m.written and m.key in guides.labels
    ]
    named = [*((e.code, e.label) for e in description.edges if e.label), *description.around]
    around = [
        Label(code, *guides.labels[code], "", (name,), "quiet")
        for code, name in named
        if code in guides.labels
    ]
    return (*units, *around)


def names(description: MapDescription, guides: Guides) -> tuple[Label, ...]:
    """Label the units with their names alone, where no number is written on any; else none."""
    if any(mark.written for mark in description.marks):
        return ()
    return tuple(
        Label(mark.key, *guides.labels[mark.key], "", two_lines(mark.label), "ink")
        for mark in description.marks
        if mark.key in guides.labels
    )


def two_lines(name: str) -> tuple[str, ...]:
    """Break a long name after the hyphen or space nearest its middle: neighbours lie close."""
    breaks = [place.end() for place in re.finditer("[- ]", name)]
    if len(name) <= LINE_LENGTH or not breaks:
        return (name,)
    middle = min(breaks, key=lambda place: abs(place - len(name) / 2))
    return name[:middle].strip(), name[middle:]
