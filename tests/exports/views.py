"""Figures of views, and what the data endpoints answer to the same query."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi.testclient import TestClient

from app import create_services
from exports import figures
from exports.figures import Figure
from exports.table import Cell
from layers.theme import PALETTES
from pictures.box import Box
from pictures.canvas import Canvas
from settings import load_settings
from tests.api.conftest import make_client
from tests.ui.services import example
from ui.page import open_page
from ui.services import Services


@cache
def real() -> Services:
    """Return the services of the record itself."""
    return create_services(load_settings({}))


def ask(path: str, query: str, services: Services | None = None) -> dict[str, Any]:
    """Return what an endpoint answers."""
    response = _client(services or example()).get(f"/api/v1/{path}?{query}")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


_CLIENTS: dict[int, TestClient] = {}


def _client(services: Services) -> TestClient:
    return _CLIENTS.setdefault(id(services), make_client(services))


def find(name: str, query: str, services: Services | None = None) -> Figure | None:
    """Return the figure of a view, None where the page has none."""
    return figures.figure(open_page(services or example(), query), name)


def made(name: str, query: str, services: Services | None = None) -> Figure:
    """Return the figure of a view that has it."""
    found = find(name, query, services)
    assert found is not None
    return found


def rows(figure: Figure) -> list[dict[str, Cell]]:
    """Return the rows of the table of a figure, each by the names of its columns."""
    names = [column.name for column in figure.table.columns]
    found = [dict(zip(names, row, strict=True)) for row in figure.table.rows]
    assert len(found) == figure.table.count
    return found


def drawn(
    figure: Figure, lang: str, size: tuple[float, float] = (1150, 500), theme: str = "light"
) -> tuple[Canvas, Box]:
    """Draw a figure into a box that does not begin where the picture does."""
    canvas = Canvas(PALETTES[theme], lang, "rtl" if lang == "ar" else "ltr")
    box = Box(31, 17, *size)
    assert figure.draw is not None
    figure.draw(canvas, box)
    return canvas, box
