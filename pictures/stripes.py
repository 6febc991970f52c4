"""Stripes over a unit: where several sets meet, their colours take turns."""

from __future__ import annotations

import numpy as np
import shapely

from layers.geometry import Shape

WIDTH = 7.0
"""Pixels of a stripe."""
LEAST = 5.0
"""Stripes across a unit that is too small for stripes of that width."""
NARROWEST = 1.6
THINNEST = 0.06
"""Part of a stripe that is left out where nothing more of it lies in the unit."""


def cut(shape: Shape, colours: int) -> list[Shape]:
    """Cut a unit into slanting stripes, which rise to the east.

    Parameters
    ----------
    shape : shapely geometry
        Polygons in pixels, y downwards.
    colours : int
        How many take turns, 2 or more. The first is that of the unit itself.

    Returns
    -------
    list of shapely geometry
        The stripes of the second colour and on, one for each. They are counted from one origin, so
        that those of neighbours continue each other.
    """
    wide = min(WIDTH, max(NARROWEST, float(np.sqrt(shape.area)) / LEAST))
    turns, bands = _bands(shape.bounds, wide, colours)
    pieces = shapely.intersection(shape, bands)
    return [shapely.MultiPolygon(_seen(pieces[turns == turn], wide)) for turn in range(1, colours)]


def _seen(pieces: np.ndarray, wide: float) -> list[Shape]:
    parts = shapely.get_parts(pieces)
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return list(areas[shapely.area(areas) > (THINNEST * wide) ** 2])


def _bands(
    bounds: tuple[float, float, float, float], wide: float, colours: int
) -> tuple[np.ndarray, np.ndarray]:
    """Make the bands that cover a box, and tell whose turn each is."""
    left, top, right, bottom = bounds
    step = wide * np.sqrt(2)
    numbers = np.arange(np.floor((left + top) / step), np.ceil((right + bottom) / step))
    high, low = top - wide, bottom + wide
    start, end = numbers * step, (numbers + 1) * step
    corners = [(start - high, high), (end - high, high), (end - low, low), (start - low, low)]
    rings = np.array([[x, np.full_like(x, y)] for x, y in corners]).transpose(2, 0, 1)
    return np.mod(numbers, colours).astype(np.int64), shapely.polygons(rings)
