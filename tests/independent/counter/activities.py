"""The activities of the record, each with what it is counted by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.independent.counter.places import LEVELS, NATIONAL, REGIONS, place_of, row_at
from tests.independent.counter.rows import Row, Tables, Weights, evenly, grouped, scaled, union

UNDATED = "undated"
ROLES = ("funder", "implementer", "partner", "authority")
# The first part of a citation's row names the activity in these tables.
CITED_TABLES = (
    "activities",
    "activity_phases",
    "activity_locations",
    "activity_sectors",
    "activity_organisations",
)


@dataclass(frozen=True)
class Location:
    code: str
    acts_at: str
    basis: str
    share: Fraction | None

    @property
    def place(self) -> str:
        return place_of(self.code)


@dataclass(frozen=True)
class Activity:
    id: str
    programme: str
    status: str
    years: range
    phases: tuple[str, ...]
    sectors: Weights
    roles: dict[str, frozenset[str]]
    locations: tuple[Location, ...]
    sources: frozenset[str]

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The organisations that take part, whatever their roles."""
        return frozenset(union(self.roles.values()))

    @cached_property
    def places(self) -> Weights:
        """Each place and its part of the activity: by stated shares, else evenly."""
        shares: dict[str, Fraction] = defaultdict(Fraction)
        for location in self.locations:
            shares[location.place] += location.share or 0
        stated = all(location.share is not None for location in self.locations)
        return scaled(shares) if stated and any(shares.values()) else evenly(shares)

    @cached_property
    def levels(self) -> Weights:
        """The levels it acts at."""
        return evenly({location.acts_at for location in self.locations})

    @cached_property
    def covered(self) -> frozenset[str]:
        """The regions where it is under way or done: placed there, and not as a national act."""
        if self.status not in ("ongoing", "done"):
            return frozenset()
        known = (
            location.place
            for location in self.locations
            if location.basis in ("stated", "derived") and location.acts_at != NATIONAL
        )
        return frozenset(row_at(place, "region") for place in known) & frozenset(REGIONS)

    @cached_property
    def parts(self) -> dict[str, Weights]:
        """The rows of each dimension in which it counts, with its part in each."""
        return {
            **{level: self._parts_at(level) for level in LEVELS},
            "sector": self.sectors,
            "phase": evenly(self.phases),
            "organisation": evenly(self.organisations),
            "year": evenly(map(str, self.years)) or evenly([UNDATED]),
            "acts_at": self.levels,
            "programme": evenly([self.programme]),
            "status": evenly([self.status]),
        }

    def _parts_at(self, level: str) -> Weights:
        parts: dict[str, Fraction] = defaultdict(Fraction)
        for place, weight in self.places.items():
            parts[row_at(place, level)] += weight
        return dict(parts)


def activities_of(tables: Tables) -> Iterator[Activity]:
    """The activities of a protected record."""
    links = {name: grouped(tables[name], "activity") for name in CITED_TABLES[1:]}
    sources = sources_of(tables["citations"], *CITED_TABLES)
    for row in tables["activities"]:
        name = row["id"]
        organisations = links["activity_organisations"].get(name, [])
        yield Activity(
            id=name,
            programme=row["programme"],
            status=row["status"],
            years=years_of(row, today_of(row["programme"], tables["programmes"])),
            phases=tuple(link["phase"] for link in links["activity_phases"].get(name, [])),
            sectors=sector_weights(links["activity_sectors"].get(name, [])),
            roles=roles_of(organisations),
            locations=tuple(map(location_of, links["activity_locations"].get(name, []))),
            sources=frozenset(sources.get(name, ())),
        )


def roles_of(rows: list[Row]) -> dict[str, frozenset[str]]:
    """The organisations in each role."""
    return {
        role: frozenset(row["organisation"] for row in rows if row["role"] == role)
        for role in ROLES
    }


def sources_of(citations: Iterable[Row], *tables: str) -> dict[str, set[str]]:
    """The sources cited for each row; a link is cited for the row that it belongs to."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in citations:
        if row["table"] in tables:
            found[row["row"].split("/")[0]].add(row["source"])
    return found


def location_of(row: Row) -> Location:
    share = Fraction(row["share"]) if row["share"] else None
    return Location(row["code"], row["acts_at"], row["basis"], share)


def sector_weights(rows: list[Row]) -> Weights:
    stated = all(row["weight"] for row in rows)
    return scaled({row["sector"]: Fraction(row["weight"] if stated else 1) for row in rows})


def today_of(programme: str, programmes: list[Row]) -> str:
    """The day until which an activity that is under way is known to go on: its programme's."""
    (day,) = (row["data_as_of"] for row in programmes if row["id"] == programme)
    return day


def years_of(row: Row, today: str) -> range:
    """Every year from start to end; none without dates."""
    if not row["start"] and not row["end"]:
        return range(0)
    open_end = today if row["status"] == "ongoing" else row["start"]
    first, last = row["start"] or row["end"], row["end"] or open_end
    return range(int(first[:4]), max(int(first[:4]), int(last[:4])) + 1)
