from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.docs import STATIC
from exports import formats

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_the_page_loads_files_of_this_server_only(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    loaded = [address for address in addresses if address.startswith("static/")]
    assert len(loaded) == 3
    assert set(addresses) - set(loaded) == {"data:,", "openapi.json"}
    assert [client.get(f"/{address}").status_code for address in loaded] == [200, 200, 200]


def test_the_page_has_no_script_in_it(client: TestClient) -> None:
    page = client.get("/docs").text
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) == ["", ""]
    assert re.findall(r"\son\w+=", page) == []


def test_the_description_asks_nobody_else() -> None:
    assert "validatorUrl: null" in (STATIC / "docs.js").read_text(encoding="utf-8")


def test_the_description_has_the_data_endpoints_only(client: TestClient) -> None:
    assert sorted(client.get("/openapi.json").json()["paths"]) == [
        "/api/v1/activities.csv",
        "/api/v1/activities.geojson",
        "/api/v1/activities.gpkg",
        "/api/v1/activities.json",
        "/api/v1/activities.parquet",
        "/api/v1/activities.xlsx",
        "/api/v1/boundaries/communes.geojson",
        "/api/v1/boundaries/provinces.geojson",
        "/api/v1/boundaries/regions.geojson",
        "/api/v1/census/indicators.json",
        "/api/v1/census/values.csv",
        "/api/v1/census/values.json",
        "/api/v1/citation.{extension}",
        "/api/v1/compare",
        "/api/v1/coverage",
        "/api/v1/exports",
        "/api/v1/exports/{id}",
        "/api/v1/exports/{id}/file",
        "/api/v1/figures.json",
        "/api/v1/figures/{name}.json",
        "/api/v1/figures/{name}.{extension}",
        "/api/v1/need",
        "/api/v1/overlap",
        "/api/v1/overlap/programmes",
        "/api/v1/partners",
        "/api/v1/search",
        "/api/v1/sources.json",
        "/api/v1/stories.json",
        "/api/v1/stories/choices",
        "/api/v1/stories/filled",
        "/api/v1/stories/{id}.json",
        "/api/v1/time",
        "/api/v1/view",
        "/healthz",
    ]


def test_every_parameter_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("view", "activities.json", "activities.csv"):
        parameters = paths[f"/api/v1/{path}"]["get"]["parameters"]
        described = {parameter["name"] for parameter in parameters if parameter["description"]}
        assert described == {parameter["name"] for parameter in parameters}
        assert {"lang", "place", "phase", "count", "from", "to"} <= described


def test_every_answer_is_described(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    answers = {
        path: next(iter(item["get"]["responses"]["200"]["content"]))
        for path, item in description["paths"].items()
        if "get" in item
    }
    files = {formats.discover()[name].MEDIA_TYPE for name in ("gpkg", "parquet", "xlsx")}
    assert set(answers.values()) == {
        "application/json", "application/geo+json", "text/csv", "application/x-bibtex",
        "application/octet-stream", *files,
    }  # fmt: skip
    asked = description["paths"]["/api/v1/exports"]["post"]["responses"]["202"]
    assert list(asked["content"]) == ["application/json"]
    assert {"ViewAnswer", "Activity", "Source", "Health"} <= set(
        description["components"]["schemas"]
    )
