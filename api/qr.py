"""A code that leads a telephone to the live view."""

from __future__ import annotations

import io

import segno
from fastapi import APIRouter, Request, Response

from api import orders
from exports import addresses
from ui.page import open_page
from ui.services import Services

QUIET = 4
"""Modules around the code that scanners need empty."""


def router(services: Services) -> APIRouter:
    """Return the route of the code."""
    # A picture, and no data: the description of the endpoints has those alone.
    routes = APIRouter(prefix="/api/v1", include_in_schema=False)

    @routes.get("/qr.svg")
    def code(request: Request) -> Response:
        page = open_page(services, request.url.query, orders.origin(request, services))
        return Response(drawn(scanned(addresses.live(page))), media_type="image/svg+xml")

    return routes


def scanned(address: str) -> str:
    """Leave language, theme and story out of an address: they are the reader's own."""
    start, _, query = address.partition("?")
    own = ("lang=", "theme=", "story=")
    kept = [part for part in query.split("&") if not part.startswith(own)]
    return f"{start}?{'&'.join(kept)}".removesuffix("?")


def drawn(address: str) -> str:
    """Draw the code of an address, dark on white in every theme, as scanners want it."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=QUIET, xmldecl=False, light="white", omitsize=True,
        title=address,
    )  # fmt: skip
    return written.getvalue().decode()
