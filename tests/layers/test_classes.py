"""Classes of figures: each figure in one, none moved by rounding."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.classes import SCHEMES, classify, spread

FIGURES = st.lists(
    st.integers(-10_000, 10_000).map(lambda number: number / 10), min_size=1, max_size=60
)


def test_no_figure_has_no_class() -> None:
    assert classify([], "natural", 5) is None


def test_limits_lie_in_the_class_below() -> None:
    found = classify([1, 2, 3, 4, 5, 6], "own", 5, own=(2, 4))
    assert found is not None
    assert [found.of(value) for value in (1, 2, 2.1, 4, 5)] == [0, 0, 1, 1, 2]
    assert [found.bounds(index) for index in range(3)] == [(1, 2), (2.1, 4), (4.1, 6)]


def test_own_limits_may_leave_a_class_empty() -> None:
    found = classify([1, 2], "own", 5, own=(5, 7))
    assert found is not None
    assert (found.count, found.of(2)) == (3, 0)


def test_equal_widths() -> None:
    found = classify([0, 1, 10, 100], "equal", 4, decimals=0)
    assert found is None or found.limits == (0, 1, 10)
    found = classify([0, 1, 10, 20, 30, 100], "equal", 4, decimals=0)
    assert found is not None
    assert found.limits == (25, 50, 75)


def test_quantiles_have_equal_numbers_of_units() -> None:
    figures = list(range(1, 13))
    found = classify(figures, "quantile", 3, decimals=0)
    assert found is not None
    assert [sum(found.of(one) == index for one in figures) for index in range(3)] == [4, 4, 4]


def test_natural_classes_part_where_the_gaps_are() -> None:
    found = classify([1, 2, 3, 50, 51, 52, 90, 91], "natural", 3, decimals=0)
    assert found is not None
    assert found.limits == (3, 52)


@given(FIGURES, st.sampled_from([one for one in SCHEMES if one != "own"]), st.integers(2, 5))
def test_every_figure_lies_within_the_bounds_of_its_class(
    figures: list[float], scheme: str, count: int
) -> None:
    found = classify(figures, scheme, count)
    assert found is not None
    assert found.count <= count
    assert all(low < high for low, high in pairwise(found.limits))
    for figure in figures:
        low, high = found.bounds(found.of(figure))
        assert low <= figure <= high
    assert {found.of(figure) for figure in figures} <= set(range(found.count))


@pytest.mark.parametrize(
    ("classes", "expected"),
    [(1, [2]), (2, [0, 4]), (3, [0, 2, 4]), (4, [0, 1, 3, 4]), (5, [0, 1, 2, 3, 4])],
)
def test_few_classes_are_spread_over_all_colours(classes: int, expected: list[int]) -> None:
    assert [spread(index, classes, 5) for index in range(classes)] == expected
