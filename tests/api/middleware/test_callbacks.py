from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from api.middleware.callbacks import LARGEST_BODY

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

PATH = "/_dash-update-component"
BODY: dict[str, Any] = {
    "output": "..shown.children...length.children..",
    "outputs": [
        {"id": "shown", "property": "children"},
        {"id": "length", "property": "children"},
    ],
    "inputs": [{"id": "text", "property": "value", "value": "ab"}],
    "state": [{"id": "suffix", "property": "data", "value": "!"}],
    "changedPropIds": ["text.value"],
}
NAMES: dict[str, Any] = {
    "output": "names.children",
    "outputs": {"id": "names", "property": "children"},
    "inputs": [
        [
            {"id": {"name": "a"}, "property": "value", "value": "x"},
            {"id": {"name": "b"}, "property": "value", "value": "y"},
        ]
    ],
    "changedPropIds": [],
}


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in BODY.items() if name != key}


def test_a_good_body_runs_its_callback(client: TestClient) -> None:
    answer = client.post(PATH, json=BODY)
    assert answer.status_code == 200
    assert answer.json()["response"] == {
        "shown": {"children": "AB!"},
        "length": {"children": 2},
    }


def test_a_body_with_patterns_runs_its_callback(client: TestClient) -> None:
    answer = client.post(PATH, json=NAMES)
    assert answer.status_code == 200
    assert answer.json()["response"] == {"names": {"children": "x+y"}}


def test_a_body_in_parts_runs_its_callback(client: TestClient) -> None:
    text = json.dumps(BODY).encode()
    parts = (text[start : start + 10] for start in range(0, len(text), 10))
    answer = client.post(PATH, content=parts, headers={"content-type": "application/json"})
    assert answer.json()["response"]["length"] == {"children": 2}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'"text"',
        b"1" * 5_000,
    ],
)
def test_what_is_no_object_is_refused(client: TestClient, content: bytes) -> None:
    answer = client.post(PATH, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["path"] == PATH


@pytest.mark.parametrize(
    "body",
    [
        {},
        without("output"),
        without("outputs"),
        without("inputs"),
        without("state"),
        {**BODY, "output": None},
        {**BODY, "output": ["shown.children"]},
        {**BODY, "output": "other.children"},
        {**BODY, "output": "clientside.children"},
        {**BODY, "outputs": {}},
        {**BODY, "outputs": []},
        {**BODY, "outputs": [1, 2]},
        {**BODY, "outputs": BODY["outputs"][::-1]},
        {**BODY, "inputs": "text"},
        {**BODY, "inputs": None},
        {**BODY, "inputs": []},
        {**BODY, "inputs": [{}]},
        {**BODY, "inputs": [None]},
        {**BODY, "inputs": [[BODY["inputs"][0]]]},
        {**BODY, "inputs": [{"id": "text", "property": "n_blur", "value": "ab"}]},
        {**BODY, "inputs": [{"id": ["text"], "property": "value", "value": "ab"}]},
        {**BODY, "inputs": BODY["inputs"] * 2},
        {**BODY, "state": {"id": "suffix"}},
        {**BODY, "changedPropIds": "text.value"},
        {**BODY, "changedPropIds": [1]},
        {**BODY, "changedPropIds": None},
        {**NAMES, "inputs": [[1]]},
        {**NAMES, "inputs": [[{"id": "a", "property": "value"}]]},
        {**NAMES, "inputs": [[{"id": {"name": []}, "property": "value"}]]},
        {**NAMES, "inputs": [[{"id": {"name": "a"}}]]},
    ],
)
def test_a_malformed_body_is_refused(client: TestClient, body: object) -> None:
    answer = client.post(PATH, json=body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["status"], error["path"]) == (400, PATH)
    assert error["message"].startswith("Found ")


def test_another_content_type_is_refused(client: TestClient) -> None:
    answer = client.post(PATH, content=json.dumps(BODY), headers={"content-type": "text/plain"})
    assert answer.status_code == 400


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    part = b" " * 1_000_000
    content = (part for _ in range(LARGEST_BODY // len(part) + 1))
    answer = client.post(PATH, content=content, headers={"content-type": "application/json"})
    assert answer.json() == {
        "error": {
            "status": 400,
            "message": f"Found a longer body; expected at most {LARGEST_BODY} bytes.",
            "path": PATH,
        }
    }
