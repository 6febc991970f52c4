"""The counter's figures for the worked example, each written by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.independent.counter.count import Counter
from tests.independent.example import write_example


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    return Counter(write_example(tmp_path_factory.mktemp("record")))


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
