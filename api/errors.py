"""Errors of the data endpoints, as JSON; those of the page are left as they are."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request
from fastapi.exception_handlers import (
    http_exception_handler,
    request_validation_exception_handler,
)
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from ui.services import Services

PREFIX = "/api"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def router(services: Services) -> APIRouter:  # noqa: ARG001 - every group takes the services
    """Return the route of every address under /api that no other route has."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route(PREFIX, methods=list(METHODS))
    @routes.api_route(f"{PREFIX}/{{path:path}}", methods=list(METHODS))
    def unknown(request: Request) -> Response:
        allowed = ", ".join(_other_methods(request))
        if allowed:
            message = f"{request.method} is not possible here; use {allowed}."
            return error(request, HTTPStatus.METHOD_NOT_ALLOWED, message, {"Allow": allowed})
        message = "There is no such data endpoint; /docs lists those there are."
        return error(request, HTTPStatus.NOT_FOUND, message)

    return routes


def error(
    request: Request, status: int, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Return an error as the data endpoints give it."""
    content = {"error": {"status": int(status), "message": message, "path": request.url.path}}
    return JSONResponse(content, status_code=status, headers=headers)


def add_handlers(server: FastAPI) -> None:
    """Turn what is raised under /api into JSON."""
    # FastAPI types its handlers by the widest exception, these say which they take.
    server.add_exception_handler(HTTPException, _http)  # type: ignore[arg-type]
    server.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    server.add_exception_handler(Exception, _unexpected)


def _other_methods(request: Request) -> list[str]:
    """Name the methods that an address takes, where it does not take the one that was used."""
    # The page's own routes take any address, but by reading alone.
    ours = (route for route in _flat(request.app.routes) if _of_api(getattr(route, "path", "")))
    found = [route for route in ours if route.matches(request.scope)[0] is Match.PARTIAL]
    methods = {method for route in found for method in getattr(route, "methods", None) or ()}
    # HEAD is answered wherever GET is.
    methods |= {"HEAD"} if "GET" in methods else set()
    return [method for method in METHODS if method in methods]


def _flat(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """Yield routes, those of included routers in their places."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from _flat(inner.routes) if inner else (route,)


def _of_the_api(request: Request) -> bool:
    return _of_api(request.url.path)


def _of_api(path: str) -> bool:
    return path == PREFIX or path.startswith(f"{PREFIX}/")


async def _http(request: Request, raised: HTTPException) -> Response:
    if not _of_the_api(request):
        return await http_exception_handler(request, raised)
    headers = dict(raised.headers or {})
    return error(request, raised.status_code, str(raised.detail), headers)


async def _invalid(request: Request, raised: RequestValidationError) -> Response:
    if not _of_the_api(request):
        return await request_validation_exception_handler(request, raised)
    found = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in raised.errors())
    return error(request, HTTPStatus.BAD_REQUEST, found)


async def _unexpected(request: Request, raised: Exception) -> Response:  # noqa: ARG001 - logged by the server
    message = "The server failed to answer; its log tells why."
    if _of_the_api(request):
        return error(request, HTTPStatus.INTERNAL_SERVER_ERROR, message)
    return PlainTextResponse(message, status_code=HTTPStatus.INTERNAL_SERVER_ERROR)
