"""The addresses of the page itself."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from i18n.languages import preferred_language
from ui import about_page, assets, sources_page
from ui.index import PageDash
from ui.origin import origin_of
from ui.page import open_page
from ui.profile_page import document
from ui.services import Services
from ui.templating import environment


def add_page(server: FastAPI, app: PageDash, services: Services) -> None:
    """Add the page, and a page for addresses that do not exist.

    Dash answers every unknown address with its page and status 200; ours come first.
    """

    async def page(request: Request) -> Response:
        if "lang" not in request.query_params:
            return _with_language(request, services)
        opened = open_page(services, request.url.query, _origin(request, services))
        if opened.view.page == "profile":
            html, status = document.render(opened)
            return HTMLResponse(html, status_code=status)
        if opened.view.page == "sources":
            return HTMLResponse(sources_page.render(opened))
        if opened.view.page == "about":
            return HTMLResponse(about_page.render(opened))
        return HTMLResponse(app.render(opened))

    async def missing(request: Request) -> Response:
        words = services.translators[_language(request, services)]
        html = (
            environment()
            .get_template("missing.html")
            .render(
                styles=assets.styles(),
                t=words.t,
                lang=words.lang,
                direction=words.direction,
            )
        )
        return HTMLResponse(html, status_code=404)

    async def styles() -> Response:
        return Response(assets.style_sheet(), media_type="text/css")

    routes = server.router.routes
    # Before the route of all assets.
    server.add_api_route(assets.STYLES, styles, methods=["GET", "HEAD"], include_in_schema=False)
    routes.insert(0, routes.pop())
    server.add_api_route("/", page, methods=["GET", "HEAD"], include_in_schema=False)
    routes.insert(0, routes.pop())
    server.add_api_route("/{path:path}", missing, methods=["GET", "HEAD"], include_in_schema=False)


def _with_language(request: Request, services: Services) -> Response:
    """Send a reader to the page in their browser's language, so that the address is complete."""
    query = request.url.query
    language = _language(request, services)
    target = f"/?lang={language}" + (f"&{query}" if query else "")
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-store"}
    return RedirectResponse(target, status_code=302, headers=headers)


def _language(request: Request, services: Services) -> str:
    return preferred_language(
        request.headers.get("accept-language", ""), services.settings.language
    )


def _origin(request: Request, services: Services) -> str:
    headers = request.headers
    return origin_of(
        services.settings.public_url,
        request.url.scheme,
        headers.get("host", ""),
        headers.get("x-forwarded-proto", ""),
    )
