from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dash import ALL, Dash, Input, Output, State, dcc, html
from fastapi.testclient import TestClient

import api
from api import middleware
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def upper(text: str, suffix: str) -> tuple[str, int]:
    return text.upper() + suffix, len(text)


def named(values: Sequence[str]) -> str:
    return "+".join(values)


def small_dash(assets: Path, **environ: str) -> Dash:
    """A Dash app on our server, with each kind of callback that a page can have."""
    server = api.create_server()
    app = Dash("small", server=server, backend="fastapi", assets_folder=str(assets))  # type: ignore[arg-type]
    app.layout = html.Div(
        [
            dcc.Input(id="text", value="ab"),
            dcc.Store(id="suffix", data="!"),
            html.P(id="shown"),
            html.P(id="length"),
            html.P(id="names"),
            html.P(id="clientside"),
        ]
    )
    app.callback(
        Output("shown", "children"),
        Output("length", "children"),
        Input("text", "value"),
        State("suffix", "data"),
    )(upper)
    app.callback(Output("names", "children"), Input({"name": ALL}, "value"))(named)
    app.clientside_callback(
        "(text) => text", Output("clientside", "children"), Input("text", "value")
    )
    settings = load_settings({"DATA": str(assets), **environ})
    middleware.install(server, app.csp_hashes(), settings, app.callback_map)
    return app


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assets")
    (folder / "large.js").write_text("window.large = 1;\n" * 10_000, encoding="utf-8")
    (folder / "tiny.css").write_text("p { margin: 0 }", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG" + bytes(2_000))
    return folder


@pytest.fixture(scope="module")
def client(assets: Path) -> Iterator[TestClient]:
    with TestClient(small_dash(assets).server) as client:
        yield client
