"""The same job in plain Dash: what an ordinary, careful Dash application makes of the record.

Frames in memory with categories and positions in place of texts, dropdowns, one callback for
everything, Plotly Express figures, the regions' geometry by its address. It does less: its figures
by a dimension do not leave that dimension's own filter out, and there is one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from fastapi import FastAPI

from geodata.gazetteer import Gazetteer
from geodata.record import Record
from settings import load_settings

ROWS = 20
REGION = r"^(\d\d)"
OUTPUTS = ("map", "sectors", "phases", "years", "table", "figures", "shown")


@dataclass(frozen=True)
class Frames:
    """The record as this application keeps it; ``activity`` is a row of ``activities``."""

    activities: pd.DataFrame
    regions: pd.DataFrame
    sectors: pd.DataFrame
    phases: pd.DataFrame
    organisations: pd.DataFrame
    options: dict[str, dict[str, str]]


def load_frames(record: Record, gazetteer: Gazetteer) -> Frames:
    """Prepare the frames once, so that a gesture only filters and counts."""
    positions = pd.Series(range(len(record.activities)), index=record.activities["id"])
    regions = record.activity_locations.assign(
        region=record.activity_locations["code"].str.extract(REGION, expand=False)
    )
    regions["region"] = pd.Categorical(regions["region"], gazetteer.codes("region"))
    return Frames(
        activities=_activities(record),
        regions=_links(regions.dropna(subset="region"), "region", positions),
        sectors=_links(record.activity_sectors, "sector", positions),
        phases=_links(record.activity_phases, "phase", positions),
        organisations=_links(record.activity_organisations, "organisation", positions),
        options={
            "place": {code: gazetteer.name(code, "fr") for code in gazetteer.codes("region")},
            "sector": _names(record.sectors, "name_fr"),
            "phase": _names(record.phases, "label_fr"),
        },
    )


def _activities(record: Record) -> pd.DataFrame:
    kept = record.activities[["title_fr", "programme", "status", "start", "end"]]
    return kept.assign(
        programme=kept["programme"].astype("category"),
        status=kept["status"].astype("category"),
        year=pd.to_numeric(kept["start"].str.slice(0, 4), errors="coerce").astype("Int16"),
    )


def _links(table: pd.DataFrame, column: str, positions: pd.Series[int]) -> pd.DataFrame:
    activity = table["activity"].map(positions)
    links = pd.DataFrame({"activity": activity, column: table[column].astype("category")})
    return links.drop_duplicates(ignore_index=True)


def _names(table: pd.DataFrame, column: str) -> dict[str, str]:
    return dict(zip(table["id"], table[column], strict=True))


def create_app(frames: Frames) -> FastAPI:
    """Build the application on the same kind of server as ours."""
    server = FastAPI()
    app = Dash(
        __name__,
        server=server,  # type: ignore[arg-type]  # Dash's annotation knows Flask only
        backend="fastapi",
        assets_folder=str(load_settings({}).data.parent / "assets"),
        # Our page's own scripts and styles are no part of this application.
        assets_ignore=r".*\.(js|css)",
        compress=True,
        enable_mcp=False,
    )
    app.backend.websocket_capability = False
    app.layout = _layout(frames)

    @app.callback(
        *(Output(name, "children" if name in OUTPUTS[4:] else "figure") for name in OUTPUTS),
        Input("place", "value"),
        Input("sector", "value"),
        Input("phase", "value"),
    )
    def answer(
        place: list[str] | None, sector: list[str] | None, phase: list[str] | None
    ) -> tuple[Any, ...]:
        return show(frames, place or [], sector or [], phase or [])

    return server


def _layout(frames: Frames) -> html.Div:
    dropdowns = [
        dcc.Dropdown(options, id=name, multi=True, placeholder=name)
        for name, options in frames.options.items()
    ]
    config: Any = {"displayModeBar": False, "topojsonURL": "/assets/topology/"}
    graphs = [
        html.Div(dcc.Graph(id=name, config=config), style={"width": "50%"}) for name in OUTPUTS[:4]
    ]
    return html.Div(
        [
            html.H1("Activités par région"),
            html.Div(dropdowns),
            html.P(id="shown"),
            html.Div(id="figures", style={"display": "flex", "gap": "2rem"}),
            html.Div(graphs, style={"display": "flex", "flexWrap": "wrap"}),
            html.Div(id="table"),
        ]
    )


def show(frames: Frames, place: list[str], sector: list[str], phase: list[str]) -> tuple[Any, ...]:
    """Answer a gesture: four figures, table, key figures, and the filters in words."""
    chosen = _chosen(frames, place, sector, phase)
    regions = _count(frames.regions, "region", chosen)
    caption = "; ".join(", ".join(values) for values in (place, sector, phase))
    return (
        _map(regions),
        _bars(frames, "sector", _count(frames.sectors, "sector", chosen)),
        _bars(frames, "phase", _count(frames.phases, "phase", chosen)),
        _years(chosen),
        _table(chosen),
        _figures(frames, chosen, regions),
        caption,
    )


def _chosen(frames: Frames, place: list[str], sector: list[str], phase: list[str]) -> pd.DataFrame:
    chosen = frames.activities
    for links, column, values in (
        (frames.regions, "region", place),
        (frames.sectors, "sector", sector),
        (frames.phases, "phase", phase),
    ):
        if values:
            matching = links.loc[links[column].isin(values), "activity"]
            chosen = chosen[chosen.index.isin(matching)]
    return chosen


def _count(links: pd.DataFrame, column: str, chosen: pd.DataFrame) -> pd.DataFrame:
    matching = links[links["activity"].isin(chosen.index)]
    counts = matching[column].value_counts(sort=False)
    return counts.rename_axis(column).reset_index(name="activities")


def _map(regions: pd.DataFrame) -> go.Figure:
    figure = px.choropleth(
        regions,
        geojson="/assets/geo/regions.json",
        locations="region",
        featureidkey="properties.code",
        color="activities",
        color_continuous_scale="Blues",
    )
    figure.update_geos(fitbounds="locations", visible=False)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, uirevision="map")
    return figure


def _bars(frames: Frames, column: str, counts: pd.DataFrame) -> go.Figure:
    named = counts.assign(name=counts[column].astype("object").map(frames.options[column]))
    figure = px.bar(named, x="activities", y="name", orientation="h", text="activities")
    figure.update_layout(uirevision=column, yaxis={"title": None, "autorange": "reversed"})
    return figure


def _years(chosen: pd.DataFrame) -> go.Figure:
    counts = chosen["year"].value_counts().sort_index().reset_index(name="activities")
    figure = px.bar(counts, x="year", y="activities")
    figure.update_layout(uirevision="years")
    return figure


def _table(chosen: pd.DataFrame) -> html.Table:
    first = chosen.nlargest(ROWS, "year")
    columns = ("title_fr", "programme", "status", "start", "end")
    rows = first[list(columns)].astype("object").to_numpy().tolist()
    head = html.Thead(html.Tr([html.Th(name) for name in columns]))
    return html.Table([head, html.Tbody([html.Tr([html.Td(v) for v in row]) for row in rows])])


def _figures(frames: Frames, chosen: pd.DataFrame, regions: pd.DataFrame) -> list[html.Div]:
    organisations = frames.organisations
    involved = organisations[organisations["activity"].isin(chosen.index)]["organisation"]
    values = {
        "activities": len(chosen),
        "programmes": chosen["programme"].nunique(),
        "organisations": involved.nunique(),
        "regions": int((regions["activities"] > 0).sum()),
    }
    return [
        html.Div([html.B(f"{value:,}", id=f"figure-{name}"), html.Span(f" {name}")])
        for name, value in values.items()
    ]
