"""Builds the application from settings, catalogue, page, callbacks and data endpoints."""

from __future__ import annotations

import os
from pathlib import Path

import uvicorn
from fastapi import FastAPI

import api
import callbacks
from api.middleware import install
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from settings import Settings, load_settings
from ui.index import PageDash
from ui.layout import layout
from ui.routes import add_page
from ui.services import Services

ASSETS = Path(__file__).parent / "assets"


def create_app(services: Services) -> FastAPI:
    """Build the server: data endpoints, page, callbacks, and what guards them."""
    server = api.create_server()
    api.register(server, services)
    app = PageDash(
        __name__,
        server=server,  # type: ignore[arg-type]  # Dash's annotation knows Flask only
        backend="fastapi",
        assets_folder=str(ASSETS),
        title=services.translators[services.settings.language].t("app.title"),
        update_title="",
        add_log_handler=False,
        enable_mcp=False,
    )
    # Every callback here is one short request; a socket would only be one more connection.
    app.backend.websocket_capability = False
    app.layout = layout(app.get_asset_url, ASSETS)
    callbacks.register(app, services)
    add_page(server, app, services)
    install(server, app.csp_hashes(), services.settings, app.callback_map)
    return server


def create_services(settings: Settings) -> Services:
    """Read the record, the gazetteer and the languages."""
    gazetteer = load_gazetteer()
    joined = load(settings.data, gazetteer)
    return Services(
        settings=settings,
        catalogue=joined.catalogue,
        sites=joined.sites,
        gazetteer=gazetteer,
        translators={lang: Translator(lang) for lang in LANGUAGES},
    )


def create_server() -> FastAPI:
    """Build the server from the environment: what each worker process runs."""
    return create_app(create_services(load_settings(os.environ)))


def main() -> None:
    """Serve the dashboard until interrupted."""
    settings = load_settings(os.environ)
    uvicorn.run(
        "app:create_server",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level=settings.log_level,
    )


if __name__ == "__main__":
    main()
