"""What Dash itself holds: the address, the map, and the way the panels' HTML travels."""

from __future__ import annotations

from dash import dcc, html

from geodata.gazetteer import level_of
from layers import map_figure
from ui import ids
from ui.guides import guides


def layout() -> html.Div:
    """Lay out Dash's components.

    Returns
    -------
    dash.html.Div
        Location, stores and the map's graph, without any figure of the record.
    """
    points = {code: point for code, point in guides().labels.items() if level_of(code) == "region"}
    address = guides().address
    figure = map_figure.figure(address("regions"), address("land"), points)
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh="callback-nav"),
            dcc.Store(id=ids.FRAGMENTS),
            dcc.Store(id=ids.MORPHED),
            dcc.Graph(
                id=ids.MAP,
                figure=figure,
                responsive=True,
                config={
                    "displayModeBar": False,
                    "scrollZoom": False,
                    "doubleClick": False,
                    # Plotly would ask a foreign host for its world map before drawing anything.
                    "topojsonURL": "/assets/topology/",
                },
            ),
        ]
    )
