"""The schedule: which activities have a bar, when they count, and which plans stand by."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata import schedule as schedules
from geodata.catalogue import Catalogue
from geodata.filters.period import UNDATED
from geodata.schedule import Schedule, Schedules
from geodata.schema import column_names
from geodata.view_state import parse_view
from tests.geodata.factories import make_record
from tests.ui.services import make_services, missing_values, no_activities

PLANS = (
    ("national", "MA", "2017", "2021"),
    ("oriental", "02", "2022", "2023"),
    ("souss", "09", "2022", ""),
    ("timeless", "09", "", ""),
)
QUERIES = (
    "",
    "place=02",
    "phase=m4sd-3",
    "from=2021&to=2022",
    "status=ongoing&from=2016&to=2016",
    "place=12",
)


def plan(id_: str, code: str, start: str, end: str) -> dict[str, str]:
    labels = {f"label_{lang}": f"{id_} {lang}" for lang in ("ar", "fr", "en")}
    dates = {"start": start, "end": end, "start_precision": "year", "end_precision": "year"}
    return {"id": id_, "kind": "plan", "code": code, **labels, **dates}


def catalogue() -> Catalogue:
    rows = pd.DataFrame([plan(*one) for one in PLANS])[column_names("plans")]
    cited = pd.DataFrame([{"source": "report", "table": "plans", "row": "national"}])
    return make_services(make_record(plans=rows, citations=cited)).catalogue


def asked(query: str, among: Catalogue | None = None) -> Schedule:
    among = among or catalogue()
    view, ignored = parse_view(query, among.vocabulary)
    assert ignored == ()
    return Schedules(among).schedule(view)


def test_every_dated_activity_has_a_bar() -> None:
    found = asked("")
    assert [(bar.id, bar.programme, list(bar.span.years), bar.regions) for bar in found.bars] == [
        ("A", "m4sd", [2016, 2017], ("02",)),
        ("B", "m4sd", [2020, 2021, 2022, 2023], ("02", "09", "01")),
        ("D", "depomi", [*range(2021, found.bars[-1].span.last.year + 1)], ("02",)),
    ]
    assert found.undated == ("C",)
    assert found.undated_count == 1
    assert found.drawn == "bars"


@pytest.mark.parametrize("query", QUERIES)
def test_a_bar_counts_in_the_years_that_the_view_counts_it_in(query: str) -> None:
    among = catalogue()
    view, _ = parse_view(query, among.vocabulary)
    by_year = among.facets["year"]
    matching = {among.record.activities["id"][row] for row in among.activity_rows(view)}
    found = asked(query, among)
    for bar in found.bars:
        position = among.record.activities["id"].tolist().index(bar.id)
        years = [
            int(id_)
            for id_ in by_year.ids
            if id_ != UNDATED and by_year.row(id_)[position // 64] >> position % 64 & 1
        ]
        assert list(bar.span.years) == years
    assert {bar.id for bar in found.bars} == matching - {"C"}


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_undated_is_what_the_totals_count(query: str) -> None:
    among = catalogue()
    view, _ = parse_view(query, among.vocabulary)
    found = asked(query, among)
    assert len(found.undated) == found.undated_count == among.answer(view).totals.undated


@pytest.mark.parametrize("query", QUERIES)
def test_strips_have_the_bars_by_programme_and_year(query: str) -> None:
    found = asked(query)
    counted = {
        (strip.programme, year): count for strip in found.strips for year, count in strip.years
    }
    drawn: dict[tuple[str, int], int] = {}
    for bar in found.bars:
        for year in bar.span.years:
            drawn[bar.programme, year] = drawn.get((bar.programme, year), 0) + 1
    assert counted == drawn
    assert sum(strip.activities for strip in found.strips) == len(found.bars)
    assert sum(strip.undated for strip in found.strips) == found.undated_count


def test_many_activities_are_drawn_as_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "MOST_BARS", 2)
    found = asked("")
    assert (found.drawn, found.bars) == ("strips", ())
    assert [strip.programme for strip in found.strips] == ["m4sd", "depomi"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["national", "souss", "oriental"]),
        ("place=02.411", ["national", "oriental"]),
        ("place=01", ["national"]),
        ("place=national", ["national"]),
        ("place=unplaced", []),
        ("programme=depomi&from=2030", ["national", "souss", "oriental"]),
    ],
)
def test_plans_of_the_chosen_places_stand_by(query: str, expected: list[str]) -> None:
    assert [one.id for one in asked(query).plans] == expected


def test_a_plan_has_its_sources() -> None:
    assert [one.source_ids for one in asked("").plans] == [("report",), (), ()]


def test_the_axis_takes_in_plans_and_does_not_move_with_filters() -> None:
    assert {asked(query).years[-1] for query in QUERIES} == {asked("").years[-1]}
    assert asked("place=12").years[0] <= 2014


@pytest.mark.parametrize("record", [no_activities, missing_values])
def test_records_without_dates_have_no_bars(record: object) -> None:
    assert callable(record)
    found = asked("", make_services(record()).catalogue)
    assert (found.bars, found.drawn, found.plans) == ((), "bars", ())
