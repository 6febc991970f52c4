"""Builds the application from settings, catalogue, page, callbacks and data endpoints."""

from __future__ import annotations

import gc
import os

import uvicorn
from fastapi import FastAPI

import api
import callbacks
from api.middleware import install
from exports.offer import OFFERS
from geodata.errors import JihatError
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from settings import Settings, SettingsError, load_settings
from ui.assets import FOLDER
from ui.index import PageDash
from ui.layout import layout
from ui.routes import add_page
from ui.services import Services


def create_app(services: Services) -> FastAPI:
    """Build the server: data endpoints, page, callbacks, and what guards them."""
    server = api.create_server()
    api.register(server, services)
    app = PageDash(
        __name__,
        server=server,  # type: ignore[arg-type]  # Dash's annotation knows Flask only
        backend="fastapi",
        assets_folder=str(FOLDER),
        # The page asks for all style sheets at once, and frames have scripts of their own.
        assets_ignore=r"\.css$|^(embed|bundle|present|story_editor)",
        title=services.translators[services.settings.language].t("app.title"),
        update_title="",
        add_log_handler=False,
        enable_mcp=False,
    )
    # Every callback here is one short request; a socket would only be one more connection.
    app.backend.websocket_capability = False
    app.layout = layout()
    callbacks.register(app, services)
    add_page(server, app, services)
    install(server, app.csp_hashes(), services.settings, app.callback_map)
    return server


def create_services(settings: Settings) -> Services:
    """Read the record, the gazetteer and the languages."""
    gazetteer = load_gazetteer()
    joined = load(settings.data, gazetteer, settings.suppress_below)
    return Services(
        settings=settings,
        catalogue=joined.catalogue,
        sites=joined.sites,
        gazetteer=gazetteer,
        translators={lang: Translator(lang) for lang in LANGUAGES},
        take_away=OFFERS,
    )


def create_server() -> FastAPI:
    """Build the server from the environment: what each worker process runs."""
    services = create_services(load_settings(os.environ))
    services.search.warm()
    server = create_app(services)
    # What was built stays for good: looking through it again and again would only cost pauses.
    gc.freeze()
    return server


def main() -> None:
    """Serve the dashboard until interrupted."""
    try:
        settings = load_settings(os.environ)
        # Built here as well when workers build their own: a bad record is told once, at once.
        server = create_server()
    except (JihatError, SettingsError) as error:
        raise SystemExit(f"Jihat cannot start.\n{error}") from None
    several = settings.workers > 1
    uvicorn.run(
        "app:create_server" if several else server,
        factory=several,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level=settings.log_level,
    )


if __name__ == "__main__":
    main()
