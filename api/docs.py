"""The description of the API for readers: Swagger UI, served from this host."""

import hashlib
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from ui.services import Services

STATIC = Path(__file__).resolve().parent.parent / "static"
PAGE = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jihat: data endpoints</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{swagger-ui/swagger-ui.css}">
</head>
<body>
<main id="swagger-ui"></main>
<noscript><p>The same description: <a href="openapi.json">openapi.json</a></p></noscript>
<script src="{swagger-ui/swagger-ui-bundle.js}"></script>
<script src="{docs.js}"></script>
</body>
</html>
"""
FILES = ("swagger-ui/swagger-ui.css", "swagger-ui/swagger-ui-bundle.js", "docs.js")


def router(services: Services) -> APIRouter:  # noqa: ARG001 - every group takes the services
    """Return the route of the page; its scripts are files, as the script policy wants."""
    routes = APIRouter(include_in_schema=False)
    page = PAGE
    for name in FILES:
        page = page.replace(f"{{{name}}}", _address(name))

    @routes.get("/docs")
    def docs() -> HTMLResponse:
        return HTMLResponse(page)

    return routes


def mount_static(server: FastAPI) -> None:
    """Serve the files of the page."""
    server.mount("/static", StaticFiles(directory=STATIC), name="static")


def _address(name: str) -> str:
    # Named by content, so that browsers may keep them for good.
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"static/{name}?m={digest}"
