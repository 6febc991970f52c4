"""The counter's figures where a rule needs more rows than the worked example has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.independent.counter.count import Count, Counter
from tests.independent.counter.places import regions_of, stands_in
from tests.independent.counter.protection import HIDDEN
from tests.independent.example import write_example

if TYPE_CHECKING:
    from pathlib import Path

FORMER_LOCATIONS = """
    A,1997-04,region,stated,,region
    A,1997-01,region,stated,,region"""
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def counted(folder: Path, parameters: dict[str, str], **more: str) -> Count:
    return Counter(write_example(folder, **more)).count(parameters)


def values(folder: Path, **more: str) -> dict[str, str]:
    rows = Counter(write_example(folder, **more)).tables["measurements"]
    return {row["id"]: row["value"] for row in rows}


def test_corrections_are_made_by_day_then_as_listed(tmp_path: Path) -> None:
    corrections = """
        second,2025-02-02,activities,C,status,cancelled,planned
        third,2025-02-02,activities,C,status,planned,ongoing
        first,2025-01-01,activities,C,status,done,cancelled
        place,2025-01-01,activity_locations,B/01,basis,derived,inherited"""
    count = counted(tmp_path, {}, corrections=corrections)
    assert count.by["status"].values == {"done": 1, "ongoing": 2, "planned": 1}
    assert count.totals["regions_covered"] == 1


def test_a_former_region_is_a_row_of_its_own_at_every_level(tmp_path: Path) -> None:
    count = counted(tmp_path, {}, activity_locations=FORMER_LOCATIONS)
    assert count.by["region"].values == {"02": 3, "09": 1, "01": 1, "national": 1, "former": 1}
    assert count.by["province"].values["former"] == 1
    assert count.totals["regions_covered"] == 2
    shares = counted(tmp_path, {"count": "allocated"}, activity_locations=FORMER_LOCATIONS)
    by_region = {"02": 1 + 2 * THIRD, "09": THIRD, "01": THIRD, "national": 1, "former": 2 * THIRD}
    assert shares.by["region"].values == by_region


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("former", "A"),
        ("1997-04", "A"),
        ("1997-05", ""),
        ("01", "B"),
        ("MA", "ABCD"),
    ],
)
def test_a_former_region_is_a_place_to_choose(tmp_path: Path, place: str, found: str) -> None:
    count = counted(tmp_path, {"place": place}, activity_locations=FORMER_LOCATIONS)
    assert count.activities == tuple(found)


@pytest.mark.parametrize(
    ("scope", "places", "stands"),
    [
        (["1997-04"], ["1997-04"], True),
        (["1997-04"], ["former"], True),
        (["1997-04"], ["MA"], True),
        (["1997-04"], ["02"], None),
        (["1997-04"], ["1997-05", "national", "unplaced"], None),
        (["1997-04", "1997-05"], ["1997-04"], False),
        (["1997-04", "02"], ["02"], False),
        (["MA"], ["national"], True),
        (["MA"], ["02"], False),
        (["02"], ["national"], None),
        (["02"], ["02.411"], False),
        (["02.411.01.01"], ["02"], True),
        ([], ["unplaced"], True),
        ([], ["02", "MA", "former", "national"], None),
        ([], [], True),
    ],
)
def test_where_a_scope_stands(scope: list[str], places: list[str], *, stands: bool | None) -> None:
    assert stands_in(tuple(scope), tuple(places)) is stands


@pytest.mark.parametrize(
    ("scope", "regions"),
    [
        (["02.411.01.01", "09"], {"02", "09"}),
        (["1997-04", "05"], {"05"}),
        ([], set()),
        (["MA"], {f"{number:02}" for number in range(1, 13)}),
    ],
)
def test_the_regions_of_a_bracket(scope: list[str], regions: set[str]) -> None:
    assert regions_of(scope) == regions


def test_a_place_is_never_finer_than_may_be_public(tmp_path: Path) -> None:
    commune = "E,02.411.01.23,site,stated,,province"
    count = counted(tmp_path, {}, activities="E,joint,done,2020,", activity_locations=commune)
    assert count.by["province"].values["02.411"] == 2
    assert count.by["commune"].values == {"02.411.01.01": 1, "coarser": 3, "national": 1}


def test_a_scope_is_never_finer_than_the_place_of_its_activity(tmp_path: Path) -> None:
    more = {
        "activities": "E,joint,done,2020,",
        "activity_locations": "E,02.411.01.23,site,stated,,province",
        "measurements": "e,activities,E,result,people,9,persons,,2020,02.411.01.23,e,,,,true",
    }
    (_, figure) = counted(tmp_path, {}, **more).people
    assert figure.scope == ("02.411",)


@pytest.mark.parametrize(
    ("women", "men", "shown"),
    [
        ("4", "40", {"women": HIDDEN, "men": HIDDEN, "adults": "11"}),
        ("5", "40", {"women": "5", "men": "40", "adults": "11"}),
        ("0", "40", {"women": "0", "men": "40", "adults": "11"}),
        ("4", "3", {"women": HIDDEN, "men": HIDDEN, "adults": "11"}),
    ],
)
def test_few_people_are_not_shown(
    tmp_path: Path, women: str, men: str, shown: dict[str, str]
) -> None:
    cell = "activities,A,result,people,{},persons,,2023-10,02,supported,new,,{},true"
    cells = f"""
        women,{cell.format(women, "sex=female")}
        men,{cell.format(men, "sex=male")}
        adults,{cell.format("11", "age=adult")}"""
    found = values(tmp_path, measurements=cells)
    assert {name: found[name] for name in shown} == shown


def test_a_whole_of_few_is_shown(tmp_path: Path) -> None:
    whole = "few,activities,A,result,people,3,persons,,2024,02,few,,,,true"
    assert values(tmp_path, measurements=whole)["few"] == "3"


def test_the_sources_of_totals_are_those_of_what_they_count(tmp_path: Path) -> None:
    sources = counted(tmp_path, {"count": "touches"}).total_sources
    assert sources == {
        "activities": {"report", "press", "site"},
        "programmes": {"report", "press", "site"},
        "organisations": {"report", "press", "site"},
        "regions_covered": {"report", "press", "site"},
        "national": {"report"},
        "unplaced": frozenset(),
        "undated": {"report"},
    }


def test_levels_of_action_split_an_activity_like_every_dimension(tmp_path: Path) -> None:
    national = "A,MA,national,stated,,national"
    count = counted(tmp_path, {"count": "allocated"}, activity_locations=national)
    assert count.by["acts_at"].values == {
        "region": 1 + HALF,
        "national": 1 + HALF,
        "commune": 1,
    }


STATEMENTS = """
    1,joint,02,,target
    2,joint,05.091,,target
    3,regional,11,,none
    4,regional,12,health,none
    5,regional,10,,not_applicable"""


@pytest.mark.parametrize(
    ("parameters", "states"),
    [
        ({}, {"02": "documented", "05": "not_in_sources", "10": "not_in_sources"}),
        ({"programme": "joint", "status": "planned"}, {"02": "not_in_sources"}),
        ({"programme": "joint"}, {"05": "not_in_sources", "10": "not_applicable"}),
        ({"phase": "joint-3"}, {"01": "not_applicable", "11": "not_applicable"}),
        ({"programme": "joint", "phase": "regional-1"}, {"03": "not_in_sources"}),
        ({"programme": "regional"}, {"11": "none", "12": "not_in_sources"}),
        ({"programme": "regional", "sector": "health"}, {"10": "not_applicable", "12": "none"}),
        ({"programme": "regional", "sector": "health,planning"}, {"12": "not_in_sources"}),
        ({"programme": "joint,regional"}, {"10": "not_applicable", "11": "not_in_sources"}),
    ],
)
def test_states_of_regions(
    tmp_path: Path, parameters: dict[str, str], states: dict[str, str]
) -> None:
    found = counted(tmp_path, parameters, coverage_statements=STATEMENTS).states
    assert {region: found[region] for region in states} == states
