"""Checks of the periods of plans."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.record import check_tables
from tests.geodata.counting_factories import make_gazetteer
from tests.geodata.factories import as_table, cite_all, small_record_tables

PLAN = {
    "id": "health-plan",
    "kind": "action_plan",
    "code": "02",
    "label_ar": "مخطط",
    "label_fr": "Plan",
    "label_en": "Plan",
    "start": "2022",
    "start_precision": "year",
    "end": "2023",
    "end_precision": "year",
}


def found_in(*plans: dict[str, str]) -> list[tuple[str, int | None, str | None, str]]:
    tables: dict[str, pd.DataFrame] = small_record_tables()
    tables["plans"] = as_table("plans", list(plans))
    tables["citations"] = cite_all(tables)
    problems = check_tables(tables, make_gazetteer())
    return [(one.file, one.row, one.column, one.check) for one in problems]


def test_a_plan_is_no_problem() -> None:
    assert found_in(PLAN) == []


@pytest.mark.parametrize(
    ("change", "column", "check"),
    [
        ({"end": "2021"}, "end", "period"),
        ({"code": "99"}, "code", "code"),
        ({"kind": "wish"}, "kind", "choice"),
        ({"start": "2022-01"}, "start", "precision"),
    ],
)
def test_what_is_wrong_with_a_plan_is_found(
    change: dict[str, str], column: str, check: str
) -> None:
    assert found_in({**PLAN, **change}) == [("plans.csv", 2, column, check)]


def test_two_plans_of_one_period_say_the_same() -> None:
    found = found_in(PLAN, {**PLAN, "id": "again"})
    assert found == [("plans.csv", 3, "label_en", "duplicate")]


def test_a_plan_needs_a_citation() -> None:
    tables = small_record_tables()
    tables["plans"] = as_table("plans", [PLAN])
    problems = check_tables(tables, make_gazetteer())
    assert [(one.file, one.check) for one in problems] == [("plans.csv", "uncited")]
