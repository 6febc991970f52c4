"""The map's figure: what never changes is drawn once, the rest is patched in by trace."""

from __future__ import annotations

from typing import Any

from geodata.gazetteer import COUNTRY
from layers import map_parts, theme
from layers.map_guides import COUNTRY_VIEW, UN_LINE, Guides
from layers.map_parts import CHOSEN_LINE, COUNTED_SIZE, DIGIT, DIMMED, SITE_SIZE, UNIT_LINES
from layers.region_map import MapDescription

# The figure is a square, FRAME times as wide as what has to be seen, of which the style sheet shows
# as much as the card has room for, so that land and sea reach the card's edges in any shape of it.
# The whole world is laid out and looked at closely: in Mercator, to 85°, it is as high as it is
# wide.
FRAME = 1.9
WORLD = {"lon": (-180, 180), "lat": (-85, 85)}
NOTHING = "rgba(0,0,0,0)"
# Positions of the traces in the figure: patches address them by number.
LAND, UNITS, STRIPES, OUTLINE, EDGES, LINE, SITES, LABELS = range(8)
# How many sets of stripes a unit is cut into: two, three or four colours take turns in twelve.
STRIPE_TURNS = 12


def figure(
    geometry: str, land: str, label_points: dict[str, tuple[float, float]]
) -> dict[str, Any]:
    """Draw the map without any figures: what never changes while the page is open.

    Parameters
    ----------
    geometry, land : str
        Addresses of the regions' and the land's web geometry (GeoJSON, rings clockwise).
    label_points : dict of str to (float, float)
        Longitude and latitude of each region's label, EPSG:4326.

    Returns
    -------
    dict of str to object
        Plotly's figure as plain values, such as `plotly.graph_objects.Figure` takes: its classes
        take a third of a second to load, and bring a template along. Traces in the order `LAND`,
        `UNITS`, `STRIPES`, `OUTLINE`, `EDGES`, `LINE`, `SITES`, `LABELS`; `values` fills them.
    """
    codes = sorted(label_points)
    traces = [
        _land(land),
        _units(geometry, codes),
        _stripes(geometry),
        _outline(geometry),
        _edges(geometry),
        _line(),
        _sites(),
        _labels(codes, label_points),
    ]
    return {"data": traces, "layout": _layout()}


def _layout() -> dict[str, Any]:
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": NOTHING,
        "showlegend": False,
        "uirevision": "map",
        "dragmode": False,
        "font": {"family": theme.FONT},
        "hoverlabel": {
            "bgcolor": theme.CARD,
            "bordercolor": theme.HAIRLINE,
            "font": {"family": theme.FONT, "size": 13, "color": theme.INK},
            "align": "left",
        },
        "geo": {
            "projection": {"type": "mercator", "scale": 360 / (COUNTRY_VIEW.width * FRAME)},
            "center": {"lon": COUNTRY_VIEW.lon, "lat": COUNTRY_VIEW.lat},
            "visible": False,
            "bgcolor": NOTHING,
            "lonaxis": {"range": WORLD["lon"]},
            "lataxis": {"range": WORLD["lat"]},
        },
    }


def _choropleth(address: str, codes: list[str], **own: Any) -> dict[str, Any]:  # noqa: ANN401
    """Draw units of a file of geometry; what is told of them says how."""
    return {
        "type": "choropleth",
        "geojson": address,
        "featureidkey": "properties.code",
        "locations": codes,
        "z": [0] * len(codes),
        "showscale": False,
        "hoverinfo": "skip",
        **own,
    }


def _land(address: str) -> dict[str, Any]:
    return _choropleth(
        address,
        ["land"],
        **_between(theme.LAND, theme.AROUND),
        marker={"line": {"color": theme.HAIRLINE, "width": 0}},
    )


def _units(address: str, codes: list[str]) -> dict[str, Any]:
    line = {"color": "#FFFFFF", "width": 1}
    return _choropleth(address, codes, **_flat(), marker={"line": line}, hoverinfo="text")


