"""The data endpoints: the address of a view in, the aggregates behind it out."""

from fastapi import FastAPI

from api import (
    activities,
    boundaries,
    census,
    compare,
    coverage,
    docs,
    embed,
    errors,
    exports,
    figures,
    health,
    need,
    overlap,
    partners,
    present,
    qr,
    search,
    sources,
    stories,
    story_editing,
    time,
    view,
)
from ui.services import Services

DESCRIPTION = """\
What programmes do where in Morocco's regions, provinces and communes.

Every endpoint takes the query string of the page, so that a view in the browser and the data \
behind it have the same parameters. Lists are separated by commas. What a query asks for and the \
record does not know is named in `ignored` and left aside.
"""

# Each has `router(services)`. Errors come last: their route takes whatever the others left.
GROUPS = (
    health, view, activities, overlap, coverage, time, partners, compare, need, boundaries, census,
    sources, stories, story_editing, search, figures, exports, embed, present, qr, docs, errors,
)  # fmt: skip


def create_server() -> FastAPI:
    """Return a server without routes of its own but the description of those added to it."""
    return FastAPI(
        title="Jihat",
        version="0.1.0",
        description=DESCRIPTION,
        license_info={"name": "MIT", "identifier": "MIT"},
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )


def register(server: FastAPI, services: Services) -> None:
    """Add every data endpoint; before Dash is put on the server, whose pages take any path."""
    for group in GROUPS:
        server.include_router(group.router(services))
    docs.mount_static(server)
    errors.add_handlers(server)
