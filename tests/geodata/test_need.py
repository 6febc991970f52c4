"""Need against activity: which census figure is shown, and what it is divided by."""

from __future__ import annotations

import math
from functools import cache

import pytest

from geodata.boundaries import load_boundaries
from geodata.catalogue import Catalogue, build_catalogue
from geodata.census import Census, load_census
from geodata.gazetteer import load_gazetteer
from geodata.need import DENSITY, SUGGESTED, Need, has_indicator, indicators, need
from geodata.view_state import parse_view
from tests.geodata.counting_factories import example, public
from tests.geodata.factories import make_record


@cache
def census() -> Census:
    return load_census()


@cache
def everywhere() -> Catalogue:
    """The worked example among all places that there are."""
    return build_catalogue(public(make_record()), load_gazetteer())


def ask(query: str, catalogue: Catalogue | None = None) -> Need:
    catalogue = catalogue or everywhere()
    view, ignored = parse_view(query, catalogue.vocabulary)
    assert ignored == ()
    return need(view, catalogue.answer(view), catalogue, census())


def values(found: Need) -> dict[str, float | None]:
    return {unit.code: unit.need.value for unit in found.units}


def test_without_an_indicator_unemployment_is_shown_and_said() -> None:
    found = ask("")
    assert (found.indicator.id, found.census, found.group) == (
        "labour_unemployment_rate", "2024", "total",
    )  # fmt: skip
    assert found.replaced == ("indicator",)
    assert values(found)["10"] == 31.5
    assert [(one.code, one.value) for one in found.references] == [("MA", 21.3)]


def test_what_is_suggested_exists() -> None:
    known = [one.id for one in indicators(census())]
    assert [id_ for id_ in SUGGESTED if id_ not in known] == []
    assert len(known) == len(set(known)) == 1 + len(census().indicators())
    assert has_indicator(census(), DENSITY)
    assert not has_indicator(census(), "nothing")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("indicator=equipment_internet", ("total", "2014", ("census",))),
        ("indicator=equipment_internet&census=change", ("total", "2014", ("census",))),
        ("indicator=schooling_rate_6_to_11&census=2014", ("total", "2024", ("census",))),
        ("indicator=urban_dwellings_total", ("urban", "2024", ("group",))),
        ("indicator=households_count&group=female", ("total", "2024", ("group",))),
        ("indicator=households_count&group=rural&census=change", ("rural", "change", ())),
    ],
)
def test_what_there_is_not_is_replaced_and_told(
    query: str, shown: tuple[str, str, tuple[str, ...]]
) -> None:
    found = ask(query)
    assert (found.group, found.census, found.replaced) == shown


def test_a_rate_changes_by_points_and_a_count_by_percent() -> None:
    rate = ask("indicator=labour_unemployment_rate&census=change")
    unit = next(unit for unit in rate.units if unit.code == "02")
    assert (unit.need.first, unit.need.last, unit.need.value) == (21.5, 30.4, 8.9)
    assert rate.measure == "points"
    count = ask("indicator=population_legal&census=change")
    unit = next(unit for unit in count.units if unit.code == "02")
    first, last = unit.need.first, unit.need.last
    assert first is not None
    assert last is not None
    assert unit.need.value == round(100 * (last - first) / first, 1)
    assert (count.measure, count.decimals) == ("percent", 1)


def test_activities_are_divided_by_the_legal_population_of_2024() -> None:
    units = {unit.code: unit for unit in ask("").units}
    people = census().value("population_legal", "02", 2024)
    assert (units["02"].activities, units["02"].population) == (3, people)
    assert units["02"].per_100000 == 3 * 100_000 / people
    assert (units["12"].activities, units["12"].against, units["12"].per_100000) == (0, None, None)


def test_the_rule_of_the_view_counts_the_activities() -> None:
    found = {unit.code: unit.activities for unit in ask("count=allocated").units}
    assert found["09"] == pytest.approx(1 / 3)


def test_ranks_go_from_the_highest_and_equal_figures_share_one() -> None:
    found = [unit for unit in ask("level=province").units if unit.need.value is not None]
    expected = {
        unit.code: 1 + sum(other.need.value > unit.need.value for other in found)  # type: ignore[operator]
        for unit in found
    }
    assert {unit.code: unit.rank for unit in found} == expected


def test_communes_are_those_of_the_frame_beside_what_they_lie_in() -> None:
    found = ask("level=commune&place=06.141")
    assert {unit.code[:6] for unit in found.units} == {"06.141"}
    assert [one.code for one in found.references] == ["MA", "06", "06.141"]


@pytest.mark.parametrize(
    ("query", "code", "reason"),
    [
        ("level=commune&place=12&census=2014", "12.066.03.03", "not_counted_2014"),
        ("level=commune&place=12&census=change", "12.066.03.03", "not_counted_2014"),
        ("level=commune&place=06&census=2014", "06.141.01.0", "by_arrondissement_2014"),
        ("level=commune&place=06&census=change", "06.141.01.0", "by_arrondissement_2014"),
        ("level=commune&place=12", "12.066.03.03", "not_published"),
        ("level=commune&place=06&group=rural", "06.141.01.0", "no_people"),
    ],
)
def test_a_missing_figure_says_why(query: str, code: str, reason: str) -> None:
    unit = next(unit for unit in ask(query).units if unit.code == code)
    assert (unit.need.value, unit.need.reason, unit.rank) == (None, reason, None)


def test_renumbered_communes_are_marked_where_two_censuses_are_compared() -> None:
    query = "level=commune&place=01&indicator=population_legal"
    marked = [unit.code for unit in ask(f"{query}&census=change").units if unit.need.renumbered]
    assert "01.051.11.01" in marked
    assert [unit.code for unit in ask(query).units if unit.need.renumbered] == []


def test_density_is_computed_from_the_boundaries_shown() -> None:
    found = values(ask("indicator=population_density"))
    areas = load_boundaries("region").set_index("code")["area_km2"]
    people = census().frame("population_legal", "region", 2024)
    assert found == {code: round(people[code] / areas[code], 1) for code in areas.index}


def test_people_are_drawn_only_where_their_scope_lies_in_one_unit() -> None:
    regions = ask("against=people")
    drawn = {unit.code: unit.against for unit in regions.units if unit.against}
    kinds = [reason for reason, _figure in regions.left_out]
    assert len(drawn) + len(kinds) == 1
    assert ask("").left_out == ()


def test_funding_of_several_regions_together_is_left_out() -> None:
    found = ask("against=funding")
    assert [(reason, figure.id) for reason, figure in found.left_out] == [
        ("several", "depomi-budget")
    ]
    assert found.unit == ""


def test_places_that_the_census_does_not_know_are_not_published() -> None:
    found = ask("level=commune&place=02.411", example())
    assert all(not math.isnan(unit.need.value or 0.0) for unit in found.units)
    assert {unit.need.reason for unit in found.units} <= {"", "not_published"}
