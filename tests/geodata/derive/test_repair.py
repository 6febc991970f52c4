"""Each repair on small squares of 1 km."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive.repair import (
    assemble_communes,
    check_coverage,
    clean_coverage,
    cut_enclaves,
    refill_lost_parts,
)
from geodata.errors import BoundaryError

ONE, TWO = "02.411.01.01", "02.411.01.03"
FOREIGN = ["01.573.00.00", "02.381.00.00"]
NOWHERE = shapely.Polygon()


def square(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Corners in kilometres."""
    return shapely.box(west * 1e3, south * 1e3, east * 1e3, north * 1e3)


def units(**shapes: BaseGeometry) -> gpd.GeoDataFrame:
    index = pd.Index([{"one": ONE, "two": TWO}[name] for name in shapes], name="code")
    return gpd.GeoDataFrame(geometry=list(shapes.values()), index=index, crs=EQUAL_AREA_CRS)


def pieces(*codes: str) -> gpd.GeoDataFrame:
    shapes = [square(i, 0, i + 1, 1) for i in range(len(codes))]
    return gpd.GeoDataFrame({"code_2014": list(codes)}, geometry=shapes, crs=EQUAL_AREA_CRS)


def lost_part(area: float, x: float = 3.5, y: float = 0.5) -> pd.DataFrame:
    point = gpd.GeoSeries([shapely.Point(x * 1e3, y * 1e3)], crs=EQUAL_AREA_CRS).to_crs(CRS)[0]
    return pd.DataFrame([{"commune": ONE, "lon": point.x, "lat": point.y, "area_km2": area}])


def province(shape: BaseGeometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": ["02.411"]}, geometry=[shape], crs=EQUAL_AREA_CRS)


def test_pieces_of_one_commune_are_united_under_its_new_code() -> None:
    given = pieces("02.411.09.01", "02.411.09.02", TWO, *FOREIGN)
    changes = dict.fromkeys(("02.411.09.01", "02.411.09.02"), ONE)
    communes, foreign = assemble_communes(given, changes, [ONE, TWO])
    assert communes.area.to_dict() == {ONE: 2e6, TWO: 1e6}
    assert foreign.area == 2e6


@pytest.mark.parametrize(
    "codes", [[ONE, *FOREIGN], [ONE, TWO, "09.001.01.01", *FOREIGN], [ONE, TWO]]
)
def test_a_stray_or_missing_piece_is_refused(codes: list[str]) -> None:
    with pytest.raises(BoundaryError, match="expected every commune to be reached"):
        assemble_communes(pieces(*codes), {}, [ONE, TWO])


def test_a_lost_part_is_given_back() -> None:
    whole = shapely.union(square(0, 0, 2, 1), square(3, 0, 4, 1))
    communes = units(one=square(0, 0, 1, 1), two=square(1, 0, 2, 1))
    filled = refill_lost_parts(communes, province(whole), NOWHERE, lost_part(1.0))
    assert filled.area.to_dict() == {ONE: 2e6, TWO: 1e6}


@pytest.mark.parametrize(
    ("area", "x", "message"),
    [(1.2, 3.5, "1.00 km² missing"), (1.0, 2.5, "no area missing")],
)
def test_a_lost_part_that_does_not_match_the_list_is_refused(
    area: float, x: float, message: str
) -> None:
    whole = shapely.union(square(0, 0, 1, 1), square(3, 0, 4, 1))
    with pytest.raises(BoundaryError, match=message):
        refill_lost_parts(
            units(one=square(0, 0, 1, 1)), province(whole), NOWHERE, lost_part(area, x)
        )


def test_a_foreign_town_is_no_lost_part() -> None:
    whole = shapely.union(square(0, 0, 1, 1), square(3, 0, 4, 1))
    with pytest.raises(BoundaryError, match="no area missing"):
        refill_lost_parts(
            units(one=square(0, 0, 1, 1)), province(whole), square(3, 0, 4, 1), lost_part(1.0)
        )


def test_a_crack_between_two_drawings_of_a_border_is_no_lost_part() -> None:
    whole = square(0, 0, 10.05, 10)
    with pytest.raises(BoundaryError, match="no area missing"):
        refill_lost_parts(
            units(one=square(0, 0, 10, 10)), province(whole), NOWHERE, lost_part(0.5, 10.02)
        )


def test_a_town_is_cut_out_of_the_commune_around_it() -> None:
    communes = units(one=square(0, 0, 3, 3), two=square(1, 1, 2, 2))
    assert cut_enclaves(communes, expected=1).area.to_dict() == {ONE: 8e6, TWO: 1e6}


def test_borders_that_merely_cross_are_no_enclaves() -> None:
    communes = units(one=square(0, 0, 3, 3), two=square(2.9, 0, 4, 3))
    assert cut_enclaves(communes, expected=0).area.to_dict() == communes.area.to_dict()


def test_another_number_of_enclaves_is_refused() -> None:
    with pytest.raises(BoundaryError, match="Found 1 communes on top of another; expected 40"):
        cut_enclaves(units(one=square(0, 0, 3, 3), two=square(1, 1, 2, 2)))


def test_cleaning_closes_overlaps_and_cracks() -> None:
    communes = units(one=square(0, 0, 1.02, 1), two=square(1, 0, 2, 1))
    cleaned = clean_coverage(communes)
    assert shapely.coverage_is_valid(cleaned.geometry.to_numpy())
    assert cleaned.area.sum() == pytest.approx(2e6)


def test_overlaps_and_holes_are_refused() -> None:
    with pytest.raises(BoundaryError, match="Found overlaps here"):
        check_coverage([square(0, 0, 2, 1), square(1, 0, 3, 1)], "here")
    ring = shapely.difference(square(0, 0, 3, 3), square(1, 1, 2, 2))
    with pytest.raises(BoundaryError, match="Found 1 holes in the country here"):
        check_coverage([ring], "here")
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    with pytest.raises(BoundaryError, match="Found invalid polygons here"):
        check_coverage([bow], "here")
