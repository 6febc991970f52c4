"""Stories as files: JSON with a schema, read into `stories.model` and written back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stories.model import Panel, Step, Story, Texts
from stories.problems import StoryError, StoryProblem

LARGEST: Final = 500_000
"""Bytes of a file: a story is text of a few steps."""
MOST_STEPS: Final = 60
MOST_REFERENCES: Final = 600
"""In all texts of a story: each may ask the catalogue for an answer of its own."""
LONGEST_TEXT: Final = 4000
ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ECHO: Final = 80
MOST_TOLD: Final = 100
"""Problems with a file that is no story: nobody mends more at once."""

Query = Annotated[str, Field(max_length=2000)]
Point = Annotated[str, Field(pattern=r"^[a-z_]+:\S+$", max_length=120)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextsFile(_File):
    """One text in up to three languages."""

    ar: str = Field(default="", max_length=LONGEST_TEXT, description="Arabic.")
    fr: str = Field(default="", max_length=LONGEST_TEXT, description="French.")
    en: str = Field(default="", max_length=LONGEST_TEXT, description="English.")


class StepFile(_File):
    """A view, the panels of it that are shown, and what is said."""

    view: Query = Field(
        description="Query of the view, such as `page=overlap&sets=programme:m4sd,programme:"
        "depomi`, without language and theme."
    )
    panels: list[Panel] = Field(
        min_length=1, max_length=4, description="Panels of the page that are shown."
    )
    large: Panel | None = Field(
        default=None, description="The panel that is large; the first, if not told."
    )
    title: TextsFile = Field(description="At most 60 characters once filled in.")
    caption: TextsFile = Field(
        description="At most 240 characters once filled in; numbers are references such as "
        "`{{total:activities}}`."
    )
    notes: TextsFile = Field(default=TextsFile(), description="What the presenter alone sees.")
    point: list[Point] = Field(
        default=[], max_length=6, description="What is pointed at, such as `region:02`."
    )


class StoryFile(_File):
    """A story of Jihat: steps through views of the page."""

    id: str = Field(pattern=ID, max_length=60, description="The name of the file, without .json.")
    title: TextsFile
    summary: TextsFile = Field(default=TextsFile(), description="What the story tells.")
    steps: list[StepFile] = Field(min_length=1, max_length=MOST_STEPS)


@dataclass(frozen=True)
class Shelf:
    """The stories of a folder by their ids, and what is wrong with files that are none."""

    stories: dict[str, Story]
    problems: tuple[StoryProblem, ...] = ()


class _TwiceError(ValueError):
    """An object has a name twice."""


class _TooManyError(ValueError):
    """The texts have more references than are filled in."""


def parse_story(content: str | bytes, file: str = "story.json") -> Story:
    """Read a story.

    Parameters
    ----------
    content : str or bytes
        JSON by ``stories/schema.json``; bytes are UTF-8.
    file : str
        Its name, for what is said of problems.

    Returns
    -------
    Story
        Its views and references are not looked at, see `stories.checking`.

    Raises
    ------
    StoryError
        It is no JSON, or not by the schema; the first hundred problems, each with its step and
        field.
    """
    try:
        return _story(StoryFile.model_validate(_json(content)))
    except ValidationError as error:
        found = error.errors(include_url=False)[:MOST_TOLD]
        told = [_schema_problem(file, one) for one in found]
        raise StoryError(told) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise StoryError([_unreadable(file, error)]) from None


def read_story(path: Path) -> Story:
    """Read the story of a file; parameters and errors as for `parse_story`.

    Raises
    ------
    StoryError
        As `parse_story` does, and where the file is not called by the id of the story.
    """
    if path.stat().st_size > LARGEST:
        size = f"a file of at most {LARGEST // 1000} kB"
        found = f"{path.stat().st_size // 1000} kB"
        raise StoryError(
            [StoryProblem(path.name, None, "", found, size, "Leave out what is no story.", "size")]
        )
    story = parse_story(path.read_bytes(), path.name)
    if path.stem != story.id:
        remedy = "Rename the file, or correct the id."
        raise StoryError(
            [StoryProblem(path.name, None, "id", story.id, f"“{path.stem}”", remedy, "id")]
        )
    return story


def read_folder(folder: Path) -> Shelf:
    """Read every story of a folder, in the order of the names of their files.

    Parameters
    ----------
    folder : Path
        Holds ``*.json``; a folder that is not there holds none.
    """
    stories: dict[str, Story] = {}
    problems: list[StoryProblem] = []
    for path in sorted(folder.glob("*.json")):
        try:
            story = read_story(path)
        except StoryError as error:
            problems += error.problems
        else:
            stories[story.id] = story
    return Shelf(stories, tuple(problems))


def as_file(story: Story) -> dict[str, Any]:
    """Return what the file of a story holds; `parse_story` reads it back."""
    content = asdict(story)
    content["summary"] = _texts(content["summary"])
    content["title"] = _texts(content["title"])
    for step in content["steps"]:
        step |= {name: _texts(step[name]) for name in ("title", "caption", "notes")}
        step |= {name: list(step[name]) for name in ("panels", "point")}
    content["steps"] = list(content["steps"])
    return content


def schema() -> dict[str, Any]:
    """Return the JSON schema of a story's file, which ``stories/schema.json`` holds."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **StoryFile.model_json_schema(),
    }