def _stripes(address: str) -> dict[str, Any]:
    return _choropleth(address, [], **_flat(), marker={"line": {"width": 0}})


def _outline(address: str) -> dict[str, Any]:
    line = {"color": theme.INK, "width": CHOSEN_LINE}
    return _choropleth(address, [], **_between(NOTHING, NOTHING), marker={"line": line})


def _edges(address: str) -> dict[str, Any]:
    line = {"color": theme.BORDER, "width": 1}
    return _choropleth(address, [], **_between(NOTHING, theme.AROUND), marker={"line": line})


def _between(low: str, high: str) -> dict[str, Any]:
    return {"zmin": 0, "zmax": 1, "colorscale": [[0, low], [1, high]]}


def _flat() -> dict[str, Any]:
    """Make a step of each colour: a class is a step, and nothing lies between two."""
    last = len(theme.SCALE) - 1
    return {
        "zmin": 0,
        "zmax": last,
        "colorscale": [[step / last, colour] for step, colour in enumerate(theme.SCALE)],
        "unselected": {"marker": {"opacity": DIMMED}},
    }


def _line() -> dict[str, Any]:
    return {
        "type": "scattergeo",
        **UN_LINE,
        "mode": "lines",
        "hoverinfo": "skip",
        "visible": False,
        "line": {"color": theme.INK, "width": map_parts.UN_LINE_WIDTH, "dash": "dash"},
    }


def _sites() -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "lon": [],
        "lat": [],
        "mode": "markers+text",
        "hoverinfo": "text",
        "textfont": {"family": theme.FONT, "size": 10.5, "color": theme.INK},
        "marker": {
            "size": SITE_SIZE,
            "opacity": 1,
            "color": theme.MARK,
            "line": {"color": "#FFFFFF", "width": 1.5},
        },
    }


def _labels(codes: list[str], points: dict[str, tuple[float, float]]) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "lon": [points[code][0] for code in codes],
        "lat": [points[code][1] for code in codes],
        "mode": "text",
        "hoverinfo": "skip",
        "textfont": {"family": theme.FONT, "size": 11, "color": theme.INK},
    }


def values(
    description: MapDescription, direction: str, guides: Guides
) -> dict[tuple[Any, ...], Any]:
    """Find what changes in the figure when the view changes.

    Parameters
    ----------
    description : MapDescription
        What the map is to show.
    direction : str
        ``rtl`` where the words are read from right to left, so that hover text is isolated.
    guides : Guides
        Where places lie, and the addresses of their geometry.

    Returns
    -------
    dict of tuple to object
        New values by their path in the figure: ``("data", 1, "z")`` and the like. Geometry is an
        address, which the browser loads once.
    """
    mark, close = ("\u2067", "\u2069") if direction == "rtl" else ("", "")
    chosen = [m.key for m in description.marks if m.selected]
    geometry = guides.address(map_parts.units_geometry(description))
    return {
        **_framed(description, guides),
        **_around(description, guides),
        ("data", UNITS, "geojson"): geometry,
        ("data", UNITS, "locations"): [m.key for m in description.marks],
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
        ("data", UNITS, "marker", "line", "width"): UNIT_LINES[description.level],
        **_striped(description, geometry, guides),
        ("data", OUTLINE, "geojson"): geometry,
        ("data", OUTLINE, "locations"): chosen,
        ("data", OUTLINE, "z"): [0] * len(chosen),
        ("data", LINE, "visible"): description.boundary == "un",
        **_site_values(description, mark, close),
        **_label_values(description, guides),
    }


def _striped(
    description: MapDescription, geometry: str, guides: Guides
) -> dict[tuple[Any, ...], Any]:
    """Lay stripes over units: each unit's are cut into `STRIPE_TURNS` that take turns in colour."""
    drawn = [
        (f"{code}/{turn}", colours[turn % (len(colours) + 1) - 1])
        for code, colours in description.stripes
        for turn in range(STRIPE_TURNS)
        if turn % (len(colours) + 1)
    ]
    return {
        ("data", STRIPES, "geojson"): _stripes_of(description, guides) if drawn else geometry,
        ("data", STRIPES, "locations"): [stripe for stripe, _colour in drawn],
        ("data", STRIPES, "z"): [theme.SCALE.index(colour) for _stripe, colour in drawn],
    }


