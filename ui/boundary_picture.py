"""A small drawing of the country, to show both presentations of its boundaries side by side."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely

from layers.map_figure import UN_LINE
from ui.assets import FOLDER

WIDTH = 240
TOLERANCE = 0.06  # degrees; about a pixel of the drawing
LEAST_AREA = 0.02  # square degrees: a smaller part would be a speck


@dataclass(frozen=True)
class Picture:
    """The regions' outlines as one SVG path, and the line of the United Nations.

    ``line`` is the path of the dashed line at 27°40′N.
    """

    width: int
    height: int
    regions: str
    line: str


@cache
def picture() -> Picture:
    """Draw the regions in Mercator, from the geometry that the map itself draws."""
    collection = json.loads((FOLDER / "geo" / "regions.json").read_text(encoding="utf-8"))
    shapes = np.array([shapely.geometry.shape(one["geometry"]) for one in collection["features"]])
    parts = shapely.get_parts(shapely.coverage_simplify(shapes, TOLERANCE))
    rings = [part.exterior.coords for part in parts if part.area > LEAST_AREA]
    west, south, east, north = shapely.total_bounds(shapes)
    scale = WIDTH / (east - west)

    def path(points: list[tuple[float, float]]) -> str:
        return "M" + "L".join(
            f"{(lon - west) * scale:.1f} {(_mercator(north) - _mercator(lat)) * scale:.1f}"
            for lon, lat in points
        )

    return Picture(
        width=WIDTH,
        height=math.ceil((_mercator(north) - _mercator(south)) * scale),
        regions="".join(path(list(ring)) + "Z" for ring in rings),
        line=path(list(zip(UN_LINE["lon"], UN_LINE["lat"], strict=True))),
    )


def _mercator(latitude: float) -> float:
    """Give the northing of a latitude in degrees, in which a degree of longitude is 1."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))
