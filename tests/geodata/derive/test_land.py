"""The land around the country."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive import land
from geodata.errors import BoundaryError

WEST = shapely.box(0, 0, 100e3, 100e3)  # the country, in metres
NOWHERE = shapely.Polygon()


def in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    fine = shapely.segmentize(shape, 1e3)
    return gpd.GeoSeries([fine], crs=EQUAL_AREA_CRS).to_crs(CRS).iloc[0]


def area_km2(frame: gpd.GeoDataFrame) -> float:
    return float(frame.to_crs(EQUAL_AREA_CRS).area.sum()) / 1e6


def topology(tmp_path: Path) -> Path:
    """A square of 10 to 20 degrees north, 10 to 0 west, in two arcs, one of them backwards."""
    content = {
        "type": "Topology",
        "transform": {"scale": [10, 10], "translate": [-10, 20]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
        "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, -2]]]}]}},
    }
    path = tmp_path / "land.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_topology_is_decoded(tmp_path: Path) -> None:
    assert land.read_context_land(topology(tmp_path)).equals(shapely.box(-10, 20, 0, 30))


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    with pytest.raises(BoundaryError, match="no object `land`"):
        land.read_context_land(path)


def test_land_beyond_the_border_is_kept() -> None:
    context = in_degrees(shapely.box(0, 0, 200e3, 100e3))
    around = land.neighbouring_land(context, WEST, NOWHERE)
    assert area_km2(around) == pytest.approx(10_000, rel=0.01)


def test_a_sliver_along_our_own_coast_is_dropped() -> None:
    context = in_degrees(shapely.box(-1e3, 0, 100e3, 100e3))
    assert area_km2(land.neighbouring_land(context, WEST, NOWHERE)) < 1


def test_an_island_far_off_keeps_its_shape() -> None:
    island = shapely.box(-60e3, 0, -59e3, 5e3)
    context = in_degrees(shapely.union(WEST, island))
    assert area_km2(land.neighbouring_land(context, WEST, NOWHERE)) == pytest.approx(5, rel=0.01)


def test_foreign_towns_on_our_coast_are_kept() -> None:
    town = shapely.box(-3e3, 50e3, 0, 53e3)
    around = land.neighbouring_land(in_degrees(WEST), WEST, town)
    assert area_km2(around) == pytest.approx(9, rel=0.01)


def test_drawn_land_has_no_crack_along_a_border_and_runs_clockwise() -> None:
    around = land.neighbouring_land(in_degrees(shapely.box(0, 0, 200e3, 100e3)), WEST, NOWHERE)
    drawn = gpd.GeoDataFrame(geometry=[in_degrees(shapely.box(0, 0, 99.8e3, 100e3))], crs=CRS)
    whole = land.drawn_land(around, WEST, drawn)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0
    assert not whole.exterior.is_ccw
