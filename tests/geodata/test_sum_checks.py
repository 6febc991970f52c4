from typing import Any

import pandas as pd
import pytest

from geodata.record_rows import as_rows
from geodata.sum_checks import SUM_CHECKS
from tests.geodata.factories import GAZETTEER, as_table


def reading(name: str, value: str, /, **cells: str) -> dict[str, str]:
    """Return a measurement: people in 2023, of one activity, in a series of its own."""
    stated = {
        "id": name, "subject_table": "activities", "subject": "B", "kind": "result",
        "indicator": "people", "value": value, "unit": "persons", "start": "2023",
        "end": "2023", "scope": "02", "series": name, "cumulative": "false",
        "preferred": "true",
    }  # fmt: skip
    return {**stated, **cells}


def found(*readings: dict[str, str]) -> list[tuple[str, int | None]]:
    """Return the checks that find something in measurements, and the rows."""
    tables: dict[str, pd.DataFrame] = {"measurements": as_table("measurements", list(readings))}
    rows = as_rows(tables)
    return [(one.check, one.row) for check in SUM_CHECKS for one in check(rows, GAZETTEER)]


def sums(**cells: str) -> list[tuple[str, int | None]]:
    """Return what is found when one of two figures that add up to a third is different."""
    return found(reading("all", "30"), reading("a", "10", **cells), reading("b", "20"))


def test_a_figure_that_is_the_sum_of_others_is_found() -> None:
    assert sums() == [("unnamed_sum", 2)]


@pytest.mark.parametrize(
    "cells",
    [
        {"part_of": "all"},
        {"reading_of": "b"},
        {"kind": "target"},
        {"kind": "context"},
        {"indicator": "heads"},
        {"unit": "households"},
        {"subject": "A"},
        {"scope": "09"},
        {"start": "2021", "end": "2022"},
        {"cumulative": "true", "end": "2022"},
        {"value": "11"},
    ],
    ids=str,
)
def test_figures_that_only_happen_to_add_up(cells: dict[str, str]) -> None:
    assert sums(**cells) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"subject": "A", "series": "all"},
        {"scope": "02.411"},
        {"start": "", "end": ""},
        {"start": "2023-02", "end": "2023-03"},
    ],
    ids=str,
)
def test_figures_within_another(cells: dict[str, str]) -> None:
    assert sums(**cells) == [("unnamed_sum", 2)]


def test_three_of_many_figures_add_up() -> None:
    values = ("700", "11", "13", "676", "5000")
    readings = [reading(f"m{place}", value) for place, value in enumerate(values)]
    assert found(*readings) == [("unnamed_sum", 2)]


def part(name: str, value: str, group: str, **cells: str) -> dict[str, str]:
    return reading(name, value, part_of="all", disaggregation=group, **cells)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (part("b", "21", "sex=male"), [("parts_sum", 4)]),
        (part("b", "20", "sex=male"), []),
        (part("b", "21", "age=18"), []),
        (part("b", "21", "sex=male", unit="households"), []),
        (part("b", "21", "sex=male", preferred="false"), []),
        (part("b", "21", "sex=male", end="2022"), []),
        (part("b", "31", "sex=male"), []),
    ],
)
def test_parts_of_one_dimension(
    second: dict[str, str], expected: list[tuple[str, int | None]]
) -> None:
    assert found(reading("all", "30"), part("a", "10", "sex=female"), second) == expected


def total(name: str, **cells: Any) -> dict[str, str]:
    return reading(name, "7", series="s", cumulative="true", start="", **cells)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"end": ""}, [("undated", 3)]),
        ({"end": "", "preferred": "false"}, [("undated", 3)]),
        ({"end": "", "reading_of": "a", "preferred": "false"}, []),
        ({"end": "", "part_of": "a"}, []),
        ({"end": "2023"}, []),
    ],
    ids=str,
)
def test_totals_without_dates(
    cells: dict[str, str], expected: list[tuple[str, int | None]]
) -> None:
    assert found(total("a", end=""), total("b", **cells)) == expected


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2020", "2021"), ("2021", "2021-06"), True),
        (("2020", "2022"), ("2021", "2023"), True),
        (("2020-03-01", "2020-03-10"), ("2020-03-10", "2020-03-12"), True),
        (("2020", "2021"), ("2021", "2022"), False),
        (("2020-03", "2020-04"), ("2020-05", "2020-06"), False),
        (("2020", "2020"), ("2021", "2021"), False),
        (("2020", ""), ("2020", "2021"), False),
    ],
)
def test_periods_of_one_series(
    first: tuple[str, str], second: tuple[str, str], *, overlap: bool
) -> None:
    readings = [
        reading(name, value, series="s", start=start, end=end)
        for name, value, (start, end) in (("a", "10", first), ("b", "70", second))
    ]
    assert found(*readings) == ([("overlap", 3)] if overlap else [])


@pytest.mark.parametrize("cells", [{"scope": "09"}, {"preferred": "false"}, {"kind": "context"}])
def test_periods_that_are_not_added_up(cells: dict[str, str]) -> None:
    whole = reading("a", "10", series="s", start="2020", end="2022")
    assert found(whole, reading("b", "70", series="s", **cells, end="2021", start="2021")) == []
