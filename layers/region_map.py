"""The map: regions shaded by their activities, with the places known more closely as points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.coverage import region_states
from geodata.sites import Site
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.description import Mark
from layers.reading import Reading


@dataclass(frozen=True)
class Point:
    """A point of the map; ``event`` marks a city where activities met that act elsewhere."""

    lon: float
    lat: float
    text: str
    event: bool


@dataclass(frozen=True)
class LegendEntry:
    """One colour of the map and what it means."""

    colour: str
    text: str


@dataclass(frozen=True)
class MapDescription:
    """What the map shows: a colour for each unit, and points.

    ``colours`` stand in the order of ``marks``. ``notes`` says how the figures add up;
    ``absent`` counts the regions that are not in the sources.
    """

    title: str
    unit: str
    marks: tuple[Mark, ...]
    colours: tuple[str, ...]
    legend: tuple[LegendEntry, ...]
    elsewhere: tuple[Mark, ...]
    points: tuple[Point, ...]
    boundary: str
    absent: int
    notes: tuple[str, ...]


def describe(reading: Reading, sites: Sequence[Site] = ()) -> MapDescription:
    """Describe the regions' figures and the points of the matching activities.

    Parameters
    ----------
    reading : Reading
        The answer to draw.
    sites : sequence of Site
        The points of the matching activities.

    Returns
    -------
    MapDescription
        One mark for each of the 12 regions in the order of their codes. A region without a
        matching activity has the value 0; its text and colour say what that means, see
        `geodata.coverage.region_states`. ``elsewhere`` holds the activities that belong to no
        region of today: national, place not stated, and former regions. Points are in EPSG:4326.
    """
    figures = {row.id: row.value for row in reading.rows("region")}
    codes = reading.catalogue.gazetteer.codes("region")
    states = region_states(reading.catalogue.record, reading.answer.view, codes, figures)
    breaks = count_breaks([figures.get(code, 0) for code in codes])
    colours = {code: _colour(states[code], figures.get(code, 0), breaks) for code in codes}
    return MapDescription(
        title=reading.words.t("map.title"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        marks=tuple(_mark(reading, code, figures, states[code]) for code in codes),
        colours=tuple(colours.values()),
        legend=_legend(reading, colours, figures, states),
        elsewhere=tuple(
            _mark(reading, key, figures, "documented")
            for key in ("national", "unplaced", "former")
            if figures.get(key)
        ),
        points=tuple(_point(reading, site) for site in sites),
        boundary=reading.answer.view.boundary,
        absent=list(states.values()).count("not_in_sources"),
        notes=(
            *reading.excess("region"),
            *([reading.words.t("map.former_note")] if figures.get("former") else ()),
        ),
    )


def _colour(state: str, value: float, breaks: Sequence[float]) -> str:
    if state == "documented":
        return theme.colour_of(class_of(value, breaks), len(breaks))
    return theme.EMPTY[state]


def _mark(reading: Reading, key: str, figures: Mapping[str, float], state: str) -> Mark:
    chosen = reading.answer.view.place
    value = figures.get(key, 0)
    return Mark(
        key=key,
        label=reading.label("region", key),
        value=value,
        text=reading.number(value) if value else reading.words.t(f"state.{state}"),
        share=0.0,
        selected=key in chosen,
        dimmed=bool(chosen) and key not in chosen,
    )


def _legend(
    reading: Reading,
    colours: Mapping[str, str],
    figures: Mapping[str, float],
    states: Mapping[str, str],
) -> tuple[LegendEntry, ...]:
    """Name the colours in use: what emptiness means first, then classes from low to high."""
    empty = [
        LegendEntry(colour, reading.words.t(f"state.{state}"))
        for state, colour in theme.EMPTY.items()
        if state in states.values()
    ]
    shaded = [colour for colour in theme.SEQUENCE if colour in colours.values()]
    classes = []
    for colour in shaded:
        inside = [figures[code] for code, own in colours.items() if own == colour]
        low, high = reading.number(min(inside)), reading.number(max(inside))
        classes.append(LegendEntry(colour, low if low == high else f"{low}–{high}"))
    return (*empty, *classes)


def _point(reading: Reading, site: Site) -> Point:
    name = reading.label("commune", site.commune)
    return Point(site.lon, site.lat, f"{name}: {reading.number(site.activities)}", not site.acts)
