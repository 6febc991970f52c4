"""The activities of a view, as JSON, as a table, and in the formats of geographers."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, StreamingResponse
from starlette.background import BackgroundTask

from api.activity_models import Activity
from api.query import parameters
from exports import addresses, formats
from exports.activities import Activities
from exports.formats import csv
from exports.naming import today
from exports.order import ACTIVITIES, Order, unheard
from exports.writing import batches
from geodata.catalogue import Catalogue
from ui.origin import origin_of
from ui.page import Page, open_page
from ui.services import Services

ROWS_A_PART = csv.ROWS_A_PART
FILES: Mapping[str, str] = {
    "xlsx": "Matching activities as a workbook: a sheet for each table",
    "geojson": "Matching activities at their places, after RFC 7946",
    "gpkg": "Matching activities as a GeoPackage: units of the map, points, and tables",
    "parquet": "Matching activities at their places, as GeoParquet",
}
HXL = {
    "name": "hxl",
    "in": "query",
    "description": "`1`: a row of HXL tags follows the header.",
    "schema": {"type": "string", "enum": ["1"]},
}


def router(services: Services) -> APIRouter:
    """Return the routes; all give the latest first, those without dates last."""
    routes = APIRouter(prefix="/api/v1", tags=[ACTIVITIES])
    described = {"parameters": parameters(services.vocabulary)}
    tagged = {"parameters": [*described["parameters"], HXL]}

    def asked(request: Request) -> Page:
        return open_page(services, request.url.query, _origin(services, request))

    @routes.get(
        "/activities.json",
        response_class=StreamingResponse,
        responses={200: {"model": list[Activity], "description": "Matching activities"}},
        summary="Matching activities, with their places, measurements and citations",
        openapi_extra=described,
    )
    def activities_json(request: Request) -> StreamingResponse:
        chosen = _activities(services.catalogue, Activities(asked(request)).positions)
        return StreamingResponse(as_json(chosen), media_type="application/json")

    @routes.get(
        "/activities.csv",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/csv": {}}, "description": "One row an activity"}},
        summary="Matching activities as a table",
        openapi_extra=tagged,
    )
    def activities_csv(request: Request) -> StreamingResponse:
        table = Activities(asked(request)).table(ACTIVITIES)
        return StreamingResponse(
            csv.parts(table, hxl=_hxl(request)),
            media_type=csv.MEDIA_TYPE,
            headers={"Content-Disposition": 'attachment; filename="activities.csv"'},
        )

    for extension, summary in FILES.items():
        media_type = formats.discover()[extension].MEDIA_TYPE
        routes.add_api_route(
            f"/activities.{extension}",
            _file(extension, asked),
            response_class=FileResponse,
            responses={200: {"content": {media_type: {}}, "description": "A file"}},
            summary=summary,
            openapi_extra=tagged if extension == "xlsx" else described,
        )
    return routes


def _file(extension: str, asked: Callable[[Request], Page]) -> Callable[[Request], FileResponse]:
    module = formats.discover()[extension]

    def activities_file(request: Request) -> FileResponse:
        page = asked(request)
        order = Order(page, ACTIVITIES, today(), hxl=_hxl(request), address=addresses.live(page))
        folder = Path(mkdtemp())
        path = folder / f"activities.{extension}"
        try:
            module.write(order, path, unheard)
        except BaseException:
            shutil.rmtree(folder)
            raise
        return FileResponse(
            path,
            media_type=module.MEDIA_TYPE,
            filename=path.name,
            background=BackgroundTask(shutil.rmtree, folder),
        )

    activities_file.__name__ = f"activities_{extension}"
    return activities_file


def _hxl(request: Request) -> bool:
    return request.query_params.get("hxl") == "1"


def _origin(services: Services, request: Request) -> str:
    return origin_of(
        services.settings.public_url,
        request.url.scheme,
        request.headers.get("host", ""),
        request.headers.get("x-forwarded-proto", ""),
    )


def as_json(activities: Iterable[Activity]) -> Iterator[str]:
    """Yield a JSON list, part by part."""
    before = "["
    for part in batches(activities, ROWS_A_PART):
        yield before + ",".join(activity.model_dump_json() for activity in part)
        before = ","
    yield "]" if before == "," else "[]"


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
