"""Files that are made in the background: asked for, followed, cancelled and fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache, partial
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from api import orders
from exports import naming
from exports.jobs import Jobs, State, Status, TooManyJobsError, jobs_of
from ui.page import open_page
from ui.services import Services

LONGEST_VIEW = 8000
KINDS = ("figure", "table", "data", "view")
RETRY_SECONDS = "30"


class Wanted(BaseModel):
    """A file to be made."""

    model_config = ConfigDict(extra="forbid")

    view: str = Field("", max_length=LONGEST_VIEW, description="Query string of the view.")
    what: str = Field(description="Name of a figure of the page, `activities` or `view`.")
    format: str = Field(description="Such as `pdf`, `xlsx`, `gpkg` or `zip`.")
    size: str = Field("slide", description="Size of a picture.")
    scale: int = Field(2, description="Dots of a PNG for each pixel, 1 to 4.")
    hxl: bool = Field(default=False, description="Whether HXL tags follow the header of a table.")


class Job(BaseModel):
    """How far a file is."""

    id: str
    state: State
    name: str = Field(description="What the file is called when it is saved.")
    media_type: str
    done: int = Field(description="Rows that are written.")
    total: int = Field(description="Of so many; 0 while nobody knows.")
    size: int = Field(description="Bytes of the file, once it is done.")
    problem: str = Field(
        description="Why it failed: `lost`, `too_large`, `fault`, or words for the reader."
    )
    expires: datetime = Field(description="When the file goes away.")
    file: str | None = Field(description="Its address on this host, once it is done.")


def router(services: Services) -> APIRouter:
    """Return the routes of files made in the background."""
    # Opened when it is first needed: a server that makes no file writes no folder.
    jobs = cache(lambda: jobs_of(services.settings))

    @asynccontextmanager
    async def lifespan(_server: FastAPI) -> AsyncIterator[None]:
        yield
        if jobs.cache_info().currsize:
            jobs().close()

    routes = APIRouter(prefix="/api/v1/exports", tags=["exports"], lifespan=lifespan)

    @routes.post(
        "",
        status_code=HTTPStatus.ACCEPTED,
        response_model=Job,
        responses={429: {"description": "As many files are being made as this server allows"}},
        summary="Have a file made in the background",
    )
    def start(request: Request, wanted: Wanted) -> JSONResponse:
        id_ = _start(jobs(), wanted, request, services)
        headers = {"Location": _address(id_), "Cache-Control": "no-store"}
        return JSONResponse(_json(_status(jobs(), id_)), HTTPStatus.ACCEPTED, headers)

    @routes.get("/{id}", response_model=Job, summary="How far a file is")
    def status(id: str) -> JSONResponse:  # noqa: A002 - the name in the address
        return JSONResponse(_json(_status(jobs(), id)), headers={"Cache-Control": "no-store"})

    @routes.delete(
        "/{id}", status_code=HTTPStatus.NO_CONTENT, summary="Cancel a file, or remove it"
    )
    def cancel(id: str) -> Response:  # noqa: A002 - the name in the address
        if not jobs().cancel(id):
            raise _gone(id)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @routes.get(
        "/{id}/file",
        response_class=FileResponse,
        responses={
            200: {"content": {"application/octet-stream": {}}, "description": "The file"},
            409: {"description": "It is not done"},
        },
        summary="The file, once it is done",
    )
    def file(id: str) -> FileResponse:  # noqa: A002 - the name in the address
        return _file(jobs(), id)

    return routes


def _start(jobs: Jobs, wanted: Wanted, request: Request, services: Services) -> str:
    """Check what is wanted and begin to make it."""
    chosen = orders.format_of(wanted.format, KINDS)
    query = wanted.view.removeprefix("?")
    page = open_page(services, query, orders.origin(request, services))
    order = orders.order_of(page, wanted.what, wanted.model_dump())
    orders.check(page, wanted.what, chosen.KIND)
    name = naming.file_name(page, wanted.what, order.made, wanted.format)
    try:
        return jobs.start(partial(chosen.write, order), name, chosen.MEDIA_TYPE)
    except TooManyJobsError as error:
        raise HTTPException(
            HTTPStatus.TOO_MANY_REQUESTS, str(error), {"Retry-After": RETRY_SECONDS}
        ) from None


def _file(jobs: Jobs, id_: str) -> FileResponse:
    found, path = _status(jobs, id_), jobs.file(id_)
    if path is None:
        raise HTTPException(
            HTTPStatus.CONFLICT,
            f"Found a file that is {found.state}; expected one that is done. "
            f"{_address(id_)} tells how far it is.",
        )
    headers = orders.file_headers(found.name, path.suffix.removeprefix("."))
    # The id alone lets whoever has it fetch the file: it is kept by nobody on the way.
    headers["Cache-Control"] = "private, no-cache"
    return FileResponse(path, media_type=found.media_type, headers=headers)


def _status(jobs: Jobs, id_: str) -> Status:
    found = jobs.status(id_)
    if found is None:
        raise _gone(id_)
    return found


def _json(found: Status) -> dict[str, object]:
    expires = datetime.fromtimestamp(found.expires, UTC)
    job = Job(
        id=found.id,
        state=found.state,
        name=found.name,
        media_type=found.media_type,
        done=found.done,
        total=found.total,
        size=found.size,
        problem=found.problem,
        expires=expires,
        file=f"{_address(found.id)}/file" if found.state == "done" else None,
    )
    return job.model_dump(mode="json")


def _address(id_: str) -> str:
    return f"/api/v1/exports/{id_}"


def _gone(id_: str) -> HTTPException:
    return orders.missing(
        f"There is no file {id_!r} any more; files are kept for some hours. Ask for it again."
    )
