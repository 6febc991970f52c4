"""What Dash itself holds: the address, the map, and the way the panels' HTML travels."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dash import dcc, html

from layers import map_figure
from ui import ids


def layout(asset_url: Callable[[str], str], assets: Path) -> html.Div:
    """Lay out Dash's components.

    Parameters
    ----------
    asset_url : callable
        Gives the address of a file under ``assets/``.
    assets : pathlib.Path
        The folder of the assets, which holds the points of the regions' labels.

    Returns
    -------
    dash.html.Div
        Location, stores and the map's graph, without any figure of the record.
    """
    points = json.loads((assets / "geo" / "labels.json").read_text(encoding="utf-8"))
    figure = map_figure.figure(asset_url("geo/regions.json"), asset_url("geo/land.json"), points)
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
                    "topojsonURL": asset_url("topology/").split("?")[0],
                },
            ),
        ]
    )
