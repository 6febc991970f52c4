"""Stories: as they are written, and with their references filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from i18n.languages import LANGUAGES
from stories.checking import Checker
from stories.model import Step, Story, Texts
from stories.problems import StoryError
from stories.reading import LARGEST, StoryFile, TextsFile, as_file, parse_story
from stories.references import Filled, Filler
from ui.services import Services

Lang = Literal["ar", "fr", "en"]
Asked = Annotated[Lang | None, Query(description="Language that references are filled in for.")]


class StorySummary(BaseModel):
    """A story without its steps."""

    id: str
    title: TextsFile
    summary: TextsFile
    languages: list[Lang]
    steps: int


class FilledReference(BaseModel):
    """A reference, and what stands for it."""

    reference: str = Field(description="As it is written, such as `{{total:activities}}`.")
    text: str
    problem: str = Field(description="Why it has no value; empty where it has one.")


class FilledText(BaseModel):
    """A text with its references filled in."""

    text: str
    lang: Lang = Field(description="Its language; another than asked for where that has no text.")
    references: list[FilledReference]


class FilledStep(BaseModel):
    """The texts of a step, and the address of its view."""

    address: str = Field(description="Path and query of the page at this view.")
    title: FilledText
    caption: FilledText
    notes: FilledText


class FilledStory(BaseModel):
    """The texts of a story in one language."""

    lang: Lang
    title: FilledText
    summary: FilledText
    steps: list[FilledStep]


class StoryAnswer(BaseModel):
    """A story as its file has it, and filled in for one language."""

    story: StoryFile
    filled: FilledStory


class Problem(BaseModel):
    """One thing wrong with a story."""

    file: str
    step: int | None = Field(description="Number of the step, from 1.")
    field: str
    found: str
    expected: str
    remedy: str
    check: str


class CheckedStory(BaseModel):
    """A story of a reader: what is wrong with it, and its texts filled in where it can be read."""

    problems: list[Problem]
    story: StoryFile | None
    filled: FilledStory | None


def router(services: Services) -> APIRouter:
    """Return the routes of the stories."""
    routes = APIRouter(prefix="/api/v1", tags=["stories"])

    @routes.get("/stories.json", summary="The stories that come with the record")
    def stories() -> list[StorySummary]:
        return [_summary(story) for story in services.stories.stories.values()]

    @routes.get(
        "/stories/{id}.json",
        summary="A story, raw and with its references filled in",
        response_model_exclude_none=True,
    )
    def story(id: str, lang: Asked = None) -> StoryAnswer:  # noqa: A002 - name of the address
        found = services.stories.stories.get(id)
        if found is None:
            known = ", ".join(services.stories.stories) or "none"
            raise HTTPException(HTTPStatus.NOT_FOUND, f"Found no story “{id}”; there are: {known}.")
        return StoryAnswer.model_validate(
            {"story": as_file(found), "filled": _filled(services, found, lang)}
        )

    @routes.post(
        "/stories/filled",
        summary="Check a story of one's own, and fill its references in; nothing is kept",
        responses={413: {"description": "More than a story can have"}},
        openapi_extra={
            "requestBody": {
                "required": True,
                "description": "The file of a story.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    )
    async def filled(request: Request, lang: Asked = None) -> CheckedStory:
        content = await story_body(request)
        return await run_in_threadpool(_checked, services, content, lang)

    return routes


async def story_body(request: Request) -> bytes:
    """Read what was sent, but no more than a story can have."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            message = f"Found more than {LARGEST // 1000} kB; expected the file of a story."
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    return content


def _checked(services: Services, content: bytes, lang: str | None) -> CheckedStory:
    try:
        story = parse_story(content)
    except StoryError as error:
        problems = [Problem(**asdict(one)) for one in error.problems]
        return CheckedStory(problems=problems, story=None, filled=None)
    found = Checker(services).problems(story)
    return CheckedStory(
        problems=[Problem(**asdict(one)) for one in found],
        story=StoryFile.model_validate(as_file(story)),
        filled=FilledStory.model_validate(_filled(services, story, lang)),
    )


def _summary(story: Story) -> StorySummary:
    return StorySummary(
        id=story.id,
        title=_texts(story.title),
        summary=_texts(story.summary),
        languages=[cast("Lang", lang) for lang in story.title.languages],
        steps=len(story.steps),
    )


def _texts(texts: Texts) -> TextsFile:
    return TextsFile(**{lang: texts.own(lang) for lang in LANGUAGES})


def _filled(services: Services, story: Story, asked: str | None) -> dict[str, Any]:
    lang, filler = asked or services.settings.language, Filler(services)
    first = story.steps[0].view
    return {
        "lang": lang,
        "title": _text(filler, story.title, first, lang),
        "summary": _text(filler, story.summary, first, lang),
        "steps": [_step(filler, step, lang) for step in story.steps],
    }


def _step(filler: Filler, step: Step, lang: str) -> Mapping[str, Any]:
    texts = {"title": step.title, "caption": step.caption, "notes": step.notes}
    return {
        "address": "/?" + "&".join(part for part in (f"lang={lang}", step.view) if part),
        **{name: _text(filler, one, step.view, lang) for name, one in texts.items()},
    }


def _text(filler: Filler, texts: Texts, view: str, lang: str) -> Mapping[str, Any]:
    told = texts.told(lang)
    filled = filler.fill(told.text, view, told.lang)
    return {"text": filled.text, "lang": told.lang, "references": list(_references(filled))}


def _references(filled: Filled) -> list[dict[str, str]]:
    return [
        {
            "reference": piece.reference,
            "text": piece.text,
            "problem": str(piece.problem) if piece.problem else "",
        }
        for piece in filled.pieces
        if piece.reference
    ]
