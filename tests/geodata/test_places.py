"""Points against the real boundaries: places of known coordinates, the sea, and the neighbours."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries import CRS, load_boundaries
from geodata.errors import BoundaryError
from geodata.gazetteer import load_gazetteer
from geodata.places import check_points, locate

HERE = Path(__file__).parent
# Coordinates of town centres as atlases give them, and the commune of that name in the gazetteer.
# `within_m` is 0 where the point must lie in the commune, else how far from it the point may lie.
KNOWN = pd.read_csv(HERE / "known_places.csv", dtype={"commune": str}, keep_default_na=False)
OUTSIDE = pd.read_csv(HERE / "known_outside.csv")
COMMUNES = load_boundaries("commune")


def at(*points: tuple[float, float], index: list[object] | None = None) -> pd.DataFrame:
    """Points as (lat, lon)."""
    return pd.DataFrame(points, columns=["lat", "lon"], index=index, dtype="float64")


def stated(code: str, lat: float = np.nan, lon: float = np.nan) -> pd.DataFrame:
    return pd.DataFrame({"code": [code], "lat": [lat], "lon": [lon]})


def block(code: str, west: float, east: float) -> dict[str, object]:
    return {"code": code, "geometry": shapely.box(west, 30.0, east, 31.0)}


def test_known_places_are_many_and_carry_the_name_of_their_commune() -> None:
    gazetteer = load_gazetteer()
    assert len(KNOWN) >= 60
    assert [gazetteer.name(code, "fr") for code in KNOWN["commune"]] == list(KNOWN["commune_name"])
    assert set(KNOWN["commune"].str[:2]) == set(gazetteer.codes("region"))


def test_towns_lie_in_the_commune_of_their_name() -> None:
    exact = KNOWN[KNOWN["within_m"] == 0]
    found = locate(exact, COMMUNES)
    assert len(exact) >= 60
    assert list(zip(exact["name"], found["commune"], found["state"], strict=True)) == [
        (name, code, "inside") for name, code in zip(exact["name"], exact["commune"], strict=True)
    ]


def test_towns_on_a_border_lie_near_the_commune_of_their_name() -> None:
    near = KNOWN[KNOWN["within_m"] > 0]
    utm = "EPSG:32629"
    points = gpd.GeoSeries.from_xy(near["lon"], near["lat"], crs=CRS).to_crs(utm)
    shapes = COMMUNES.set_index("code").geometry[list(near["commune"])].to_crs(utm)
    distances = points.distance(shapes, align=False)
    assert list(near["name"][(distances.to_numpy() > near["within_m"].to_numpy())]) == []
    assert all(near["note"])


def test_places_beyond_the_country_lie_in_no_unit() -> None:
    found = locate(OUTSIDE, COMMUNES)
    assert list(OUTSIDE["name"][found["state"] != "outside"]) == []
    assert set(found["region"]) == {""}


def test_the_source_draws_the_border_south_of_beni_ounif() -> None:
    """A known limit: this Algerian town is drawn 2.2 km inside the country."""
    assert locate(at((32.052, -1.251)), COMMUNES)["commune"].tolist() == ["02.251.05.01"]


def test_a_point_off_the_coast_takes_the_nearest_unit_and_says_so() -> None:
    found = locate(at((31.51, -9.80), (31.51, -9.95)), COMMUNES)
    assert found["state"].tolist() == ["offshore", "outside"]
    assert found["commune"].tolist() == ["07.211.01.05", ""]
    assert 0 < found["distance_m"].iloc[0] < 3000
    assert np.isnan(found["distance_m"].iloc[1])


def test_columns_and_index_follow_the_points() -> None:
    found = locate(at((34.02, -6.84), (33.57, -7.60), index=["b", "b"]), COMMUNES)
    assert list(found.columns) == ["commune", "province", "region", "distance_m", "state"]
    assert list(found.index) == ["b", "b"]
    assert found["province"].tolist() == ["04.421", "06.141"]
    assert found["region"].tolist() == ["04", "06"]
    assert found["distance_m"].tolist() == [0, 0]


def test_a_point_without_coordinates_stays_and_is_named() -> None:
    found = locate(at((np.nan, np.nan), (34.02, np.nan)), COMMUNES)
    assert found["state"].tolist() == ["no_point", "no_point"]
    assert found["commune"].tolist() == ["", ""]


def test_no_points_give_no_rows() -> None:
    found = locate(at(), COMMUNES)
    assert found.shape == (0, 5)


def test_points_of_another_crs_are_projected() -> None:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy([-6.84], [34.02]), crs=CRS)
    found = locate(points.to_crs("EPSG:26191"), COMMUNES)
    assert found["commune"].tolist() == ["04.421.01.0"]


def test_points_without_crs_or_coordinates_are_refused() -> None:
    with pytest.raises(BoundaryError, match="CRS"):
        locate(gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)]), COMMUNES)
    with pytest.raises(BoundaryError, match="expected lat and lon"):
        locate(pd.DataFrame({"x": [1.0]}), COMMUNES)


def test_a_point_on_a_shared_border_lies_in_the_first_of_its_units() -> None:
    communes = gpd.GeoDataFrame(
        [block("02.411.01.03", -6, -5), block("02.411.01.01", -7, -6)], crs=CRS
    )
    assert locate(at((30.5, -6.0)), communes)["commune"].tolist() == ["02.411.01.01"]


def test_a_vertex_of_a_border_lies_in_exactly_one_unit() -> None:
    vertices = shapely.get_coordinates(COMMUNES.geometry.to_numpy())[::20_000]
    found = locate(at(*((lat, lon) for lon, lat in vertices)), COMMUNES)
    assert len(found) == len(vertices)
    assert set(found["state"]) == {"inside"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(20, 36.5), st.floats(-18, 0)),
        min_size=1,
        max_size=30,
    )
)
def test_units_found_are_consistent(points: list[tuple[float, float]]) -> None:
    found = locate(at(*points), COMMUNES)
    placed = found["state"].isin(["inside", "offshore"])
    assert ((found["commune"] != "") == placed).all()
    assert (found["commune"].str[:6] == found["province"]).all()
    assert (found["commune"].str[:2] == found["region"]).all()
    assert (found["distance_m"].notna() == placed).all()
    assert (found.loc[placed, "distance_m"] <= 3000).all()


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("", "agrees"),
        ("MA", "agrees"),
        ("04", "agrees"),
        ("04.421", "agrees"),
        ("04.421.01.0", "agrees"),
        ("06", "contradicts"),
        ("04.441", "contradicts"),
        ("04.441.01.0", "contradicts"),
    ],
)
def test_a_point_in_rabat_against_a_stated_code(code: str, state: str) -> None:
    assert check_points(stated(code, 34.02, -6.84), COMMUNES)["state"].tolist() == [state]


@pytest.mark.parametrize(
    ("code", "lat", "lon", "state"),
    [
        ("07", 31.51, -9.80, "offshore"),
        ("MA", 31.51, -9.80, "offshore"),
        ("09", 31.51, -9.80, "contradicts"),
        ("02", 34.845, -1.728, "outside"),
        ("MA", 35.889, -5.316, "outside"),
        ("02", np.nan, np.nan, "no_point"),
        ("04", -6.84, 34.02, "outside"),
    ],
)
def test_points_off_the_country_against_a_stated_code(
    code: str, lat: float, lon: float, state: str
) -> None:
    assert check_points(stated(code, lat, lon), COMMUNES)["state"].tolist() == [state]


def test_the_report_keeps_every_row_and_its_index() -> None:
    rows = pd.concat([stated("04", 34.02, -6.84), stated("09"), stated("01", 34.02, -6.84)])
    report = check_points(rows.set_axis([5, 5, 9]), COMMUNES)
    assert list(report.index) == [5, 5, 9]
    assert report["code"].tolist() == ["04", "09", "01"]
    assert report["state"].tolist() == ["agrees", "no_point", "contradicts"]
    assert list(report.columns) == [
        "code", "commune", "province", "region", "distance_m", "state",
    ]  # fmt: skip


def test_locations_without_codes_are_refused() -> None:
    with pytest.raises(BoundaryError, match="`code`"):
        check_points(at((34.0, -6.8)), COMMUNES)
