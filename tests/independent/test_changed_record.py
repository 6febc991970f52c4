"""The record with rows that need every rule: former regions, hidden places, few people, aims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from app import create_app, create_services
from settings import load_settings
from tests.independent.changing import UNITS, changed_copy
from tests.independent.combinations import combinations
from tests.independent.comparing import ask, disagreements
from tests.independent.counter.count import Counter
from tests.independent.public import activity_differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CENTRE = UNITS[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changed_copy(load_settings({}).data, tmp_path_factory.mktemp("changed"))


@pytest.fixture(scope="module")
def changed(folder: Path) -> Counter:
    return Counter(folder)


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    settings = load_settings({"DATA": str(folder)})
    with TestClient(create_app(create_services(settings))) as client:
        yield client


def test_views_are_counted_alike(client: TestClient, changed: Counter) -> None:
    assert disagreements(client, changed, combinations(changed, 150, seed=1997)) == ""


@pytest.mark.long
def test_many_views_are_counted_alike(client: TestClient, changed: Counter) -> None:
    assert disagreements(client, changed, combinations(changed, 3_000, seed=2015)) == ""


def test_nothing_but_the_public_is_listed(client: TestClient, changed: Counter) -> None:
    assert list(activity_differences(client, changed)) == []


def test_few_people_are_counted_nowhere(client: TestClient) -> None:
    hidden = {"psychosocial-663-men", "psychosocial-663-women", "earthquake-2200-women", "alone"}
    listed = client.get("/api/v1/activities.json").json()
    rows = [row for activity in listed for row in activity["measurements"]]
    assert {row["id"] for row in rows if row["value"] is None} == hidden
    assert hidden & {row["id"] for row in ask(client, {})["stated"]} == set()


def test_hidden_places_are_told_nowhere(client: TestClient) -> None:
    (activity,) = (
        row
        for row in client.get("/api/v1/activities.json").json()
        if row["id"] == "m4sd-psychosocial-support"
    )
    assert CENTRE not in str(activity)


def test_few_people_are_shown_where_the_deployment_says_so(folder: Path) -> None:
    settings = load_settings({"DATA": str(folder), "SUPPRESS_BELOW": "0"})
    with TestClient(create_app(create_services(settings))) as client:
        assert list(activity_differences(client, Counter(folder, below=0))) == []
