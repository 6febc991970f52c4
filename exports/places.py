"""Where units lie: their boundaries, and rougher outlines for what has one on every row."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely

from geodata.boundaries import load_boundaries
from geodata.gazetteer import LEVELS, level_of

DECIMALS = 6
"""About a tenth of a metre: finer than any boundary is known."""
ROUGH_DECIMALS = 4
# Degrees, one is about 100 km: what stands on every row has to be small.
TOLERANCES = {"region": 0.02, "province": 0.01, "commune": 0.005}

Geometry = Any  # shapely has no types


@cache
def boundaries(level: str) -> dict[str, Geometry]:
    """Return the boundary of each unit of a level by its code, wound as RFC 7946 asks."""
    frame = load_boundaries(level)
    return _by_code(frame["code"], frame.geometry.to_numpy(), DECIMALS)


def outline(code: str) -> Geometry | None:
    """Return a rough outline of a unit: good to about 2 km, 1 km and 500 m by level.

    Parameters
    ----------
    code : str
        An HCP code.

    Returns
    -------
    Geometry or None
        EPSG:4326, wound as RFC 7946 asks. Neighbours keep one border. None for the country, for
        regions of 1997 to 2015 and for a place that is not stated: none of them is a place to
        draw.
    """
    level = level_of(code) if code else ""
    return _outlines(level).get(code) if level in LEVELS else None


@cache
def _outlines(level: str) -> dict[str, Geometry]:
    frame = load_boundaries(level)
    rough = shapely.coverage_simplify(frame.geometry.to_numpy(), TOLERANCES[level])
    return _by_code(frame["code"], rough, ROUGH_DECIMALS)


def _by_code(codes: Any, shapes: Any, decimals: int) -> dict[str, Geometry]:  # noqa: ANN401
    rounded = shapely.set_precision(shapes, 10.0**-decimals)
    exact = shapely.transform(rounded, lambda points: np.round(points, decimals))
    wound = shapely.orient_polygons(exact, exterior_cw=False)
    # All of one kind, as the layers of most programs are.
    many = (
        one if one.geom_type == "MultiPolygon" else shapely.MultiPolygon([one]) for one in wound
    )
    return dict(zip(codes, many, strict=True))
