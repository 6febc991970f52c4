from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

import api
from tests.api.conftest import make_client

if TYPE_CHECKING:
    from ui.services import Services


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/views", "/api/v2/view"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_there_is_a_json_404(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 404
    assert answer.json() == {
        "error": {
            "status": 404,
            "message": "There is no such data endpoint; /docs lists those there are.",
            "path": path,
        }
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "path", ["/api/v1/view", "/api/v1/activities.csv", "/api/v1/boundaries/regions.geojson"]
)
def test_other_methods_are_a_json_405(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.json() == {
        "error": {
            "status": 405,
            "message": f"{method} is not possible here; use GET, HEAD.",
            "path": path,
        }
    }


def test_what_fails_is_a_json_500(services: Services) -> None:
    server = api.create_server()

    @server.get("/api/v1/broken")
    def broken() -> None:
        raise ZeroDivisionError

    api.register(server, services)
    with TestClient(server, raise_server_exceptions=False) as client:
        answer = client.get("/api/v1/broken")
    assert answer.json() == {
        "error": {
            "status": 500,
            "message": "The server failed to answer; its log tells why.",
            "path": "/api/v1/broken",
        }
    }


def test_parameters_of_another_type_are_a_json_400(services: Services) -> None:
    server = api.create_server()

    @server.get("/api/v1/number")
    def number(value: int) -> int:
        return value

    api.register(server, services)
    with TestClient(server) as client:
        answer = client.get("/api/v1/number?value=x")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("query.value: ")


def test_pages_keep_their_own_errors(services: Services) -> None:
    with make_client(services) as client:
        assert client.get("/nowhere").json() == {"detail": "Not Found"}
