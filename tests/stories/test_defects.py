from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from stories.problems import StoryError
from stories.reading import read_folder, read_story
from tests.stories.making import Content, problems, step, story, texts


class Defect(NamedTuple):
    """A step with one thing wrong, and what is told of it."""

    check: str
    field: str
    found: str
    changes: Content


LONG = "ninety letters and more, which no title of a step on a projector can have without harm"
DEFECTS = {
    "unknown field": Defect("schema", "colour", "red", {"colour": "red"}),
    "no panels": Defect("schema", "panels", "[]", {"panels": []}),
    "unknown panel": Defect("schema", "panels.2", "pie", {"panels": ["map", "pie"]}),
    "text that is a number": Defect("schema", "title.fr", "3", {"title": {"fr": 3}}),
    "unknown language": Defect("schema", "title.es", "Paso", {"title": {"es": "Paso"}}),
    "point without a colon": Defect("schema", "point.1", "region", {"point": ["region"]}),
    "panel of another page": Defect(
        "panel", "panels", "sectors", {"view": "page=overlap", "point": ["region:02"]}
    ),
    "panel twice": Defect("panel", "panels", "map", {"panels": ["map", "sectors", "map"]}),
    "large that is not shown": Defect("panel", "large", "stated", {"large": "stated"}),
    "unknown programme": Defect("view", "view", "sector=magic", {"view": "sector=magic"}),
    "unknown parameter": Defect("view", "view", "colour=red", {"view": "colour=red"}),
    "unknown set": Defect(
        "view", "view", "sets=programme:none",
        {"view": "page=overlap&sets=programme:none", "panels": ["map"], "point": []},
    ),
    "language in the view": Defect("view", "view", "lang=fr", {"view": "lang=fr"}),
    "theme in the view": Defect("view", "view", "theme=dark", {"view": "theme=dark"}),
    "page without panels": Defect("view", "view", "page=about", {"view": "page=about"}),
    "communes of the country": Defect(
        "view", "view", "level=commune", {"view": "level=commune", "point": []}
    ),
    "point of an unknown kind": Defect("point", "point", "colour:red", {"point": ["colour:red"]}),
    "point of a panel that is not shown": Defect(
        "point", "point", "year:2021", {"point": ["year:2021"]}
    ),
    "point at what the view leaves out": Defect(
        "point", "point", "activity:depomi-earthquake-recovery",
        {"point": ["activity:depomi-earthquake-recovery"]},
    ),
    "point at no region": Defect("point", "point", "region:99", {"point": ["region:99"]}),
    "no caption": Defect("missing", "caption", "", {"caption": {}}),
    "title without Arabic": Defect("language", "title.ar", "", {"title": {"fr": "T", "en": "T"}}),
    "notes without English": Defect("language", "notes.en", "", {"notes": {"fr": "T", "ar": "T"}}),
    "title too long": Defect(
        "length", "title.fr", f"{len(LONG)} characters", {"title": {**texts("T"), "fr": LONG}}
    ),
    "number written out": Defect(
        "number", "caption.en", "71", {"caption": {**texts("Some"), "en": "71 activities in 2020"}}
    ),
    "unknown figure": Defect(
        "reference", "caption.en", "{{total:money}} (total:money)",
        {"caption": {**texts("Some"), "en": "{{total:money}}"}},
    ),
    "what is not in the sources": Defect(
        "reference", "caption.en", "{{region:08}} (value region:08)",
        {"caption": {**texts("Some"), "en": "{{region:08}}"}},
    ),
    "a change that is none": Defect(
        "reference", "caption.en", "{{total:activities @ phase=four}} (phase=four)",
        {"caption": {**texts("Some"), "en": "{{total:activities @ phase=four}}"}},
    ),
    "braces that do not close": Defect(
        "reference", "caption.en", "{{total:activities ({{total:activities)",
        {"caption": {**texts("Some"), "en": "{{total:activities"}},
    ),
    "broken reference in the notes": Defect(
        "reference", "notes.fr", "{{many words here}} ({{many words here}})",
        {"notes": {**texts("Some"), "fr": "{{many words here}}"}},
    ),
}  # fmt: skip


def test_a_sound_story() -> None:
    assert problems(story()) == ()


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_and_located(name: str) -> None:
    defect = DEFECTS[name]
    told = problems(story(step(), step(**defect.changes)))
    assert {(one.step, one.check, one.field, one.found) for one in told} == {
        (2, defect.check, defect.field, defect.found)
    }
    assert all(one.expected and one.remedy.endswith(".") for one in told)


def test_a_story_of_a_reader_may_have_one_language_and_numbers() -> None:
    one = {"fr": "Texte"}
    own = step(title=one, caption={"fr": "Des 71 activités"}, notes={})
    content = story(own, title=one, summary={})
    assert problems(content, shipped=False) == ()
    assert {told.check for told in problems(content)} == {"language", "missing", "number"}


@pytest.mark.parametrize(
    ("text", "check"),
    [("{", "json"), ("[" * 100_000, "json"), ('{"id": "a", "id": "b"}', "twice"), ("[]", "schema")],
)
def test_what_is_no_story(text: str, check: str) -> None:
    (told,) = problems(text)
    assert (told.check, told.step, told.field) == (check, None, "")


def test_every_problem_of_the_schema_is_told_at_once() -> None:
    content = story(step(panels=[]), step(colour="red"), id="No Id")
    assert [(one.step, one.field) for one in problems(content)] == [
        (None, "id"),
        (1, "panels"),
        (2, "colour"),
    ]


def test_a_file_is_called_as_its_story(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps(story()), encoding="utf-8")
    with pytest.raises(StoryError) as caught:
        read_story(file)
    assert [(one.file, one.check, one.found) for one in caught.value.problems] == [
        ("other.json", "id", "story")
    ]


def test_a_folder_has_its_sound_stories_and_names_the_others(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(story()), encoding="utf-8-sig")
    (tmp_path / "bad.json").write_bytes(b"\xff")
    (tmp_path / "large.json").write_bytes(b" " * 600_000)
    shelf = read_folder(tmp_path)
    assert list(shelf.stories) == ["story"]
    assert [(one.file, one.check) for one in shelf.problems] == [
        ("bad.json", "json"),
        ("large.json", "size"),
    ]


def test_a_folder_that_is_not_there_holds_no_stories(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none").stories == {}
