"""Outlines for locator maps: the web geometry, projected and strongly simplified."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any

import numpy as np
import shapely

from geodata.profile.borders import shared_borders
from ui.assets import FOLDER

# Degrees of the projected plane: about 6 km for the country, 1 km for one region.
COUNTRY_TOLERANCE = 0.05
REGION_TOLERANCE = 0.012
COMMUNE_TOLERANCE = 0.004
CODE_LENGTHS = {"region": 2, "province": 6}


def mercator(points: np.ndarray) -> np.ndarray:
    """Project degrees as the map of the main page does, north up."""
    lon, lat = points[:, 0], np.radians(points[:, 1])
    return np.column_stack([lon, np.degrees(np.log(np.tan(np.pi / 4 + lat / 2)))])


@cache
def provinces() -> dict[str, Any]:
    """Read the provinces, projected, by code."""
    return _read("provinces.json")


@cache
def regions() -> dict[str, Any]:
    """Unite strongly simplified provinces to regions, by code."""
    return _united(_simplified(provinces(), COUNTRY_TOLERANCE))


@lru_cache(maxsize=16)
def provinces_of(region: str) -> dict[str, Any]:
    """Return the provinces of one region, simplified for a map of it."""
    own = {code: shape for code, shape in provinces().items() if code[:2] == region}
    return _simplified(own, REGION_TOLERANCE)


@lru_cache(maxsize=256)
def commune(code: str) -> Any:  # noqa: ANN401  (shapely has no types)
    """Return the outline of a commune; None where the web geometry lacks it."""
    path = FOLDER / "geo" / f"communes-{code[:2]}.json"
    if not path.is_file():
        return None
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    found = [one["geometry"] for one in features if one["id"] == code]
    return _projected(found[0]).simplify(COMMUNE_TOLERANCE) if found else None


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


def _read(name: str) -> dict[str, Any]:
    path = FOLDER / "geo" / name
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {one["id"]: _projected(one["geometry"]) for one in features}


def _projected(geometry: dict[str, Any]) -> Any:  # noqa: ANN401
    return shapely.transform(shapely.geometry.shape(geometry), mercator)


def _simplified(shapes: dict[str, Any], tolerance: float) -> dict[str, Any]:
    # All together, so that neighbours keep one border.
    simple = shapely.coverage_simplify(np.array(list(shapes.values()), dtype="object"), tolerance)
    return dict(zip(shapes, simple, strict=True))


def _united(shapes: dict[str, Any]) -> dict[str, Any]:
    length = CODE_LENGTHS["region"]
    codes = sorted({code[:length] for code in shapes})
    return {
        code: shapely.coverage_union_all([shapes[one] for one in shapes if one[:length] == code])
        for code in codes
    }
