"""Need against activity: a census figure of every unit, and what is done there.

``docs/counting.md`` defines every figure, ``docs/census.md`` those of the census.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geodata.boundaries import load_boundaries
from geodata.census import NOT_COUNTED_2014, NOT_PUBLISHED, YEARS, Indicator
from geodata.effective_places import NATIONAL, UNPLACED
from geodata.framing import frame_of, lies_in, units_in
from geodata.gazetteer import COUNTRY, LEVELS, is_former, level_of
from geodata.key_figures import stated_figures

if TYPE_CHECKING:
    from geodata.answer import Answer, StatedFigure
    from geodata.catalogue import Catalogue
    from geodata.census import Census
    from geodata.view_state import ViewState

DEFAULT = "labour_unemployment_rate"
"""The indicator where a view names none."""
SUGGESTED = (
    "labour_unemployment_rate", "labour_activity_rate", "illiteracy_rate_10_plus",
    "schooling_rate_6_to_11", "education_higher", "population_legal", "amenities_running_water",
    "urban_dwellings_deficit_rate",
)  # fmt: skip
"""Indicators that matter most where migration and development are the question."""
POPULATION = "population_legal"
DENSITY = "population_density"
"""People per square kilometre: computed, hence no indicator of the census."""
CHANGE = "change"
PER = 100_000
NEED = "need"
"""Dimension of the key of a census figure of the view, such as ``need:02``."""

NO_PEOPLE = "no_people"
ZERO_2014 = "zero_2014"
REASONS = (
    "not_counted_2014", "by_arrondissement_2014", NO_PEOPLE, ZERO_2014, NOT_PUBLISHED,
)  # fmt: skip
"""Why a unit has no figure."""
SEVERAL, FORMER = "several", "former"


@dataclass(frozen=True, slots=True)
class Reading:
    """A census figure of one unit.

    ``value`` is what is shown; with ``first`` and ``last``, those of 2014 and 2024, where it is a
    change. All are None where the HCP publishes none, and ``reason`` is then one of `REASONS`.
    ``renumbered`` marks a commune that had another code in 2014.
    """

    code: str
    value: float | None
    first: float | None = None
    last: float | None = None
    reason: str = ""
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the map with its need and what is done there.

    ``rank`` is 1 for the highest figure; equal figures share it. ``population`` is the legal
    population of 2024. ``activities`` is the figure of the view's rule, 0 where our sources have
    none. ``against`` is what the need is set against and ``per_100000`` that by 100,000 people,
    None where our sources have nothing; ``figures`` are the stated figures wholly inside.
    """

    need: Reading
    rank: int | None
    population: float | None
    activities: float
    against: float | None
    per_100000: float | None
    figures: tuple[StatedFigure, ...] = ()

    @property
    def code(self) -> str:
        """HCP code of the unit."""
        return self.need.code


