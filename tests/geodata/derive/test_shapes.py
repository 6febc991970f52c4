"""Small operations on polygons."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.derive.shapes import canonical, holes, polygonal, rounded


def test_a_bow_tie_becomes_two_areas() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert polygonal(bow).geom_type == "MultiPolygon"
    assert polygonal(bow).area == 2


def test_lines_left_by_a_repair_are_dropped() -> None:
    mixed = shapely.GeometryCollection(
        [shapely.box(0, 0, 1, 1), shapely.LineString([(1, 1), (2, 2)])]
    )
    assert polygonal(mixed).equals(shapely.box(0, 0, 1, 1))


@given(st.integers(0, 3), st.booleans(), st.booleans())
def test_one_area_has_one_form(start: int, reverse: bool, clockwise: bool) -> None:  # noqa: FBT001
    corners = [(0, 0), (0, 1), (1, 1), (1, 0)]
    turned = corners[start:] + corners[:start]
    drawn = np.array([shapely.Polygon(turned[::-1] if reverse else turned)], dtype=object)
    plain = np.array([shapely.Polygon(corners)], dtype=object)
    forms = canonical(drawn, clockwise=clockwise), canonical(plain, clockwise=clockwise)
    assert forms[0][0].wkt == forms[1][0].wkt
    assert forms[0][0].exterior.is_ccw is not clockwise


def test_rounding_drops_repeated_vertices() -> None:
    shape = shapely.Polygon([(0, 0), (0.001, 0), (1, 0), (1, 1)])
    assert rounded(np.array([shape], dtype=object), 1)[0].equals(
        shapely.Polygon([(0, 0), (1, 0), (1, 1)])
    )
    assert shapely.get_num_coordinates(rounded(np.array([shape], dtype=object), 1)[0]) == 4


def test_holes_are_areas() -> None:
    ring = shapely.difference(shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2))
    assert [hole.area for hole in holes(ring)] == [1]