def _stripes_of(description: MapDescription, guides: Guides) -> str:
    region = description.frame[:2]
    if description.level == "commune":
        return guides.address(f"stripes-{region}")
    # Close by, the stripes of the country's map would be as wide as a province.
    close = description.level == "province" and description.frame != COUNTRY
    return guides.address(f"stripes-{description.level}s" + (f"-{region}" if close else ""))


def _framed(description: MapDescription, guides: Guides) -> dict[tuple[Any, ...], Any]:
    view = guides.view_of(description.frame)
    return {
        ("layout", "geo", "center"): {"lon": view.lon, "lat": view.lat},
        ("layout", "geo", "projection", "scale"): 360 / (view.width * FRAME),
    }


def _around(description: MapDescription, guides: Guides) -> dict[tuple[Any, ...], Any]:
    """Draw what lies around the frame in grey, and the places that the units lie in as outlines."""
    codes = [code for code, _name in description.around]
    edges = map_parts.edges(description)
    lines = [map_parts.edge_line(edge) for edge in edges]
    return {
        ("data", LAND, "geojson"): guides.address(map_parts.land_geometry(description)),
        ("data", LAND, "locations"): ["land", *codes],
        ("data", LAND, "z"): [0, *(1 for _code in codes)],
        ("data", LAND, "marker", "line", "width"): [0, *(1 for _code in codes)],
        ("data", EDGES, "geojson"): guides.address(map_parts.edges_geometry(description)),
        ("data", EDGES, "locations"): [edge.code for edge in edges],
        ("data", EDGES, "z"): [int(edge.aside) for edge in edges],
        ("data", EDGES, "marker", "line", "width"): [width for _token, width in lines],
        ("data", EDGES, "marker", "line", "color"): [theme.LIGHT[token] for token, _width in lines],
    }


def _site_values(description: MapDescription, mark: str, close: str) -> dict[tuple[Any, ...], Any]:
    points = description.points
    return {
        ("data", SITES, "lon"): [point.lon for point in points],
        ("data", SITES, "lat"): [point.lat for point in points],
        ("data", SITES, "text"): [point.count if point.several else "" for point in points],
        ("data", SITES, "hovertext"): [f"{mark}{point.text}{close}" for point in points],
        ("data", SITES, "marker", "size"): [
            SITE_SIZE if not point.several else COUNTED_SIZE + DIGIT * (len(point.count) - 1)
            for point in points
        ],
        ("data", SITES, "marker", "symbol"): [
            "circle-open" if point.event and not point.several else "circle" for point in points
        ],
        ("data", SITES, "marker", "color"): [
            theme.CARD if point.event and point.several else theme.MARK for point in points
        ],
        ("data", SITES, "marker", "line", "color"): [
            theme.MARK if point.event and point.several else "#FFFFFF" for point in points
        ],
    }


def _label_values(description: MapDescription, guides: Guides) -> dict[tuple[Any, ...], Any]:
    """Write names and numbers, the greatest first: the page drops a label that hits another."""
    labels = map_parts.labels(description, guides)
    return {
        ("data", LABELS, "lon"): [label.lon for label in labels],
        ("data", LABELS, "lat"): [label.lat for label in labels],
        ("data", LABELS, "text"): [_label_text(label) for label in labels],
        ("data", LABELS, "textfont", "color"): [theme.LIGHT[label.token] for label in labels],
    }


def _label_text(label: map_parts.Label) -> str:
    lines = label.lines
    if len(lines) > 1:
        # Each has the direction of its own letters: a hyphen at its end would else turn around.
        lines = tuple(f"\u2068{line}\u2069" for line in lines)
    return "<br>".join((*((f"<b>{label.number}</b>",) if label.number else ()), *lines))
