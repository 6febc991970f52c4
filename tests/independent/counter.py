"""Counts the record a second time, from its CSV files and the rules of counting alone.

Plain Python, one activity at a time, exact fractions: it shares no code with what it checks.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

COUNTRY = "MA"
NATIONAL, UNPLACED, COARSER, UNDATED = "national", "unplaced", "coarser", "undated"
PARTS = {"region": 1, "province": 2, "commune": 4}
PRECISION_PARTS = {**PARTS, "site": 4, "national": 0}
LEVELS = tuple(PARTS)
LISTS = ("place", "programme", "phase", "sector", "org", "status", "acts_at")
# The first column of a citation's row names the activity in these tables.
CITED_TABLES = (
    "activities",
    "activity_phases",
    "activity_locations",
    "activity_sectors",
    "activity_organisations",
)

Row = dict[str, str]
Weights = dict[str, Fraction]


@dataclass(frozen=True)
class Location:
    place: str
    acts_at: str
    basis: str
    share: Fraction | None


@dataclass(frozen=True)
class Activity:
    id: str
    programme: str
    status: str
    years: range
    phases: tuple[str, ...]
    sectors: Weights
    organisations: frozenset[str]
    locations: tuple[Location, ...]
    sources: frozenset[str]

    @cached_property
    def places(self) -> Weights:
        """Each place and its part of the activity: by stated shares, else evenly."""
        shares: dict[str, Fraction] = defaultdict(Fraction)
        for location in self.locations:
            shares[location.place] += location.share or 0
        stated = all(location.share is not None for location in self.locations)
        known = stated and any(shares.values())
        return scaled(shares if known else dict.fromkeys(shares, ONE))


@dataclass(frozen=True)
class Figure:
    series: str
    indicator: str
    unit: str
    value: Fraction
    low: Fraction
    high: Fraction
    scope: tuple[str, ...]
    inside: bool
    sources: frozenset[str]


@dataclass(frozen=True)
class Facet:
    values: Weights
    sources: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Count:
    activities: tuple[str, ...]
    totals: dict[str, int]
    people: tuple[Figure, ...]
    funding: tuple[Figure, ...]
    by: dict[str, Facet]


@dataclass(frozen=True)
class Query:
    lists: dict[str, tuple[str, ...]]
    first: int | None
    last: int | None
    level: str
    rule: str


ONE = Fraction(1)


def parse(parameters: Mapping[str, str]) -> Query:
    """Read the parameters of the public contract."""
    lists = {name: tuple(filter(None, parameters.get(name, "").split(","))) for name in LISTS}
    years = [int(parameters[name]) if name in parameters else None for name in ("from", "to")]
    level, rule = parameters.get("level", "region"), parameters.get("count", "distinct")
    return Query(lists, years[0], years[1], level, rule)


def scaled(weights: Mapping[str, Fraction]) -> Weights:
    whole = sum(weights.values(), Fraction())
    return {name: weight / whole for name, weight in weights.items()}


def place_of(code: str, precision: str) -> str:
    """The place a location counts for: no finer than what may be public of it."""
    if code in ("", COUNTRY):
        return NATIONAL if code else UNPLACED
    return ".".join(code.split(".")[: PRECISION_PARTS[precision]]) or COARSER


def row_at(place: str, level: str) -> str:
    """The row of a level in which a place counts."""
    if place in (NATIONAL, UNPLACED, COARSER):
        return place
    parts = place.split(".")
    return ".".join(parts[: PARTS[level]]) if len(parts) >= PARTS[level] else COARSER


def lies_in(place: str, other: str) -> bool:
    """Whether one place is another or a part of it."""
    return place == other or place.startswith(other + ".")


class Counter:
    """Counts the record of a folder."""

    def __init__(self, folder: Path) -> None:
        self.tables = {path.stem: read(path) for path in sorted(folder.glob("*.csv"))}
        self.activities = tuple(self._activities())
        self.measurement_sources = self._sources("measurements")

    def count(self, parameters: Mapping[str, str]) -> Count:
        query = parse(parameters)
        found = tuple(self.matching(query))
        return Count(
            activities=tuple(activity.id for activity in found),
            totals=self._totals(query, found),
            people=tuple(self._figures(query, "result")),
            funding=tuple(self._figures(query, "budget")),
            by={name: self._facet(query, name) for name in DIMENSION_OF},
        )

    def matching(self, query: Query, leave: str = "") -> Iterator[Activity]:
        """Activities that match every filter, but for the one of the dimension left out."""
        tests = [test for name, test in FILTERS.items() if name != leave]
        return (found for found in self.activities if all(test(found, query) for test in tests))

    def _totals(self, query: Query, found: tuple[Activity, ...]) -> dict[str, int]:
        matching_but_period = self.matching(query, leave="period")
        pairs = sum(len(parts_of(activity, query.level)) for activity in found)
        return {
            "activities": pairs if query.rule == "touches" else len(found),
            "programmes": len({activity.programme for activity in found}),
            "organisations": len(union(activity.organisations for activity in found)),
            "regions_covered": len(union(map(covered, found))),
            "national": sum(NATIONAL in activity.places for activity in found),
            "unplaced": sum(UNPLACED in activity.places for activity in found),
            "undated": sum(not activity.years for activity in matching_but_period),
        }

    def _facet(self, query: Query, name: str) -> Facet:
        values: dict[str, Fraction] = defaultdict(Fraction)
        sources: dict[str, frozenset[str]] = defaultdict(frozenset)
        for activity in self.matching(query, leave=DIMENSION_OF[name]):
            for row, weight in parts_of(activity, name).items():
                values[row] += weight if query.rule == "allocated" else 1
                sources[row] |= activity.sources
        return Facet(dict(values), dict(sources))

    def _figures(self, query: Query, kind: str) -> Iterator[Figure]:
        """The latest preferred reading of each series, where it concerns the view."""
        concerned = tuple(self.matching(query, leave="place"))
        latest: dict[str, Row] = {}
        for row in self.tables["measurements"]:
            if counts(row, kind) and any(has_subject(each, row) for each in concerned):
                known = latest.get(row["series"])
                if known is None or (row["end"] or row["start"]) >= (
                    known["end"] or known["start"]
                ):
                    latest[row["series"]] = row
        for row in latest.values():
            scope = tuple(filter(None, row["scope"].split(";")))
            inside = stands_in(scope, query.lists["place"])
            if inside is not None:
                yield self._figure(row, scope, inside=inside)

    def _figure(self, row: Row, scope: tuple[str, ...], *, inside: bool) -> Figure:
        readings = self._readings(row)
        values = [Fraction(each["value"]) for each in readings]
        return Figure(
            series=row["series"],
            indicator=row["indicator"],
            unit=row["unit"],
            value=values[0],
            low=min(values),
            high=max(values),
            scope=scope,
            inside=inside,
            sources=frozenset(union(self.measurement_sources[each["id"]] for each in readings)),
        )

    def _readings(self, row: Row) -> list[Row]:
        others = [each for each in self.tables["measurements"] if each["reading_of"] == row["id"]]
        return [row, *(each for each in others if each["unit"] == row["unit"])]

    def _activities(self) -> Iterator[Activity]:
        links = {name: grouped(rows) for name, rows in self.tables.items() if "_" in name}
        sources = self._sources(*CITED_TABLES)
        today = {row["id"]: row["data_as_of"] for row in self.tables["programmes"]}
        for row in self.tables["activities"]:
            name = row["id"]
            yield Activity(
                id=name,
                programme=row["programme"],
                status=row["status"],
                years=years_of(row, today[row["programme"]]),
                phases=tuple(link["phase"] for link in links["activity_phases"][name]),
                sectors=sector_weights(links["activity_sectors"][name]),
                organisations=frozenset(
                    link["organisation"] for link in links["activity_organisations"][name]
                ),
                locations=tuple(map(location_of, links["activity_locations"][name])),
                sources=frozenset(sources[name]),
            )

    def _sources(self, *tables: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.tables["citations"]:
            if row["table"] in tables:
                found[row["row"].split("/")[0]].add(row["source"])
        return found


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "activity" in row:
            found[row["activity"]].append(row)
    return found


def union(sets: Iterable[Iterable[str]]) -> set[str]:
    return set(chain.from_iterable(sets))


def location_of(row: Row) -> Location:
    share = Fraction(row["share"]) if row["share"] else None
    place = place_of(row["code"], row["public_precision"])
    return Location(place, row["acts_at"], row["basis"], share)


def sector_weights(rows: list[Row]) -> Weights:
    stated = all(row["weight"] for row in rows)
    return scaled({row["sector"]: Fraction(row["weight"] if stated else 1) for row in rows})


def years_of(row: Row, today: str) -> range:
    """Every year from start to end; none without dates."""
    if not row["start"] and not row["end"]:
        return range(0)
    open_end = today if row["status"] == "ongoing" else row["start"]
    first, last = row["start"] or row["end"], row["end"] or open_end
    return range(int(first[:4]), max(int(first[:4]), int(last[:4])) + 1)


def covered(activity: Activity) -> set[str]:
    """The regions of an activity that is under way or done: known, and not as a national act."""
    if activity.status not in ("ongoing", "done"):
        return set()
    known = {
        location.place
        for location in activity.locations
        if location.basis in ("stated", "derived") and location.acts_at != NATIONAL
    }
    return {row_at(place, "region") for place in known} - {NATIONAL, UNPLACED, COARSER}


def parts_of(activity: Activity, name: str) -> Weights:
    """The rows of a dimension in which an activity counts, with its part in each."""
    if name in LEVELS:
        parts: dict[str, Fraction] = defaultdict(Fraction)
        for place, weight in activity.places.items():
            parts[row_at(place, name)] += weight
        return parts
    if name == "sector":
        return activity.sectors
    if name == "phase":
        return scaled(dict.fromkeys(activity.phases, ONE))
    if name == "organisation":
        return scaled(dict.fromkeys(activity.organisations, ONE))
    if name == "year":
        return scaled(dict.fromkeys(map(str, activity.years), ONE)) or {UNDATED: ONE}
    return {activity.programme if name == "programme" else activity.status: ONE}


def in_places(activity: Activity, query: Query) -> bool:
    asked = query.lists["place"]
    return not asked or any(lies_in(place, each) for place in activity.places for each in asked)


def in_programmes(activity: Activity, query: Query) -> bool:
    programmes, phases = query.lists["programme"], query.lists["phase"]
    neither = not programmes and not phases
    return neither or activity.programme in programmes or chosen(activity.phases, phases)


def chosen(values: Iterable[str], asked: tuple[str, ...]) -> bool:
    return any(value in asked for value in values)


def in_period(activity: Activity, query: Query) -> bool:
    if query.first is None and query.last is None:
        return True
    years = activity.years
    return bool(years) and (
        (query.first is None or years[-1] >= query.first)
        and (query.last is None or years[0] <= query.last)
    )


def among(activity: Activity, query: Query, name: str) -> bool:
    values = {
        "sector": activity.sectors,
        "org": activity.organisations,
        "status": [activity.status],
        "acts_at": [location.acts_at for location in activity.locations],
    }
    return not query.lists[name] or chosen(values[name], query.lists[name])


FILTERS: dict[str, Callable[[Activity, Query], bool]] = {
    "place": in_places,
    "programme": in_programmes,
    "period": in_period,
    **{name: partial(among, name=name) for name in ("sector", "org", "status", "acts_at")},
}
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
    "year": "period",
}


def counts(row: Row, kind: str) -> bool:
    """Whether a measurement may be a figure: preferred, whole, of people where a result."""
    whole = row["preferred"] == "true" and not row["part_of"]
    return whole and row["kind"] == kind and (kind != "result" or row["unit"] == "persons")


def has_subject(activity: Activity, row: Row) -> bool:
    subjects = {
        "activities": [activity.id],
        "phases": activity.phases,
        "programmes": [activity.programme],
    }
    return row["subject"] in subjects[row["subject_table"]]


def stands_in(scope: tuple[str, ...], places: tuple[str, ...]) -> bool | None:
    """Whether a scope lies inside the places asked for; None where they are apart."""
    if not places:
        return True
    asked = [COUNTRY if place == NATIONAL else place for place in places if place != UNPLACED]
    if not scope and UNPLACED in places:
        return True
    if scope and all(any(lies_in(code, place) for place in asked) for code in scope):
        return True
    overlaps = any(
        lies_in(code, place) or lies_in(place, code) or (code == COUNTRY and place != COUNTRY)
        for code in scope
        for place in asked
    )
    return False if overlaps else None
