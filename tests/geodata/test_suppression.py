"""Counts of few people: hidden, and not to be computed from what is shown."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.record import Record
from geodata.suppression import suppress

Cells = dict[str, float]
SEXES, STATUSES = ("female", "male"), ("migrant", "moroccan")
GROUPS = tuple(product(SEXES, STATUSES))


def row(
    name: str, value: float, groups: str = "", part_of: str = "", **more: Any
) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "result",
        "value": value,
        "unit": "persons",
        "end": "2023",
        "series": "people",
        "disaggregation": groups,
        "part_of": part_of,
        **more,
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return Record.from_tables({"measurements": pd.DataFrame(list(rows))}).measurements


def hidden(*rows: dict[str, Any], below: int = 5) -> set[str]:
    found = suppress(table(*rows), below)
    assert found["value"].isna().tolist() == found["suppressed"].tolist()
    return set(found["id"][found["suppressed"]])


WHOLE = row("all", 63)


@pytest.mark.parametrize(
    ("change", "below", "expected"),
    [
        ({}, 5, {"few"}),
        ({"kind": "participants"}, 5, {"few"}),
        ({}, 0, set()),
        ({}, 4, set()),
        ({"value": 0}, 5, set()),
        ({"unit": "count"}, 5, set()),
        ({"disaggregation": ""}, 5, set()),
    ],
)
def test_counts_of_few_people_by_group_are_hidden(
    change: dict[str, Any], below: int, expected: set[str]
) -> None:
    few = row("few", 4, "sex=female", "all") | change
    assert hidden(WHOLE, few, below=below) == expected


def test_the_next_smallest_part_is_hidden_with_a_single_one() -> None:
    parts = [row("a", 4, "age=0", "all"), row("b", 50, "age=1", "all"), row("c", 9, "age=2", "all")]
    assert hidden(WHOLE, *parts) == {"a", "c"}


def test_two_hidden_parts_hide_each_other() -> None:
    parts = [row("a", 4, "age=0", "all"), row("b", 3, "age=1", "all"), row("c", 56, "age=2", "all")]
    assert hidden(WHOLE, *parts) == {"a", "b"}


def test_parts_by_other_dimensions_or_of_another_date_are_left_alone() -> None:
    others = [
        row("men", 20, "sex=male", "all"),
        row("women", 43, "sex=female", "all"),
        row("then", 2, "age=0", "all", end="2020"),
    ]
    assert hidden(WHOLE, row("few", 4, "age=0", "all"), *others) == {"few", "then"}


def test_parts_of_a_hidden_part_do_not_add_up_to_it() -> None:
    rows = [
        row("women", 4, "sex=female", "all"),
        row("men", 59, "sex=male", "all"),
        row("projects-a", 1, "sex=female;kind=a", "women", unit="persons"),
        row("projects-b", 3, "sex=female;kind=b", "women", unit="persons"),
    ]
    assert hidden(WHOLE, *rows) == {"women", "men", "projects-a", "projects-b"}


def test_a_part_without_a_named_whole_is_not_computed_from_its_series() -> None:
    rows = [row("women", 3, "sex=female"), row("men", 60, "sex=male")]
    assert hidden(WHOLE, *rows) == {"women", "men"}


def test_another_reading_does_not_tell_a_hidden_figure() -> None:
    rows = [
        row("women", 3, "sex=female", "all"),
        row("men", 60, "sex=male", "all"),
        row("press", 61, "sex=male", "all", reading_of="men"),
    ]
    assert hidden(WHOLE, *rows) == {"women", "men", "press"}


def test_what_is_hidden_stays_hidden() -> None:
    once = suppress(table(WHOLE, row("a", 4, "age=0", "all"), row("b", 59, "age=1", "all")), 5)
    pd.testing.assert_frame_equal(suppress(once, 5), once)


def test_nothing_is_a_table_too() -> None:
    empty = suppress(Record.from_tables({}).measurements, 5)
    assert empty["suppressed"].tolist() == []


def sums(people: tuple[int, ...]) -> Cells:
    """Return every figure of a table of people by sex and status."""
    of = dict(zip(GROUPS, people, strict=True))
    return {
        "all": sum(people),
        **{f"sex={sex}": sum(of[sex, status] for status in STATUSES) for sex in SEXES},
        **{f"status={status}": sum(of[sex, status] for sex in SEXES) for status in STATUSES},
        **{f"sex={sex};status={status}": of[sex, status] for sex, status in GROUPS},
    }


def shown(figures: Cells, left_out: set[str]) -> Cells:
    rows = [
        row(name, value, "" if name == "all" else name, "" if name == "all" else "all")
        for name, value in figures.items()
        if name not in left_out
    ]
    found = suppress(table(*rows), 5)
    return {
        name: value for name, value in zip(found["id"], found["value"], strict=True)
        if not np.isnan(value)
    }  # fmt: skip


@settings(deadline=None)
@given(
    st.tuples(*[st.integers(0, 9)] * 4),
    st.sets(st.sampled_from([f"sex={sex}" for sex in SEXES] + [f"status={s}" for s in STATUSES])),
)
def test_no_small_count_follows_from_what_is_shown(
    people: tuple[int, ...], left_out: set[str]
) -> None:
    """Try other tables of as many people: each small count differs in one that agrees."""
    figures = sums(people)
    known = shown(figures, left_out)
    possible = [
        found
        # Other tables differ by shifts of these three kinds, whatever their size.
        for a, b, c in product((-1, 0, 1), repeat=3)
        if agrees(found := sums(shifted(people, a, b, c)), known)
    ]
    cells = figures.keys() - left_out - {"all"}
    small = {name for name in cells if 0 < figures[name] < 5}
    assert known["all"] == sum(people)
    assert not small & known.keys()
    assert [name for name in small if len({found[name] for found in possible}) == 1] == []


def shifted(people: tuple[int, ...], a: int, b: int, c: int) -> tuple[int, ...]:
    """Return another table of as many people."""
    return people[0] + a, people[1] + b, people[2] + c, people[3] - a - b - c


def agrees(found: Cells, known: Cells) -> bool:
    return all(found[name] == value for name, value in known.items())
