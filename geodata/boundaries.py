"""Read the derived boundaries of the three levels, and the land that belongs to no unit."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geodata.errors import BoundaryError
from geodata.gazetteer import BOUNDARIES_FOLDER, boundary_file

CRS = "EPSG:4326"
# Lambert azimuthal equal-area about the middle of the country: areas are exact, and lengths
# anywhere in it are right to about half a percent, which is why distances use it too.
EQUAL_AREA_CRS = "+proj=laea +lat_0=29 +lon_0=-8 +datum=WGS84 +units=m +no_defs"
NEIGHBOURING_LAND = "neighbouring_land.parquet"


def load_boundaries(level: str, folder: Path = BOUNDARIES_FOLDER) -> gpd.GeoDataFrame:
    """Read the boundaries of one level.

    Parameters
    ----------
    level
        ``region`` (12 units), ``province`` (75) or ``commune`` (1,503).
    folder
        The folder of the derived boundary files.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, sorted by code: ``code``, ``name_ar``, ``name_fr``, ``name_en``,
        ``population_2014`` and ``population_2024`` (persons; NA where nobody was counted),
        ``area_km2`` (computed from the boundaries shown; published areas differ),
        ``iso_3166_2`` (regions and provinces only) and ``geometry``, polygons that share their
        borders vertex by vertex, exterior rings counter-clockwise.

    Raises
    ------
    BoundaryError
        If the level is another, or the file is missing.
    """
    return gpd.read_parquet(boundary_file(folder, level))


def load_neighbouring_land(folder: Path = BOUNDARIES_FOLDER) -> gpd.GeoDataFrame:
    """Read the land around the country that lies in no unit: one unnamed polygon a row.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, ``geometry`` only. Good to about 1 km along foreign coasts; along the country's
        own land borders it meets the units exactly.

    Raises
    ------
    BoundaryError
        If the file is missing.
    """
    path = folder / NEIGHBOURING_LAND
    if not path.is_file():
        raise BoundaryError(
            f"Found no file {path}; expected the land of the neighbours. "
            "Restore it from version control, or run `python cli.py build`."
        )
    return gpd.read_parquet(path)
