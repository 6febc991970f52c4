import numpy as np
import pytest

from geodata import bitmaps
from geodata.counting import RULES, allocated, distinct, pairs
from geodata.facets import Facet, Selection, build_facet, shares
from tests.geodata.counting_factories import ask, figures

THIRD = 1 / 3
REGIONS = {"01": 1, "02": 3, "09": 1, "national": 1}
PROVINCES = {"02.411": 1, "national": 1, "coarser": 2}


@pytest.mark.parametrize(
    ("query", "key", "expected", "total"),
    [
        ("count=distinct", "region", REGIONS, 4),
        ("count=touches", "region", REGIONS, 6),
        (
            "count=allocated",
            "region",
            {"01": THIRD, "02": 2 + THIRD, "09": THIRD, "national": 1.0},
            4,
        ),
        ("count=distinct&level=province", "province", PROVINCES, 4),
        ("count=touches&level=province", "province", PROVINCES, 4),
        ("count=allocated&level=province", "province", PROVINCES, 4),
        (
            "count=distinct&level=commune",
            "commune",
            {"02.411.01.01": 1, "national": 1, "coarser": 2},
            4,
        ),
    ],
)
def test_worked_example(query: str, key: str, expected: dict[str, float], total: int) -> None:
    assert figures(query, key) == expected
    assert ask(query).totals.activities == total


def test_distinct_and_touches_are_whole_numbers_and_allocated_is_not() -> None:
    kinds = {rule: {type(row.value) for row in ask(f"count={rule}").by["region"]} for rule in RULES}
    assert kinds == {"distinct": {int}, "touches": {int}, "allocated": {float}}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([None, None], [0.5, 0.5]),
        ([0.25, 0.75], [0.25, 0.75]),
        ([0.5, None, None], [0.5, 0.25, 0.25]),
        ([1.0, None], [1.0, 0.0]),
        ([0.25, 0.25], [0.5, 0.5]),
        ([0.0, 0.0], [0.5, 0.5]),
        ([0.0, None], [0.0, 1.0]),
        ([None], [1.0]),
    ],
)
def test_shares_add_up_to_one(stated: list[float | None], expected: list[float]) -> None:
    group = np.zeros(len(stated), dtype=np.int64)
    assert shares(group, np.array(stated, dtype=np.float64)).tolist() == expected


def test_shares_of_nothing_are_nothing() -> None:
    assert shares(np.empty(0, dtype=np.int64), np.empty(0)).tolist() == []


def _facet(*, packed: bool) -> Facet:
    rng = np.random.default_rng(3)
    member, value = rng.integers(0, 500, 1200), rng.integers(0, 9, 1200)
    weight = shares(member, np.where(rng.random(1200) < 0.5, np.nan, rng.random(1200)))
    ids = [f"v{number}" for number in range(10)]
    return build_facet("any", ids, (member, value, weight), 500, packed=packed)


def test_bit_rows_and_pairs_give_the_same_figures() -> None:
    packed, paired = _facet(packed=True), _facet(packed=False)
    chosen = Selection(bitmaps.from_flags(np.arange(500) % 3 == 0), 500)
    assert packed.rows is not None
    assert paired.rows is None
    assert distinct(packed, chosen).tolist() == distinct(paired, chosen).tolist()
    assert allocated(packed, chosen) == pytest.approx(allocated(paired, chosen))
    assert packed.row("v4").tolist() == paired.row("v4").tolist()
    assert distinct(paired, chosen)[9] == 0


def test_pairs_are_those_of_the_chosen_activities() -> None:
    facet = _facet(packed=True)
    chosen = Selection(bitmaps.from_positions(np.arange(100), 500), 500)
    assert pairs(facet, chosen) == distinct(facet, chosen).sum()


def test_an_unknown_value_has_no_activities() -> None:
    assert bitmaps.count(_facet(packed=True).row("unknown")) == 0
