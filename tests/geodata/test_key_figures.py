import math
from typing import Any

import pytest

from geodata.key_figures import is_inside
from tests.geodata.counting_factories import Rows, ask, with_rows


def measurement(id_: str, **more: Any) -> dict[str, Any]:
    row = {
        "id": id_,
        "subject_table": "activities",
        "subject": "B",
        "kind": "result",
        "indicator": "people",
        "value": 10,
        "unit": "persons",
        "end": "2023-12",
        "scope": "02",
        "series": id_,
        "preferred": True,
    }
    return {**row, **more}


def people(rows: Rows, query: str = "") -> dict[str, float]:
    answer = ask(query, with_rows(measurements=rows))
    return {figure.id: figure.value for figure in answer.totals.people}


def test_a_disagreement_between_sources_is_a_range() -> None:
    [figure] = ask("").totals.people
    assert (figure.id, figure.value, figure.low, figure.high) == (
        "b-people",
        663,
        663,
        700,
    )
    assert figure.scope == ("02", "09", "01")
    assert figure.source_ids == ("report",)


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "target"},
        {"kind": "participants"},
        {"kind": "context"},
        {"part_of": "other"},
        {"preferred": False},
        {"unit": "count"},
    ],
)
def test_what_is_not_people_reached_is_left_out(more: dict[str, Any]) -> None:
    assert people([measurement("m", **more)]) == {}


def test_a_series_shows_its_latest_reading() -> None:
    rows = [
        measurement("old", series="s", end="2022-12", value=5),
        measurement("new", series="s", end="2023", value=7),
        measurement("middle", series="s", end="2023-06", value=6),
    ]
    assert people(rows) == {"new": 7}


def test_a_series_shows_the_whole_rather_than_one_group() -> None:
    rows = [
        measurement("women", series="s", end="2024", disaggregation="sex=female"),
        measurement("everyone", series="s", end="2023"),
    ]
    assert people(rows) == {"everyone": 10}


@pytest.mark.parametrize(
    ("table", "subject", "query", "shown"),
    [
        ("activities", "B", "sector=employment", True),
        ("activities", "B", "programme=depomi", False),
        ("programmes", "m4sd", "phase=m4sd-2", True),
        ("programmes", "m4sd", "programme=depomi", False),
        ("phases", "m4sd-3", "phase=m4sd-3", True),
        ("phases", "m4sd-3", "phase=m4sd-2", False),
        ("activities", "C", "from=2000", False),
    ],
)
def test_a_figure_is_shown_when_its_subject_has_a_matching_activity(
    table: str, subject: str, query: str, *, shown: bool
) -> None:
    rows = [measurement("m", subject_table=table, subject=subject)]
    assert people(rows, query) == ({"m": 10} if shown else {})


def test_place_is_decided_by_the_scope_and_not_by_the_activity() -> None:
    rows = [measurement("m", subject="D", scope="09")]
    assert people(rows, "place=09") == {"m": 10}
    assert people(rows, "place=02") == {}


@pytest.mark.parametrize(
    ("scope", "places", "expected"),
    [
        (("02",), (), True),
        ((), (), True),
        ((), ("02",), None),
        (("02",), ("02",), True),
        (("02.411",), ("02",), True),
        (("02", "09"), ("02", "09"), True),
        (("02", "09"), ("02",), False),
        (("02",), ("02.411",), False),
        (("02",), ("09",), None),
        (("MA",), ("09",), False),
        (("MA",), ("national",), True),
        (("02",), ("national",), None),
        (("02",), ("unplaced",), None),
        (("MA",), ("unplaced",), None),
    ],
)
def test_inside(scope: tuple[str, ...], places: tuple[str, ...], *, expected: bool | None) -> None:
    assert is_inside(scope, places) is expected


@pytest.mark.parametrize(
    ("scope", "places", "expected"),
    [
        (("1997-02",), ("1997-02",), True),
        (("1997-02",), ("former",), True),
        (("1997-02",), ("MA",), True),
        (("1997-02", "02"), ("former",), False),
        (("1997-02",), ("02",), None),
        (("1997-02",), ("1997-03",), None),
        (("1997-02",), ("national",), None),
        (("MA",), ("former",), False),
        (("02",), ("former",), None),
    ],
)
def test_a_former_region_lies_in_no_region_of_today(
    scope: tuple[str, ...], places: tuple[str, ...], *, expected: bool | None
) -> None:
    assert is_inside(scope, places) is expected


