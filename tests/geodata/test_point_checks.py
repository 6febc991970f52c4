import geopandas as gpd
import pytest
import shapely

from geodata.errors import Problem
from geodata.point_checks import point_problems
from tests.geodata.factories import FORMER_CODE, as_table

# Two squares inland, the second east of the first.
COMMUNES = gpd.GeoDataFrame(
    {"code": ["02.411.01.01", "09.001.01.01"]},
    geometry=[shapely.box(-6, 32, -5, 33), shapely.box(-5, 32, -4, 33)],
    crs="EPSG:4326",
)


def found(code: str, lat: str, lon: str) -> list[Problem]:
    table = as_table(
        "activity_locations", [{"activity": "A", "code": code, "lat": lat, "lon": lon}]
    )
    return list(point_problems({"activity_locations": table}, COMMUNES))


@pytest.mark.parametrize("code", ["02", "02.411", "02.411.01.01", "MA", ""])
def test_a_point_in_its_place(code: str) -> None:
    assert found(code, "32.5", "-5.5") == []


def test_a_point_in_another_place() -> None:
    assert found("09", "32.5", "-5.5") == [
        Problem(
            "activity_locations.csv",
            2,
            "lat",
            "32.5, -5.5 in 02.411.01.01",
            "a point in 09, which the code says",
            "Correct the point or the code.",
            "point_place",
        )
    ]


def test_a_point_in_no_place() -> None:
    (problem,) = found("02", "36.5", "-5.5")
    assert problem.found == "36.5, -5.5 in no commune"
    assert problem.expected == "a point in the country, or 3 km off its coast"


@pytest.mark.parametrize(("lat", "lon"), [("", ""), ("32.5", ""), ("north", "-5.5")])
def test_no_point_is_no_problem(lat: str, lon: str) -> None:
    assert found("09", lat, lon) == []


def test_a_point_in_a_former_region_is_not_compared() -> None:
    assert found(FORMER_CODE, "32.5", "-5.5") == []


def test_a_record_whose_locations_cannot_be_read() -> None:
    assert list(point_problems({}, COMMUNES)) == []
