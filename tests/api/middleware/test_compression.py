from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from api.middleware.buffering import LARGEST_HELD
from api.middleware.compression import CompressionMiddleware, PackedBodies
from api.middleware.encodings import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

TEXT = "الجهات والأقاليم " * 1_000
BODIES = PackedBodies()


async def short(_request: Request) -> Response:
    return PlainTextResponse("short")


async def long(_request: Request) -> Response:
    return PlainTextResponse(TEXT, headers={"Vary": "Cookie"})


async def public(_request: Request) -> Response:
    return PlainTextResponse(TEXT, headers={"Cache-Control": "public, max-age=60"})


async def packed_already(_request: Request) -> Response:
    body = pack(TEXT.encode(), "gzip")
    return Response(body, media_type="text/plain", headers={"Content-Encoding": "gzip"})


async def picture(_request: Request) -> Response:
    return Response(bytes(10_000), media_type="image/png")


async def endless(_request: Request) -> Response:
    part = "x" * 1_000_000
    return StreamingResponse(
        (part for _ in range(LARGEST_HELD // len(part) + 2)), media_type="text/csv"
    )


async def empty(_request: Request) -> Response:
    return Response(status_code=204)


@pytest.fixture(scope="module")
def packing() -> Iterator[TestClient]:
    handlers = (short, long, public, packed_already, picture, endless, empty)
    app = Starlette(routes=[Route(f"/{handler.__name__}", handler) for handler in handlers])
    app.add_middleware(CompressionMiddleware, bodies=BODIES)
    with TestClient(app) as client:
        yield client


def encoding(client: TestClient, path: str, accept: str) -> str | None:
    found: str | None = client.get(path, headers={"accept-encoding": accept}).headers.get(
        "content-encoding"
    )
    return found


def test_text_is_packed_as_the_client_prefers(packing: TestClient) -> None:
    for accept, expected in (("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)):
        assert encoding(packing, "/long", accept) == expected
        assert packing.get("/long", headers={"accept-encoding": accept}).text == TEXT


def test_vary_is_added_to_whatever_is_there(packing: TestClient) -> None:
    for accept in ("br", "identity"):
        headers = packing.get("/long", headers={"accept-encoding": accept}).headers
        assert headers["vary"] == "Cookie, Accept-Encoding"


def test_the_length_is_that_of_what_is_sent(packing: TestClient) -> None:
    headers = packing.get("/long", headers={"accept-encoding": "br"}).headers
    assert headers["content-length"] == str(len(pack(TEXT.encode(), "br")))


@pytest.mark.parametrize("path", ["/short", "/picture", "/empty"])
def test_what_does_not_shrink_is_left_alone(packing: TestClient, path: str) -> None:
    assert encoding(packing, path, "br") is None


def test_what_is_packed_is_not_packed_again(packing: TestClient) -> None:
    answer = packing.get("/packed_already", headers={"accept-encoding": "br"})
    assert (answer.headers["content-encoding"], answer.text) == ("gzip", TEXT)


def test_large_answers_are_packed_as_they_come(packing: TestClient) -> None:
    for accept in ("br", "gzip", "identity"):
        answer = packing.get("/endless", headers={"accept-encoding": accept})
        assert len(answer.content) == LARGEST_HELD + 2_000_000
        assert set(answer.text) == {"x"}
    assert "content-length" not in packing.get("/endless").headers


def test_what_everybody_asks_for_gets_smaller(packing: TestClient) -> None:
    first = packing.get("/public", headers={"accept-encoding": "br"})
    BODIES.wait()
    later = packing.get("/public", headers={"accept-encoding": "br"})
    assert first.text == later.text == TEXT
    assert int(later.headers["content-length"]) == len(pack(TEXT.encode(), "br", best=True))


def test_the_first_client_gets_plotly_packed(client: TestClient) -> None:
    address = "/_dash-component-suites/plotly/package_data/plotly.v1m1.min.js"
    client.get("/")
    answer = client.get(address, headers={"accept-encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    assert int(answer.headers["content-length"]) < 1_350_000


def test_assets_are_packed(client: TestClient) -> None:
    assert encoding(client, "/assets/large.js", "br") == "br"
    assert encoding(client, "/assets/tiny.css", "br") is None
    assert encoding(client, "/assets/picture.png", "br") is None
