"""The committed boundary files and web geometry."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.boundaries import CRS, EQUAL_AREA_CRS, load_boundaries, load_neighbouring_land
from geodata.errors import BoundaryError
from geodata.gazetteer import BOUNDARIES_FOLDER, LEVELS, load_gazetteer

WEB = BOUNDARIES_FOLDER.parent.parent / "assets" / "geo"
COUNTS = {"region": 12, "province": 75, "commune": 1503}
COMMUNE_FILES = [f"communes-{number:02d}.json" for number in range(1, 13)]
UNIT_FILES = ["regions.json", "provinces.json", *COMMUNE_FILES]
# kB as written; what is sent is compressed to a third or less.
BUDGETS = {"regions.json": 120, "provinces.json": 290, "land.json": 48} | dict.fromkeys(
    COMMUNE_FILES, 760
)


@pytest.fixture(scope="module")
def levels() -> dict[str, gpd.GeoDataFrame]:
    return {level: load_boundaries(level) for level in LEVELS}


@pytest.fixture(scope="module")
def web() -> dict[str, gpd.GeoDataFrame]:
    return {name: features(name) for name in UNIT_FILES}


def content(name: str) -> Any:
    return json.loads((WEB / name).read_text(encoding="utf-8"))


def features(name: str) -> gpd.GeoDataFrame:
    listed = content(name)["features"]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in listed]
    return gpd.GeoDataFrame({"code": [f["id"] for f in listed]}, geometry=shapes, crs=CRS)


def union(frame: gpd.GeoDataFrame) -> shapely.Geometry:
    return shapely.coverage_union_all(frame.geometry.to_numpy())


def holes(geometry: shapely.Geometry) -> int:
    return sum(len(part.interiors) for part in shapely.get_parts(geometry))


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_has_its_units_in_order(levels: dict[str, gpd.GeoDataFrame], level: str) -> None:
    codes = list(levels[level]["code"])
    assert len(codes) == COUNTS[level]
    assert tuple(codes) == load_gazetteer().codes(level)


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_has_its_columns(levels: dict[str, gpd.GeoDataFrame], level: str) -> None:
    columns = [
        "code", "name_ar", "name_fr", "name_en", "population_2014", "population_2024", "area_km2",
    ]  # fmt: skip
    iso = [] if level == "commune" else ["iso_3166_2"]
    assert list(levels[level].columns) == [*columns, *iso, "geometry"]
    assert levels[level].crs == CRS


@pytest.mark.parametrize("level", LEVELS)
def test_units_share_their_borders_without_overlaps_or_holes(
    levels: dict[str, gpd.GeoDataFrame], level: str
) -> None:
    shapes = levels[level].geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert holes(union(levels[level])) == 0


@pytest.mark.parametrize("level", LEVELS)
def test_no_unit_overlaps_another(levels: dict[str, gpd.GeoDataFrame], level: str) -> None:
    units = levels[level]
    shapes = units.geometry.to_numpy()
    left, right = units.sindex.query(units.geometry, predicate="overlaps")
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    assert shared.sum() == 0


def test_areas_of_the_levels_add_up_to_the_country(levels: dict[str, gpd.GeoDataFrame]) -> None:
    country = gpd.GeoSeries([union(levels["commune"])], crs=CRS).to_crs(EQUAL_AREA_CRS).area.sum()
    for level in LEVELS:
        assert levels[level]["area_km2"].sum() == pytest.approx(country / 1e6, abs=1)


def test_the_country_has_the_area_that_the_sources_give(
    levels: dict[str, gpd.GeoDataFrame],
) -> None:
    assert levels["region"]["area_km2"].sum() == pytest.approx(685_021, abs=20)


@pytest.mark.parametrize("level", ["region", "province"])
def test_a_level_is_the_union_of_the_communes_in_it(
    levels: dict[str, gpd.GeoDataFrame], level: str
) -> None:
    coarse = levels[level].set_index("code").geometry
    length = len(coarse.index[0])
    communes = levels["commune"]
    for code, units in communes.groupby(communes["code"].str[:length]):
        assert shapely.equals(union(units), coarse[code]), code


def test_data_files_follow_the_rfc_in_ring_direction(levels: dict[str, gpd.GeoDataFrame]) -> None:
    for frame in levels.values():
        parts = shapely.get_parts(frame.geometry.to_numpy())
        assert shapely.is_ccw(shapely.get_exterior_ring(parts)).all()


def test_iso_codes_are_complete_and_unique(levels: dict[str, gpd.GeoDataFrame]) -> None:
    codes = [*levels["region"]["iso_3166_2"], *levels["province"]["iso_3166_2"]]
    assert len(set(codes)) == 87
    assert all(code.startswith("MA-") for code in codes)


def test_the_data_files_stay_small() -> None:
    sizes = [path.stat().st_size for path in BOUNDARIES_FOLDER.iterdir()]
    assert sum(sizes) < 12e6


def test_a_missing_file_and_an_unknown_level_are_named(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=r"cli\.py build"):
        load_boundaries("region", tmp_path)
    with pytest.raises(BoundaryError, match="'cercle'"):
        load_boundaries("cercle")
    with pytest.raises(BoundaryError, match=r"cli\.py build"):
        load_neighbouring_land(tmp_path)


def test_neighbouring_land_meets_no_unit(levels: dict[str, gpd.GeoDataFrame]) -> None:
    country = gpd.GeoSeries([union(levels["region"])], crs=CRS).to_crs(EQUAL_AREA_CRS).iloc[0]
    around = load_neighbouring_land().to_crs(EQUAL_AREA_CRS).geometry.to_numpy()
    assert shapely.area(shapely.intersection(around, country)).sum() < 1e6  # rounding: < 1 km²


def test_web_files_hold_every_unit(web: dict[str, gpd.GeoDataFrame]) -> None:
    gazetteer = load_gazetteer()
    assert tuple(web["regions.json"]["code"]) == gazetteer.codes("region")
    assert tuple(web["provinces.json"]["code"]) == gazetteer.codes("province")
    communes = [code for name in COMMUNE_FILES for code in web[name]["code"]]
    assert tuple(communes) == gazetteer.codes("commune")


@pytest.mark.parametrize("name", [*UNIT_FILES, "land.json"])
def test_a_web_feature_carries_its_code_and_nothing_else(name: str) -> None:
    for feature in content(name)["features"]:
        assert feature["properties"] == {"code": feature["id"]}


@pytest.mark.parametrize("name", [*UNIT_FILES, "land.json"])
def test_web_rings_run_clockwise_outside_and_counterclockwise_inside(name: str) -> None:
    parts = shapely.get_parts(features(name).geometry.to_numpy())
    assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any()
    interiors = [ring for part in parts for ring in part.interiors]
    assert all(ring.is_ccw for ring in interiors)


@pytest.mark.parametrize("name", UNIT_FILES)
def test_web_units_share_their_borders(web: dict[str, gpd.GeoDataFrame], name: str) -> None:
    shapes = web[name].geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_web_regions_lie_exactly_on_web_provinces(web: dict[str, gpd.GeoDataFrame]) -> None:
    regions = web["regions.json"].set_index("code").geometry
    provinces = web["provinces.json"]
    for code, units in provinces.groupby(provinces["code"].str[:2]):
        assert shapely.equals(union(units), regions[code]), code


def test_the_web_country_has_no_holes(web: dict[str, gpd.GeoDataFrame]) -> None:
    assert holes(union(web["regions.json"])) == 0


@pytest.mark.parametrize(
    ("name", "level", "largest_error"),
    [("regions.json", "region", 0.001), ("provinces.json", "province", 0.02)],
)
def test_simplifying_keeps_areas(
    web: dict[str, gpd.GeoDataFrame],
    levels: dict[str, gpd.GeoDataFrame],
    name: str,
    level: str,
    largest_error: float,
) -> None:
    simple = web[name].to_crs(EQUAL_AREA_CRS).area.to_numpy() / 1e6
    full = levels[level]["area_km2"].to_numpy()
    assert np.abs(simple / full - 1).max() < largest_error


@pytest.mark.parametrize(("name", "kilobytes"), BUDGETS.items())
def test_web_files_keep_to_their_budgets(name: str, kilobytes: int) -> None:
    assert (WEB / name).stat().st_size <= kilobytes * 1000


@pytest.mark.parametrize(("name", "decimals"), [("regions.json", 4), ("communes-06.json", 5)])
def test_web_coordinates_are_rounded(
    web: dict[str, gpd.GeoDataFrame], name: str, decimals: int
) -> None:
    coordinates = shapely.get_coordinates(web[name].geometry.to_numpy())
    assert np.array_equal(coordinates, np.round(coordinates, decimals))


def test_neighbours_share_a_border() -> None:
    neighbours = content("neighbours.json")
    assert list(neighbours) == list(load_gazetteer().codes("region"))
    assert neighbours["12"] == ["11"]
    assert neighbours["05"] == ["03", "04", "06", "07", "08"]
    for code, others in neighbours.items():
        assert all(code in neighbours[other] for other in others)


def test_labels_lie_in_their_regions_and_apart(levels: dict[str, gpd.GeoDataFrame]) -> None:
    labels = content("labels.json")
    points = [shapely.Point(labels[code]) for code in levels["region"]["code"]]
    assert shapely.contains(levels["region"].geometry.to_numpy(), points).all()
    by_latitude = sorted(points, key=lambda point: point.y)
    for south, north in pairwise(by_latitude):
        assert north.y - south.y > 0.2 or abs(north.x - south.x) > 1.5


def test_land_is_valid() -> None:
    assert shapely.is_valid(features("land.json").geometry.to_numpy()).all()
    assert shapely.is_valid(load_neighbouring_land().geometry.to_numpy()).all()


def test_land_covers_the_country_and_its_surroundings(web: dict[str, gpd.GeoDataFrame]) -> None:
    land = shapely.union_all(features("land.json").geometry.to_numpy())
    country = union(web["regions.json"])
    assert shapely.difference(country, land).area < 1e-5  # square degrees, 0.1 km²
    for lon, lat in [(-4.0, 37.5), (0.0, 33.0), (-10.0, 20.0), (-15.6, 28.0), (-5.32, 35.89)]:
        assert land.contains(shapely.Point(lon, lat)), (lon, lat)
    for lon, lat in [(-10.0, 34.0), (-3.5, 36.0), (-18.0, 22.0)]:
        assert not land.intersects(shapely.Point(lon, lat)), (lon, lat)