@dataclass(frozen=True)
class Need:
    """Need against activity in the units of a level and frame.

    ``indicator``, ``group`` and ``census`` are those shown, which ``replaced`` names where they
    are not those asked for (``indicator``, ``group``, ``census``). ``measure`` tells what a value
    is: ``value`` in the unit of the indicator, ``points`` (a change in percentage points),
    ``difference`` (a change in its unit) or ``percent`` (a change in percent of 2014).
    ``references`` are the figures of what the units lie in, the country first. ``unit`` is
    ``persons`` or the currency of the figures set against the need, "" for activities.
    ``left_out`` are the stated figures that belong to no single unit, with the reason
    (``national``, ``unplaced``, ``former``, ``several``) and ``currency`` those in another one.
    """

    view: ViewState
    indicator: Indicator
    group: str
    census: str
    measure: str
    replaced: tuple[str, ...]
    frame: str
    units: tuple[Unit, ...]
    references: tuple[Reading, ...]
    unit: str = ""
    left_out: tuple[tuple[str, StatedFigure], ...] = ()

    @property
    def decimals(self) -> int:
        """Decimals of a value."""
        return 1 if self.measure == "percent" else self.indicator.decimals

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of the census figures shown."""
        years = YEARS if self.census == CHANGE else (int(self.census),)
        return self.indicator.sources_of(years)


def has_indicator(census: Census, id_: str) -> bool:
    """Tell whether need can be shown by an indicator: one of the census, or the density."""
    return id_ == DENSITY or census.has(id_)


def indicators(census: Census) -> tuple[Indicator, ...]:
    """Return every indicator in the order of topics; the density stands beside the population."""
    known = census.indicators()
    place = next(i for i, one in enumerate(known) if one.id == POPULATION) + 1
    return (*known[:place], _density(census), *known[place:])


def need(view: ViewState, answer: Answer, catalogue: Catalogue, census: Census) -> Need:
    """Set a census figure of every unit against what is done there.

    Parameters
    ----------
    view
        What is asked, at a level that can be drawn.
    answer
        The catalogue's answer to it, with the figures of its level.
    catalogue, census
        The record, and the census table.

    Returns
    -------
    Need
        The units of the level in the frame, in the order of their codes.
    """
    one, group, asked, replaced = _shown(view, census)
    frame = frame_of(view.place, view.level)
    codes = units_in(catalogue.gazetteer, frame, view.level)
    found = _readings(census, one, codes, (group, asked))
    readings = [found.get(code, Reading(code, None, reason=NOT_PUBLISHED)) for code in codes]
    around = (COUNTRY, *(place for place in _above(frame) if place != COUNTRY))
    inside, left_out, unit = _stated(view, catalogue, codes)
    return Need(
        view=view,
        indicator=one,
        group=group,
        census=asked,
        measure=_measure(one, asked),
        replaced=replaced,
        frame=frame,
        units=tuple(_units(view, answer, readings, (census, inside))),
        references=tuple(_readings(census, one, around, (group, asked)).values()),
        unit=unit,
        left_out=left_out,
    )


def figure_of(view: ViewState, census: Census, code: str) -> Reading:
    """Return the census figure of any unit, or of the country, as `need` shows those of a level."""
    one, group, asked, _replaced = _shown(view, census)
    return _readings(census, one, (code,), (group, asked))[code]


def population_sources(census: Census) -> tuple[str, ...]:
    """Return the sources of the population that figures by 100,000 inhabitants divide by."""
    return census.indicator(POPULATION).sources_of(YEARS[-1:])


def _shown(view: ViewState, census: Census) -> tuple[Indicator, str, str, tuple[str, ...]]:
    """Return indicator, group and census that there are, and which of them were not asked for."""
    id_ = view.indicator or DEFAULT
    one = _density(census) if id_ == DENSITY else census.indicator(id_)
    group = view.group if view.group in one.groups else one.groups[0]
    years = tuple(map(str, one.years))
    there = (*years, *([CHANGE] if one.years == YEARS else ()))
    asked = view.census if view.census in there else years[-1]
    pairs = {
        "indicator": (view.indicator, id_),
        "group": (view.group, group),
        "census": (view.census, asked),
    }
    return one, group, asked, tuple(name for name, (was, now) in pairs.items() if was != now)


def _measure(one: Indicator, asked: str) -> str:
    if asked != CHANGE:
        return "value"
    return {"count": "percent", "rate": "points"}.get(one.kind, "difference")


def _above(frame: str) -> tuple[str, ...]:
    """Return a frame and what it lies in, from coarse to fine."""
    parts = frame.split(".")
    return tuple(".".join(parts[: end + 1]) for end in range(len(parts)))


def _readings(
    census: Census, one: Indicator, codes: tuple[str, ...], asked: tuple[str, str]
) -> Mapping[str, Reading]:
    """Return the figures of those codes that the census knows, in their order."""
    group, year = asked
    known = [code for code in codes if code in census.codes(level_of(code))]
    if year != CHANGE:
        values = _figures(census, one, known, (int(year), group))
        return {
            code: _single(census, (code, group), int(year), value)
            for code, value in zip(known, values, strict=True)
        }
    first, last = (_figures(census, one, known, (year, group)) for year in YEARS)
    return {
        code: _changed(census, one, (code, group), ends)
        for code, ends in zip(known, zip(first, last, strict=True), strict=True)
    }


def _single(census: Census, unit: tuple[str, str], year: int, value: float) -> Reading:
    code, group = unit
    if math.isnan(value):
        return Reading(code, None, reason=_reason(census, code, (year,), group))
    return Reading(code, value)


def _changed(
    census: Census,
    one: Indicator,
    unit: tuple[str, str],
    ends: tuple[float, float],
) -> Reading:
    code, group = unit
    first, last = map(_number, ends)
    value, reason = None, ""
    if first is None or last is None:
        reason = _reason(census, code, YEARS, group)
    elif one.kind != "count":
        value = round(last - first, one.decimals)
    elif first:
        value = round(100 * (last - first) / first, 1)
    else:
        reason = ZERO_2014
    return Reading(code, value, first, last, reason, census.is_renumbered(code))


def _reason(census: Census, code: str, years: tuple[int, ...], group: str) -> str:
    if YEARS[0] in years and math.isnan(census.value(POPULATION, code, YEARS[0])):
        return NOT_COUNTED_2014
    # Of a part of the people, the census may have none in a unit: a rural commune has no city.
    people = [census.value("population_municipal", code, year, group) for year in years]
    if group != "total" and any(math.isnan(number) or not number for number in people):
        return NO_PEOPLE
    if YEARS[0] in years and census.by_arrondissement(code):
        return "by_arrondissement_2014"
    return NOT_PUBLISHED


def _figures(
    census: Census, one: Indicator, codes: list[str], asked: tuple[int, str]
) -> list[float]:
    if one.id != DENSITY:
        return census.values(one.id, codes, *asked).tolist()
    people = census.values(POPULATION, codes, *asked).tolist()
    areas = (_areas(level_of(code))[code] for code in codes)
    return [round(many / area, one.decimals) for many, area in zip(people, areas, strict=True)]


@cache
def _areas(level: str) -> dict[str, float]:
    """Return the areas of a level, of the boundaries shown, in square kilometres by code."""
    if level == "country":
        return {COUNTRY: sum(_areas(LEVELS[0]).values())}
    boundaries = load_boundaries(level)
    return dict(zip(boundaries["code"], boundaries["area_km2"].tolist(), strict=True))


def _density(census: Census) -> Indicator:
    people = census.indicator(POPULATION)
    nothing: Mapping[str, str] = MappingProxyType({})
    return Indicator(
        id=DENSITY, topic=people.topic, topics=people.topics, names=nothing, definitions=nothing,
        unit="persons_per_km2", kind="index", decimals=1, denominator="", years=YEARS,
        groups=("total",), sources=people.sources,
    )  # fmt: skip


def _units(
    view: ViewState,
    answer: Answer,
    readings: list[Reading],
    beside: tuple[Census, Mapping[str, tuple[StatedFigure, ...]]],
) -> Iterator[Unit]:
    census, inside = beside
    people = census.frame(POPULATION, view.level, YEARS[-1]).to_dict()
    activities = {row.id: row.value for row in answer.by[view.level]}
    values = sorted((one.value for one in readings if one.value is not None), reverse=True)
    ranks = {value: rank for rank, value in reversed(list(enumerate(values, start=1)))}
    for one in readings:
        figures = inside.get(one.code, ())
        count = activities.get(one.code, 0)
        # No two stated figures are added: people may be the same in both.
        greatest = max((figure.value for figure in figures), default=0)
        against = count if view.against == "activities" else greatest
        population = _number(people.get(one.code, math.nan))
        yield Unit(
            need=one,
            rank=None if one.value is None else ranks[one.value],
            population=population,
            activities=count,
            against=against or None,
            per_100000=PER * against / population if against and population else None,
            figures=figures,
        )


def _stated(
    view: ViewState, catalogue: Catalogue, codes: tuple[str, ...]
) -> tuple[Mapping[str, tuple[StatedFigure, ...]], tuple[tuple[str, StatedFigure], ...], str]:
    """Place the stated figures in the one unit that their scope lies in."""
    if view.against == "activities":
        return {}, (), ""
    anywhere = catalogue.choose(view).leaving_out("place")
    wanted = [
        figure
        for figure in stated_figures(catalogue.figures, catalogue.facets, anywhere, ())
        if (figure.is_people if view.against == "people" else figure.is_funding)
    ]
    placed = {figure.id: _unit_of(figure, codes) for figure in wanted}
    unit = _commonest(figure.unit for figure in wanted if placed[figure.id] in codes)
    inside: dict[str, tuple[StatedFigure, ...]] = {}
    left_out = []
    for figure in wanted:
        place = placed[figure.id]
        if place not in codes:
            left_out.append((place, figure))
        elif figure.unit != unit:
            left_out.append(("currency", figure))
        else:
            inside[place] = (*inside.get(place, ()), figure)
    return inside, tuple(left_out), unit


def _commonest(units: Iterator[str]) -> str:
    """Return the unit that most figures are in; of several the first by name, "" of none."""
    counts = Counter(units)
    return min(counts, key=lambda unit: (-counts[unit], unit), default="")


def _unit_of(figure: StatedFigure, codes: tuple[str, ...]) -> str:
    """Return the one unit that a scope lies in wholly, or why there is none."""
    if not figure.scope:
        return UNPLACED
    if COUNTRY in figure.scope:
        return NATIONAL
    if any(is_former(code) for code in figure.scope):
        return FORMER
    units = (code for code in codes if all(lies_in(part, code) for part in figure.scope))
    return next(units, SEVERAL)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
