"""The editor of stories: its page, and what it offers for a step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api import orders
from i18n.languages import LANGUAGES, preferred_language
from stories.model import Panel
from ui import story_editor
from ui.services import Services
from ui.story_choices import Choices, choices

Lang = Literal["ar", "fr", "en"]
Asked = Annotated[Lang | None, Query(description="Language of names, and of the texts to write.")]


class StepAsked(BaseModel):
    """The view of a step, and the panels that it shows."""

    view: str = Field(max_length=2000, description="Query of the view, as a story's file has it.")
    panels: list[Panel] = Field(default=[], max_length=8)


class OfferedPanel(BaseModel):
    """A panel of the view's page."""

    key: Panel
    label: str


class OfferedPoint(BaseModel):
    """Something that the step can point at."""

    key: str = Field(description="Such as `region:02`.")
    label: str
    group: str


class OfferedReference(BaseModel):
    """A figure or a name of the view, as a reference that a text may hold."""

    reference: str = Field(description="Such as `{{counted total:activities}}`.")
    label: str = Field(description="What it is of; its number, unit and name share it.")
    text: str = Field(description="What stands for it in this view and language.")
    group: str


class IgnoredPart(BaseModel):
    """A part of the query that the page does not understand."""

    parameter: str
    value: str
    reason: str


class StepChoices(BaseModel):
    """What a step can have."""

    page: str
    title: str = Field(description="What a step of the view could be called.")
    words: list[str] = Field(description="What the view shows, one line each.")
    ignored: list[IgnoredPart]
    panels: list[OfferedPanel] = Field(description="None where the page is a document.")
    points: list[OfferedPoint]
    references: list[OfferedReference]


def router(services: Services) -> APIRouter:
    """Return the routes of the editor."""
    routes = APIRouter()

    @routes.get(story_editor.PATH, include_in_schema=False)
    def edit(request: Request) -> HTMLResponse:
        given = request.query_params
        lang = given.get("lang", "")
        if lang not in LANGUAGES:
            accepted = request.headers.get("accept-language", "")
            lang = preferred_language(accepted, services.settings.language)
        query = f"lang={lang}&theme={given.get('theme', 'auto')}"
        origin = orders.origin(request, services)
        return HTMLResponse(story_editor.render(services, query, origin))

    @routes.post(
        "/api/v1/stories/choices",
        tags=["stories"],
        summary="What a step of a story can show, point at and refer to; nothing is kept",
    )
    def offered(step: StepAsked, lang: Asked = None) -> StepChoices:
        language = lang or services.settings.language
        return _answer(choices(services, step.view, step.panels, language))

    return routes


def _answer(found: Choices) -> StepChoices:
    return StepChoices(
        page=found.page,
        title=found.title,
        words=list(found.words),
        ignored=[IgnoredPart(**asdict(part)) for part in found.ignored],
        panels=[OfferedPanel(key=key, label=label) for key, label in found.panels],
        points=[OfferedPoint(**asdict(one)) for one in found.points],
        references=[OfferedReference(**asdict(one)) for one in found.references],
    )
