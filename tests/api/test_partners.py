from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def ask(client: TestClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/partners?lang=en&{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client)
    assert list(answer) == [
        "view", "ignored", "activities", "regions", "nodes", "links", "partners", "pairs",
    ]  # fmt: skip
    assert (answer["activities"], answer["regions"], answer["ignored"]) == (4, 3, [])


def test_nodes_and_links(client: TestClient) -> None:
    answer = ask(client)
    assert answer["nodes"][:2] == [
        {"column": "funder", "id": "eu", "label": "Text eu", "value": 1, "gathered": 1},
        {
            "column": "funder",
            "id": "not_stated",
            "label": "Funder not stated in our sources",
            "value": 3,
            "gathered": 1,
        },
    ]
    assert answer["links"][0] == {
        "source_column": "funder",
        "source": "not_stated",
        "target_column": "implementer",
        "target": "iom",
        "value": 3,
    }


def test_partners_and_pairs(client: TestClient) -> None:
    answer = ask(client)
    assert answer["partners"][1] == {
        "id": "eu",
        "label": "Text eu",
        "kind": "donor",
        "activities": 1,
        "roles": [{"role": "funder", "activities": 1}],
        "programmes": 1,
        "regions": 1,
    }
    assert answer["pairs"] == [
        {"left": "iom", "right": "eu", "activities": 1, "sectors": ["employment"]}
    ]


def test_the_filters_by_role_are_those_of_every_view(client: TestClient) -> None:
    found = client.get("/api/v1/view?funder=not_stated&implementer=iom").json()
    assert (found["ignored"], found["totals"]["activities"]) == ([], 3)
    assert ask(client, "funder=eu")["activities"] == 1


def test_what_is_not_understood_is_named(client: TestClient) -> None:
    answer = ask(client, "funder=nobody&flow=some")
    assert [(one["parameter"], one["value"]) for one in answer["ignored"]] == [
        ("funder", "nobody"), ("flow", "some"),
    ]  # fmt: skip


def test_every_parameter_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/api/v1/partners"]["get"]["parameters"]
    assert [one["name"] for one in described if not one.get("description")] == []
    assert len({one["name"] for one in described}) == len(described)
