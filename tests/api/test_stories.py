from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import make_client, make_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient

STORY = {
    "id": "example",
    "title": {"fr": "Exemple", "en": "Example"},
    "steps": [
        {
            "view": "place=02",
            "panels": ["map"],
            "title": {"fr": "{{label region:02}}", "en": "{{label region:02}}"},
            "caption": {
                "fr": "{{counted total:activities}}",
                "en": "{{counted total:activities}}, {{total:money}}",
            },
        }
    ],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("stories")
    (folder / "example.json").write_text(json.dumps(STORY), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    with make_client(make_services(folder, STORIES=str(folder))) as client:
        yield client


def test_the_list_of_stories_leaves_out_what_is_none(told: TestClient) -> None:
    assert told.get("/api/v1/stories.json").json() == [
        {
            "id": "example",
            "title": {"ar": "", "fr": "Exemple", "en": "Example"},
            "summary": {"ar": "", "fr": "", "en": ""},
            "languages": ["fr", "en"],
            "steps": 1,
        }
    ]


def test_a_story_raw_and_filled_in(told: TestClient) -> None:
    answer = told.get("/api/v1/stories/example.json?lang=fr").json()
    assert answer["story"]["steps"][0]["caption"]["en"] == STORY["steps"][0]["caption"]["en"]  # type: ignore[index]
    step = answer["filled"]["steps"][0]
    assert step["address"] == "/?lang=fr&place=02"
    assert step["title"]["text"] == "fr 02"
    # The worked example has three activities that touch the region.
    assert step["caption"] == {
        "text": "3 activités",
        "lang": "fr",
        "references": [
            {"reference": "{{counted total:activities}}", "text": "3 activités", "problem": ""}
        ],
    }


def test_a_language_that_is_missing_falls_back(told: TestClient) -> None:
    filled = told.get("/api/v1/stories/example.json?lang=ar").json()["filled"]
    assert filled["lang"] == "ar"
    assert (filled["title"]["text"], filled["title"]["lang"]) == ("Exemple", "fr")


def test_a_reference_without_a_value_is_shown_as_one(told: TestClient) -> None:
    filled = told.get("/api/v1/stories/example.json?lang=en").json()["filled"]
    caption = filled["steps"][0]["caption"]
    assert caption["text"] == "3 activities, [{{total:money}}: no value]"
    assert caption["references"][1]["problem"].startswith("found total:money, expected one of ")


def test_a_story_that_is_not_there(told: TestClient) -> None:
    answer = told.get("/api/v1/stories/none.json")
    assert answer.status_code == 404
    assert "there are: example." in answer.text
    assert told.get("/api/v1/stories/example.json?lang=tlh").status_code == 400


def test_a_story_of_ones_own_is_filled_in_and_checked(told: TestClient) -> None:
    own = {**STORY, "id": "own"}
    answer = told.post("/api/v1/stories/filled?lang=en", json=own).json()
    assert answer["filled"]["steps"][0]["title"]["text"] == "en 02"
    assert [(one["step"], one["field"], one["check"]) for one in answer["problems"]] == [
        (1, "caption.en", "reference")
    ]
    assert "own" not in told.get("/api/v1/stories.json").text


@pytest.mark.parametrize(
    ("content", "check"),
    [(b"{", "json"), (b"{}", "schema"), (b'["{{"' + b',"{{"' * 600 + b"]", "size")],
)
def test_what_is_no_story_is_told(told: TestClient, content: bytes, check: str) -> None:
    answer = told.post("/api/v1/stories/filled", content=content).json()
    assert {one["check"] for one in answer["problems"]} == {check}
    assert answer["filled"] is None


def test_too_much_is_refused(told: TestClient) -> None:
    assert told.post("/api/v1/stories/filled", content=b" " * 600_000).status_code == 413


def test_the_endpoints_are_described(told: TestClient) -> None:
    paths = told.get("/openapi.json").json()["paths"]
    assert [path for path in paths if "stories" in path] == [
        "/api/v1/stories.json",
        "/api/v1/stories/{id}.json",
        "/api/v1/stories/filled",
        "/api/v1/stories/choices",
    ]
    (_id, lang) = paths["/api/v1/stories/{id}.json"]["get"]["parameters"]
    assert (lang["name"], lang["in"]) == ("lang", "query")
