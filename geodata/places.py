"""Find the commune, province and region of points, and compare points with stated codes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries import CRS, EQUAL_AREA_CRS, load_neighbouring_land
from geodata.errors import BoundaryError
from geodata.gazetteer import COUNTRY

# A jetty, a boat or a coast drawn a little too far inland: beyond this, a point is at sea.
OFFSHORE_LIMIT = 3_000.0  # m
OFFSHORE_LIMIT_DEGREES = 0.04  # at least OFFSHORE_LIMIT everywhere in the country
_PLACE_COLUMNS = ["commune", "province", "region"]


def locate(
    points: gpd.GeoDataFrame | pd.DataFrame,
    communes: gpd.GeoDataFrame,
    neighbouring_land: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """Find the units that points lie in.

    Parameters
    ----------
    points
        Points in any CRS, or a frame with ``lat`` and ``lon`` (degrees, EPSG:4326; NaN: no point).
    communes
        ``code`` and ``geometry``, EPSG:4326, as `load_boundaries` reads them.
    neighbouring_land
        Land that lies in no unit, EPSG:4326; by default as `load_neighbouring_land` reads it.

    Returns
    -------
    pandas.DataFrame
        One row a point, on the index of ``points``: ``commune``, ``province`` and ``region`` (HCP
        codes, "" for none), ``distance_m`` (metres to the commune: 0 inside, NaN without one) and
        ``state``:

        ``inside``
            In a commune. On a border that several share, the one whose code comes first.
        ``offshore``
            At sea within 3 km of the coast: the nearest commune is given, and its distance.
        ``outside``
            On foreign land, or farther out: no unit is given.
        ``no_point``
            There are no coordinates.

    Raises
    ------
    BoundaryError
        If the points have no CRS, or the frame has neither points nor ``lat`` and ``lon``.
    """
    geometry = _points(points)
    present = geometry[~(geometry.isna() | geometry.is_empty)]
    inside = _first_commune(present, communes)
    astray = present[~present.index.isin(inside.index)]
    near = _nearest_commune(astray, communes, neighbouring_land)
    found = pd.concat([inside, near]).reindex(geometry.index)
    states = pd.Series("no_point", index=geometry.index, dtype="str")
    for state, rows in (
        ("outside", present.index),
        ("inside", inside.index),
        ("offshore", near.index),
    ):
        states[rows] = state
    return _result(found, states).set_axis(points.index)


def check_points(activity_locations: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Compare the points of the record with the codes beside them.

    Parameters
    ----------
    activity_locations
        ``code`` (an HCP code, ``MA``, or "" when the place is not stated), ``lat`` and ``lon``
        (degrees, EPSG:4326; NaN: no point). Other columns are left alone.
    communes
        ``code`` and ``geometry``, EPSG:4326.

    Returns
    -------
    pandas.DataFrame
        One row a location, on the same index, none left out: ``code`` as stated; ``commune``,
        ``province``, ``region`` and ``distance_m`` as `locate` finds them; and ``state``:
        ``agrees`` (the point lies in the unit stated; ``MA`` and "" agree with any point in the
        country), ``contradicts`` (it lies in, or just off, another unit), ``offshore`` (just off
        the unit stated), ``outside`` (in no unit) or ``no_point``.

    Raises
    ------
    BoundaryError
        If a column is missing.
    """
    if "code" not in activity_locations:
        raise BoundaryError("Found no column `code` in the locations; expected code, lat and lon.")
    found = locate(activity_locations[["lat", "lon"]], communes)
    codes = activity_locations["code"]
    agrees = codes.isin(["", COUNTRY])
    for column in _PLACE_COLUMNS:
        agrees |= codes == found[column]
    placed = found["state"].isin(["inside", "offshore"])
    states = found["state"].replace({"inside": "agrees"}).mask(placed & ~agrees, "contradicts")
    return found.assign(code=codes, state=states)[["code", *_PLACE_COLUMNS, "distance_m", "state"]]


def _points(points: gpd.GeoDataFrame | pd.DataFrame) -> gpd.GeoSeries:
    """Return the points in EPSG:4326, numbered by position: the caller's index may repeat."""
    if isinstance(points, gpd.GeoDataFrame):
        if points.crs is None:
            raise BoundaryError("Found points without a CRS; expected one. Call `set_crs` first.")
        return points.geometry.to_crs(CRS).reset_index(drop=True)
    if not {"lat", "lon"} <= set(points.columns):
        raise BoundaryError(
            f"Found the columns {list(points.columns)}; expected lat and lon, or a GeoDataFrame."
        )
    longitudes, latitudes = (points[axis].to_numpy("float64") for axis in ("lon", "lat"))
    present = np.isfinite(longitudes) & np.isfinite(latitudes)
    shapes = np.full(len(points), None, dtype=object)
    shapes[present] = shapely.points(longitudes[present], latitudes[present])
    return gpd.GeoSeries(shapes, crs=CRS)


def _frame(points: gpd.GeoSeries) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"point": points.index}, geometry=points.to_numpy(), crs=CRS)


def _first_commune(points: gpd.GeoSeries, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    # Communes on the left: GeoPandas then prepares 1,503 polygons instead of trying every point.
    pairs = gpd.sjoin(communes[["code", "geometry"]], _frame(points), predicate="intersects")
    first = pairs.sort_values(["point", "code"]).drop_duplicates("point").set_index("point")
    return pd.DataFrame({"commune": first["code"], "distance_m": 0.0})


def _nearest_commune(
    points: gpd.GeoSeries,
    communes: gpd.GeoDataFrame,
    neighbouring_land: gpd.GeoDataFrame | None,
) -> pd.DataFrame:
    """Return the nearest commune, and metres to it, of those points that are at sea near it."""
    land = load_neighbouring_land() if neighbouring_land is None else neighbouring_land
    ashore = gpd.sjoin(land[["geometry"]], _frame(points), predicate="intersects")["point"]
    at_sea = points[~points.index.isin(ashore)]
    pairs = gpd.sjoin_nearest(
        _frame(at_sea).to_crs(EQUAL_AREA_CRS),
        _around(communes, at_sea).to_crs(EQUAL_AREA_CRS),
        max_distance=OFFSHORE_LIMIT,
        distance_col="distance_m",
    )
    first = pairs.sort_values(["point", "code"]).drop_duplicates("point").set_index("point")
    nearest: pd.DataFrame = first[["code", "distance_m"]].rename(columns={"code": "commune"})
    return nearest


def _around(communes: gpd.GeoDataFrame, points: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the communes near any point: projecting all their million vertices takes a second."""
    west, south, east, north = shapely.bounds(points.to_numpy()).T
    reach = OFFSHORE_LIMIT_DEGREES
    boxes = shapely.box(west - reach, south - reach, east + reach, north + reach)
    near = np.unique(communes.sindex.query(boxes)[1])
    return communes.iloc[near][["code", "geometry"]]


def _result(found: pd.DataFrame, states: pd.Series[str]) -> pd.DataFrame:
    # Without any point the column is one of numbers, which no text may fill.
    communes = found["commune"].astype("object").fillna("").astype("str")
    return pd.DataFrame(
        {
            "commune": communes,
            "province": communes.str[:6],
            "region": communes.str[:2],
            "distance_m": found["distance_m"].astype("float64"),
            "state": states,
        }
    )
