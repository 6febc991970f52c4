"""The calendar as a table: every span that the endpoint has, as sure as its source."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from exports import figures
from exports.figures import Figure
from geodata import schedule
from pictures.box import Box
from tests.api.conftest import make_client
from tests.exports.test_counted import cells
from tests.pictures.chart_reading import canvas_of, check_inside, of
from tests.ui.services import example, make_services, no_activities
from ui.page import open_page

QUERIES = ("", "lang=ar&place=02", "from=2020&to=2021", "programme=depomi", "lang=fr")


@cache
def client() -> TestClient:
    return make_client(example())


def asked(query: str) -> Any:
    answer = client().get(f"/api/v1/time?{query}")
    assert answer.status_code == 200
    return answer.json()


def calendar_of(query: str) -> Figure:
    found = figures.figure(open_page(example(), f"page=time&{query}"), "calendar")
    assert found is not None
    return found


def end_of(row: dict[str, Any], end: str) -> dict[str, Any] | None:
    if row[end] is None:
        return None
    parts = {part: row[f"{end}_{part}"] for part in ("precision", "first", "last")}
    return {"date": row[end], **parts}


@pytest.mark.parametrize("query", QUERIES)
def test_the_table_has_the_spans_of_the_endpoint(query: str) -> None:
    expected, found = asked(query), calendar_of(query)
    rows = cells(found.table)
    for kind, name in (("activity", "rows"), ("phase", "phases"), ("plan", "plans")):
        own = [row for row in rows if row["kind"] == kind and (row["start"] or row["end"])]
        assert [(row["id"], end_of(row, "start"), end_of(row, "end"), row["known_until"])
                for row in own] == [
            (one["id"], one["start"], one["end"], one["until"]) for one in expected[name]
        ]  # fmt: skip
    undated = [row["id"] for row in rows if not (row["start"] or row["end"])]
    assert undated == expected["undated"]


def test_there_is_no_calendar_of_nothing() -> None:
    expected = asked("place=12")
    assert not any(expected[name] for name in ("rows", "phases", "plans", "undated"))
    assert figures.figure(open_page(example(), "page=time&place=12"), "calendar") is None


def test_what_has_no_date_is_said_aloud() -> None:
    assert calendar_of("lang=en").notes[0] == (
        "1 activity without a date: no bar shows it, it is named under its programme"
    )


def test_an_activity_has_its_programme_status_and_sources() -> None:
    rows = {row["id"]: row for row in cells(calendar_of("lang=en").table)}
    assert {key: rows["D"][key] for key in ("kind", "programme_id", "status")} == {
        "kind": "activity", "programme_id": "depomi", "status": "ongoing",
    }  # fmt: skip
    cited = {row["id"]: row["source_ids"] for row in rows.values() if row["kind"] == "activity"}
    assert cited == dict.fromkeys("ABCD", "report")


def test_too_many_activities_are_counted_by_programme_and_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule, "MOST_BARS", 2)
    services = make_services()
    expected = make_client(services).get("/api/v1/time?lang=en").json()
    assert expected["drawn"] == "strips"
    found = figures.figure(open_page(services, "page=time&lang=en"), "calendar")
    assert found is not None
    rows = cells(found.table)
    assert [
        (row["programme_id"], row["year"], row["activities"]) for row in rows if row["year"]
    ] == [
        (one["id"], year["year"], year["activities"])
        for one in expected["programmes"]
        for year in one["years"]
    ]
    assert sum(row["activities"] for row in rows if row["year"] is None) == 1
    assert found.draw is not None
    canvas, box = canvas_of("en"), Box(0, 0, 1150, 480)
    found.draw(canvas, box)
    check_inside(canvas, box)
    assert len(of(canvas, "heat")) == sum(row["year"] is not None for row in rows)


def test_a_record_without_activities_has_plans_at_most() -> None:
    page = open_page(make_services(no_activities()), "page=time&lang=ar")
    found = figures.figure(page, "calendar")
    if found is not None and found.draw is not None:
        canvas, box = canvas_of("ar"), Box(0, 0, 560, 300)
        found.draw(canvas, box)
        check_inside(canvas, box)
