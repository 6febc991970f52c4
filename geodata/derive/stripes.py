"""Cut units into diagonal stripes: places where several sets meet are drawn in stripes of them.

No choropleth can be hatched, so the stripes are geometry of their own, laid over the units. Each
unit is cut into `TURNS` features, ``<code>/<turn>``, that take turns from one side to the other.
The map asks for these files only when it draws stripes.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries import CRS
from geodata.derive.frames import read_features
from geodata.derive.shapes import canonical
from geodata.derive.web import REGION_DECIMALS, simplify, write_features

TURNS = 12  # two, three and four colours take turns in them
# The map of the country is 18.2 degrees wide (`layers.map_guides.COUNTRY_VIEW`), which beside a
# panel on a laptop are 560 pixels: a stripe has seven.
PARTS = 80
COUNTRY_WIDTH = 18.2 / PARTS  # degrees
DECIMALS = 4  # degrees; 11 m, as the geometry of the country
LEAST_STRIPES = 5  # across a unit too small for stripes of the common width
# What is thinner than a part of a stripe is left out: it could not be seen, and where rounding
# turned its ring around, d3-geo would fill the rest of the world.
THINNEST = 0.06
FINEST = 0.06  # of a stripe; corners nearer to a line are left out
COMMUNE_TOLERANCE = 800.0  # m; a pixel or two where a region fills the map


def write_stripes(communes: gpd.GeoDataFrame, geo: Path) -> None:
    """Write the stripes of regions and provinces, and by region of its provinces and communes.

    Parameters
    ----------
    communes
        ``code`` and ``geometry`` in an equal-area CRS (metres).
    geo
        The folder of the web geometry, with ``regions.json`` and ``provinces.json``. It receives
        ``stripes-regions.json`` and ``stripes-provinces.json`` for the map of the country, and for
        that of a region ``stripes-provinces-RR.json`` and ``stripes-RR.json`` (communes).
    """
    regions, provinces = (read_features(geo / f"{level}s.json") for level in ("region", "province"))
    write_features(cut(regions, COUNTRY_WIDTH, DECIMALS), geo / "stripes-regions.json")
    write_features(cut(provinces, COUNTRY_WIDTH, DECIMALS), geo / "stripes-provinces.json")
    simple = simplify(communes, COMMUNE_TOLERANCE, REGION_DECIMALS)
    for region, bounds in zip(regions["code"], regions.bounds.to_numpy(), strict=True):
        width = max(bounds[2] - bounds[0], bounds[3] - bounds[1]) / PARTS
        for name, units in (("stripes-provinces", provinces), ("stripes", simple)):
            inside = units[units["code"].str[:2] == region]
            write_features(cut(inside, width, DECIMALS), geo / f"{name}-{region}.json")


def cut(units: gpd.GeoDataFrame, width: float, decimals: int) -> gpd.GeoDataFrame:
    """Cut units into stripes that rise to the east at 45 degrees on a Mercator map.

    Parameters
    ----------
    units
        ``code`` and ``geometry``, EPSG:4326.
    width
        Width of a stripe in degrees of longitude; small units have narrower ones.
    decimals
        Decimals of a degree that coordinates keep.

    Returns
    -------
    geopandas.GeoDataFrame
        ``code`` (``<code>/<turn>``, turn from 0 to 11) and ``geometry``, EPSG:4326, exterior rings
        clockwise. A turn that a unit is too small for is absent.
    """
    cuts = [
        _cut_one(code, shape, width, decimals)
        for code, shape in zip(units["code"], units.geometry, strict=True)
    ]
    found = pd.concat(cuts, ignore_index=True)
    shapes = canonical(found["geometry"].to_numpy(), clockwise=True)
    return gpd.GeoDataFrame({"code": found["code"]}, geometry=shapes, crs=CRS)


def _cut_one(code: str, shape: shapely.Geometry, width: float, decimals: int) -> pd.DataFrame:
    flat = shapely.transform(shape, _to_mercator)
    own = min(width, float(np.sqrt(flat.area)) / LEAST_STRIPES)
    flat = shapely.simplify(flat, own * FINEST)
    turns, bands = _bands(flat.bounds, own)
    # Laid on a grid as they are cut: rounding moves their corners hardly any more.
    pieces = shapely.intersection(flat, bands, grid_size=10.0**-decimals)
    degrees = shapely.transform(pieces, lambda xy: np.round(_from_mercator(xy), decimals))
    pieces, whose = shapely.get_parts(shapely.make_valid(degrees), return_index=True)
    seen = ~shapely.is_empty(shapely.buffer(pieces, -THINNEST * own))
    frame = pd.DataFrame({"turn": turns[whose][seen], "piece": pieces[seen]})
    grouped = frame.groupby("turn")["piece"].agg(list)
    return pd.DataFrame(
        {
            "code": [f"{code}/{turn}" for turn in grouped.index],
            "geometry": [shapely.MultiPolygon(parts) for parts in grouped],
        }
    )


def _bands(
    bounds: tuple[float, float, float, float], width: float
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Make the bands that cover a box, and tell the turn of each."""
    west, south, east, north = bounds
    # Counted from one origin, so that the stripes of neighbours continue each other.
    step = width * np.sqrt(2)
    numbers = np.arange(np.floor((west - north) / step), np.ceil((east - south) / step))
    low, high = south - width, north + width
    left, right = numbers * step, (numbers + 1) * step
    corners = [(left + low, low), (right + low, low), (right + high, high), (left + high, high)]
    rings = np.array([[x, np.full_like(x, y)] for x, y in corners]).transpose(2, 0, 1)
    return np.mod(numbers, TURNS).astype(np.int64), shapely.polygons(rings)


def _to_mercator(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn latitudes into heights above the equator, in degrees of longitude."""
    heights = np.degrees(np.arcsinh(np.tan(np.radians(lonlat[:, 1]))))
    return np.column_stack([lonlat[:, 0], heights])


def _from_mercator(flat: NDArray[np.float64]) -> NDArray[np.float64]:
    latitudes = np.degrees(np.arctan(np.sinh(np.radians(flat[:, 1]))))
    return np.column_stack([flat[:, 0], latitudes])
