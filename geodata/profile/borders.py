"""Which places share a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping


def shared_borders(shapes: Mapping[str, shapely.Geometry]) -> dict[str, tuple[str, ...]]:
    """Find the neighbours of each place.

    Parameters
    ----------
    shapes
        Polygons by code, in any CRS, which share their borders vertex by vertex.

    Returns
    -------
    dict of str to tuple of str
        The codes with which a place shares a line, sorted; two that meet in a point alone are no
        neighbours. Empty for an island.
    """
    codes = sorted(shapes)
    geometry = np.array([shapes[code] for code in codes], dtype="object")
    left, right = shapely.STRtree(geometry).query(geometry, predicate="touches")
    length = shapely.length(shapely.intersection(geometry[left], geometry[right]))
    neighbours: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in zip(left[length > 0], right[length > 0], strict=True):
        neighbours[codes[one]].append(codes[other])
    return {code: tuple(sorted(found)) for code, found in neighbours.items()}
