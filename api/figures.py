"""Figures of a view as files: pictures, tables and data; and the citation of the view."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api import orders
from api.models import Ignored, View
from api.query import parameters, take_own, view_as_json
from exports import addresses, figures, formats
from exports.offer import CITED, OFFERS, formats_of, names
from geodata.view_state import DOCUMENTS
from pictures.sizes import SCALES, SIZES
from ui.page import Page, open_page
from ui.services import Services
from ui.taking import VIEW

TABLES = ("table", "data")


class FigureColumn(BaseModel):
    """A column of a figure's table."""

    name: str = Field(description="For machines; the key in each row.")
    label: str = Field(description="For readers, in the language of the query.")
    kind: str = Field(description="text, integer, number, date or year.")
    hxl: str = Field(description="HXL tag; empty for none.")


class FigureListed(BaseModel):
    """A figure of the page, and where its files are."""

    name: str
    title: str
    unit: str
    rows: int
    columns: list[FigureColumn]
    formats: dict[str, str] = Field(description="Address on this host by format.")


class FigureList(BaseModel):
    """The figures that a view shows now."""

    view: View
    ignored: list[Ignored]
    figures: list[FigureListed]


class FigureTable(BaseModel):
    """A figure's numbers, typed; null where there is no value, which is never zero."""

    view: View
    ignored: list[Ignored]
    name: str
    title: str
    unit: str
    rule: str
    notes: list[str]
    source_ids: list[str]
    columns: list[FigureColumn]
    rows: list[dict[str, str | int | float | None]]


def router(services: Services) -> APIRouter:
    """Return the routes of figures, of the activities as files, and of citations."""
    routes = APIRouter(prefix="/api/v1", tags=["figures"])
    of_view = parameters(services.vocabulary)
    described = {"parameters": [*of_view, *file_parameters()]}

    @routes.get(
        "/figures.json",
        summary="The figures that a view shows, and where their files are",
        openapi_extra={"parameters": of_view},
    )
    def listed(request: Request) -> FigureList:
        page, _own = orders.opened(request, services)
        return _listed(page)

    @routes.get(
        "/figures/{name}.json",
        summary="The numbers of a figure",
        openapi_extra={"parameters": of_view},
    )
    def table(request: Request, name: str) -> FigureTable:
        page, _own = orders.opened(request, services)
        return _table(page, orders.figure_of(page, name))

    @routes.get(
        "/figures/{name}.{extension}",
        response_class=Response,
        responses=_content("figure", *TABLES),
        summary="A figure as a picture, or its numbers as a table; `activities` for the activities",
        openapi_extra=described,
    )
    def figure(request: Request, name: str, extension: str) -> Response:
        return _file(request, services, name, extension)

    @routes.get(
        "/citation.{extension}",
        response_class=Response,
        responses=_content("view"),
        summary="How the view, or a figure of it (`of`), is cited",
        openapi_extra={"parameters": [*of_view, OF_PARAMETER]},
    )
    def citation(request: Request, extension: str) -> Response:
        return _citation(request, services, extension)

    return routes


OF_PARAMETER = {
    "name": "of",
    "in": "query",
    "required": False,
    "description": "Name of the figure that is cited; without it, the view.",
    "schema": {"type": "string"},
}


def file_parameters() -> list[dict[str, Any]]:
    """Describe what a file is asked with beside its view."""
    dotted = {"enum": list(SCALES), "default": 2}
    return [
        _parameter("size", "Size of a picture.", {"enum": list(SIZES), "default": "slide"}),
        _parameter("scale", "Dots of a PNG for each pixel.", dotted, "integer"),
        _parameter("hxl", "Whether HXL tags follow the header.", {"default": False}, "boolean"),
    ]


def _parameter(
    name: str, description: str, schema: dict[str, Any], kind: str = "string"
) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": kind, **schema},
    }


def _content(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Describe the media types that an address may answer with."""
    known = formats.discover()
    modules = [
        one
        for name, one in known.items()
        if one.KIND in kinds and (one.KIND != "view" or name in CITED)
    ]
    content: dict[str, Any] = {one.MEDIA_TYPE.split(";")[0]: {} for one in modules}
    return {
        200: {"description": "The file", "content": content},
        400: {"description": "A parameter that cannot be used"},
        404: {"description": "The view has no such figure, or nothing to show in it"},
        501: {"description": "The file cannot be made here; the message says why"},
        503: {"description": "Too many files are being made; try again"},
    }


def _file(request: Request, services: Services, what: str, extension: str) -> Response:
    chosen = orders.format_of(extension, ("figure", *TABLES))
    page, own = orders.opened(request, services)
    order = orders.order_of(page, what, own)
    orders.check(page, what, chosen.KIND)
    return orders.made(order, extension, chosen)


def _citation(request: Request, services: Services, extension: str) -> Response:
    if extension not in CITED:
        listed = ", ".join(CITED)
        raise orders.missing(f"Found the format {extension!r}; expected one of {listed}.")
    chosen = orders.format_of(extension, ("view",))
    own, query = take_own(request.url.query, ("of",))
    page = open_page(services, query, orders.origin(request, services))
    of = own["of"][-1] if own["of"] else VIEW
    if not OFFERS.knows(of, page.view):
        orders.figure_of(page, of)
    return orders.made(orders.order_of(page, of, {}), extension, chosen)


def _ignored(page: Page) -> list[Ignored]:
    return [
        Ignored(parameter=one.parameter, value=one.value, reason=one.reason) for one in page.ignored
    ]


def _columns(figure: figures.Figure) -> list[FigureColumn]:
    return [
        FigureColumn(name=one.name, label=one.label, kind=one.kind, hxl=one.hxl)
        for one in figure.table.columns
    ]


def _listed(page: Page) -> FigureList:
    offered = names(page.view) if page.view.page not in DOCUMENTS else ()
    made = (figures.figure(page, name) for name in offered)
    return FigureList.model_validate(
        {
            "view": view_as_json(page.view),
            "ignored": _ignored(page),
            "figures": [
                {
                    "name": one.name,
                    "title": one.title,
                    "unit": one.unit,
                    "rows": one.table.count,
                    "columns": _columns(one),
                    "formats": {
                        extension: addresses.file(page, one.name, extension)
                        for extension in formats_of(page, one)
                    },
                }
                for one in made
                if one is not None
            ],
        }
    )


def _table(page: Page, figure: figures.Figure) -> FigureTable:
    keys = [column.name for column in figure.table.columns]
    return FigureTable.model_validate(
        {
            "view": view_as_json(page.view),
            "ignored": _ignored(page),
            "name": figure.name,
            "title": figure.title,
            "unit": figure.unit,
            "rule": page.view.count,
            "notes": list(figure.notes),
            "source_ids": list(figure.source_ids),
            "columns": _columns(figure),
            "rows": [dict(zip(keys, row, strict=True)) for row in figure.table.rows],
        }
    )
