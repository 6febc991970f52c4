"""Orders of files, for tests of what is in them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from exports import formats
from exports.order import ACTIVITIES, Order, Progress, unheard
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from i18n.catalogues import load_translators
from settings import load_settings
from ui.page import open_page
from ui.services import Services

MADE = date(2026, 11, 22)


@cache
def embedded() -> Services:
    """Return the services of the embedded record."""
    settings = load_settings({})
    gazetteer = load_gazetteer()
    joined = load(settings.data, gazetteer, settings.suppress_below)
    return Services(settings, joined.catalogue, joined.sites, gazetteer, load_translators())


def order(
    query: str, what: str = ACTIVITIES, services: Services | None = None, *, hxl: bool = False
) -> Order:
    """Order a file of a view."""
    page = open_page(services or embedded(), query)
    address = f"https://jihat.example.org/?{query}"
    return Order(page, what, MADE, hxl=hxl, address=address)


def write(asked: Order, extension: str, folder: Path, progress: Progress = unheard) -> Path:
    """Write a file and return its path; nothing else may be left in the folder."""
    path = folder / f"made.{extension}"
    formats.discover()[extension].write(asked, path, progress)
    return path
