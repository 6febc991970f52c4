"""The worked example of the rules of counting, with its figures written by hand.

A acts in 02; B in 02, 09 and 01; C is national; D acts in the commune 02.411.01.01.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.independent.counter import Counter

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "programmes": """
        id,data_as_of
        joint,2024-06-30
        regional,2024-06-30""",
    "activities": """
        id,programme,status,start,end
        A,joint,done,2019,2020
        B,joint,ongoing,2023,
        C,regional,done,2020,
        D,regional,planned,,""",
    "activity_phases": """
        activity,phase
        A,joint-3
        B,joint-2-3
        C,regional-1
        D,regional-1
        D,regional-2""",
    "activity_locations": """
        activity,code,acts_at,basis,share,public_precision
        A,02,region,stated,,region
        B,02,region,stated,,region
        B,09,region,inherited,,region
        B,01,region,derived,,region
        C,MA,national,stated,,national
        D,02.411.01.01,commune,stated,,commune""",
    "activity_sectors": """
        activity,sector,weight
        A,health,
        B,health,0.75
        B,planning,0.25
        C,planning,
        D,health,
        D,employment,""",
    "activity_organisations": """
        activity,organisation,role
        A,un,funder
        A,un,implementer
        B,un,funder
        C,council,authority
        D,council,partner""",
    "measurements": """
        id,subject_table,subject,kind,indicator,value,unit,start,end,scope,series,part_of,reading_of,preferred
        old,activities,A,result,people,663,persons,,2022-12,02,supported,,,true
        new,activities,A,result,people,751,persons,,2023-10,02,supported,,,true
        half,activities,A,result,people,400,persons,,2023-10,02,supported,new,,true
        other,activities,A,result,people,760,persons,,2023-10,01;02;09,supported,,new,false
        aim,activities,A,target,people,900,persons,,2024,02,aim,,,true
        seen,activities,A,participants,people,53,persons,,2024,02,seen,,,true
        budget,programmes,joint,budget,money,8000000,EUR,,,01;02;09,budget,,,true
        in-mad,programmes,joint,budget,money,86288000,MAD,,,01;02;09,budget,,budget,false""",
    "citations": """
        source,table,row,field
        report,activities,A,
        report,activities,B,
        report,activities,C,
        report,activities,D,
        press,activities,A,start
        site,activity_locations,B/09,
        report,measurements,new,
        press,measurements,other,
        sheet,measurements,budget,""",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    folder = tmp_path_factory.mktemp("record")
    for name, text in TABLES.items():
        write(folder / f"{name}.csv", text)
    return Counter(folder)


def write(path: Path, text: str) -> None:
    lines = [line.strip() for line in text.strip().splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(example: Counter, name: str, **parameters: str) -> dict[str, Fraction]:
    return example.count(parameters).by[name].values


def total(example: Counter, **parameters: str) -> int:
    return example.count(parameters).totals["activities"]


@pytest.mark.parametrize("rule", ["distinct", "touches"])
def test_regions(example: Counter, rule: str) -> None:
    assert rows(example, "region", count=rule) == {"02": 3, "09": 1, "01": 1, "national": 1}


@pytest.mark.parametrize("rule", ["distinct", "touches"])
def test_provinces_and_communes(example: Counter, rule: str) -> None:
    beside = {"coarser": 2, "national": 1}
    assert rows(example, "province", count=rule) == {"02.411": 1, **beside}
    assert rows(example, "commune", count=rule) == {"02.411.01.01": 1, **beside}


def test_allocated(example: Counter) -> None:
    third = Fraction(1, 3)
    regions = {"02": 2 + third, "09": third, "01": third, "national": 1}
    assert rows(example, "region", count="allocated") == regions
    assert rows(example, "province", count="allocated") == {
        "02.411": 1,
        "coarser": 2,
        "national": 1,
    }


@pytest.mark.parametrize(
    ("rule", "by_region", "by_province"),
    [("distinct", 4, 4), ("touches", 6, 4), ("allocated", 4, 4)],
)
def test_totals(example: Counter, rule: str, by_region: int, by_province: int) -> None:
    assert total(example, count=rule) == by_region
    assert total(example, count=rule, level="province") == by_province


def test_sectors_and_phases_split_by_weight_else_evenly(example: Counter) -> None:
    half = Fraction(1, 2)
    assert rows(example, "sector", count="allocated") == {
        "health": Fraction(9, 4),
        "planning": Fraction(5, 4),
        "employment": half,
    }
    assert rows(example, "phase", count="allocated") == {
        "joint-3": 1,
        "joint-2-3": 1,
        "regional-1": 1 + half,
        "regional-2": half,
    }


def test_years_and_undated(example: Counter) -> None:
    assert rows(example, "year") == {"2019": 1, "2020": 2, "2023": 1, "2024": 1, "undated": 1}
    counted = example.count({"from": "2020", "to": "2023"})
    assert counted.activities == ("A", "B", "C")
    assert counted.totals["undated"] == 1


def test_key_figures(example: Counter) -> None:
    assert example.count({}).totals == {
        "activities": 4,
        "programmes": 2,
        "organisations": 2,
        "regions_covered": 2,
        "national": 1,
        "unplaced": 0,
        "undated": 1,
    }


def test_a_filter_is_left_out_of_its_own_figures(example: Counter) -> None:
    counted = example.count({"place": "09,02.411", "sector": "health"})
    assert counted.activities == ("B", "D")
    assert counted.by["region"].values == {"02": 3, "09": 1, "01": 1}
    assert counted.by["sector"].values == {"health": 2, "planning": 1, "employment": 1}
    assert counted.by["status"].values == {"ongoing": 1, "planned": 1}


def test_programme_and_phase_are_one_dimension(example: Counter) -> None:
    assert example.count({"programme": "regional", "phase": "joint-3"}).activities == (
        "A",
        "C",
        "D",
    )


def test_people_are_the_latest_whole_reading_and_its_range(example: Counter) -> None:
    (figure,) = example.count({}).people
    assert [figure.value, figure.low, figure.high] == [Fraction(751), Fraction(751), Fraction(760)]
    assert figure.sources == {"report", "press"}


@pytest.mark.parametrize(
    ("place", "people", "funding"),
    [
        ("02", [True], [False]),
        ("01,02,09", [True], [True]),
        ("02.411", [False], [False]),
        ("12", [], []),
        ("unplaced", [], []),
    ],
)
def test_what_stands_inside(
    example: Counter, place: str, people: list[bool], funding: list[bool]
) -> None:
    counted = example.count({"place": place})
    assert [each.inside for each in counted.people] == people
    assert [(each.value, each.inside) for each in counted.funding] == [
        (Fraction(8_000_000), inside) for inside in funding
    ]


def test_sources_are_those_of_the_activities_and_their_links(example: Counter) -> None:
    sources = example.count({}).by["region"].sources
    assert sources == {
        "02": {"report", "press", "site"},
        "09": {"report", "site"},
        "01": {"report", "site"},
        "national": {"report"},
    }


def test_a_place_is_never_finer_than_may_be_public(example: Counter, tmp_path: Path) -> None:
    for name, text in TABLES.items():
        write(tmp_path / f"{name}.csv", text.replace("stated,,commune", "stated,,province"))
    counted = Counter(tmp_path).count({})
    assert counted.by["province"].values["02.411"] == 1
    assert "02.411.01.01" not in counted.by["commune"].values
    assert "02.411.01.01" in rows(example, "commune")
