from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import make_client, make_services
from tests.geodata.factories import make_record, small_record_tables

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

NO_FILTER: dict[str, Any] = {
    "place": [],
    "programme": [],
    "phase": [],
    "sector": [],
    "org": [],
    "status": [],
    "acts_at": [],
    "from": None,
    "to": None,
}


def ask(client: TestClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/view?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def figures(answer: dict[str, Any], dimension: str) -> dict[str, float]:
    return {row["id"]: row["value"] for row in answer["by"][dimension]}


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client)
    assert list(answer) == ["view", "ignored", "rule", "totals", "by", "stated", "notes"]
    assert list(answer["by"]) == [
        "region",
        "province",
        "commune",
        "phase",
        "programme",
        "sector",
        "year",
        "organisation",
        "status",
        "acts_at",
    ]


def test_the_totals(client: TestClient) -> None:
    assert ask(client)["totals"] == {
        "activities": 4,
        "programmes": 2,
        "organisations": 2,
        "regions_covered": 3,
        "national": 1,
        "unplaced": 0,
        "undated": 1,
        "people": [
            {
                "series": "people-b",
                "indicator": "people",
                "value": 663.0,
                "low": 663.0,
                "high": 700.0,
                "scope": ["02", "09", "01"],
                "inside": True,
                "source_ids": ["report"],
            }
        ],
        "funding": [
            {
                "currency": "EUR",
                "amount": 8000000.0,
                "scope": ["02", "09", "01"],
                "inside": True,
                "source_ids": ["report"],
            }
        ],
        "source_ids": {
            "activities": ["report"],
            "programmes": ["report"],
            "organisations": ["report"],
            "regions_covered": ["report"],
            "national": ["report"],
            "unplaced": [],
            "undated": ["report"],
        },
    }


def test_a_total_has_the_sources_of_the_activities_it_counts(client: TestClient) -> None:
    sources = ask(client, "place=09&sector=governance")["totals"]["source_ids"]
    assert {name for name, ids in sources.items() if ids} == {
        "activities",
        "programmes",
        "organisations",
        "regions_covered",
    }


@pytest.mark.parametrize(
    "key", ["A", "b-people", "region:02", "region:national", "total:activities", "year:2021"]
)
def test_what_is_selected_is_understood(client: TestClient, key: str) -> None:
    answer = ask(client, f"select={key}")
    assert (answer["view"]["select"], answer["ignored"]) == (key, [])


@pytest.mark.parametrize(
    "key",
    ["Z", "region:99", "total:people", "colour:red", ":", "year:", "region:02:03", "place:02"],
)
def test_an_unknown_selection_is_named_and_left_aside(client: TestClient, key: str) -> None:
    answer = ask(client, f"select={key}")
    assert answer["view"]["select"] == ""
    assert answer["ignored"] == [{"parameter": "select", "value": key, "reason": "unknown_value"}]


def test_a_row(client: TestClient) -> None:
    assert ask(client, "lang=en&place=02")["by"]["region"][1] == {
        "id": "02",
        "label": "en 02",
        "value": 3,
        "selected": True,
        "source_ids": ["report"],
    }


def test_every_level_is_given_whatever_the_view_shows(client: TestClient) -> None:
    for level in ("region", "province", "commune"):
        answer = ask(client, f"level={level}")
        assert figures(answer, "region") == {"01": 1, "02": 3, "09": 1, "national": 1}
        assert figures(answer, "province") == {"02.411": 1, "coarser": 2, "national": 1}
        assert figures(answer, "commune") == {"02.411.01.01": 1, "coarser": 2, "national": 1}


def test_the_rule_is_told(client: TestClient) -> None:
    totals = {
        rule: ask(client, f"count={rule}")["totals"]["activities"]
        for rule in ("distinct", "touches", "allocated")
    }
    assert totals == {"distinct": 4, "touches": 6, "allocated": 4}
    assert ask(client, "count=touches")["rule"] == "touches"


def test_allocated_figures_add_up_to_the_activities(client: TestClient) -> None:
    answer = ask(client, "count=allocated")
    for dimension in ("region", "province", "commune", "sector"):
        assert abs(sum(figures(answer, dimension).values()) - 4) < 1e-9


