from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layers.breaks import CLASSES, class_of, count_breaks

COUNTS = st.lists(st.integers(0, 2_000_000), max_size=80)
WEIGHTS = st.lists(st.floats(0, 5000, allow_nan=False), max_size=80)


@given(st.one_of(COUNTS, WEIGHTS))
@example([101, 109])
@example([0.28, 0.29])
def test_breaks_are_few_and_increase(values: list[float]) -> None:
    breaks = count_breaks(values)
    assert len(breaks) <= CLASSES
    assert list(breaks) == sorted(set(breaks))
    assert bool(breaks) == any(value > 0 for value in values)


@given(st.one_of(COUNTS, WEIGHTS))
@example([101, 109])
@example([0.28, 0.29])
def test_every_positive_value_has_a_class_and_every_class_a_value(values: list[float]) -> None:
    breaks = count_breaks(values)
    classes = {class_of(value, breaks) for value in values if value > 0}
    assert classes == set(range(1, len(breaks) + 1))


@given(st.one_of(COUNTS, WEIGHTS))
def test_a_greater_value_has_no_lower_class(values: list[float]) -> None:
    breaks = count_breaks(values)
    classes = [class_of(value, breaks) for value in sorted(values)]
    assert classes == sorted(classes)


@pytest.mark.parametrize("value", [0, 0.0, -1])
def test_nothing_is_a_class_of_its_own(value: float) -> None:
    assert class_of(value, count_breaks([1, 5, 9])) == 0


def test_few_values_have_a_class_each() -> None:
    assert count_breaks([0, 15, 8, 10, 11, 8]) == (8, 10, 11, 15)


def test_nothing_to_show_needs_no_breaks() -> None:
    assert count_breaks([]) == ()
    assert count_breaks([0, 0]) == ()
