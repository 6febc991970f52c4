"""The view and the list of activities of the project's own record, counted independently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import app
from settings import load_settings
from tests.api.conftest import make_client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.testclient import TestClient

COLUMNS = {
    "region": "regions",
    "province": "provinces",
    "commune": "communes",
    "phase": "phases",
    "sector": "sectors",
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with make_client(app.create_services(load_settings({}))) as client:
        yield client


def ask(client: TestClient, path: str, query: str) -> Any:
    return client.get(f"/api/v1/{path}?{query}").json()


def figures(view: dict[str, Any], dimension: str) -> dict[str, int]:
    special = ("national", "unplaced", "former", "coarser")
    rows = view["by"][dimension]
    return {row["id"]: row["value"] for row in rows if row["id"] not in special}


@pytest.mark.parametrize("query", ["", "status=done", "from=2019&to=2021", "acts_at=region"])
def test_the_list_gives_the_figures_of_the_view(client: TestClient, query: str) -> None:
    view = ask(client, "view", query)
    activities = ask(client, "activities.json", query)
    assert view["totals"]["activities"] == len(activities)
    for dimension, column in COLUMNS.items():
        counted = Counter(id_ for activity in activities for id_ in activity[column])
        assert figures(view, dimension) == counted


def test_a_place_lists_the_activities_it_counts(client: TestClient) -> None:
    for region, value in figures(ask(client, "view", ""), "region").items():
        assert len(ask(client, "activities.json", f"place={region}")) == value


def test_every_figure_has_a_source(client: TestClient) -> None:
    view = ask(client, "view", "")
    known = {source["id"] for source in ask(client, "sources.json", "")}
    for rows in view["by"].values():
        for row in rows:
            assert row["source_ids"]
            assert set(row["source_ids"]) <= known
