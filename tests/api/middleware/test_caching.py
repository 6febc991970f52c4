from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from api.middleware.caching import is_fingerprinted

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

FOR_GOOD = "public, max-age=31536000, immutable"
SUITES = "/_dash-component-suites"


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        (f"{SUITES}/plotly/package_data/plotly.min.v7_1_0m1763765988.js", "", False),
        (f"{SUITES}/plotly/package_data/plotly.v7_1_0m1763765988.min.js", "", True),
        (f"{SUITES}/dash/deps/react@18.v4_4_1m1763765988.min.js", "", True),
        (f"{SUITES}/dash/dcc/dash_core_components.js", "", False),
        (f"{SUITES}/dash/dcc/async-graph.js", "m=1", False),
        ("/assets/css/page.css", "m=1763765988.1", True),
        ("/assets/css/page.css", "", False),
        ("/assets/css/page.css", "m=", False),
        ("/assets/css/page.0123abcd.css", "", True),
        ("/assets/geo/communes-01.json", "", False),
        ("/static/docs.js", "m=0123abcd", True),
        ("/", "m=1", False),
        ("/api/v1/view", "m=1", False),
    ],
)
def test_fingerprints(path: str, query: str, expected: bool) -> None:  # noqa: FBT001
    assert is_fingerprinted(path, query) is expected


def test_what_the_page_loads_is_kept_for_good(client: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', client.get("/").text)
    scripts = [address for address in addresses if "favicon" not in address]
    kept = {address: client.get(address).headers["cache-control"] for address in scripts}
    assert set(kept.values()) == {FOR_GOOD}
    assert len(kept) > 5


@pytest.mark.parametrize("path", ["/_dash-layout", "/assets/tiny.css", "/_favicon.ico"])
def test_what_may_change_is_asked_for_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "no-cache"
    assert "content-length" not in again.headers


@pytest.mark.parametrize(
    ("known", "status"), [('"x", {}', 304), ("{}", 304), ("W/{}", 304), ("*", 304), ('"x"', 200)]
)
def test_lists_of_etags_and_strong_ones_are_understood(
    client: TestClient, known: str, status: int
) -> None:
    etag = client.get("/_dash-layout").headers["etag"].removeprefix("W/")
    answer = client.get("/_dash-layout", headers={"if-none-match": known.format(etag)})
    assert answer.status_code == status


def test_what_is_not_found_is_not_kept(client: TestClient) -> None:
    missing = client.get("/assets/none.css?m=1")
    assert missing.status_code == 404
    assert "cache-control" not in missing.headers


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    get, head = client.get("/assets/large.js?m=1"), client.head("/assets/large.js?m=1")
    assert (head.status_code, head.content) == (200, b"")
    names = ("etag", "content-type", "content-encoding", "cache-control")
    assert [head.headers[name] for name in names] == [get.headers[name] for name in names]
