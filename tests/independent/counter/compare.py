"""Places, programmes or periods side by side: each side is a view of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.independent.counter.activities import UNDATED, Activity
from tests.independent.counter.count import Count, Counter
from tests.independent.counter.filters import Query, parse
from tests.independent.counter.rows import Weights, union

# The parameters that a key takes the place of, by its kind.
REPLACED = {
    "place": ("place",),
    "programme": ("programme", "phase"),
    "phase": ("programme", "phase"),
    "sector": ("sector",),
    "organisation": ("org",),
    "period": ("from", "to"),
}
BY = ("sector", "status", "programme", "organisation", "region", "year")
TOLD = ("sector", "programme", "organisation")
COUNTED = ("activities", "programmes", "organisations")


@dataclass(frozen=True)
class Side:
    count: Count
    counts: dict[str, int]
    by: dict[str, Weights]


@dataclass(frozen=True)
class Map:
    value: Fraction
    regions: Weights


def narrowed(parameters: Mapping[str, str], key: str) -> dict[str, str]:
    """The view of a side."""
    kind, _, value = key.partition(":")
    view = {name: text for name, text in parameters.items() if name not in REPLACED[kind]}
    if kind == "period":
        first, _, last = value.partition("-")
        return view | {"from": first, "to": last}
    return view | {"org" if kind == "organisation" else kind: value}


def side_of(counter: Counter, parameters: Mapping[str, str], key: str) -> Side:
    view = narrowed(parameters, key)
    query, count = parse(view), counter.count(view)
    found = counter.matching(query)
    counts = {
        "activities": len(found),
        "programmes": count.totals["programmes"],
        "organisations": count.totals["organisations"],
        "sectors": len(figures_by(counter, found, query, "sector")),
        "regions_covered": count.totals["regions_covered"],
    }
    by = {name: figures_by(counter, found, query, name) for name in BY}
    return Side(count, counts, by)


def figures_by(counter: Counter, found: Iterable[Activity], query: Query, name: str) -> Weights:
    """The figures of the activities chosen, of a filtered dimension the values chosen."""
    figures: dict[str, Fraction] = defaultdict(Fraction)
    for each in found:
        for value, part in each.parts[name].items():
            if name == "region" or is_chosen(counter, query, name, value):
                figures[value] += part if query.rule == "allocated" else 1
    return dict(figures)


def is_chosen(counter: Counter, query: Query, name: str, value: str) -> bool:
    """Whether a value is among those that the view chooses of its dimension, if any."""
    if name == "year":
        return value == UNDATED or (
            (query.first is None or int(value) >= query.first)
            and (query.last is None or int(value) <= query.last)
        )
    if name in ("programme", "phase"):
        return is_programme_chosen(counter, query, name, value)
    asked = query.lists["org" if name == "organisation" else name]
    return not asked or value in asked


def is_programme_chosen(counter: Counter, query: Query, name: str, value: str) -> bool:
    """Programme and phase are one dimension: each stands for the other."""
    programmes, phases = query.lists["programme"], query.lists["phase"]
    owners = {row["id"]: row["programme"] for row in counter.tables["phases"]}
    if not programmes and not phases:
        return True
    if name == "phase":
        return value in phases or owners[value] in programmes
    return value in programmes or value in {owners[phase] for phase in phases}


def differences_of(sides: Mapping[str, Side]) -> dict[str, tuple[list[int], list[str], list[str]]]:
    """Of each count its values, who has the most and who the least."""
    full = {key: side.counts for key, side in sides.items() if side.counts["activities"]}
    found = {}
    for name in COUNTED if len(full) > 1 else ():
        values = {key: counts[name] for key, counts in full.items()}
        highest = [key for key, value in values.items() if value == max(values.values())]
        lowest = [key for key, value in values.items() if value == min(values.values())]
        found[name] = list(values.values()), highest, lowest
    return found


def common_of(sides: Mapping[str, Side]) -> dict[str, tuple[set[str], dict[str, set[str]]]]:
    """The values of a dimension that every side has, and those that one alone has."""
    full = {key: side for key, side in sides.items() if side.counts["activities"]}
    kinds = {key.partition(":")[0] for key in sides}
    kinds = {"programme" if kind == "phase" else kind for kind in kinds}
    found = {}
    for name in TOLD if len(full) > 1 else ():
        if name not in kinds:
            values = {key: set(side.by[name]) for key, side in full.items()}
            only = {
                key: own - union(others for other, others in values.items() if other != key)
                for key, own in values.items()
            }
            shared = set.intersection(*values.values())
            found[name] = shared, {key: ids for key, ids in only.items() if ids}
    return found


def maps_of(counter: Counter, query: Query, across: str) -> dict[str, Map]:
    """A map for each value with an activity."""
    found: dict[str, Map] = {}
    for each in counter.matching(query):
        for value, part in each.parts[across].items():
            if is_chosen(counter, query, across, value):
                found[value] = added(found.get(value, Map(Fraction(), {})), each, part, query.rule)
    return found


def added(one: Map, activity: Activity, part: Fraction, rule: str) -> Map:
    allocated = rule == "allocated"
    regions = dict(one.regions)
    for region, share in activity.parts["region"].items():
        regions[region] = regions.get(region, Fraction()) + (part * share if allocated else 1)
    return Map(one.value + (part if allocated else 1), regions)
