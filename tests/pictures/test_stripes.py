"""Stripes over a unit."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from pictures.stripes import cut

STAR = shapely.Polygon([(0, 0), (90, 20), (160, 0), (140, 80), (170, 150), (80, 120), (10, 160)])


@pytest.mark.parametrize("colours", [2, 3, 4])
def test_the_colours_take_equal_turns(colours: int) -> None:
    found = cut(STAR, colours)
    assert len(found) == colours - 1
    for stripes in found:
        assert stripes.area / STAR.area == pytest.approx(1 / colours, abs=0.08)


@given(
    st.integers(2, 4),
    st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), min_size=4, max_size=9),
)
def test_stripes_lie_within_their_unit_and_apart(
    colours: int, points: list[tuple[float, float]]
) -> None:
    unit = shapely.MultiPoint(points).convex_hull
    if unit.geom_type != "Polygon" or unit.area < 1:
        return
    found = cut(unit, colours)
    for at, stripes in enumerate(found):
        assert stripes.difference(unit.buffer(0.01)).area == pytest.approx(0, abs=0.01)
        for other in found[at + 1 :]:
            assert stripes.intersection(other).area == pytest.approx(0, abs=0.01)


def test_those_of_neighbours_continue_each_other() -> None:
    left, right = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
    (whole,) = cut(shapely.box(0, 0, 200, 100), 2)
    (one,), (other,) = cut(left, 2), cut(right, 2)
    assert shapely.union(one, other).symmetric_difference(whole).area == pytest.approx(0, abs=0.1)