def test_funding_is_stated_in_its_own_currency_and_never_divided() -> None:
    [figure] = ask("place=02").totals.funding
    assert (figure.unit, figure.value, figure.inside) == ("EUR", 8_000_000, False)
    assert (figure.subject_table, figure.subject) == ("programmes", "depomi")
    assert ask("programme=m4sd").totals.funding == ()


def stated(rows: Rows, query: str = "") -> list[str]:
    return [figure.id for figure in ask(query, with_rows(measurements=rows)).stated]


def test_every_kind_is_stated_once_and_the_key_figures_are_among_them() -> None:
    kinds = ("result", "target", "participants", "budget", "context")
    rows = [measurement(kind, kind=kind, scope=f"{at:02}") for at, kind in enumerate(kinds, 1)]
    answer = ask("", with_rows(measurements=rows))
    assert [figure.id for figure in answer.stated] == list(kinds)
    assert [figure.id for figure in answer.totals.people] == ["result"]
    assert [figure.id for figure in answer.totals.funding] == ["budget"]


@pytest.mark.parametrize("more", [{"part_of": "other"}, {"preferred": False}, {"value": math.nan}])
def test_a_part_another_reading_and_a_withheld_value_are_not_stated(more: dict[str, Any]) -> None:
    assert stated([measurement("m", **more)]) == []


def test_a_withheld_reading_is_no_end_of_a_range() -> None:
    other = measurement("n", value=math.nan, preferred=False, reading_of="m", series="m")
    [figure] = ask("", with_rows(measurements=[measurement("m"), other])).stated
    assert (figure.low, figure.high) == (10, 10)


def test_a_target_and_a_result_of_one_series_are_two_figures() -> None:
    rows = [
        measurement("aim", kind="target", series="s", end="2025", scope="02;09"),
        measurement("done", series="s"),
    ]
    assert stated(rows) == ["aim", "done"]


def test_a_target_stands_beside_the_one_result_that_it_was_set_for() -> None:
    rows = [measurement("aim", kind="target", value=1350), measurement("done")]
    [figure] = ask("", with_rows(measurements=rows)).stated
    assert (figure.id, figure.target, figure.target_id) == ("done", 1350, "aim")


@pytest.mark.parametrize("more", [{"subject": "D"}, {"scope": "09"}, {"indicator": "budget"}])
def test_a_target_for_something_else_is_a_figure_of_its_own(more: dict[str, Any]) -> None:
    rows = [measurement("aim", kind="target", **more), measurement("done")]
    assert stated(rows) == ["aim", "done"]


def test_a_target_that_could_be_for_two_results_is_a_figure_of_its_own() -> None:
    rows = [measurement("aim", kind="target"), measurement("a"), measurement("b")]
    assert stated(rows) == ["aim", "a", "b"]


def context(**more: Any) -> Rows:
    row = measurement("c", kind="context", subject_table="places", subject="02", scope="")
    return [{**row, **more}]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["c"]),
        ("programme=depomi&sector=governance", ["c"]),
        ("from=2050", ["c"]),
        ("place=02", ["c"]),
        ("place=02.411", ["c"]),
        ("place=09", []),
    ],
)
def test_the_context_of_a_place_follows_the_choice_of_places_alone(
    query: str, shown: list[str]
) -> None:
    assert stated(context(), query) == shown


def location(**more: Any) -> Rows:
    row = {"activity": "A", "code": "02", "acts_at": "region", "basis": "stated"}
    return [{**row, "public_precision": "region", **more}]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 1),
        ({"basis": "derived"}, 1),
        ({"basis": "inherited"}, 0),
        ({"code": "MA", "acts_at": "national"}, 0),
        ({"code": "", "acts_at": "not_stated"}, 0),
        ({"public_precision": "national"}, 0),
    ],
)
def test_a_region_is_covered_where_an_activity_is_placed(
    more: dict[str, Any], expected: int
) -> None:
    catalogue = with_rows(activity_locations=location(**more))
    assert ask("", catalogue).totals.regions_covered == expected


@pytest.mark.parametrize(
    ("status", "expected"), [("planned", 0), ("ongoing", 1), ("done", 1), ("cancelled", 0)]
)
def test_a_region_is_covered_by_what_is_carried_out(status: str, expected: int) -> None:
    rows = [{"id": "A", "programme": "m4sd", "status": status}]
    catalogue = with_rows(activities=rows, activity_locations=location())
    assert ask("", catalogue).totals.regions_covered == expected


def test_regions_covered_follow_the_filters() -> None:
    assert ask("").totals.regions_covered == 3
    assert ask("sector=governance&phase=m4sd-2").totals.regions_covered == 1