def test_the_view_as_understood(client: TestClient) -> None:
    view = ask(client, "lang=en&place=09,02&phase=m4sd-3&from=2019&to=2022&level=province")["view"]
    expected = {
        **NO_FILTER,
        "lang": "en",
        "level": "province",
        "count": "distinct",
        "place": ["02", "09"],
        "phase": ["m4sd-3"],
        "from": 2019,
        "to": 2022,
    }
    assert {name: view[name] for name in expected} == expected


def test_what_is_not_known_is_named_and_left_aside(client: TestClient) -> None:
    answer = ask(client, "place=02,99&colour=red&from=soon&lang=xx")
    assert answer["ignored"] == [
        {"parameter": "place", "value": "99", "reason": "unknown_value"},
        {"parameter": "colour", "value": "red", "reason": "unknown_parameter"},
        {"parameter": "from", "value": "soon", "reason": "not_a_year"},
        {"parameter": "lang", "value": "xx", "reason": "unknown_value"},
    ]
    assert answer["view"]["place"] == ["02"]


def test_bytes_that_are_no_text_are_left_aside(client: TestClient) -> None:
    assert ask(client, "place=%ff%fe&%00=%0a")["totals"]["activities"] == 4


def test_labels_are_in_the_language_of_the_view(client: TestClient) -> None:
    labels = {
        lang: [row["label"] for row in ask(client, f"lang={lang}")["by"]["status"]]
        for lang in ("ar", "fr", "en")
    }
    assert labels["en"] == ["ongoing", "done"]
    assert len(set(map(tuple, labels.values()))) == 3


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_only_years_are_labelled_by_their_id(client: TestClient, lang: str) -> None:
    by = ask(client, f"lang={lang}")["by"]
    # Some levels of action are named alike in French and in the record.
    for rows in (rows for dimension, rows in by.items() if dimension != "acts_at"):
        for row in rows:
            assert (row["label"] == row["id"]) is row["id"].startswith("20")


def test_the_language_of_the_settings_is_the_default(tmp_path: Path) -> None:
    with make_client(make_services(tmp_path, DEFAULT_LANGUAGE="en")) as client:
        assert ask(client)["view"]["lang"] == "en"
        assert ask(client, "lang=xx")["view"]["lang"] == "en"
        assert ask(client, "lang=fr")["view"]["lang"] == "fr"


def test_boundaries_are_those_of_the_settings(tmp_path: Path) -> None:
    with make_client(make_services(tmp_path, BOUNDARY="un")) as client:
        answer = ask(client, "boundary=national")
    assert answer["view"]["boundary"] == "un"
    assert answer["ignored"] == [
        {"parameter": "boundary", "value": "national", "reason": "unknown_value"}
    ]


def test_boundaries_may_be_chosen_where_the_settings_allow(tmp_path: Path) -> None:
    with make_client(make_services(tmp_path, BOUNDARY_OVERRIDE="true")) as client:
        answer = ask(client, "boundary=un")
    assert (answer["view"]["boundary"], answer["ignored"]) == ("un", [])


def test_notes_are_sentences(client: TestClient) -> None:
    note = ask(client, "lang=en&phase=m4sd-3")["notes"][0]
    assert note == {
        "id": "phase_not_specified",
        "count": 1,
        "ids": ["m4sd-3", "m4sd-2-3"],
        "text": "1 more whose phase the sources do not state",
    }


def test_an_empty_record_is_answered(tmp_path: Path) -> None:
    tables = {name: table.iloc[:0] for name, table in small_record_tables().items()}
    with make_client(make_services(tmp_path, make_record(**tables))) as client:
        answer = ask(client)
        assert answer["totals"]["activities"] == 0
        assert set(map(len, answer["by"].values())) == {0}
        assert client.get("/healthz").json() == {
            "status": "ok",
            "activities": 0,
            "data_as_of": "",
        }


def test_a_place_without_activities_is_answered(client: TestClient) -> None:
    answer = ask(client, "place=12")
    assert answer["totals"]["activities"] == 0
    assert figures(answer, "region") == {"01": 1, "02": 3, "09": 1, "national": 1}
