"""Geometry of the maps that are drawn without a browser: projected, simplified, written as paths.

The plane is that of the page's map: Mercator, in which a degree of longitude is 1, north up. A
picture's own coordinates grow downwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Points = npt.NDArray[np.float64]
Shape = Any
"""A geometry of shapely, which has no types."""


def mercator(degrees: Points) -> Points:
    """Project longitudes and latitudes onto the plane.

    Parameters
    ----------
    degrees : array of float, shape (n, 2)
        EPSG:4326.

    Returns
    -------
    array of float, shape (n, 2)
        The longitude, and the height above the equator in degrees of longitude.
    """
    heights = np.degrees(np.arcsinh(np.tan(np.radians(degrees[:, 1]))))
    return np.column_stack([degrees[:, 0], heights])


@lru_cache(maxsize=32)
def read_shapes(path: Path) -> Mapping[str, Shape]:
    """Read web geometry onto the plane.

    Parameters
    ----------
    path : Path
        GeoJSON of polygons whose ids are codes, EPSG:4326.

    Returns
    -------
    mapping of str to shapely geometry
        By code, in the order of the file.
    """
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features]
    flat = shapely.transform(np.array(shapes, dtype="object"), mercator)
    return dict(zip((one["id"] for one in features), flat, strict=True))


def simplified(shapes: Mapping[str, Shape], tolerance: float) -> dict[str, Shape]:
    """Simplify shapes all together, so that neighbours keep one border.

    Parameters
    ----------
    shapes : mapping of str to shapely geometry
        Polygons that share their borders vertex by vertex.
    tolerance : float
        Corners of triangles smaller than its square are removed.

    Returns
    -------
    dict of str to shapely geometry
        The same shapes; none is lost.
    """
    simple = shapely.coverage_simplify(np.array(list(shapes.values()), dtype="object"), tolerance)
    return dict(zip(shapes, simple, strict=True))


class Frame:
    """Puts the plane into a picture.

    Parameters
    ----------
    west, north : float
        The point of the plane that stands at ``left`` and ``top``.
    scale : float
        Units of the picture a degree of longitude.
    left, top : float
        Where that point stands in the picture.
    """

    def __init__(
        self, west: float, north: float, scale: float, left: float = 0, top: float = 0
    ) -> None:
        self.west, self.north, self.scale, self.left, self.top = west, north, scale, left, top

    def points(self, plane: Points) -> Points:
        """Place points of the plane, exactly."""
        x = (plane[:, 0] - self.west) * self.scale + self.left
        y = (self.north - plane[:, 1]) * self.scale + self.top
        return np.column_stack([x, y])

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Place a point of the plane, to a tenth."""
        across, down = self.points(np.array([[x, y]]))[0]
        return round(float(across), 1), round(float(down), 1)

    def path(self, shape: Shape) -> str:
        """Write a shape of the plane as the data of a path."""
        return path_of(shapely.transform(shape, self.points))


def path_of(shape: Shape) -> str:
    """Write polygons or lines of a picture as the data of a path, to a tenth.

    Parameters
    ----------
    shape : shapely geometry
        In units of the picture; points are left out.

    Returns
    -------
    str
        In the grammar of SVG; "" where nothing is left of it.
    """
    parts = shapely.get_parts(shape)
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    lines = parts[np.isin(shapely.get_type_id(parts), LINES)]
    closed = (_run(ring, "Z") for ring in shapely.get_rings(areas))
    return "".join((*closed, *(_run(line, "") for line in lines)))


LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)


def _run(line: Shape, end: str) -> str:
    """Write the corners of a line that a tenth tells apart; a ring ends where it began."""
    tenths = np.rint(shapely.get_coordinates(line) * 10).astype(np.int64)
    moved = np.any(tenths[1:] != tenths[:-1], axis=1)
    kept = tenths[np.concatenate([[True], moved])]
    if end and len(kept) > 1:
        kept = kept[:-1]
    return "M" + "L".join(f"{x / 10:g} {y / 10:g}" for x, y in kept.tolist()) + end