def _texts(texts: dict[str, str]) -> dict[str, str]:
    return {lang: text for lang, text in texts.items() if text}


def _json(content: str | bytes) -> Any:  # noqa: ANN401 - anything that JSON holds
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    if text.count("{{") > MOST_REFERENCES:
        raise _TooManyError(text.count("{{"))
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(_echo(name))
        found[name] = value
    return found


def _story(file: StoryFile) -> Story:
    return Story(
        id=file.id,
        title=Texts(**file.title.model_dump()),
        summary=Texts(**file.summary.model_dump()),
        steps=tuple(_step(one) for one in file.steps),
    )


def _step(file: StepFile) -> Step:
    return Step(
        view=file.view.removeprefix("?"),
        panels=tuple(file.panels),
        large=file.large or file.panels[0],
        title=Texts(**file.title.model_dump()),
        caption=Texts(**file.caption.model_dump()),
        notes=Texts(**file.notes.model_dump()),
        point=tuple(file.point),
    )


def _schema_problem(file: str, error: Any) -> StoryProblem:  # noqa: ANN401 - pydantic's own
    step, where = _place(error["loc"])
    missing, extra = error["type"] == "missing", error["type"] == "extra_forbidden"
    expected = error["msg"][:1].lower() + error["msg"][1:]
    return StoryProblem(
        file=file,
        step=step,
        field=_echo(where),
        found="" if missing else _echo(error["input"]),
        expected="no such field" if extra else "this field" if missing else expected,
        remedy="Correct it: stories/schema.json tells the fields of a story.",
        check="schema",
    )


def _place(loc: Sequence[str | int]) -> tuple[int | None, str]:
    """Tell the step and the field of a place in the file."""
    parts = list(loc)
    step = None
    if len(parts) > 1 and parts[0] == "steps" and isinstance(parts[1], int):
        step, parts = parts[1] + 1, parts[2:]
    return step, ".".join(_counted(parts))


def _counted(parts: Sequence[str | int]) -> Iterator[str]:
    # People count from one.
    yield from (str(part + 1) if isinstance(part, int) else part for part in parts)


def _echo(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # JSON can write half of a letter, which no answer can.
    text = text.encode(errors="backslashreplace").decode()
    return text if len(text) <= ECHO else f"{text[: ECHO - 1]}…"


def _unreadable(file: str, error: Exception) -> StoryProblem:
    if isinstance(error, _TwiceError):
        expected, remedy = "each name once in an object", "Remove or rename one of the two."
        return StoryProblem(file, None, "", str(error), expected, remedy, "twice")
    if isinstance(error, _TooManyError):
        found, expected = f"{error} references", f"at most {MOST_REFERENCES} in a story"
        return StoryProblem(file, None, "", found, expected, "Make two stories of it.", "size")
    remedy = "Save the file as JSON in UTF-8."
    return StoryProblem(file, None, "", str(error), "JSON in UTF-8", remedy, "json")
