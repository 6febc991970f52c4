"""The page that presents a story, its speaker's notes, its handout, and the list of stories."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from api import orders
from exports.slides import slides
from geodata.view_state import CHOICES
from i18n.languages import LANGUAGES, preferred_language
from stories.model import Step
from ui import present
from ui.services import Services

KEPT = 256
"""Steps whose figures stay drawn: forty languages, themes and steps of a few stories."""


def router(services: Services) -> APIRouter:
    """Return the route of presenting."""
    routes = APIRouter(include_in_schema=False)

    # The record does not change while it is served, and a projector asks for the same again.
    @lru_cache(maxsize=KEPT)
    def drawn(step: Step, lang: str, theme: str) -> tuple[present.Slide, ...]:
        return slides(services, step, lang, theme)

    @routes.get(present.PATH)
    def show(request: Request) -> HTMLResponse:
        given, origin = request.query_params, orders.origin(request, services)
        asked = _asked(given, origin, _language(request, services))
        if "story" not in given:
            query = f"lang={asked.lang}&theme={given.get('theme', 'auto')}"
            return HTMLResponse(present.listing(services, query, origin))
        story = services.stories.stories.get(given["story"])
        if story is None:
            known = ", ".join(services.stories.stories) or "none"
            raise HTTPException(
                HTTPStatus.NOT_FOUND, f"Found no story “{given['story']}”; there are: {known}."
            )
        draw = partial(drawn, lang=asked.lang, theme=asked.theme)
        return HTMLResponse(present.document(services, story, asked, draw))

    return routes


def _asked(given: Mapping[str, str], origin: str, lang: str) -> present.Request:
    mode = next((one for one in ("notes", "print") if given.get(one) == "1"), "show")
    theme = given.get("theme", "")
    step = given.get("step", "")
    return present.Request(
        lang=lang,
        theme=_theme(theme, mode),
        step=int(step) if step.isascii() and step.isdigit() and len(step) <= len("999") else 1,
        mode=mode,
        origin=origin,
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
