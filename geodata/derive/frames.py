"""What the page needs to frame a region or a province: where it lies, and what surrounds it.

All of it is derived from the web geometry, so that lines lie exactly on each other.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata.boundaries import CRS
from geodata.derive.shapes import canonical
from geodata.derive.web import neighbours, unite, write_features, write_json
from geodata.gazetteer import COUNTRY, Level

COARSER: tuple[Level, ...] = ("region", "province")
DECIMALS = 4  # degrees; 11 m, as the geometry of the country


def write_frames(geo: Path, labels: dict[str, list[float]]) -> None:
    """Write ``context.json``, ``outlines-RR.json`` and ``guides.json`` beside the web geometry.

    Parameters
    ----------
    geo
        The folder of the web geometry, with ``land.json``, ``regions.json``, ``provinces.json``
        and ``communes-RR.json``.
    labels
        Where the regions' names are written (degrees), as `geodata.derive.web.label_points` gives.
    """
    regions, provinces = (read_features(geo / f"{level}s.json") for level in COARSER)
    land = _content(geo / "land.json")["features"]
    around = {"type": "FeatureCollection", "features": [*land, *_regions(geo)]}
    write_json(around, geo / "context.json")
    for code in regions["code"]:
        communes = read_features(geo / f"communes-{code}.json")
        write_features(_outlines(communes), geo / f"outlines-{code}.json")
    write_json(guides(regions, provinces, labels), geo / "guides.json")


def guides(
    regions: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame, labels: dict[str, list[float]]
) -> dict[str, Any]:
    """Return where each place lies, where its name is written, and what it borders on.

    Parameters
    ----------
    regions, provinces
        ``code`` and ``geometry``, EPSG:4326, each a valid coverage.
    labels
        Points of the regions' names.

    Returns
    -------
    dict
        ``boxes``: west, south, east and north by code, ``MA`` included; ``labels``: longitude and
        latitude; ``neighbours``: codes of the provinces that share a border.
    """
    units = pd.concat([regions, provinces], ignore_index=True)
    boxes = dict(zip(units["code"], units.bounds.to_numpy().round(DECIMALS).tolist(), strict=True))
    middles = shapely.maximum_inscribed_circle(provinces.geometry.to_numpy(), tolerance=0.01)
    points = shapely.get_coordinates(shapely.get_point(middles, 0)).round(DECIMALS).tolist()
    return {
        "boxes": {COUNTRY: regions.total_bounds.round(DECIMALS).tolist(), **boxes},
        "labels": {**labels, **dict(zip(provinces["code"], points, strict=True))},
        "neighbours": neighbours(provinces),
    }


def read_features(path: Path) -> gpd.GeoDataFrame:
    """Read web geometry: ``code`` and ``geometry``, EPSG:4326."""
    features = _content(path)["features"]
    codes = [feature["properties"]["code"] for feature in features]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    return gpd.GeoDataFrame({"code": codes}, geometry=shapes, crs=CRS)


def _regions(geo: Path) -> list[Any]:
    regions: list[Any] = _content(geo / "regions.json")["features"]
    return regions


def _outlines(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Unite communes into provinces and region: at their detail, unlike the country's geometry."""
    united = pd.concat([unite(communes, level) for level in COARSER], ignore_index=True)
    united["geometry"] = canonical(united.geometry.to_numpy(), clockwise=True)
    return united


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
