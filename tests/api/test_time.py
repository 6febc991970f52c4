"""The endpoint of the calendar agrees with the view and says how sure each date is."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient


def get(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/time?lang=en&{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_row_has_its_days(client: TestClient) -> None:
    first = get(client, "")["rows"][0]
    assert first == {
        "id": "A",
        "programme": "m4sd",
        "status": "done",
        "years": [2016, 2017],
        "start": {
            "date": "2016-03",
            "precision": "month",
            "first": "2016-03-01",
            "last": "2016-03-31",
        },
        "end": {
            "date": "2017-02",
            "precision": "month",
            "first": "2017-02-01",
            "last": "2017-02-28",
        },
        "until": None,
        "first": "2016-03-01",
        "last": "2017-02-28",
    }


@pytest.mark.parametrize("query", ["", "place=02&count=allocated", "from=2020&to=2021", "place=12"])
def test_years_and_undated_are_those_of_the_view(client: TestClient, query: str) -> None:
    found = get(client, query)
    view = client.get(f"/api/v1/view?lang=en&{query}").json()
    expected = [(int(row["id"]), row["value"]) for row in view["by"]["year"] if row["id"].isdigit()]
    assert [(one["year"], one["value"]) for one in found["years"]] == expected
    assert len(found["undated"]) == found["undated_count"] == view["totals"]["undated"]


def test_what_is_unknown_is_named(client: TestClient) -> None:
    assert get(client, "place=99")["ignored"] == [
        {"parameter": "place", "value": "99", "reason": "unknown_value"}
    ]
