from __future__ import annotations

import pandas as pd
import pytest

from geodata.coverage import unit_states
from geodata.record import Record
from geodata.view_state import ViewState

REGIONS = ("01", "02", "05", "09")
PHASES = pd.DataFrame({"id": ["a-1", "b-1"], "programme": ["a", "b"]})
COLUMNS = ["id", "programme", "code", "sector", "state"]


def states(view: ViewState, *statements: tuple[str, str, str, str], at: str = "") -> dict[str, str]:
    rows = [(str(number), *statement) for number, statement in enumerate(statements)]
    record = Record.from_tables(
        {"phases": PHASES, "coverage_statements": pd.DataFrame(rows, columns=COLUMNS)}
    )
    return dict(unit_states(record, view, REGIONS, at.split()))


def test_without_a_choice_of_programmes_nothing_is_excluded() -> None:
    found = states(ViewState(), ("a", "02", "", "target"), at="02")
    assert found == {
        "01": "not_in_sources",
        "02": "documented",
        "05": "not_in_sources",
        "09": "not_in_sources",
    }


@pytest.mark.parametrize("view", [ViewState(programme=("a",)), ViewState(phase=("a-1",))])
def test_target_areas_exclude_the_rest(view: ViewState) -> None:
    found = states(view, ("a", "02", "", "target"), ("a", "09", "", "target"), at="02")
    assert found == {
        "01": "not_applicable",
        "02": "documented",
        "05": "not_applicable",
        "09": "not_in_sources",
    }


def test_a_programme_without_target_areas_may_act_anywhere() -> None:
    found = states(ViewState(programme=("a", "b")), ("a", "02", "", "target"))
    assert set(found.values()) == {"not_in_sources"}


@pytest.mark.parametrize("area", ["MA", "1997-04"])
def test_a_target_area_that_is_no_region_of_today_excludes_none(area: str) -> None:
    view = ViewState(programme=("a",))
    found = states(view, ("a", area, "", "target"), ("a", "02", "", "target"))
    assert set(found.values()) == {"not_in_sources"}


def test_an_activity_outside_the_target_areas_is_documented_all_the_same() -> None:
    found = states(ViewState(programme=("a",)), ("a", "02", "", "target"), at="05")
    assert found["05"] == "documented"


def test_a_stated_absence_is_none() -> None:
    found = states(ViewState(programme=("a",)), ("a", "02", "", "none"))
    assert found["02"] == "none"


def test_a_statement_about_another_sector_does_not_count() -> None:
    view = ViewState(programme=("a",), sector=("health",))
    assert states(view, ("a", "02", "planning", "none"))["02"] == "not_in_sources"


def finer(view: ViewState, units: str, *statements: tuple[str, str, str, str]) -> dict[str, str]:
    rows = [(str(number), *statement) for number, statement in enumerate(statements)]
    record = Record.from_tables(
        {"phases": PHASES, "coverage_statements": pd.DataFrame(rows, columns=COLUMNS)}
    )
    return dict(unit_states(record, view, units.split(), ()))


@pytest.mark.parametrize("area", ["02", "02.411"])
def test_a_target_area_takes_in_what_lies_in_it_and_what_it_lies_in(area: str) -> None:
    view, target = ViewState(programme=("a",)), ("a", area, "", "target")
    assert finer(view, "02 05", target) == {"02": "not_in_sources", "05": "not_applicable"}
    assert finer(view, "02.411.01.01 05.001.01.01", target) == {
        "02.411.01.01": "not_in_sources",
        "05.001.01.01": "not_applicable",
    }


def test_a_stated_absence_holds_in_every_part_of_the_place() -> None:
    view = ViewState(programme=("a",))
    assert finer(view, "02.411 05.001", ("a", "02", "", "none")) == {
        "02.411": "none",
        "05.001": "not_in_sources",
    }
    assert finer(view, "02", ("a", "02.411", "", "none")) == {"02": "not_in_sources"}
