"""Which activities a view asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from tests.independent.counter.activities import ROLES, Activity
from tests.independent.counter.places import is_in

LISTS = ("place", "programme", "phase", "sector", "org", "status", "acts_at", *ROLES, "with")
NOT_STATED = "not_stated"
# Which filter the figures by a dimension leave out.
DIMENSION_OF = {
    "region": "place",
    "province": "place",
    "commune": "place",
    "phase": "programme",
    "programme": "programme",
    "sector": "sector",
    "organisation": "org",
    "status": "status",
    "acts_at": "acts_at",
    "year": "period",
}


@dataclass(frozen=True)
class Query:
    lists: dict[str, tuple[str, ...]]
    first: int | None
    last: int | None
    level: str
    rule: str


def parse(parameters: Mapping[str, str]) -> Query:
    """Read the parameters of the public contract."""
    lists = {name: tuple(filter(None, parameters.get(name, "").split(","))) for name in LISTS}
    years = [int(parameters[name]) if name in parameters else None for name in ("from", "to")]
    level, rule = parameters.get("level", "region"), parameters.get("count", "distinct")
    return Query(lists, years[0], years[1], level, rule)


def matches(activity: Activity, query: Query, leave: str = "") -> bool:
    """Whether an activity passes every filter, but for the one of the dimension left out."""
    return all(test(activity, query) for name, test in FILTERS.items() if name != leave)


def in_places(activity: Activity, query: Query) -> bool:
    asked = query.lists["place"]
    codes = [location.code for location in activity.locations]
    return not asked or any(is_in(code, place) for code in codes for place in asked)


def in_programmes(activity: Activity, query: Query) -> bool:
    programmes, phases = query.lists["programme"], query.lists["phase"]
    neither = not programmes and not phases
    return neither or activity.programme in programmes or chosen(activity.phases, phases)


def in_period(activity: Activity, query: Query) -> bool:
    if query.first is None and query.last is None:
        return True
    years = activity.years
    return bool(years) and (
        (query.first is None or years[-1] >= query.first)
        and (query.last is None or years[0] <= query.last)
    )


def among(activity: Activity, query: Query, name: str) -> bool:
    values: dict[str, Iterable[str]] = {
        "sector": activity.sectors,
        "org": activity.organisations,
        "with": activity.organisations,
        "status": [activity.status],
        "acts_at": activity.levels,
    }
    return not query.lists[name] or chosen(values[name], query.lists[name])


def in_role(activity: Activity, query: Query, role: str) -> bool:
    """Whether one of the chosen organisations has a role, or none has it where that is asked."""
    asked, own = query.lists[role], activity.roles[role]
    return not asked or chosen(own, asked) or (NOT_STATED in asked and not own)


def chosen(values: Iterable[str], asked: tuple[str, ...]) -> bool:
    return any(value in asked for value in values)


FILTERS: dict[str, Callable[[Activity, Query], bool]] = {
    "place": in_places,
    "programme": in_programmes,
    "period": in_period,
    **{name: partial(among, name=name) for name in ("sector", "org", "with", "status", "acts_at")},
    **{role: partial(in_role, role=role) for role in ROLES},
}
