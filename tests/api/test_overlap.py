from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

BOTH = "sets=programme:m4sd,programme:depomi"


def ask(client: TestClient, query: str, path: str = "overlap") -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client, f"{BOTH}&lang=en")
    assert list(answer) == [
        "view", "ignored", "level", "planned", "sets", "units", "union", "intersection", "pairs",
        "several",
    ]  # fmt: skip
    assert (answer["ignored"], answer["level"], answer["planned"]) == ([], "region", "leave_out")
    assert answer["intersection"] == {
        "part": "intersection",
        "count": 1,
        "units": [{"id": "02", "label": "en 02"}],
        "activities": 3,
        "source_ids": ["report"],
    }


def test_a_set_and_what_of_it_is_in_no_unit(client: TestClient) -> None:
    one, _ = ask(client, f"{BOTH}&lang=en")["sets"]
    assert (one["key"], one["kind"], one["id"]) == ("programme:m4sd", "programme", "m4sd")
    assert (one["activities"], one["placed"]) == (3, 2)
    assert one["left_out"] == [{"reason": "national", "count": 1}]
    assert [unit["id"] for unit in one["only"]["units"]] == ["01", "09"]


def test_a_meeting(client: TestClient) -> None:
    (pair,) = ask(client, f"{BOTH}&lang=en&limit=1")["pairs"]
    (meeting,) = pair["meetings"]
    assert (meeting["id"], meeting["label"]) == ("02", "en 02")
    assert meeting["left"] == {
        "key": "programme:m4sd",
        "part": "at/programme:m4sd/02",
        "count": 2,
        "activities": ["B"],
        "source_ids": ["report"],
    }
    assert (meeting["right"]["count"], meeting["right"]["activities"]) == (1, ["D"])
    assert [sector["id"] for sector in meeting["sectors"]] == ["employment"]


def test_what_is_not_understood_is_named(client: TestClient) -> None:
    answer = ask(client, "sets=programme:m4sd,programme:x,y&planned=maybe&level=town&what=1")
    assert [(one["parameter"], one["value"], one["reason"]) for one in answer["ignored"]] == [
        ("planned", "maybe", "unknown_value"),
        ("level", "town", "unknown_value"),
        ("what", "1", "unknown_parameter"),
        ("sets", "programme:x", "unknown_value"),
        ("sets", "y", "unknown_value"),
    ]
    assert [one["key"] for one in answer["sets"]] == ["programme:m4sd"]


def test_more_sets_than_can_be_told_apart(client: TestClient) -> None:
    four = [f"sector:{id_}" for id_ in ("governance", "employment", "health", "x")]
    answer = ask(client, f"sets={','.join(four)},programme:m4sd")
    assert answer["ignored"][0] == {
        "parameter": "sets", "value": "programme:m4sd", "reason": "too_many",
    }  # fmt: skip


def test_nothing_asked_nothing_met(client: TestClient) -> None:
    answer = ask(client, "")
    assert (answer["sets"], answer["pairs"]) == ([], [])
    nothing = {"activities": 0, "source_ids": []}
    assert answer["union"] == {"part": "union", "count": 0, "units": [], **nothing}


@pytest.mark.parametrize("limit", ["-1", "201", "many"])
def test_a_limit_that_is_none(client: TestClient, limit: str) -> None:
    answer = client.get(f"/api/v1/overlap?limit={limit}")
    assert answer.status_code == 400
    assert answer.json()["error"]["status"] == 400


def test_all_pairs_of_programmes(client: TestClient) -> None:
    answer = ask(client, "lang=en&planned=include", "overlap/programmes")
    assert (answer["level"], answer["planned"], answer["ignored"]) == ("region", "include", [])
    assert {row["id"]: row["shared"] for row in answer["rows"]} == {
        "m4sd": [
            {"programme": "m4sd", "count": 3, "units": ["01", "02", "09"]},
            {"programme": "depomi", "count": 1, "units": ["02"]},
        ],
        "depomi": [
            {"programme": "m4sd", "count": 1, "units": ["02"]},
            {"programme": "depomi", "count": 1, "units": ["02"]},
        ],
    }


@pytest.mark.parametrize("path", ["overlap", "overlap/programmes", "coverage"])
def test_every_parameter_is_described(client: TestClient, path: str) -> None:
    described = client.get("/openapi.json").json()["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    names = [parameter["name"] for parameter in described]
    assert len(names) == len(set(names))
    assert [one["name"] for one in described if not one.get("description")] == []
