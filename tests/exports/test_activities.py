"""The tables of activities say what the endpoints say."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api
from exports.activities import NAMES, Activities
from tests.exports.orders import embedded
from ui.page import open_page

QUERIES = (
    "lang=fr",
    "lang=ar&place=02",
    "lang=en&sector=governance&from=2019",
    "lang=fr&place=national",
    "lang=en&place=12",
)
Row = dict[str, Any]


@cache
def client() -> TestClient:
    server = api.create_server()
    api.register(server, embedded())
    return TestClient(server)


def asked(path: str, query: str) -> Any:
    return json.loads(client().get(f"/api/v1/{path}?{query}").content)


def rows(query: str, name: str) -> list[Row]:
    table = Activities(open_page(embedded(), query)).table(name)
    found = [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows]
    assert len(found) == table.count
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_activities_and_their_links_are_those_of_the_api(query: str) -> None:
    expected = asked("activities.json", query)
    activities = rows(query, "activities")
    assert [row["id"] for row in activities] == [one["id"] for one in expected]
    for row, one in zip(activities, expected, strict=True):
        for name in ("phases", "sectors", "regions", "provinces", "communes"):
            assert row[name] == "; ".join(one[name])
        for name in ("programme", "status", "start", "end"):
            assert row[name] == one[name]
    pairs = {
        (row["activity_id"], row["sector_id"], row["weight"]) for row in rows(query, "sectors")
    }
    assert pairs == {
        (one["id"], sector, one["sector_weights"].get(sector))
        for one in expected
        for sector in one["sectors"]
    }
    roles = [
        (row["activity_id"], row["organisation_id"], row["role"])
        for row in rows(query, "organisations")
    ]
    assert roles == [
        (one["id"], by["id"], by["role"]) for one in expected for by in one["organisations"]
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_places_are_those_of_the_api(query: str) -> None:
    names = ("code", "acts_at", "basis", "share", "exactness", "public_precision")
    found = [
        (row["activity_id"], *(row[name] for name in names), row["latitude"], row["longitude"])
        for row in rows(query, "locations")
    ]
    expected = []
    for one in asked("activities.json", query):
        for place in one["locations"]:
            point = place["point"] or {"lat": None, "lon": None}
            cells = [place[name] for name in (*names[:-1], "precision")]
            expected.append((one["id"], *cells, point["lat"], point["lon"]))
    assert found == expected


@pytest.mark.parametrize("query", QUERIES)
def test_people_and_funding_are_those_of_the_key_figures(query: str) -> None:
    totals = asked("view", query)["totals"]
    measurements = rows(query, "measurements")
    for name, value in (("people", "value"), ("funding", "amount")):
        found = [
            (row["series"], row["value"], bool(row["inside"]))
            for row in measurements
            if row["key_figure"] == name
        ]
        expected = [(one.get("series"), one[value], one["inside"]) for one in totals[name]]
        if name == "funding":
            found = [(None, *rest) for _series, *rest in found]
            expected = [(None, *rest) for _series, *rest in expected]
        assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("query", QUERIES)
def test_measurements_of_activities_are_those_of_the_api(query: str) -> None:
    found = {
        (row["subject_id"], row["measurement_id"], row["value"], row["suppressed"])
        for row in rows(query, "measurements")
        if row["subject_table"] == "activities" and row["key_figure"] == ""
    }
    expected = {
        (one["id"], each["id"], each["value"], int(each["suppressed"]))
        for one in asked("activities.json", query)
        for each in one["measurements"]
    }
    ids = {id_ for _subject, id_, *_rest in expected}
    assert {cells for cells in found if cells[1] in ids} <= expected
    everything = {row["measurement_id"] for row in rows(query, "measurements")}
    assert ids <= everything


@pytest.mark.parametrize("query", QUERIES)
def test_every_source_that_is_cited_is_listed(query: str) -> None:
    cited = {row["source_id"] for row in rows(query, "citations")}
    listed = {row["source_id"] for row in rows(query, "sources")}
    assert cited <= listed


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_names_for_readers_stand_beside_ids(lang: str) -> None:
    catalogue = embedded().catalogue
    for row in rows(f"lang={lang}&place=02", "sectors"):
        assert row["sector_name"] == catalogue.label("sector", row["sector_id"], lang)
        assert row["activity_title"] == catalogue.activity(row["activity_id"])["title"][lang]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_different_columns_and_can_be_read_twice(name: str) -> None:
    table = Activities(open_page(embedded(), "lang=fr")).table(name)
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(column.label and column.hxl.startswith("#") for column in table.columns)
    assert list(table.rows) == list(table.rows)
