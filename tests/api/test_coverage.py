from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def ask(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/coverage?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def dimensions(answer: dict[str, Any]) -> tuple[str, str]:
    return answer["row_dimension"], answer["col_dimension"]


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client, "rows=region&cols=sector&lang=en")
    assert list(answer) == [
        "view", "ignored", "rule", "row_dimension", "col_dimension", "total", "cols", "rows",
        "states", "cell",
    ]  # fmt: skip
    assert (answer["total"], answer["rule"], answer["cell"]) == (4, "distinct", None)
    assert answer["states"] == {"documented": 7, "not_in_sources": 19}


def test_a_row_with_its_cells(client: TestClient) -> None:
    answer = ask(client, "rows=region&cols=sector&lang=en&place=02")
    row = answer["rows"][1]
    assert (row["id"], row["label"], row["total"], row["selected"]) == ("02", "en 02", 3, True)
    assert row["cells"][0] == {
        "state": "documented",
        "value": 2,
        "activities": 2,
        "query": "lang=en&place=02&sector=governance",
    }


def test_an_empty_cell_is_not_zero(client: TestClient) -> None:
    answer = ask(client, "rows=region&cols=sector")
    assert answer["rows"][2]["cells"][0] == {
        "state": "not_in_sources",
        "value": None,
        "activities": None,
        "query": None,
    }
    assert answer["rows"][2]["total"] is None


def test_words_are_named(client: TestClient) -> None:
    rows = ask(client, "rows=region&cols=year&lang=en")["rows"]
    assert (rows[-1]["id"], rows[-1]["label"]) == ("national", "National")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ("region", "sector")),
        ("rows=sector", ("sector", "region")),
        ("cols=region", ("sector", "region")),
        ("rows=year", ("year", "sector")),
        ("cols=year", ("region", "year")),
        ("rows=programme&cols=phase", ("programme", "phase")),
    ],
)
def test_what_is_not_told_is_the_default_that_is_free(
    client: TestClient, query: str, expected: tuple[str, str]
) -> None:
    answer = ask(client, query)
    assert (dimensions(answer), answer["ignored"]) == (expected, [])


@pytest.mark.parametrize(
    ("query", "ignored", "expected"),
    [
        ("rows=commune", ("rows", "commune", "unknown_value"), ("region", "sector")),
        ("rows=year&cols=year", ("cols", "year", "repeated"), ("year", "sector")),
        ("rows=year&rows=phase", ("rows", "phase", "repeated"), ("year", "sector")),
        ("row=99&col=governance", ("row", "99", "unknown_value"), ("region", "sector")),
    ],
)
def test_what_is_not_understood_is_named(
    client: TestClient, query: str, ignored: tuple[str, str, str], expected: tuple[str, str]
) -> None:
    answer = ask(client, query)
    assert [tuple(one.values()) for one in answer["ignored"]] == [ignored]
    assert (dimensions(answer), answer["cell"]) == (expected, None)


def test_a_cell_on_request(client: TestClient) -> None:
    cell = ask(client, "lang=en&row=02&col=governance")["cell"]
    assert (cell["activities"], cell["source_ids"]) == (2, ["report"])
    assert cell["query"] == "lang=en&place=02&sector=governance"
    activities = client.get(f"/api/v1/activities.json?{cell['query']}").json()
    assert [one["id"] for one in activities] == ["B", "A"]


def test_the_reason_for_a_state_on_request(client: TestClient) -> None:
    cell = ask(client, "rows=region&cols=programme&row=05&col=depomi")["cell"]
    assert (cell["state"], cell["statements"]) == ("not_applicable", ["depomi-02"])
    assert (cell["source_ids"], cell["query"]) == (["report"], None)
