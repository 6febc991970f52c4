from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import boundaries
from geodata.gazetteer import load_gazetteer
from tests.api.conftest import make_services

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = {"regions": "region", "provinces": "province", "communes": "commune"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    services = replace(make_services(tmp_path_factory.mktemp("data")), gazetteer=load_gazetteer())
    server = FastAPI()
    server.include_router(boundaries.router(services))
    with TestClient(server) as client:
        yield client


def features(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/boundaries/{path}")
    assert answer.headers["content-type"] == "application/geo+json"
    collection = answer.json()
    assert list(collection) == ["type", "features"]
    found: list[dict[str, Any]] = collection["features"]
    return found


@pytest.mark.parametrize("name", LEVELS)
def test_every_unit_is_there_once_with_its_names(client: TestClient, name: str) -> None:
    gazetteer = load_gazetteer()
    found = features(client, f"{name}.geojson")
    codes = [feature["properties"]["code"] for feature in found]
    assert sorted(codes) == list(gazetteer.codes(LEVELS[name]))
    assert [feature["id"] for feature in found] == codes
    for feature in found:
        properties = feature["properties"]
        for lang in ("ar", "fr", "en"):
            assert properties[f"name_{lang}"] == gazetteer.name(properties["code"], lang)


@pytest.mark.parametrize("name", LEVELS)
def test_rings_are_wound_as_the_rfc_says(client: TestClient, name: str) -> None:
    for feature in features(client, f"{name}.geojson"):
        geometry = shapely.geometry.shape(feature["geometry"])
        for polygon in getattr(geometry, "geoms", [geometry]):
            assert polygon.exterior.is_ccw
            assert [hole.is_ccw for hole in polygon.interiors] == [False] * len(polygon.interiors)


def test_communes_of_one_region(client: TestClient) -> None:
    found = features(client, "communes.geojson?region=02")
    codes = sorted(feature["properties"]["code"] for feature in found)
    assert codes == [code for code in load_gazetteer().codes("commune") if code[:2] == "02"]
    assert {feature["properties"]["parent"][:2] for feature in found} == {"02"}


@pytest.mark.parametrize("region", ["99", "02.411", "../labels", "national"])
def test_another_region_is_an_error(client: TestClient, region: str) -> None:
    answer = client.get("/api/v1/boundaries/communes.geojson", params={"region": region})
    assert answer.status_code == 404
    assert answer.json()["error"]["message"].startswith(f"No region has the code {region!r}")


def test_they_may_be_kept_for_a_day(client: TestClient) -> None:
    headers = client.get("/api/v1/boundaries/regions.geojson").headers
    assert headers["cache-control"] == "public, max-age=86400"
    again = client.get("/api/v1/boundaries/regions.geojson").headers
    other = client.get("/api/v1/boundaries/provinces.geojson").headers
    assert headers["etag"] == again["etag"] != other["etag"]
