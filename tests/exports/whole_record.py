"""The whole record as it is served, for what has to agree with the data endpoints."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi.testclient import TestClient

import api
from app import create_services
from exports import figures
from settings import load_settings
from ui.page import open_page

if TYPE_CHECKING:
    from exports.figures import Figure
    from ui.services import Services


@cache
def services() -> Services:
    """The services of the committed record, whose boundaries an address may choose."""
    return create_services(load_settings({"BOUNDARY_OVERRIDE": "true"}))


@cache
def _client() -> TestClient:
    server = api.create_server()
    api.register(server, services())
    return TestClient(server)


def ask(path: str, query: str = "") -> Any:
    """What an endpoint answers."""
    answer = _client().get(f"/api/v1/{path}?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def figure(name: str, query: str) -> Figure:
    """A figure of a page, which has it."""
    found = figures.discover()[name].figure(open_page(services(), query))
    assert found is not None
    made: Figure = found
    return made


def column(found: Figure, name: str) -> dict[Any, Any]:
    """A column of the table of a figure, by the first."""
    at = [one.name for one in found.table.columns].index(name)
    return {row[0]: row[at] for row in found.table.rows}
