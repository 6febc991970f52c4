from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def ask(client: TestClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/compare?lang=en&{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client, "compare=place:02,place:09")
    assert list(answer) == [
        "view", "ignored", "sides", "empty", "counts", "common", "maps",
    ]  # fmt: skip
    assert (answer["ignored"], answer["empty"]) == ([], [])


def test_sides_are_the_answers_of_their_views(client: TestClient) -> None:
    for side in ask(client, "compare=place:02,place:09&sector=employment")["sides"]:
        code = side["key"].removeprefix("place:")
        found = client.get(f"/api/v1/view?place={code}&sector=employment").json()["totals"]
        for count in ("activities", "programmes", "organisations", "regions_covered"):
            assert side[count] == found[count]
        assert len(side["people"]) == len(found["people"])


def test_differences_as_data(client: TestClient) -> None:
    answer = ask(client, "compare=place:02,place:09")
    assert answer["counts"][0] == {
        "measure": "activities",
        "values": [3, 1],
        "highest": ["place:02"],
        "lowest": ["place:09"],
        "more": 2,
    }
    assert answer["common"][1] == {
        "dimension": "programme",
        "shared": ["m4sd"],
        "only": [{"key": "place:02", "ids": ["depomi"]}, {"key": "place:09", "ids": []}],
    }


def test_small_maps(client: TestClient) -> None:
    (one, _other) = ask(client, "across=sector")["maps"]
    assert (one["id"], one["value"]) == ("governance", 3)
    assert one["elsewhere"] == [{"id": "national", "label": "National", "value": 1}]


def test_what_is_not_understood_is_named(client: TestClient) -> None:
    answer = ask(client, "compare=place:99,period:2020-2018,place:02&across=town")
    assert [(one["parameter"], one["value"]) for one in answer["ignored"]] == [
        ("across", "town"), ("compare", "place:99"), ("compare", "period:2020-2018"),
    ]  # fmt: skip
    assert [side["key"] for side in answer["sides"]] == ["place:02"]


def test_every_parameter_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/api/v1/compare"]["get"]["parameters"]
    assert [one["name"] for one in described if not one.get("description")] == []
    assert len({one["name"] for one in described}) == len(described)
