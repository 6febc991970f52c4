"""The map: regions shaded by their activities, with the places known more closely as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
class LegendClass:
    """One class of the legend and how many units are in it."""

    colour: str
    text: str
    units: int


@dataclass(frozen=True)
class MapDescription:
    """What the map shows: a class for each unit, and points."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    classes: tuple[int, ...]
    legend: tuple[LegendClass, ...]
    elsewhere: tuple[Mark, ...]
    sites: tuple[Point, ...]
    boundary: str


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
        One mark for each of the 12 regions in the order of their codes; a region without a
        matching activity has the value 0 and the class 0, "not in our sources".
        ``elsewhere`` holds the activities that belong to no region: national, and place not
        stated. Points are in EPSG:4326.
    """
    rows = {row.id: row.value for row in reading.rows("region")}
    codes = reading.catalogue.gazetteer.codes("region")
    values = [rows.get(code, 0) for code in codes]
    breaks = count_breaks(values)
    classes = tuple(class_of(value, breaks) for value in values)
    elsewhere = [key for key in ("national", "unplaced") if rows.get(key)]
    return MapDescription(
        title=reading.words.t("map.title"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        marks=tuple(_mark(reading, code, rows, max(values)) for code in codes),
        classes=classes,
        legend=_legend(reading, breaks, classes, values),
        elsewhere=tuple(_mark(reading, key, rows, max(values)) for key in elsewhere),
        sites=tuple(_site(reading, site) for site in sites),
        boundary=reading.answer.view.boundary,
    )


def _mark(reading: Reading, key: str, rows: dict[str, float], greatest: float) -> Mark:
    chosen = reading.answer.view.place
    value = rows.get(key, 0)
    return Mark(
        key=key,
        label=reading.label("region", key),
        value=value,
        text=reading.number(value) if value else reading.words.t("state.not_in_sources"),
        share=value / greatest if greatest else 0.0,
        selected=key in chosen,
        dimmed=bool(chosen) and key not in chosen,
    )


def _legend(
    reading: Reading,
    breaks: tuple[float, ...],
    classes: tuple[int, ...],
    values: list[float],
) -> tuple[LegendClass, ...]:
    entries = [LegendClass(theme.SEQUENCE[0], reading.words.t("state.not_in_sources"), 0)]
    for index in range(1, len(breaks) + 1):
        inside = [value for value, own in zip(values, classes, strict=True) if own == index]
        low, high = reading.number(min(inside)), reading.number(max(inside))
        entries.append(
            LegendClass(
                theme.colour_of(index, len(breaks)), low if low == high else f"{low}–{high}", 0
            )
        )
    counts = [classes.count(index) for index in range(len(entries))]
    return tuple(
        LegendClass(entry.colour, entry.text, count)
        for entry, count in zip(entries, counts, strict=True)
        if count
    )


def _site(reading: Reading, site: Site) -> Point:
    name = reading.label("commune", site.commune)
    return Point(site.lon, site.lat, f"{name}: {reading.number(site.activities)}", not site.acts)
