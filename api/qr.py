"""A code that leads a telephone to the live view."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api import orders
from exports import addresses
from exports.codes import drawn, scanned
from ui.page import open_page
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return the route of the code."""
    # A picture, and no data: the description of the endpoints has those alone.
    routes = APIRouter(prefix="/api/v1", include_in_schema=False)

    @routes.get("/qr.svg")
    def code(request: Request) -> Response:
        page = open_page(services, request.url.query, orders.origin(request, services))
        return Response(drawn(scanned(addresses.live(page))), media_type="image/svg+xml")

    return routes
