from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from settings import load_settings
from tests.independent.combinations import combinations
from tests.independent.comparing import disagreements
from tests.independent.counter.rows import tables_of

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

COMMUNE_DOTS = 3


def test_some_views_are_counted_alike(client: TestClient, counter: Counter) -> None:
    assert disagreements(client, counter, combinations(counter, 300, seed=2024)) == ""


@pytest.mark.long
def test_many_views_are_counted_alike(client: TestClient, counter: Counter) -> None:
    assert disagreements(client, counter, combinations(counter, 10_000, seed=10_587)) == ""


def test_places_of_every_kind_are_counted_alike(client: TestClient, counter: Counter) -> None:
    places = ("national", "unplaced", "former", "02", "02.411", "02.411.01.23", "03")
    rules = ("distinct", "touches", "allocated")
    views = [
        {"place": place, "count": rule, "level": "province"} for place in places for rule in rules
    ]
    assert disagreements(client, counter, views) == ""


def test_no_activity_is_placed_by_its_point_alone() -> None:
    # The counter goes by codes: a point that makes a code finer needs the boundaries.
    rows = tables_of(load_settings({}).data)["activity_locations"]
    coarse = [row for row in rows if row["lat"] and row["code"].count(".") < COMMUNE_DOTS]
    assert [row for row in coarse if row["acts_at"] in ("site", "commune")] == []
