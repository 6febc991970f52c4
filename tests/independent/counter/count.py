"""Counts the record a second time, from its CSV files and the rules of counting alone.

Plain Python, one activity at a time, exact fractions: it shares no code with what it checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.independent.counter.activities import Activity, activities_of, sources_of
from tests.independent.counter.coverage import states_of
from tests.independent.counter.figures import Figure, Figures, funding, people
from tests.independent.counter.filters import DIMENSION_OF, Query, matches, parse
from tests.independent.counter.places import NATIONAL, UNPLACED
from tests.independent.counter.protection import SUPPRESS_BELOW, protected
from tests.independent.counter.rows import Weights, tables_of, union

Found = tuple[Activity, ...]


@dataclass(frozen=True)
class Facet:
    values: Weights
    sources: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Count:
    activities: tuple[str, ...]
    totals: dict[str, int]
    total_sources: dict[str, frozenset[str]]
    stated: tuple[Figure, ...]
    people: tuple[Figure, ...]
    funding: tuple[Figure, ...]
    by: dict[str, Facet]
    states: dict[str, str]


class Counter:
    """Counts the public record of a folder."""

    def __init__(self, folder: Path, below: int = SUPPRESS_BELOW) -> None:
        self.tables = protected(tables_of(folder), below)
        self.activities = tuple(activities_of(self.tables))
        sources = sources_of(self.tables["citations"], "measurements")
        self.figures = Figures(self.tables["measurements"], sources)

    def count(self, parameters: Mapping[str, str]) -> Count:
        query = parse(parameters)

        @cache
        def found(leave: str = "") -> Found:
            return self.matching(query, leave)

        undated = tuple(activity for activity in found("period") if not activity.years)
        stated = self.figures.stated(found("place"), query.lists["place"])
        by = {
            name: facet_of(name, found(leave), query.rule) for name, leave in DIMENSION_OF.items()
        }
        return Count(
            activities=tuple(activity.id for activity in found()),
            totals=totals_of(query, found(), undated),
            total_sources=total_sources_of(found(), undated),
            stated=stated,
            people=people(stated),
            funding=funding(stated),
            by=by,
            states=states_of(self.tables, query, by["region"].values),
        )

    def matching(self, query: Query, leave: str = "") -> Found:
        return tuple(each for each in self.activities if matches(each, query, leave))


def totals_of(query: Query, found: Found, undated: Found) -> dict[str, int]:
    pairs = sum(len(activity.parts[query.level]) for activity in found)
    return {
        "activities": pairs if query.rule == "touches" else len(found),
        "programmes": len({activity.programme for activity in found}),
        "organisations": len(union(activity.organisations for activity in found)),
        "regions_covered": len(union(activity.covered for activity in found)),
        "national": len(placed(found, NATIONAL)),
        "unplaced": len(placed(found, UNPLACED)),
        "undated": len(undated),
    }


def total_sources_of(found: Found, undated: Found) -> dict[str, frozenset[str]]:
    """The sources of the activities that each total counts."""
    counted: dict[str, Iterable[Activity]] = {
        "activities": found,
        "programmes": found,
        "organisations": found,
        "regions_covered": [activity for activity in found if activity.covered],
        "national": placed(found, NATIONAL),
        "unplaced": placed(found, UNPLACED),
        "undated": undated,
    }
    return {
        name: frozenset(union(activity.sources for activity in activities))
        for name, activities in counted.items()
    }


def placed(found: Found, place: str) -> list[Activity]:
    return [activity for activity in found if place in activity.places]


def facet_of(name: str, found: Found, rule: str) -> Facet:
    """The figures by a dimension of the activities that match but for its own filter."""
    values: dict[str, Fraction] = defaultdict(Fraction)
    sources: dict[str, frozenset[str]] = defaultdict(frozenset)
    for activity in found:
        for row, weight in activity.parts[name].items():
            values[row] += weight if rule == "allocated" else 1
            sources[row] |= activity.sources
    return Facet(dict(values), dict(sources))
