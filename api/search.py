"""Search over places and the record."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from i18n.languages import preferred_language
from ui import search_page
from ui.search_results import results
from ui.services import Services

Kind = Literal[
    "place",
    "former_place",
    "programme",
    "phase",
    "organisation",
    "sector",
    "activity",
    "indicator",
    "source",
]
DEFAULT_LIMIT, HIGHEST_LIMIT = 8, 50
Text = Annotated[str, Query(description="What is searched for, in any of the three languages.")]
Lang = Annotated[str, Query(description="Language of labels, explanations and links.")]
Limit = Annotated[int, Query(ge=1, le=HIGHEST_LIMIT, description="Most hits of each kind.")]


class Hit(BaseModel):
    """One thing found."""

    model_config = ConfigDict(from_attributes=True)

    kind: Kind
    id: str = Field(description="Id in the record, or code of the place.")
    label: str
    explanation: str = Field(description="What it is; also the other name it was found by.")
    href: str = Field(description="Address that it leads to.")
    map: str = Field(description="Address of a place on the map; empty for anything else.")
    score: float = Field(description="Greater is better; 400 and more is an exact match.")


class Group(BaseModel):
    """Hits of one kind, best first."""

    model_config = ConfigDict(from_attributes=True)

    kind: Kind
    label: str
    hits: list[Hit]


class SearchAnswer(BaseModel):
    """What was found; the kind of the best hit comes first."""

    model_config = ConfigDict(from_attributes=True)

    query: str
    summary: str = Field(description="How much was found, in words.")
    groups: list[Group]


def router(services: Services) -> APIRouter:
    """Return the route that searches, and the page of results for browsers without scripts."""
    routes = APIRouter(tags=["search"])

    @routes.get("/api/v1/search", summary="Find places, programmes, organisations and more")
    def search(
        request: Request, q: Text = "", lang: Lang = "", limit: Limit = DEFAULT_LIMIT
    ) -> SearchAnswer:
        del lang  # in the query, which is understood as a view
        view, _ = services.read(request.url.query)
        return SearchAnswer.model_validate(results(services, view, q, limit))

    @routes.get(search_page.PATH, include_in_schema=False)
    def page(request: Request, q: str = "") -> HTMLResponse:
        query = request.url.query
        if "lang" not in request.query_params:
            asked = request.headers.get("accept-language", "")
            query += f"&lang={preferred_language(asked, services.settings.language)}"
        return HTMLResponse(search_page.render(services, query, q))

    return routes
