from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from time import process_time

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.model import Story, Texts, Told
from stories.problems import StoryError, StoryProblem
from stories.reading import as_file, parse_story, schema
from tests.stories.making import story

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "stories" / "schema.json"
SHIPPED = sorted((ROOT / "data" / "stories").glob("*.json"))


def test_the_schema_that_is_committed_is_that_of_the_code() -> None:
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_story_is_valid_by_the_schema_alone(path: Path) -> None:
    # Another reader of the schema than ours.
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    content = json.loads(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(content)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_story_is_written_as_it_was_read(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    written = as_file(parse_story(path.read_bytes()))
    for step in content["steps"]:
        step.setdefault("point", [])
    assert written == content


@given(st.dictionaries(st.sampled_from(["ar", "fr", "en"]), st.text(min_size=1)))
def test_any_title_survives_the_file(title: dict[str, str]) -> None:
    content = story(title=title)
    read = parse_story(json.dumps(content))
    assert as_file(read)["title"] == title
    assert parse_story(json.dumps(as_file(read))) == read


def test_what_may_be_left_out() -> None:
    step = {"view": "?place=02", "panels": ["sectors"], "title": {}, "caption": {}}
    read = parse_story(json.dumps({"id": "a", "title": {"fr": "A"}, "steps": [step]}))
    assert isinstance(read, Story)
    assert (read.summary, read.steps[0].notes) == (Texts(), Texts())
    assert (read.steps[0].view, read.steps[0].large) == ("place=02", "sectors")


def test_a_missing_language_falls_back_and_is_told() -> None:
    texts = Texts(fr="Titre", en="Title")
    assert texts.told("en") == Told("Title", "en")
    assert texts.told("ar") == Told("Titre", "fr")
    assert Texts().told("ar") == Told("", "ar")


def refused(text: str) -> tuple[StoryProblem, ...]:
    with pytest.raises(StoryError) as caught:
        parse_story(text)
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        r'{"id": "\ud800"}',
        r'{"\ud800": 1}',
        r'{"\ud800": 1, "\ud800": 1}',
        r'{"id": "a", "title": {"fr": "\ud800"}, "steps": []}',
        r'{"id": "a", "title": {}, "steps": [{"view": "\ud800", "panels": ["map"]}]}',
    ],
)
def test_half_a_letter_is_told_in_letters_that_can_be_sent(text: str) -> None:
    for problem in refused(text):
        assert json.dumps(asdict(problem), ensure_ascii=False).encode()


def test_a_file_of_many_names_is_refused_at_once_and_in_few_words() -> None:
    many = json.dumps({f"{number:x}": 1 for number in range(40_000)})
    started = process_time()
    assert len(refused(many)) == 100
    assert process_time() - started < 10
