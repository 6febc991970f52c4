"""What Dash itself holds: the address, the map, and the way the panels' HTML travels."""

from __future__ import annotations

import json

from dash import dcc, html

from layers import map_figure
from ui import assets, ids


def layout() -> html.Div:
    """Lay out Dash's components.

    Returns
    -------
    dash.html.Div
        Location, stores and the map's graph, without any figure of the record.
    """
    points = json.loads((assets.FOLDER / "geo" / "labels.json").read_text(encoding="utf-8"))
    figure = map_figure.figure(
        assets.address("geo/regions.json"), assets.address("geo/land.json"), points
    )
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
