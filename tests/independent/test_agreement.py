from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.independent.combinations import combinations
from tests.independent.comparing import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi.testclient import TestClient

    from tests.independent.counter import Counter

MANY_SHOWN = 40


def disagreements(client: TestClient, counter: Counter, views: Iterable[dict[str, str]]) -> str:
    """The first differences, a line each; empty where the views are counted alike."""
    lines = (line for view in views for line in differences(client, counter, view))
    return "\n".join(islice(lines, MANY_SHOWN))


def test_some_views_are_counted_alike(client: TestClient, counter: Counter) -> None:
    assert disagreements(client, counter, combinations(counter, 300, seed=2024)) == ""


@pytest.mark.long
def test_many_views_are_counted_alike(client: TestClient, counter: Counter) -> None:
    assert disagreements(client, counter, combinations(counter, 10_000, seed=10_587)) == ""


def test_places_of_every_kind_are_counted_alike(client: TestClient, counter: Counter) -> None:
    places = ("national", "unplaced", "02", "02.411", "02.411.01.23", "03")
    rules = ("distinct", "touches", "allocated")
    views = [
        {"place": place, "count": rule, "level": "province"} for place in places for rule in rules
    ]
    assert disagreements(client, counter, views) == ""
