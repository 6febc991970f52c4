"""The map's figure: what never changes is drawn once, the rest is patched in by trace."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

from layers import theme
from layers.region_map import MapDescription

# What the map shows (degrees, EPSG:4326): its middle, and the width that has to be seen. The frame
# is a square, FRAME times as wide as that, of which the style sheet shows as much as the card has
# room for, so that land and sea reach the card's edges in any shape of it. The whole world is laid
# out and looked at closely: in Mercator, to 85°, it is as high as it is wide.
MIDDLE = {"lon": -9.2, "lat": 28.8}
WIDTH = 18.2
FRAME = 1.9
WORLD = {"lon": (-180, 180), "lat": (-85, 85)}
DIMMED = 0.55
NOTHING = "rgba(0,0,0,0)"
# Characters of a region's name that a line of its label holds.
LINE_LENGTH = 11
# Positions of the traces in the figure: patches address them by number.
LAND, UNITS, OUTLINE, LINE, SITES, LABELS = range(6)
# The line that United Nations products show, dashed, at 27°40′N (degrees, EPSG:4326).
UN_LINE = {"lon": (-13.17, -8.667), "lat": (27.6667, 27.6667)}


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
    fig = go.Figure(
        [
            _land(land),
            _units(geometry, codes),
            _outline(geometry),
            _line(),
            _sites(),
            _labels(codes, label_points),
        ]
    )
    fig.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=NOTHING,
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
            "bgcolor": NOTHING,
            "lonaxis": {"range": WORLD["lon"]},
            "lataxis": {"range": WORLD["lat"]},
        },
    )
    return fig


def _land(address: str) -> go.Choropleth:
    return go.Choropleth(
        geojson=address,
        locations=["land"],
        z=[0],
        showscale=False,
        hoverinfo="skip",
        colorscale=[[0, theme.LAND], [1, theme.LAND]],
        marker_line_width=0,
    )


def _units(address: str, codes: list[str]) -> go.Choropleth:
    last = len(theme.SCALE) - 1
    return go.Choropleth(
        geojson=address,
        featureidkey="properties.code",
        locations=codes,
        z=[0] * len(codes),
        zmin=0,
        zmax=last,
        # One flat step for each colour: a class is a step, and nothing lies between two.
        colorscale=[[step / last, colour] for step, colour in enumerate(theme.SCALE)],
        showscale=False,
        marker_line={"color": "#FFFFFF", "width": 1},
        unselected={"marker": {"opacity": DIMMED}},
        hoverinfo="text",
    )


def _outline(address: str) -> go.Choropleth:
    return go.Choropleth(
        geojson=address,
        featureidkey="properties.code",
        locations=[],
        z=[],
        showscale=False,
        colorscale=[[0, NOTHING], [1, NOTHING]],
        hoverinfo="skip",
        marker_line={"color": theme.INK, "width": 2.5},
    )


def _line() -> go.Scattergeo:
    return go.Scattergeo(
        **UN_LINE,
        mode="lines",
        hoverinfo="skip",
        visible=False,
        line={"color": theme.INK, "width": 1.2, "dash": "dash"},
    )


def _sites() -> go.Scattergeo:
    return go.Scattergeo(
        lon=[],
        lat=[],
        mode="markers",
        hoverinfo="text",
        marker={"size": 9, "color": theme.MARK, "line": {"color": "#FFFFFF", "width": 1.5}},
    )


def _labels(codes: list[str], points: dict[str, tuple[float, float]]) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[points[code][0] for code in codes],
        lat=[points[code][1] for code in codes],
        mode="text",
        hoverinfo="skip",
        textfont={"family": theme.FONT, "size": 11, "color": theme.INK},
    )


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
    mark, close = ("\u2067", "\u2069") if direction == "rtl" else ("", "")
    chosen = [m.key for m in description.marks if m.selected]
    return {
        ("data", UNITS, "z"): [theme.SCALE.index(colour) for colour in description.colours],
        # None where nothing is chosen: an empty list would dim every region.
        ("data", UNITS, "selectedpoints"): (
            [index for index, m in enumerate(description.marks) if not m.dimmed]
            if any(m.dimmed for m in description.marks)
            else None
        ),
        ("data", UNITS, "text"): [
            f"{mark}<b>{m.label}</b><br>{m.text}{close}" for m in description.marks
        ],
        ("data", OUTLINE, "locations"): chosen,
        ("data", OUTLINE, "z"): [0] * len(chosen),
        ("data", LINE, "visible"): description.boundary == "un",
        ("data", SITES, "lon"): [point.lon for point in description.points],
        ("data", SITES, "lat"): [point.lat for point in description.points],
        ("data", SITES, "text"): [f"{mark}{point.text}{close}" for point in description.points],
        ("data", SITES, "marker", "symbol"): [
            "circle-open" if point.event else "circle" for point in description.points
        ],
        ("data", LABELS, "text"): [
            f"<b>{m.text}</b><br>{_two_lines(m.label)}" if m.value else ""
            for m in description.marks
        ],
    }


def _two_lines(name: str) -> str:
    """Break a long name after the hyphen or space nearest its middle: neighbours lie close."""
    breaks = [place.end() for place in re.finditer("[- ]", name)]
    if len(name) <= LINE_LENGTH or not breaks:
        return name
    middle = min(breaks, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle].strip()}<br>{name[middle:]}"
