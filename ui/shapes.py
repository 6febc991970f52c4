"""Outlines for locator maps: the web geometry, projected and strongly simplified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np
import shapely

from geodata.profile.borders import shared_borders
from layers.geometry import mercator, read_shapes, simplified
from ui.assets import FOLDER

# Degrees of the projected plane: about 6 km for the country, 1 km for one region.
COUNTRY_TOLERANCE = 0.05
REGION_TOLERANCE = 0.012
COMMUNE_TOLERANCE = 0.004
CODE_LENGTHS = {"region": 2, "province": 6}


def provinces() -> Mapping[str, Any]:
    """Read the provinces, projected, by code."""
    return read_shapes(FOLDER / "geo" / "provinces.json")


@cache
def regions() -> dict[str, Any]:
    """Unite strongly simplified provinces to regions, by code."""
    return _united(simplified(provinces(), COUNTRY_TOLERANCE))


@lru_cache(maxsize=16)
def provinces_of(region: str) -> dict[str, Any]:
    """Return the provinces of one region, simplified for a map of it."""
    own = {code: shape for code, shape in provinces().items() if code[:2] == region}
    return simplified(own, REGION_TOLERANCE)


@lru_cache(maxsize=256)
def commune(code: str) -> Any:  # noqa: ANN401  (shapely has no types)
    """Return the outline of a commune; None where the web geometry lacks it."""
    path = FOLDER / "geo" / f"communes-{code[:2]}.json"
    found = read_shapes(path).get(code) if path.is_file() else None
    return found.simplify(COMMUNE_TOLERANCE) if found else None


@cache
def neighbours(level: str) -> dict[str, tuple[str, ...]]:
    """Tell which regions or provinces share a border."""
    shapes = provinces() if level == "province" else _united(provinces())
    return shared_borders(shapes)


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """Read where each region's number stands, projected."""
    path = FOLDER / "geo" / "labels.json"
    points = json.loads(path.read_text(encoding="utf-8"))
    codes = sorted(points)
    placed = mercator(np.array([points[code] for code in codes], dtype=np.float64))
    return {code: (float(x), float(y)) for code, (x, y) in zip(codes, placed, strict=True)}


def _united(shapes: Mapping[str, Any]) -> dict[str, Any]:
    length = CODE_LENGTHS["region"]
    codes = sorted({code[:length] for code in shapes})
    return {
        code: shapely.coverage_union_all([shapes[one] for one in shapes if one[:length] == code])
        for code in codes
    }
