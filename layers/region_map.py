"""The map: units shaded by their activities, with the places known more closely as points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.coverage import unit_states
from geodata.effective_places import COARSER, FORMER, SPECIAL
from geodata.framing import frame_of, lies_in, units_in
from geodata.gazetteer import COUNTRY
from geodata.sites import Site
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.description import Mark
from layers.reading import Reading
from layers.shading import LegendEntry, Shade, Shading


@dataclass(frozen=True)
class Point:
    """A point of the map; ``event`` marks a city where activities met that act elsewhere.

    ``count`` is the number of activities that share it, and ``several`` whether the point stands
    for more than one place or activity.
    """

    lon: float
    lat: float
    text: str
    count: str
    several: bool
    event: bool


@dataclass(frozen=True)
class Edge:
    """A place outlined over the units; ``strong`` where it is framed or chosen.

    ``aside`` marks a neighbour of the framed place, which is drawn in quiet grey. ``label`` is its
    name, "" where the map does not write it.
    """

    code: str
    label: str
    strong: bool
    aside: bool


@dataclass(frozen=True)
class MapDescription:
    """What the map shows: a colour for each unit of a level inside a frame, and points.

    ``frame`` is the code of the place that the map frames. ``colours`` stand in the order of
    ``marks``. ``around`` names the regions beside the frame, and ``edges`` the places outlined, of
    the levels in ``edge_levels``. ``stripes`` are units with the colours of their stripes.
    ``notes`` says how the figures add up; ``absent`` counts the regions that are not in the
    sources, at whatever level.
    """

    title: str
    unit: str
    level: str
    frame: str
    marks: tuple[Mark, ...]
    colours: tuple[str, ...]
    legend: tuple[LegendEntry, ...]
    elsewhere: tuple[Mark, ...]
    points: tuple[Point, ...]
    around: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]
    boundary: str
    absent: int
    notes: tuple[str, ...]
    stripes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counted: bool = True


def describe(reading: Reading, sites: Sequence[Site] = ()) -> MapDescription:
    """Describe the figures of the units in the frame, and the points of matching activities.

    Parameters
    ----------
    reading : Reading
        The answer to draw; its view tells the level and what is framed.
    sites : sequence of Site
        The points of the matching activities.

    Returns
    -------
    MapDescription
        One mark for each unit in the order of their codes. A unit without a matching activity has
        the value 0; its text and colour say what that means, see `geodata.coverage.unit_states`.
        ``elsewhere`` holds the activities that belong to no unit of the level: national, place not
        stated, former regions, and known only at a coarser level; whatever is framed, they are
        those of the country. Points are in EPSG:4326.
    """
    view, words = reading.answer.view, reading.words
    frame = frame_of(view.place, view.level)
    figures = {row.id: row.value for row in reading.rows(view.level)}
    codes = units_in(reading.catalogue.gazetteer, frame, view.level)
    states = unit_states(reading.catalogue.record, view, codes, figures)
    breaks = count_breaks([figures.get(code, 0) for code in codes])
    colours = {code: _colour(states[code], figures.get(code, 0), breaks) for code in codes}
    return MapDescription(
        title=words.t("map.title" if view.level == "region" else f"map.title_{view.level}"),
        unit=words.t(f"unit.{view.count}"),
        level=view.level,
        frame=frame,
        marks=tuple(_mark(reading, code, figures, states[code]) for code in codes),
        colours=tuple(colours.values()),
        legend=_legend(reading, colours, figures, states),
        elsewhere=tuple(
            _mark(reading, key, figures, "documented") for key in SPECIAL if figures.get(key)
        ),
        points=tuple(_point(reading, site) for site in sites),
        around=tuple(_around(reading, frame)),
        edges=tuple(_edges(reading, frame)),
        boundary=view.boundary,
        absent=_absent(reading),
        notes=tuple(_notes(reading, frame, figures)),
    )


def shaded(described: MapDescription, shading: Shading) -> MapDescription:
    """Colour a map by another question than how many activities there are.

    Parameters
    ----------
    described : MapDescription
        The map of the counted activities, whose frame, level and borders stay.
    shading : Shading
        What the question tells of each unit.

    Returns
    -------
    MapDescription
        With the shading's colours, words and legend; a unit that it leaves out is not in our
        sources. Marks are labelled where their shade has a text.
    """
    none = Shade(theme.STATES["not_in_sources"], "–")
    own = {mark.key: shading.shades.get(mark.key, none) for mark in described.marks}
    return replace(
        described,
        title=shading.title,
        unit=shading.unit,
        marks=tuple(
            replace(
                mark,
                text=own[mark.key].told,
                value=own[mark.key].weight,
                written=own[mark.key].text,
            )
            for mark in described.marks
        ),
        colours=tuple(theme.LIGHT[shade.token] for shade in own.values()),
        stripes=tuple(
            (code, tuple(theme.LIGHT[token] for token in shade.stripes))
            for code, shade in own.items()
            if shade.stripes
        ),
        legend=shading.legend,
        counted=False,
        elsewhere=(),
        points=described.points if shading.points else (),
        notes=shading.notes,
    )


def _absent(reading: Reading) -> int:
    documented = [row.id for row in reading.rows("region")]
    regions = reading.catalogue.gazetteer.codes("region")
    states = unit_states(reading.catalogue.record, reading.answer.view, regions, documented)
    return list(states.values()).count("not_in_sources")


def _notes(reading: Reading, frame: str, figures: Mapping[str, float]) -> Iterator[str]:
    level = reading.answer.view.level
    if frame == COUNTRY:
        yield from reading.excess(level)
    if figures.get(FORMER):
        yield reading.words.t("map.former_note")
    if figures.get(COARSER):
        yield reading.words.t("map.coarser_note")


def _around(reading: Reading, frame: str) -> Iterator[tuple[str, str]]:
    """Name the regions beside the one that is framed, or that the framed province lies in."""
    if frame != COUNTRY:
        for code in reading.catalogue.gazetteer.codes("region"):
            if not lies_in(frame, code):
                yield code, reading.label("region", code)


def _edges(reading: Reading, frame: str) -> Iterator[Edge]:
    """Outline what is coarser than the units: the frame, what is chosen, and borders between."""
    view, gazetteer = reading.answer.view, reading.catalogue.gazetteer
    bounds: tuple[str, ...] = ()
    if view.level == "province":
        bounds = gazetteer.codes("region") if frame == COUNTRY else (frame,)
    elif view.level == "commune":
        bounds = (*units_in(gazetteer, frame[:2], "province"), frame[:2])
    for code in bounds:
        # Communes have no names on the map: those of their provinces tell where one is.
        named = view.level == "commune" and code not in (frame, frame[:2])
        yield Edge(
            code=code,
            label=reading.label("province", code) if named else "",
            strong=code == frame or code in view.place,
            aside=not lies_in(code, frame) and not lies_in(frame, code),
        )


def _colour(state: str, value: float, breaks: Sequence[float]) -> str:
    if state == "documented":
        return theme.colour_of(class_of(value, breaks), len(breaks))
    return theme.EMPTY[state]


def _mark(reading: Reading, key: str, figures: Mapping[str, float], state: str) -> Mark:
    view = reading.answer.view
    value = figures.get(key, 0)
    shown = any(lies_in(key, place) or lies_in(place, key) for place in view.place)
    return Mark(
        key=key,
        label=reading.label(view.level, key),
        value=value,
        text=reading.number(value) if value else reading.words.t(f"state.{state}"),
        share=0.0,
        selected=key in view.place,
        dimmed=bool(view.place) and not shown,
        written=reading.number(value) if value else "",
    )


def _legend(
    reading: Reading,
    colours: Mapping[str, str],
    figures: Mapping[str, float],
    states: Mapping[str, str],
) -> tuple[LegendEntry, ...]:
    """Name the colours in use: what emptiness means first, then classes from low to high."""
    empty = [
        LegendEntry(colour, reading.words.t(f"state.{state}"), state=state)
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
    words = reading.words
    name = reading.label("commune", site.commune)
    if site.others:
        name = words.n("map.places_near", site.others, name=name)
    lines = [
        f"<b>{name}</b>",
        words.n("map.acting" if site.acts else "map.meeting", site.activities),
        *([words.n("map.meeting", site.meetings)] if site.meetings else ()),
    ]
    return Point(
        lon=site.lon,
        lat=site.lat,
        text="<br>".join(lines),
        count=reading.number(site.activities),
        several=site.activities > 1 or site.others > 0,
        event=not site.acts,
    )
