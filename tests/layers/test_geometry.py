"""Geometry of maps that are drawn without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from layers.geometry import Frame, mercator, path_of, read_shapes, simplified

GEO = Path(__file__).resolve().parents[2] / "assets" / "geo"
POINTS = st.lists(st.tuples(st.floats(-20, 10), st.floats(15, 42)), min_size=1, max_size=9)


@given(POINTS)
def test_the_plane_is_mercators_in_degrees_of_longitude(points: list[tuple[float, float]]) -> None:
    degrees = np.array(points)
    metres = Transformer.from_crs(4326, 3857, always_xy=True).transform(*degrees.T)
    expected = np.column_stack(metres) / (6378137 * np.pi / 180)
    assert mercator(degrees) == pytest.approx(expected, abs=1e-9)


def test_a_frame_puts_a_point_where_it_says_and_the_north_up() -> None:
    frame = Frame(west=-10, north=30, scale=20, left=5, top=7)
    assert frame.point(-10, 30) == (5, 7)
    assert frame.point(-9, 28) == (25, 47)


def test_a_path_has_the_corners_of_every_ring() -> None:
    ring = shapely.Polygon([(0, 0), (10, 0), (10, 10)], [[(6, 2), (8, 2), (8, 4)]])
    line = shapely.LineString([(0, 0), (1.04, 2.06)])
    assert path_of(ring) == "M0 0L10 0L10 10ZM6 2L8 2L8 4Z"
    assert path_of(line) == "M0 0L1 2.1"
    assert path_of(shapely.Point(1, 2)) == ""
    assert path_of(shapely.Polygon()) == ""


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=4, max_size=20))
def test_a_path_is_the_shape_to_a_tenth(points: list[tuple[float, float]]) -> None:
    shape = shapely.MultiPoint(points).convex_hull
    if shape.geom_type != "Polygon" or shape.area < 5:
        return
    numbers = np.array([float(n) for n in re.findall(r"[\d.]+", path_of(shape))]).reshape(-1, 2)
    assert shapely.Polygon(numbers).hausdorff_distance(shape) < 0.11


@pytest.mark.parametrize("tolerance", [0.01, 0.05, 0.2])
def test_simplified_units_stay_a_coverage(tolerance: float) -> None:
    shapes = read_shapes(GEO / "provinces.json")
    simple = simplified(shapes, tolerance)
    assert list(simple) == list(shapes)
    assert shapely.coverage_is_valid(list(simple.values()))
    assert all(shape.area > 0 for shape in simple.values())
