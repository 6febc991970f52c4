"""Units cut into stripes: every part once, rings clockwise, and a turn for each."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.boundaries import CRS
from geodata.derive.stripes import TURNS, cut
from geodata.gazetteer import BOUNDARIES_FOLDER
from layers.map_figure import STRIPE_TURNS
from layers.map_guides import COUNTRY_VIEW

WEB = BOUNDARIES_FOLDER.parent.parent / "assets" / "geo"
FILES = sorted(WEB.glob("stripes-*.json"))
WIDTH = 0.05


def units(**shapes: shapely.Polygon) -> gpd.GeoDataFrame:
    codes = [name[1:] for name in shapes]
    return gpd.GeoDataFrame({"code": codes}, geometry=list(shapes.values()), crs=CRS)


def features(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def test_a_unit_is_cut_into_twelve_turns_that_fill_it() -> None:
    box = shapely.box(-5, 30, -4, 31)
    found = cut(units(r01=box), WIDTH, 4)
    assert sorted(found["code"]) == sorted(f"01/{turn}" for turn in range(TURNS))
    assert TURNS == STRIPE_TURNS
    shapes = found.geometry.to_numpy()
    assert shapely.area(shapes).sum() == pytest.approx(box.area, rel=0.01)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(box.area, rel=0.01)
    assert shapely.area(shapes).max() < 2 * shapely.area(shapes).min()


def test_stripes_rise_to_the_east_and_are_as_wide_as_asked() -> None:
    found = cut(units(r01=shapely.box(-1, -1, 1, 1)), WIDTH, 4)
    stripe = max(shapely.get_parts(found.geometry.to_numpy()), key=lambda one: one.area)
    circle = shapely.maximum_inscribed_circle(stripe)
    assert 2 * circle.length == pytest.approx(WIDTH, rel=0.02)
    west, south, east, north = stripe.bounds
    ends = shapely.Point(west, south), shapely.Point(east, north)
    assert [stripe.distance(end) < WIDTH for end in ends] == [True, True]


def test_stripes_of_neighbours_continue_each_other() -> None:
    west, east = shapely.box(-5, 30, -4.5, 31), shapely.box(-4.5, 30, -4, 31)
    apart = cut(units(r01=west, r02=east), WIDTH, 4)
    whole = cut(units(r03=shapely.box(-5, 30, -4, 31)), WIDTH, 4)
    for turn in range(TURNS):
        halves = apart.loc[apart["code"].str.endswith(f"/{turn}")].geometry.union_all()
        [one] = whole.loc[whole["code"] == f"03/{turn}"].geometry
        assert halves.symmetric_difference(one).area < 0.01 * one.area + 1e-3


def test_a_small_unit_has_stripes_of_its_own_width() -> None:
    found = cut(units(r01=shapely.box(-5, 30, -4.99, 30.01)), 1.0, 5)
    assert len(found) >= 4


def test_there_is_a_file_for_every_map_that_draws_stripes() -> None:
    regions = [f"{number:02}" for number in range(1, 13)]
    expected = {"stripes-regions", "stripes-provinces"}
    expected |= {f"stripes-{code}" for code in regions}
    expected |= {f"stripes-provinces-{code}" for code in regions}
    assert {path.stem for path in FILES} == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rings_are_valid_clockwise_and_never_a_sliver(path: Path) -> None:
    shapes = np.array([shapely.geometry.shape(one["geometry"]) for one in features(path)])
    assert shapely.is_valid(shapes).all()
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes))
    # One ring the other way round, and d3-geo would fill the rest of the world.
    assert not shapely.is_ccw(rings).any()
    circles = shapely.maximum_inscribed_circle(shapely.get_parts(shapes), tolerance=1e-3)
    assert shapely.length(circles).min() > 1e-4


@pytest.mark.parametrize("level", ["region", "province"])
def test_every_unit_of_the_country_has_stripes_of_its_shape(level: str) -> None:
    whole = {
        str(one["id"]): shapely.geometry.shape(one["geometry"])
        for one in features(WEB / f"{level}s.json")
    }
    parts: dict[str, list[shapely.Geometry]] = {code: [] for code in whole}
    for one in features(WEB / f"stripes-{level}s.json"):
        code, turn = str(one["id"]).split("/")
        assert 0 <= int(turn) < TURNS
        parts[code].append(shapely.geometry.shape(one["geometry"]))
    for code, shape in whole.items():
        covered = shapely.union_all(parts[code])
        pixel = COUNTRY_VIEW.width / 560
        assert covered.difference(shape.buffer(pixel)).is_empty
        assert covered.area > 0.9 * shape.area
