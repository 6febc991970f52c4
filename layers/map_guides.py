"""Where the places of the map lie on it: what is framed, and where names are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

from geodata.gazetteer import COUNTRY

MARGIN = 1.1
"""How much wider than a place the map is that frames it."""

APART = 0.042
"""Least distance of two points, as a part of the width: about the diameter of their marks."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """The middle of the map (degrees, EPSG:4326), and the width that has to be seen (degrees)."""

    lon: float
    lat: float
    width: float


COUNTRY_VIEW = View(-9.2, 28.8, 18.2)
"""The country, placed by hand: the legend has the room over the ocean."""

UN_LINE = {"lon": (-13.17, -8.667), "lat": (27.6667, 27.6667)}
"""The line that United Nations products show, dashed, at 27°40′N (degrees, EPSG:4326)."""


@dataclass(frozen=True)
class Guides:
    """What was worked out about the geometry when it was built.

    Attributes
    ----------
    boxes
        West, south, east and north of each region and province (degrees), by code.
    labels
        Longitude and latitude of each name, by code.
    neighbours
        Codes of the units of its level that each region and province shares a border with.
    address
        Gives the address of a file of geometry by its name.
    """

    boxes: Mapping[str, Box]
    labels: Mapping[str, Point]
    neighbours: Mapping[str, list[str]]
    address: Callable[[str], str]

    def view_of(self, code: str) -> View:
        """Find the view that frames a place: the country, a region or a province.

        Parameters
        ----------
        code : str
            An HCP code, or ``MA``.

        Returns
        -------
        View
            The country for a place whose box is not known.
        """
        if code == COUNTRY or code not in self.boxes:
            return COUNTRY_VIEW
        west, south, east, north = self.boxes[code]
        low, high = _mercator(south), _mercator(north)
        middle = degrees(atan(sinh(radians((low + high) / 2))))
        return View((west + east) / 2, middle, MARGIN * max(east - west, high - low))

    def apart(self, code: str) -> float:
        """Tell how far from each other points must lie in the map of a place (degrees)."""
        return APART * self.view_of(code).width


def _mercator(lat: float) -> float:
    """Height of a parallel above the equator, in degrees of longitude."""
    return degrees(asinh(tan(radians(lat))))
