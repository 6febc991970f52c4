"""Where sets of activities are present and where they meet, one activity at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.independent.counter.activities import Activity
from tests.independent.counter.count import Counter
from tests.independent.counter.filters import FILTERS, Query
from tests.independent.counter.places import COARSER, FORMER, NATIONAL, SPECIAL, UNPLACED, row_at
from tests.independent.counter.rows import union

# The filter that has the values of a kind of set.
FILTER_OF = {
    "programme": "programme",
    "phase": "programme",
    "organisation": "org",
    "funder": "org",
    "sector": "sector",
}
REASONS = (NATIONAL, UNPLACED, FORMER, COARSER)


@dataclass(frozen=True)
class Side:
    matching: tuple[Activity, ...]
    carried_out: tuple[Activity, ...]
    units: dict[str, tuple[Activity, ...]]
    left_out: dict[str, int]

    @property
    def placed(self) -> set[str]:
        return {each.id for found in self.units.values() for each in found}


def sides(counter: Counter, query: Query, keys: Iterable[str], *, planned: bool) -> dict[str, Side]:
    """Each set under the filters of a view, but for those that choose among sets."""
    keys = tuple(keys)
    left = {FILTER_OF[key.partition(":")[0]] for key in keys}
    matching = [
        each
        for each in counter.activities
        if all(test(each, query) for name, test in FILTERS.items() if name not in left)
    ]
    return {key: side(counter, matching, key, query.level, planned=planned) for key in keys}


def side(
    counter: Counter, matching: list[Activity], key: str, level: str, *, planned: bool
) -> Side:
    own = tuple(each for each in matching if is_in_set(counter, each, key))
    statuses = ("ongoing", "done", "planned") if planned else ("ongoing", "done")
    carried_out = tuple(each for each in own if each.status in statuses)
    units: dict[str, tuple[Activity, ...]] = {}
    left_out: dict[str, int] = {}
    for each in own:
        there = units_of(each, level) if each in carried_out else set()
        for unit in there:
            units[unit] = (*units.get(unit, ()), each)
        if not there:
            reason = reason_of(each, level) if each in carried_out else "not_carried_out"
            left_out[reason] = left_out.get(reason, 0) + 1
    return Side(own, carried_out, units, left_out)


def is_in_set(counter: Counter, activity: Activity, key: str) -> bool:
    kind, _, id_ = key.partition(":")
    if kind == "funder":
        return any(
            (row["activity"], row["organisation"], row["role"]) == (activity.id, id_, "funder")
            for row in counter.tables["activity_organisations"]
        )
    values: dict[str, Iterable[str]] = {
        "programme": [activity.programme],
        "phase": activity.phases,
        "organisation": activity.organisations,
        "sector": activity.sectors,
    }
    return id_ in values[kind]


def units_of(activity: Activity, level: str) -> set[str]:
    """The units where a location that is stated or derived, and not national, places it."""
    return {
        row_at(each.place, level)
        for each in activity.locations
        if each.basis in ("stated", "derived") and each.acts_at != NATIONAL
    } - {*SPECIAL}


def reason_of(activity: Activity, level: str) -> str:
    rows = {
        NATIONAL if each.acts_at == NATIONAL else row_at(each.place, level)
        for each in activity.locations
    } or {UNPLACED}
    return next((reason for reason in REASONS if reason in rows), "inherited")


def sectors_of(activities: Iterable[Activity]) -> set[str]:
    return union(each.sectors for each in activities)


def sources_of(activities: Iterable[Activity]) -> set[str]:
    return union(each.sources for each in activities)
