"""Small operations on polygons that several steps of the derivation share."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Return the valid areas of a geometry, leaving out the lines and points that repairs leave."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def canonical(geometries: NDArray[np.object_], *, clockwise: bool = False) -> NDArray[np.object_]:
    """Return the same areas with parts and ring starts in one order, so that builds compare equal.

    Parameters
    ----------
    geometries
        Polygons and multipolygons, shape (n,).
    clockwise
        Direction of exterior rings: False as RFC 7946 asks, True as d3-geo asks.
    """
    oriented: NDArray[np.object_] = shapely.orient_polygons(
        shapely.normalize(geometries), exterior_cw=clockwise
    )
    return oriented


def rounded(geometries: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    """Round every coordinate on its own: vertices that two units share stay shared.

    Repeated vertices that rounding makes are removed; shapes are not otherwise repaired.
    """
    moved = shapely.transform(geometries, lambda xy: np.round(xy, decimals))
    cleaned: NDArray[np.object_] = shapely.remove_repeated_points(moved)
    return cleaned


def holes(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the holes of an area as polygons."""
    return [
        shapely.Polygon(ring) for part in shapely.get_parts(geometry) for ring in part.interiors
    ]
