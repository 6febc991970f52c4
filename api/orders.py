"""What a request asks for as a file: read from its query, checked, and refused in clear words."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from threading import BoundedSemaphore
from types import ModuleType
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from api.query import take_own
from exports import addresses, figures, formats, naming
from exports.offer import names
from exports.order import ACTIVITIES, NotPossibleError, Order, unheard
from geodata.view_state import DOCUMENTS
from pictures.sizes import SCALES, SIZES
from ui.origin import origin_of
from ui.page import Page, open_page
from ui.services import Services
from ui.taking import VIEW

OWN = ("size", "scale", "hxl")
"""Parameters of a file, beside those of its view."""
TRUE, FALSE = ("1", "true"), ("", "0", "false")
HELD = 8_000_000
"""Bytes up to which an answer is held, so that it has an ETag of its content."""
# A picture is looked at by itself too: it brings its fonts, and asks for nothing.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
_slots = BoundedSemaphore(2)
_SLOW = ("png", "pdf", "xlsx", "gpkg", "parquet", "zip")
RETRY_SECONDS = "5"


def origin(request: Request, services: Services) -> str:
    """Give the beginning of addresses as this reader reaches the site."""
    headers = request.headers
    return origin_of(
        services.settings.public_url,
        request.url.scheme,
        headers.get("host", ""),
        headers.get("x-forwarded-proto", ""),
    )


def opened(request: Request, services: Services) -> tuple[Page, dict[str, str]]:
    """Open the page of a request's view, and take the parameters of a file out of its query."""
    own, rest = take_own(request.url.query, OWN)
    page = open_page(services, rest, origin(request, services))
    return page, {name: values[-1].strip() for name, values in own.items() if values}


def order_of(page: Page, what: str, wanted: Mapping[str, Any]) -> Order:
    """Check what is asked for beside the view.

    Parameters
    ----------
    page : Page
        The view.
    what : str
        Name of a figure, or what else is taken away.
    wanted : mapping
        ``size``, ``scale`` and ``hxl`` as they were given; what is missing has its default.

    Returns
    -------
    Order
        Dated today, with the address of the live view.

    Raises
    ------
    fastapi.HTTPException
        400, with what was found and what was expected.
    """
    size, scale = str(wanted.get("size") or "slide"), str(wanted.get("scale") or "2")
    tagged = str(wanted.get("hxl", "")).lower()
    _expect("size", size, tuple(SIZES))
    _expect("scale", scale, tuple(map(str, SCALES)))
    _expect("hxl", tagged, (*TRUE, *FALSE))
    return Order(page, what, naming.today(), size, int(scale), tagged in TRUE, addresses.live(page))


def format_of(extension: str, kinds: tuple[str, ...]) -> ModuleType:
    """Find a format by its extension.

    Raises
    ------
    fastapi.HTTPException
        404, naming those there are.
    """
    known = {name: one for name, one in formats.discover().items() if one.KIND in kinds}
    if extension not in known:
        listed = ", ".join(sorted(known))
        raise missing(f"Found the format {extension!r}; expected one of {listed}.")
    return known[extension]


def figure_of(page: Page, name: str) -> figures.Figure:
    """Make a figure of a page.

    Raises
    ------
    fastapi.HTTPException
        404 where the page has no such figure, or nothing to show in it.
    """
    offered = names(page.view) if page.view.page not in DOCUMENTS else ()
    if name not in offered:
        listed = ", ".join(offered) or "none"
        raise missing(f"Found the figure {name!r}; expected, on this page, one of: {listed}.")
    found = figures.figure(page, name)
    if found is None:
        raise missing(f"The figure {name!r} has nothing to show in this view; change its filters.")
    return found


def check(page: Page, what: str, kind: str) -> None:
    """Check that a view has what is asked for, in this kind of format.

    Raises
    ------
    fastapi.HTTPException
        404 where it has not.
    """
    if kind == "view" or (what in (ACTIVITIES, VIEW) and kind != "figure"):
        return
    if what in (ACTIVITIES, VIEW):
        raise missing(f"There is no picture of {what!r}; ask for a figure, or for data.")
    figure = figure_of(page, what)
    if kind == "figure" and figure.draw is None:
        raise missing(f"The figure {what!r} is a table only; ask for csv, xlsx or json.")


def made(order: Order, extension: str, chosen: ModuleType) -> Response:
    """Write a file and hand it out; what takes long is not made for many at once."""
    slow = extension in _SLOW
    if slow and not _slots.acquire(blocking=False):
        raise HTTPException(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Others are waiting for files now; try again in some seconds, or use /api/v1/exports.",
            {"Retry-After": RETRY_SECONDS},
        )
    try:
        return _written(order, extension, chosen)
    except NotPossibleError as error:
        raise HTTPException(HTTPStatus.NOT_IMPLEMENTED, str(error)) from None
    finally:
        if slow:
            _slots.release()


def file_headers(name: str, extension: str) -> dict[str, str]:
    """Give the headers that go with a file."""
    headers = {"Content-Disposition": naming.content_disposition(name)}
    return headers | ({"Content-Security-Policy": SVG_POLICY} if extension == "svg" else {})


def missing(message: str) -> HTTPException:
    """Say that something is not there."""
    return HTTPException(HTTPStatus.NOT_FOUND, message)


def _written(order: Order, extension: str, chosen: ModuleType) -> Response:
    name = naming.file_name(order.page, order.what, order.made, extension)
    headers = file_headers(name, extension)
    folder = Path(tempfile.mkdtemp(prefix="jihat-"))
    path = folder / f"file.{extension}"
    try:
        chosen.write(order, path, unheard)
        if path.stat().st_size <= HELD:
            return Response(path.read_bytes(), media_type=chosen.MEDIA_TYPE, headers=headers)
        remove = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
        answer = FileResponse(
            path, media_type=chosen.MEDIA_TYPE, headers=headers, background=remove
        )
        folder = Path()
        return answer
    finally:
        if folder != Path():
            shutil.rmtree(folder, ignore_errors=True)


def _expect(parameter: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        listed = ", ".join(filter(None, allowed))
        raise HTTPException(
            HTTPStatus.BAD_REQUEST, f"{parameter}: found {found!r}; expected one of {listed}."
        )
