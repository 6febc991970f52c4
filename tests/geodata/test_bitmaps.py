import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import bitmaps

SIZES = (0, 1, 63, 64, 65, 1000)


@pytest.mark.parametrize("size", SIZES)
def test_full_sets_every_position_and_no_more(size: int) -> None:
    assert bitmaps.count(bitmaps.full(size)) == size
    assert bitmaps.to_flags(bitmaps.full(size), size).tolist() == [True] * size


@pytest.mark.parametrize("size", SIZES)
def test_empty_sets_nothing(size: int) -> None:
    assert bitmaps.count(bitmaps.empty(size)) == 0


@given(st.lists(st.booleans(), max_size=200))
def test_flags_survive_packing(flags: list[bool]) -> None:
    bits = bitmaps.from_flags(np.array(flags, dtype=np.bool_))
    assert bitmaps.to_flags(bits, len(flags)).tolist() == flags
    assert bitmaps.positions(bits, len(flags)).tolist() == [i for i, on in enumerate(flags) if on]


@given(st.sets(st.integers(0, 149)), st.sets(st.integers(0, 149)))
def test_operations_are_those_of_sets(left: set[int], right: set[int]) -> None:
    a, b = (bitmaps.from_positions(np.array(sorted(s), dtype=int), 150) for s in (left, right))
    assert set(bitmaps.positions(bitmaps.both(a, b), 150).tolist()) == left & right
    assert set(bitmaps.positions(bitmaps.either([a, b], 150), 150).tolist()) == left | right
    assert set(bitmaps.positions(bitmaps.leave_out(a, b), 150).tolist()) == left - right


def test_a_table_counts_each_pair_once_whatever_its_order() -> None:
    rows, positions = np.array([2, 0, 2, 2, 0]), np.array([70, 3, 1, 70, 64])
    table = bitmaps.from_pairs(rows, positions, 3, 100)
    assert bitmaps.counts(table, bitmaps.full(100)).tolist() == [2, 0, 2]
    mask = bitmaps.from_positions(np.array([64, 70]), 100)
    assert bitmaps.counts(table, mask).tolist() == [1, 0, 1]
    assert bitmaps.any_in(table, bitmaps.from_positions(np.array([1]), 100)).tolist() == [
        False,
        False,
        True,
    ]


def test_rows_longer_than_a_block_are_counted_whole() -> None:
    size = bitmaps.BLOCK * bitmaps.WORD * 2 + 5
    table = bitmaps.full(size).reshape(1, -1)
    assert bitmaps.counts(table, bitmaps.full(size)).tolist() == [size]
    last = bitmaps.from_positions(np.array([size - 1]), size)
    assert bitmaps.any_in(table, last).tolist() == [True]
