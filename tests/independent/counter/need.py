"""A census figure of every unit of the map, beside what is done there."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.independent.counter.census import LEGAL, MUNICIPAL, Census, Indicator
from tests.independent.counter.classes import exact
from tests.independent.counter.count import Counter
from tests.independent.counter.figures import Figure, funding, people
from tests.independent.counter.filters import Query, parse
from tests.independent.counter.places import COUNTRY, FORMER, NATIONAL, UNPLACED, is_former, lies_in

UNEMPLOYMENT = "labour_unemployment_rate"
DOTS = {"region": 0, "province": 1, "commune": 3}
BY_100_000 = 100_000


@dataclass(frozen=True)
class Asked:
    """What is asked of the census, and which parameters of it were replaced."""

    indicator: Indicator
    group: str
    census: str
    replaced: frozenset[str]

    @property
    def years(self) -> tuple[str, ...]:
        return ("2014", "2024") if self.census == "change" else (self.census,)

    @property
    def measure(self) -> str:
        if self.census != "change":
            return "value"
        return {"rate": "points", "count": "percent"}.get(self.indicator.kind, "difference")

    @property
    def decimals(self) -> int:
        return 1 if self.measure == "percent" else self.indicator.decimals


@dataclass(frozen=True)
class Need:
    value: Fraction | None
    first: float | None
    last: float | None
    reason: str
    renumbered: bool


def asked_of(census: Census, parameters: Mapping[str, str]) -> Asked:
    replaced = set()
    wanted = parameters.get("indicator", "")
    if wanted not in census.indicators:
        replaced.add("indicator")
    indicator = census.indicators.get(wanted) or census.indicators[UNEMPLOYMENT]
    group = parameters.get("group", "total")
    if group not in indicator.groups:
        replaced.add("group")
        group = indicator.groups[0]
    year = parameters.get("census", "2024")
    has = len(indicator.years) > 1 if year == "change" else year in indicator.years
    if not has:
        replaced.add("census")
        year = indicator.years[-1]
    return Asked(indicator, group, year, frozenset(replaced))


def frame_of(query: Query) -> str:
    """The deepest place that has all those chosen and is coarser than the level."""
    chosen = query.lists["place"]
    if not chosen or any("." not in place and not place.isdigit() for place in chosen):
        return COUNTRY
    parts = chosen[0].split(".")
    above = [".".join(parts[:length]) for length in (2, 1) if length <= len(parts)]
    for place in above:
        if place.count(".") < DOTS[query.level] and all(lies_in(each, place) for each in chosen):
            return place
    return COUNTRY


def level_of(query: Query, frame: str) -> str:
    return "province" if query.level == "commune" and frame == COUNTRY else query.level


def around(frame: str) -> list[str]:
    """The country, and what a frame lies in, down to itself."""
    parts = [] if frame == COUNTRY else frame.split(".")
    return [COUNTRY, *(".".join(parts[: at + 1]) for at in range(len(parts)))]


def need_of(census: Census, asked: Asked, code: str) -> Need:
    figures = {
        year: census.figure(asked.indicator.id, code, year, asked.group) for year in asked.years
    }
    renumbered = asked.census == "change" and code in census.moved
    if asked.census != "change":
        (found,) = figures.values()
        reason = "" if found is not None else reason_of(census, asked, code, figures)
        return Need(None if found is None else exact(found), None, None, reason, renumbered)
    first, last = figures["2014"], figures["2024"]
    change = None
    if first is not None and last is not None and (first or asked.measure != "percent"):
        change = exact(last) - exact(first)
        if asked.measure == "percent":
            change = Fraction(round(change * 1000 / exact(first)), 10)
    reason = "" if change is not None else reason_of(census, asked, code, figures)
    return Need(change, first, last, reason, renumbered)


def reason_of(census: Census, asked: Asked, code: str, figures: Mapping[str, float | None]) -> str:
    """Why there is no figure: the first reason that holds."""
    past = "2014" in asked.years
    if past and not census.figure(LEGAL, code, "2014", "total"):
        return "not_counted_2014"
    if any(not census.figure(MUNICIPAL, code, year, asked.group) for year in asked.years):
        return "no_people"
    if past and figures["2014"] is None and code in census.by_arrondissement:
        return "by_arrondissement_2014"
    if past and figures["2014"] == 0:
        return "zero_2014"
    return "not_published"


@dataclass(frozen=True)
class Against:
    unit: str
    values: dict[str, Fraction]
    figures: dict[str, frozenset[str]]
    left_out: dict[str, str]


def against_of(counter: Counter, query: Query, kind: str, units: list[str], level: str) -> Against:
    """What the need of each unit is set against."""
    if kind == "activities":
        return Against("", activities_in(counter, query, level), {}, {})
    stated = counter.figures.stated(counter.matching(query, "place"), ())
    figures = people(stated) if kind == "people" else funding(stated)
    places = {each.id: place_of(each, units) for each in figures}
    inside = [each for each in figures if places[each.id] in units]
    left_out = {id_: place for id_, place in places.items() if place not in units}
    unit = currency_of(inside)
    for each in inside:
        if each.unit != unit:
            left_out[each.id] = "currency"
    values: dict[str, Fraction] = {}
    names: dict[str, frozenset[str]] = {}
    for each in inside:
        if each.unit == unit:
            code = places[each.id]
            values[code] = max(values.get(code, each.value), each.value)
            names[code] = names.get(code, frozenset()) | {each.id}
    return Against(unit, values, names, left_out)


def activities_in(counter: Counter, query: Query, level: str) -> dict[str, Fraction]:
    values: dict[str, Fraction] = {}
    for each in counter.matching(query, "place"):
        for row, part in each.parts[level].items():
            share = part if query.rule == "allocated" else Fraction(1)
            values[row] = values.get(row, Fraction()) + share
    return values


def place_of(figure: Figure, units: Iterable[str]) -> str:
    """The one unit that a figure lies in, or why it lies in none."""
    if not figure.scope:
        return UNPLACED
    if COUNTRY in figure.scope:
        return NATIONAL
    if any(map(is_former, figure.scope)):
        return FORMER
    for unit in units:
        if all(lies_in(code, unit) for code in figure.scope):
            return unit
    return "several"


def currency_of(figures: Iterable[Figure]) -> str:
    """The currency of most figures, of equally many the first by its code."""
    tally = Tally(each.unit for each in figures)
    return min(tally, key=lambda unit: (-tally[unit], unit), default="")


@dataclass(frozen=True)
class Needs:
    asked: Asked
    frame: str
    around: dict[str, Need]
    units: dict[str, Need]
    population: dict[str, Fraction]
    activities: dict[str, Fraction]
    against: Against

    def by_100_000(self, code: str) -> Fraction | None:
        value, population = self.against.values.get(code), self.population.get(code)
        return value * BY_100_000 / population if value is not None and population else None

    def rank(self, code: str) -> int | None:
        own = self.units[code].value
        values = [need.value for need in self.units.values() if need.value is not None]
        return None if own is None else 1 + sum(value > own for value in values)


def needs_of(counter: Counter, census: Census, parameters: Mapping[str, str]) -> Needs:
    query, asked = parse(parameters), asked_of(census, parameters)
    frame = frame_of(query)
    level = level_of(query, frame)
    units = census.units(level, frame)
    population = {code: census.figure(LEGAL, code, "2024", "total") for code in units}
    return Needs(
        asked=asked,
        frame=frame,
        around={code: need_of(census, asked, code) for code in around(frame)},
        units={code: need_of(census, asked, code) for code in units},
        population={code: exact(value) for code, value in population.items() if value is not None},
        activities=activities_in(counter, query, level),
        against=against_of(counter, query, parameters.get("against", "activities"), units, level),
    )
