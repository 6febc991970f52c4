"""Properties that hold for every record and view, and a slow counter to compare with."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.catalogue import Catalogue
from geodata.view_state import Level, Rule, ViewState
from tests.geodata.counting_factories import VALUES, catalogues, views

LEVELS: tuple[Level, ...] = ("region", "province", "commune")
LENGTHS = {"region": 2, "province": 6, "commune": 12}
DIMENSIONS = {
    "place": ("place",),
    "programme": ("programme", "phase"),
    "sector": ("sector",),
    "organisation": ("org",),
    "status": ("status",),
    "acts_at": ("acts_at",),
    "period": ("from_year", "to_year"),
}
FACETS: dict[str, str] = {
    **dict.fromkeys(LEVELS, "place"),
    **{key: key for key in ("programme", "sector", "organisation", "status", "acts_at")},
    "phase": "programme",
    "year": "period",
}
few = settings(max_examples=25, deadline=None)


def place_at(location: dict[str, Any], level: str) -> str:
    if location["acts_at"] == "national":
        return "national"
    if not location["code"]:
        return "unplaced"
    length = LENGTHS[level]
    return location["code"][:length] if len(location["code"]) >= length else "coarser"


def years_of(activity: dict[str, Any]) -> list[str]:
    start, end = activity["start"][:4], activity["end"][:4]
    if not start and not end:
        return ["undated"]
    open_end = "2024" if activity["status"] == "ongoing" else start
    first, last = int(start or end), int(end or open_end)
    return [str(year) for year in range(first, max(first, last) + 1)]


def parts(activity: dict[str, Any], key: str) -> dict[str, float]:
    """Return the part of an activity that falls to each of its values of a dimension."""
    if key in LEVELS:
        return _places(activity["locations"], key)
    values = {
        "programme": [activity["programme"]],
        "phase": [phase["id"] for phase in activity["phases"]],
        "sector": [sector["id"] for sector in activity["sectors"]],
        "organisation": [one["id"] for one in activity["organisations"]],
        "status": [activity["status"]],
        "acts_at": [location["acts_at"] for location in activity["locations"]],
        "year": years_of(activity),
    }[key]
    return dict.fromkeys(values, 1 / len(set(values)))


def _places(locations: list[dict[str, Any]], level: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for location in locations:
        share = location["share"]
        weight = 1 / len(locations) if share is None else share
        place = place_at(location, level)
        found[place] = found.get(place, 0.0) + weight
    return found


def allows(activity: dict[str, Any], view: ViewState, dimension: str) -> bool:
    if dimension == "period":
        first, last = view.from_year or 0, view.to_year or 9999
        unset = view.from_year is None and view.to_year is None
        years = [int(year) for year in years_of(activity) if year != "undated"]
        return unset or any(first <= year <= last for year in years)
    if dimension == "place":
        own = {place_at(location, level) for location in activity["locations"] for level in LEVELS}
        return not view.place or bool(own & {*view.place})
    if dimension == "programme":
        own = {*parts(activity, "phase"), activity["programme"]}
        chosen = {*view.programme, *view.phase}
        return not chosen or bool(own & chosen)
    [parameter] = DIMENSIONS[dimension]
    chosen = {*view.chosen(parameter)}
    return not chosen or bool({*parts(activity, dimension)} & chosen)


def slowly_chosen(
    activities: list[dict[str, Any]], view: ViewState, leaving_out: str = ""
) -> list[dict[str, Any]]:
    dimensions = [dimension for dimension in DIMENSIONS if dimension != leaving_out]
    return [one for one in activities if all(allows(one, view, each) for each in dimensions)]


def slowly_counted(activities: list[dict[str, Any]], view: ViewState, key: str) -> dict[str, float]:
    counted: dict[str, float] = {}
    for activity in slowly_chosen(activities, view, FACETS[key]):
        for value, part in parts(activity, key).items():
            unit = part if view.count == "allocated" else 1
            counted[value] = counted.get(value, 0) + unit
    return counted


def everything(catalogue: Catalogue) -> list[dict[str, Any]]:
    return [catalogue.activity(position) for position in range(len(catalogue.record.activities))]


@few
@given(catalogues(), views())
def test_figures_and_totals_are_those_of_a_slow_counter(
    catalogue: Catalogue, view: ViewState
) -> None:
    activities = everything(catalogue)
    answer = catalogue.answer(view, levels=LEVELS)
    for key, rows in answer.by.items():
        found = {row.id: row.value for row in rows}
        assert found == pytest.approx(slowly_counted(activities, view, key)), key
    matching = slowly_chosen(activities, view)
    whole = sum(len(parts(one, view.level)) for one in matching)
    assert answer.totals.activities == (whole if view.count == "touches" else len(matching))
    assert answer.totals.programmes == len({one["programme"] for one in matching})
    assert {catalogue.activity(row)["id"] for row in catalogue.activity_rows(view)} == {
        one["id"] for one in matching
    }
    undated = [one for one in slowly_chosen(activities, view, "period") if not one["start"]]
    assert answer.totals.undated == sum(years_of(one) == ["undated"] for one in undated)


def total(catalogue: Catalogue, view: ViewState, rule: Rule, level: Level = "region") -> int:
    return catalogue.answer(view.with_(count=rule, level=level)).totals.activities


@few
@given(catalogues(), views())
def test_the_distinct_total_never_depends_on_the_level(
    catalogue: Catalogue, view: ViewState
) -> None:
    assert len({total(catalogue, view, "distinct", level) for level in LEVELS}) == 1


@few
@given(catalogues(), views())
def test_touches_is_never_below_distinct(catalogue: Catalogue, view: ViewState) -> None:
    distinct = total(catalogue, view, "distinct", view.level)
    assert total(catalogue, view, "touches", view.level) >= distinct


@few
@given(catalogues(), views())
def test_allocated_adds_up_to_distinct_at_every_level_and_in_every_chart(
    catalogue: Catalogue, view: ViewState
) -> None:
    for key, dimension in FACETS.items():
        unset = dict.fromkeys(DIMENSIONS[dimension], None if dimension == "period" else ())
        freed = view.with_(count="allocated", **unset)
        answer = catalogue.answer(freed, levels=LEVELS)
        assert sum(row.value for row in answer.by[key]) == pytest.approx(answer.totals.activities)
        assert answer.totals.activities == total(catalogue, freed, "distinct")


@few
@given(catalogues(), views(), st.randoms())
def test_the_order_of_values_is_of_no_importance(
    catalogue: Catalogue, view: ViewState, random: Any
) -> None:
    shuffled = {
        key: tuple(random.sample(view.chosen(key), len(view.chosen(key)))) for key in VALUES
    }
    assert catalogue.answer(view.with_(**shuffled)).by == catalogue.answer(view).by


@few
@given(catalogues(), views(), st.sampled_from(sorted(VALUES)), st.data())
def test_a_value_more_never_lowers_and_a_dimension_more_never_raises(
    catalogue: Catalogue, view: ViewState, parameter: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(VALUES[parameter]))
    more = view.with_(**{parameter: (*view.chosen(parameter), value)})
    before, after = (total(catalogue, one, "distinct") for one in (view, more))
    dimension = ("programme", "phase") if parameter in ("programme", "phase") else (parameter,)
    filtered = any(view.chosen(name) for name in dimension)
    assert after >= before if filtered else after <= before


@few
@given(catalogues(), views())
def test_no_distinct_figure_exceeds_the_total_without_that_filter(
    catalogue: Catalogue, view: ViewState
) -> None:
    view = view.with_(count="distinct")
    activities = everything(catalogue)
    for key, rows in catalogue.answer(view, levels=LEVELS).by.items():
        most = len(slowly_chosen(activities, view, FACETS[key]))
        assert max((row.value for row in rows), default=0) <= most
