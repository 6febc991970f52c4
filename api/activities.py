"""The activities of a view, as JSON and as a table."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.activity_models import Activity
from api.query import parameters
from geodata.catalogue import Catalogue
from ui.services import Services

CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
# Spreadsheets take a file without it for the encoding of the machine.
BYTE_ORDER_MARK = "\ufeff"
# Spreadsheets run a cell that begins with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LISTED = "; "
ROWS_A_PART = 200


def router(services: Services) -> APIRouter:
    """Return the routes; both give the latest first, those without dates last."""
    routes = APIRouter(prefix="/api/v1", tags=["activities"])
    described = {"parameters": parameters(services.vocabulary)}

    def chosen(request: Request) -> Iterator[Activity]:
        view, _ignored = services.read(request.url.query)
        return _activities(services.catalogue, services.catalogue.activity_rows(view))

    @routes.get(
        "/activities.json",
        response_class=StreamingResponse,
        responses={200: {"model": list[Activity], "description": "Matching activities"}},
        summary="Matching activities, with their places, measurements and citations",
        openapi_extra=described,
    )
    def activities_json(request: Request) -> StreamingResponse:
        return StreamingResponse(as_json(chosen(request)), media_type="application/json")

    @routes.get(
        "/activities.csv",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/csv": {}}, "description": "One row an activity"}},
        summary="Matching activities as a table",
        openapi_extra=described,
    )
    def activities_csv(request: Request) -> StreamingResponse:
        headers = {"Content-Disposition": 'attachment; filename="activities.csv"'}
        return StreamingResponse(
            as_csv(chosen(request)), media_type=CSV_MEDIA_TYPE, headers=headers
        )

    return routes


def as_json(activities: Iterable[Activity]) -> Iterator[str]:
    """Yield a JSON list, part by part."""
    before = "["
    for part in _parts(activities):
        yield before + ",".join(activity.model_dump_json() for activity in part)
        before = ","
    yield "]" if before == "," else "[]"


def as_csv(activities: Iterable[Activity]) -> Iterator[str]:
    """Yield a table after RFC 4180, part by part, with a byte order mark."""
    yield BYTE_ORDER_MARK + _lines([list(COLUMNS)])
    for part in _parts(activities):
        yield _lines([neutral(cell(one)) for cell in COLUMNS.values()] for one in part)


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


COLUMNS: Mapping[str, Callable[[Activity], str]] = {
    "id": lambda one: one.id,
    "programme": lambda one: one.programme,
    "phases": lambda one: LISTED.join(one.phases),
    "sectors": lambda one: LISTED.join(one.sectors),
    "regions": lambda one: LISTED.join(one.regions),
    "provinces": lambda one: LISTED.join(one.provinces),
    "communes": lambda one: LISTED.join(one.communes),
    "acts_at": lambda one: _different(place.acts_at for place in one.locations),
    "organisations": lambda one: LISTED.join(f"{by.id} ({by.role})" for by in one.organisations),
    "status": lambda one: one.status,
    "start": lambda one: one.start,
    "start_precision": lambda one: one.start_precision,
    "end": lambda one: one.end,
    "end_precision": lambda one: one.end_precision,
    "title_ar": lambda one: one.title.ar,
    "title_fr": lambda one: one.title.fr,
    "title_en": lambda one: one.title.en,
    "verified_by": lambda one: one.verified_by,
    "verified_on": lambda one: one.verified_on,
    "sources": lambda one: _different(cited.source for cited in one.citations),
}


def as_model(described: Mapping[str, Any]) -> Activity:
    """Return a description of the catalogue as the endpoints give it."""
    phases, sectors = described["phases"], described["sectors"]
    return Activity.model_validate(
        {
            **described,
            "phases": [phase["id"] for phase in phases],
            "phase_basis": {phase["id"]: phase["basis"] for phase in phases},
            "sectors": [sector["id"] for sector in sectors],
            "sector_weights": {
                sector["id"]: sector["weight"] for sector in sectors if sector["weight"] is not None
            },
        }
    )


def _activities(catalogue: Catalogue, positions: Iterable[int]) -> Iterator[Activity]:
    return (as_model(catalogue.activity(position)) for position in positions)


def _parts(activities: Iterable[Activity]) -> Iterator[list[Activity]]:
    part: list[Activity] = []
    for activity in activities:
        part.append(activity)
        if len(part) == ROWS_A_PART:
            yield part
            part = []
    if part:
        yield part


def _lines(cells: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue()


def _different(texts: Iterable[str]) -> str:
    return LISTED.join(dict.fromkeys(text for text in texts if text))
