from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_every_source_is_listed(client: TestClient) -> None:
    assert client.get("/api/v1/sources.json").json() == [
        {
            "id": "report",
            "title": "Report, final",
            "publisher": "IOM",
            "published": "2024-03",
            "published_precision": "month",
            "address": "https://example.org/report",
            "language": "fr",
            "kind": "report",
            "read_on": "2024-05-02",
            "activities": ["A", "B", "C", "D"],
            "measurements": ["b-people", "b-people-press", "b-women", "depomi-budget"],
            "coverage_statements": ["depomi-02", "m4sd-09"],
            "plans": [],
        }
    ]
