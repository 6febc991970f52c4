"""The map: regions shaded by their activities, with the places known more closely as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from geodata.sites import Site
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.description import Mark
from layers.reading import Reading

# What the map shows (degrees, EPSG:4326): its middle, and the width that has to be seen. The frame
# is a square, FRAME times as wide as that, of which the style sheet shows as much as the card has
# room for, so that land and sea reach the card's edges in any shape of it. The whole world is laid
# out and looked at closely: in Mercator, to 85°, it is as high as it is wide.
MIDDLE = {"lon": -9.2, "lat": 28.8}
WIDTH = 18.2
FRAME = 1.9
WORLD = {"lon": (-180, 180), "lat": (-85, 85)}
# Positions of the traces in the figure: patches address them by number.
LAND, UNITS, OUTLINE, LINE, SITES, LABELS = range(6)
# The line that United Nations products show, dashed, at 27°40′N (degrees, EPSG:4326).
UN_LINE = {"lon": (-13.17, -8.667), "lat": (27.6667, 27.6667)}


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
            LegendClass(colour_of(index, len(breaks)), low if low == high else f"{low}–{high}", 0)
        )
    counts = [classes.count(index) for index in range(len(entries))]
    return tuple(
        LegendClass(entry.colour, entry.text, count)
        for entry, count in zip(entries, counts, strict=True)
        if count
    )


def colour_of(index: int, classes: int) -> str:
    """Colour of a class: few classes are spread over the whole scale.

    Parameters
    ----------
    index : int
        The class, 0 for units without activities.
    classes : int
        How many classes there are above 0.

    Returns
    -------
    str
        A colour as ``#RRGGBB``.
    """
    if index == 0:
        return theme.SEQUENCE[0]
    steps = len(theme.SEQUENCE) - 1
    return theme.SEQUENCE[
        steps if classes == 1 else 1 + round((index - 1) * (steps - 1) / (classes - 1))
    ]


def _site(reading: Reading, site: Site) -> Point:
    name = reading.label("commune", site.commune)
    return Point(site.lon, site.lat, f"{name}: {reading.number(site.activities)}", not site.acts)


def figure(geometry: str, land: str, label_points: dict[str, tuple[float, float]]) -> go.Figure:
    """Draw the map without any figures: what never changes while the page is open.

    Parameters
    ----------
    geometry, land : str
        Addresses of the regions' and the land's web geometry (GeoJSON, rings clockwise).
    label_points : dict of str to (float, float)
        Longitude and latitude of each region's label, EPSG:4326.

    Returns
    -------
    plotly.graph_objects.Figure
        Traces in the order `LAND`, `UNITS`, `OUTLINE`, `LINE`, `SITES`, `LABELS`; `values`
        fills them.
    """
    codes = sorted(label_points)
    shape = {"geojson": geometry, "featureidkey": "properties.code", "showscale": False}
    flat = [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
    fig = go.Figure(
        [
            go.Choropleth(
                geojson=land,
                locations=["land"],
                z=[0],
                showscale=False,
                hoverinfo="skip",
                colorscale=[[0, theme.LAND], [1, theme.LAND]],
                marker_line_width=0,
            ),
            go.Choropleth(
                **shape,
                locations=codes,
                z=[0] * len(codes),
                zmin=0,
                zmax=1,
                marker_line={"color": "#FFFFFF", "width": 1},
                hoverinfo="text",
            ),
            go.Choropleth(
                **shape,
                locations=[],
                z=[],
                colorscale=flat,
                hoverinfo="skip",
                marker_line={"color": theme.INK, "width": 2.5},
            ),
            go.Scattergeo(
                **UN_LINE,
                mode="lines",
                hoverinfo="skip",
                visible=False,
                line={"color": theme.INK, "width": 1.2, "dash": "dash"},
            ),
            go.Scattergeo(
                lon=[],
                lat=[],
                mode="markers",
                hoverinfo="skip",
                marker={"size": 9, "color": theme.MARK, "line": {"color": "#FFFFFF", "width": 1.5}},
            ),
            go.Scattergeo(
                lon=[label_points[code][0] for code in codes],
                lat=[label_points[code][1] for code in codes],
                mode="text",
                hoverinfo="skip",
                textfont={"family": theme.FONT, "size": 12, "color": theme.INK},
            ),
        ]
    )
    fig.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        uirevision="map",
        dragmode=False,
        font={"family": theme.FONT},
        hoverlabel={
            "bgcolor": theme.CARD,
            "bordercolor": theme.HAIRLINE,
            "font": {"family": theme.FONT, "size": 13, "color": theme.INK},
        },
        geo={
            "projection": {"type": "mercator", "scale": 360 / (WIDTH * FRAME)},
            "center": MIDDLE,
            "visible": False,
            "bgcolor": "rgba(0,0,0,0)",
            "lonaxis": {"range": WORLD["lon"]},
            "lataxis": {"range": WORLD["lat"]},
        },
    )
    return fig


def values(description: MapDescription, direction: str) -> dict[tuple[Any, ...], Any]:
    """Find what changes in the figure when the view changes.

    Parameters
    ----------
    description : MapDescription
        What the map is to show.
    direction : str
        ``rtl`` where the words are read from right to left, so that hover text is isolated.

    Returns
    -------
    dict of tuple to object
        New values by their path in the figure: ``("data", 1, "z")`` and the like.
    """
    classes = max(len(theme.SEQUENCE) - 1, 1)
    levels = max(description.classes, default=0)
    mark, close = ("\u2067", "\u2069") if direction == "rtl" else ("", "")
    hover = [f"{mark}<b>{m.label}</b><br>{m.text}{close}" for m in description.marks]
    return {
        ("data", UNITS, "z"): [_step(index, levels) for index in description.classes],
        ("data", UNITS, "colorscale"): _scale(),
        ("data", UNITS, "zmax"): classes,
        ("data", UNITS, "text"): hover,
        ("data", OUTLINE, "locations"): [m.key for m in description.marks if m.selected],
        ("data", OUTLINE, "z"): [0 for m in description.marks if m.selected],
        ("data", LINE, "visible"): description.boundary == "un",
        ("data", SITES, "lon"): [site.lon for site in description.sites],
        ("data", SITES, "lat"): [site.lat for site in description.sites],
        ("data", SITES, "marker", "symbol"): [
            "circle-open" if site.event else "circle" for site in description.sites
        ],
        ("data", LABELS, "text"): [
            f"{m.label}<br>{m.text}" if m.value else "" for m in description.marks
        ],
    }


def _step(index: int, classes: int) -> int:
    """Step of the colour scale of a class, spread as `colour_of` spreads it."""
    return theme.SEQUENCE.index(colour_of(index, classes))


def _scale() -> list[list[Any]]:
    """Colour scale with one flat step for each colour, for z from 0 to the last step."""
    last = len(theme.SEQUENCE) - 1
    return [[step / last, colour] for step, colour in enumerate(theme.SEQUENCE)]
