"""The land around the country, from Natural Earth (public domain), as `world-atlas` packs it.

The topology is no package of PyPI. It is fetched once, by hand: ``npm pack world-atlas@2.0.2``,
then ``tar xzf world-atlas-2.0.2.tgz package/land-10m.json``; ``build`` takes its path. What is
needed of it is kept in ``data/boundaries/context_land.geojson``, so that a build without it gives
the same result.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive.shapes import canonical, polygonal, rounded
from geodata.errors import BoundaryError

WINDOW = (-27.0, 16.0, 9.0, 41.0)  # degrees west, south, east, north
DECIMALS = 3  # degrees; 110 m, finer than the source
# Where the smaller-scale coast of Natural Earth runs outside ours it leaves slivers: strips of land
# on the country's coast narrower than twice this, and pieces below this area that touch it.
SLIVER_HALF_WIDTH = 700.0  # m
SLIVER_AREA = 100e6  # m²
# Slivers are looked for on the country's own coast only; islands of others keep their shape.
COAST_REACH = 10_000.0  # m
DRAWN_TOLERANCE = 1_000.0  # m
DRAWN_DECIMALS = 4  # degrees, as the units drawn on top
CRACK_WIDTH = 1_500.0  # m, more than simplifying moves a border
SPECK_AREA = 1e-3  # square degrees, about 10 km²: smaller holes are cracks, not lakes


def read_context_land(topology: Path) -> BaseGeometry:
    """Read land from a TopoJSON file and clip it to the surroundings of the country.

    Returns
    -------
    shapely geometry
        EPSG:4326, the country's own land included, without borders.

    Raises
    ------
    BoundaryError
        If the file is no topology with the object ``land``.
    """
    content = json.loads(topology.read_text(encoding="utf-8"))
    if content.get("type") != "Topology" or "land" not in content.get("objects", {}):
        raise BoundaryError(
            f"Found no object `land` in {topology}; expected land-10m.json of world-atlas 2.0.2."
        )
    arcs = _arcs(content)
    polygons = [
        shapely.Polygon(_ring(rings[0], arcs), [_ring(ring, arcs) for ring in rings[1:]])
        for geometry in content["objects"]["land"]["geometries"]
        for rings in geometry["arcs"]
    ]
    window = shapely.box(*WINDOW)
    near = [polygonal(polygon) for polygon in polygons if polygon.intersects(window)]
    clipped = polygonal(shapely.intersection(shapely.union_all(near), window))
    return _snapped(clipped, DECIMALS, clockwise=False)


def _arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """Decode the arcs: each is quantised steps from its first point."""
    scale, translate = (np.asarray(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.asarray(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def _ring(indices: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Join arcs end to end; ``~i`` stands for arc i backwards."""
    return np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices])


def neighbouring_land(
    context: BaseGeometry, country: BaseGeometry, foreign: BaseGeometry
) -> gpd.GeoDataFrame:
    """Return the land that lies in no unit.

    Parameters
    ----------
    context
        All land around and in the country, EPSG:4326, of a smaller scale than ours.
    country
        The union of the units, equal-area CRS (metres).
    foreign
        Ceuta and Melilla at our own scale, equal-area CRS.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, one polygon a row: neighbours up to the country's land borders, islands, Ceuta
        and Melilla.
    """
    land = gpd.GeoSeries([context], crs=CRS).to_crs(EQUAL_AREA_CRS).iloc[0]
    rest = shapely.difference(land, country)
    opened = rest.buffer(-SLIVER_HALF_WIDTH).buffer(SLIVER_HALF_WIDTH)
    narrow = shapely.get_parts(shapely.difference(rest, opened))
    reach = country.buffer(COAST_REACH)
    slivers = [part for part in narrow if part.intersects(land.boundary) and part.intersects(reach)]
    kept = shapely.difference(rest, shapely.union_all(slivers))
    kept = shapely.union_all(
        [p for p in shapely.get_parts(kept) if p.area > SLIVER_AREA or not p.intersects(reach)]
    )
    outside = polygonal(shapely.difference(shapely.union(kept, foreign), country))
    parts = gpd.GeoSeries(shapely.get_parts(outside), crs=EQUAL_AREA_CRS).to_crs(CRS)
    return gpd.GeoDataFrame(geometry=parts)


def drawn_land(
    neighbouring: gpd.GeoDataFrame, country: BaseGeometry, drawn: gpd.GeoDataFrame
) -> BaseGeometry:
    """Return all land as the browser draws it, beneath the units and without any border.

    Parameters
    ----------
    neighbouring
        Land of no unit, EPSG:4326.
    country
        The union of the units at full detail, equal-area CRS (metres).
    drawn
        The simplified units that the browser draws, EPSG:4326: the coast is theirs, so that no
        land shows beyond it.

    Returns
    -------
    shapely geometry
        EPSG:4326, exterior rings clockwise.
    """
    parts = neighbouring.to_crs(EQUAL_AREA_CRS).geometry
    outside = shapely.union_all([polygonal(part) for part in parts])
    simple = shapely.simplify(outside, DRAWN_TOLERANCE)
    # Both sides of a land border are simplified on their own: what opens between them is land.
    cracks = shapely.intersection(outside.buffer(CRACK_WIDTH), country.buffer(CRACK_WIDTH))
    cracks = shapely.intersection(cracks, shapely.union(outside, country))
    around = gpd.GeoSeries([shapely.union(simple, cracks)], crs=EQUAL_AREA_CRS).to_crs(CRS)
    land = shapely.union_all([*around, *drawn.geometry])
    whole = polygonal(shapely.MultiPolygon([_without_specks(p) for p in shapely.get_parts(land)]))
    return _snapped(whole, DRAWN_DECIMALS, clockwise=True)


def _without_specks(polygon: shapely.Polygon) -> shapely.Polygon:
    lakes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > SPECK_AREA]
    return shapely.Polygon(polygon.exterior, lakes)


def _snapped(area: BaseGeometry, decimals: int, *, clockwise: bool) -> BaseGeometry:
    """Round an area that shares no border, keeping it valid."""
    snapped = polygonal(shapely.set_precision(area, 10.0**-decimals))
    exact = rounded(np.array([snapped], dtype=object), decimals)  # no 0.30000000000000004
    result: BaseGeometry = canonical(exact, clockwise=clockwise)[0]
    return result
