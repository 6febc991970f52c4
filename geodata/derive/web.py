"""Simplify the boundaries for the browser and write them as GeoJSON.

Exterior rings run clockwise: d3-geo, which draws the maps, takes a ring for the smaller side only
then, and otherwise fills the rest of the world. RFC 7946 asks for the opposite, which is what the
data files and exports follow.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries import CRS
from geodata.derive.repair import check_coverage
from geodata.derive.shapes import canonical, rounded
from geodata.errors import BoundaryError
from geodata.gazetteer import Level, ancestor

# At 500 m the country, and at 100 m one region, fill a large screen without visible corners.
COUNTRY_TOLERANCE = 500.0  # m
REGION_TOLERANCE = 100.0  # m
COUNTRY_DECIMALS = 4  # degrees; 11 m
REGION_DECIMALS = 5  # degrees; 1 m


def simplify(units: gpd.GeoDataFrame, tolerance: float, decimals: int) -> gpd.GeoDataFrame:
    """Simplify units without opening cracks between them.

    Parameters
    ----------
    units
        ``code`` and ``geometry`` in an equal-area CRS (metres).
    tolerance
        Metres; corners of triangles smaller than its square are removed.
    decimals
        Decimals of a degree that coordinates keep.

    Returns
    -------
    geopandas.GeoDataFrame
        ``code`` and ``geometry``, EPSG:4326, exterior rings clockwise.

    Raises
    ------
    BoundaryError
        If rounding broke a border.
    """
    simple = shapely.coverage_simplify(units.geometry.to_numpy(), tolerance)
    degrees = gpd.GeoSeries(simple, crs=units.crs).to_crs(CRS).to_numpy()
    shapes = canonical(rounded(degrees, decimals), clockwise=True)
    check_coverage(shapes, f"after simplifying by {tolerance:g} m")
    return gpd.GeoDataFrame({"code": units["code"].to_numpy()}, geometry=shapes, crs=CRS)


def unite(units: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """Unite units of one province or region: the borders left are theirs, vertex by vertex.

    Parameters
    ----------
    units
        ``code`` and ``geometry``, a valid coverage.
    level
        ``province`` or ``region``.

    Returns
    -------
    geopandas.GeoDataFrame
        ``code`` and ``geometry`` in the CRS of the units, sorted by code.
    """
    parents = [ancestor(code, level) for code in units["code"]]
    coarse = units[["code", "geometry"]].assign(code=parents)
    united = coarse.dissolve("code", method="coverage").reset_index()[["code", "geometry"]]
    united["geometry"] = canonical(united.geometry.to_numpy())
    return united


def write_web(communes: gpd.GeoDataFrame, folder: Path) -> None:
    """Write ``regions.json``, ``provinces.json`` and ``communes-RR.json``.

    Parameters
    ----------
    communes
        ``code`` and ``geometry`` in an equal-area CRS (metres).
    folder
        The folder of the web geometry.

    Raises
    ------
    BoundaryError
        If simplifying broke a border.
    """
    provinces = simplify(unite(communes, "province"), COUNTRY_TOLERANCE, COUNTRY_DECIMALS)
    write_features(provinces, folder / "provinces.json")
    # Regions are united after simplifying, so that the two levels lie exactly on each other.
    regions = unite(provinces, "region")
    regions["geometry"] = canonical(regions.geometry.to_numpy(), clockwise=True)
    write_features(regions, folder / "regions.json")
    detailed = simplify(communes, REGION_TOLERANCE, REGION_DECIMALS)
    for region, units in detailed.groupby(detailed["code"].str[:2]):
        write_features(units, folder / f"communes-{region}.json")


def write_features(units: gpd.GeoDataFrame, path: Path) -> None:
    """Write units as GeoJSON whose features have the code as id and as only property."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code},
            "geometry": shapely.geometry.mapping(geometry),
        }
        for code, geometry in zip(units["code"], units.geometry, strict=True)
    ]
    write_json({"type": "FeatureCollection", "features": features}, path)


def write_json(content: dict[str, Any], path: Path) -> None:
    """Write compact JSON, one line, without bytes that depend on the machine."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text + "\n", encoding="utf-8", newline="\n")
    fresh.replace(path)


def neighbours(regions: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Return the codes each unit shares a border with; meeting in a point does not count.

    Parameters
    ----------
    regions
        ``code`` and ``geometry``, a valid coverage.
    """
    shapes: NDArray[np.object_] = regions.geometry.to_numpy()
    left, right = regions.sindex.query(shapes, predicate="intersects")
    shared = shapely.length(shapely.intersection(shapes[left], shapes[right])) > 0
    codes = regions["code"].to_numpy()
    found: dict[str, list[str]] = {str(code): [] for code in codes}
    for one, other in zip(codes[left[shared]], codes[right[shared]], strict=True):
        if one != other:
            found[one].append(str(other))
    return {code: sorted(others) for code, others in found.items()}


def label_points(regions: gpd.GeoDataFrame, labels: pd.DataFrame) -> dict[str, list[float]]:
    """Return where to write each region's name.

    Parameters
    ----------
    regions
        ``code`` and ``geometry``, EPSG:4326.
    labels
        ``code``, ``lon``, ``lat``: points placed by hand, near the middle of each region and away
        from one another.

    Raises
    ------
    BoundaryError
        If a region has no label, or a label lies outside its region.
    """
    placed = regions.merge(labels, on="code", how="left")
    points = shapely.points(placed["lon"].to_numpy(), placed["lat"].to_numpy())
    astray = placed.loc[~shapely.contains(placed.geometry.to_numpy(), points), "code"]
    if not astray.empty:
        raise BoundaryError(
            f"Found no label inside the regions {', '.join(astray)}; expected one in each. "
            "Correct data/boundaries/region_labels.csv."
        )
    rows = zip(placed["code"], placed["lon"], placed["lat"], strict=True)
    return {code: [float(lon), float(lat)] for code, lon, lat in rows}
