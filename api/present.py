"""The page that presents a story, its speaker's notes, its handout, and the list of stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache, partial
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from api import orders
from api.stories import story_body
from exports.slides import slides
from geodata.view_state import CHOICES
from i18n.languages import LANGUAGES, preferred_language
from stories.checking import Checker
from stories.drawable import drawable, misleading
from stories.model import Step, Story, Texts
from stories.problems import StoryError, StoryProblem
from stories.reading import parse_story
from ui import present
from ui.services import Services

KEPT = 256
"""Steps whose figures stay drawn: forty languages, themes and steps of a few stories."""
UNSTORED = {"Cache-Control": "no-store"}


def router(services: Services) -> APIRouter:
    """Return the routes of presenting."""
    routes = APIRouter(include_in_schema=False)

    # The record does not change while it is served, and a projector asks for the same again.
    @lru_cache(maxsize=KEPT)
    def shipped(step: Step, lang: str, theme: str) -> tuple[present.Slide, ...]:
        return slides(services, step, lang, theme)

    # Those of visitors push nobody else's aside.
    @lru_cache(maxsize=KEPT)
    def own(step: Step, lang: str, theme: str) -> tuple[present.Slide, ...]:
        return slides(services, step, lang, theme)

    @routes.get(present.PATH)
    def show(request: Request) -> HTMLResponse:
        given = request.query_params
        asked = _asked(request, services)
        name = given.get("story", "")
        if "story" not in given:
            query = f"lang={asked.lang}&theme={given.get('theme', 'auto')}"
            return HTMLResponse(present.listing(services, query, asked.origin))
        if name.startswith(present.OWN):
            return HTMLResponse(present.local(services, asked), headers=UNSTORED)
        draw = partial(shipped, lang=asked.lang, theme=asked.theme)
        return HTMLResponse(present.document(services, _found(services, name), asked, draw))

    @routes.post(present.PATH)
    async def show_own(request: Request) -> Response:
        _expect_json(request)
        content = await story_body(request)
        asked = _asked(request, services)
        anyway = request.query_params.get("anyway") == "1"

        def answer() -> Response:
            draw = partial(_wordless, partial(own, lang=asked.lang, theme=asked.theme))
            return _present_own(services, content, asked, draw, anyway=anyway)

        return await run_in_threadpool(answer)

    return routes


def _found(services: Services, name: str) -> Story:
    story = services.stories.stories.get(name)
    if story is None:
        known = ", ".join(services.stories.stories) or "none"
        raise HTTPException(HTTPStatus.NOT_FOUND, f"Found no story “{name}”; there are: {known}.")
    return story


def _expect_json(request: Request) -> None:
    """Refuse what the form of a foreign page could send: only our script posts JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        message = f"Found the content type “{kind}”; expected application/json."
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)


def _present_own(
    services: Services, content: bytes, asked: present.Request, draw: present.Draw, *, anyway: bool
) -> Response:
    """Present the story of a visitor; nothing of it is kept, and nothing is logged."""
    try:
        story = parse_story(content)
    except StoryError as error:
        return _refused(error.problems, readable=False)
    problems = Checker(services).problems(story)
    wrong = misleading(problems)
    if wrong and not anyway:
        return _refused(wrong, readable=True)
    told = replace(drawable(story, problems), id=f"{present.OWN}{story.id}")
    return HTMLResponse(present.document(services, told, asked, draw), headers=UNSTORED)


def _refused(problems: tuple[StoryProblem, ...], *, readable: bool) -> JSONResponse:
    content = {"problems": [asdict(one) for one in problems], "readable": readable}
    return JSONResponse(content, HTTPStatus.UNPROCESSABLE_ENTITY, UNSTORED)


def _wordless(draw: present.Draw, step: Step) -> tuple[present.Slide, ...]:
    """Draw a step without its words, so that none of a visitor's are remembered."""
    return draw(replace(step, title=Texts(), caption=Texts(), notes=Texts()))


def _asked(request: Request, services: Services) -> present.Request:
    given: Mapping[str, str] = request.query_params
    mode = next((one for one in ("notes", "print") if given.get(one) == "1"), "show")
    step = given.get("step", "")
    return present.Request(
        lang=_language(request, services),
        theme=_theme(given.get("theme", ""), mode),
        step=int(step) if step.isascii() and step.isdigit() and len(step) <= len("999") else 1,
        mode=mode,
        origin=orders.origin(request, services),
    )


def _theme(theme: str, mode: str) -> str:
    """Choose the projector's theme, and for paper the light one, where none is asked for."""
    if theme in CHOICES["theme"] and theme != "auto":
        return theme
    return "light" if mode == "print" else present.PROJECTOR


def _language(request: Request, services: Services) -> str:
    lang = request.query_params.get("lang", "")
    if lang in LANGUAGES:
        return lang
    accepted = request.headers.get("accept-language", "")
    return preferred_language(accepted, services.settings.language)
