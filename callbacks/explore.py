"""The address changes, and everything that shows the view changes with it, in one request."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, Patch

from layers import map_figure
from ui import ids, questions
from ui.guides import guides
from ui.index import document_title
from ui.page import fragments, open_page
from ui.services import Services

# Messages of the document's frame, which stands outside the panels (ui/templates/index.html).
FRAME = (
    "app.subtitle",
    "error.offline",
    "error.retry",
    "figure.title",
    "filter.title",
    "nav.skip",
    "question.title",
    "state.loading",
)


def register(app: Dash, services: Services) -> None:
    """Register the callback that answers an address, and the one that shows the answer."""

    @app.callback(
        Output(ids.FRAGMENTS, "data"),
        Output(ids.MAP, "figure"),
        Input(ids.LOCATION, "search"),
    )
    def answer(search: str | None) -> tuple[dict[str, Any], Patch]:
        return show(services, search or "")

    app.clientside_callback(
        ClientsideFunction("jihat", "show"),
        Output(ids.MORPHED, "data"),
        Input(ids.FRAGMENTS, "data"),
    )


def show(services: Services, search: str) -> tuple[dict[str, Any], Patch]:
    """Answer an address.

    Parameters
    ----------
    services : Services
        Catalogue, languages and settings.
    search : str
        The query string of the page's address.

    Returns
    -------
    (dict, dash.Patch)
        What the panels show (language, direction, title and HTML by id of the element), and
        what changes in the map's figure.
    """
    page = open_page(services, search)
    payload = {
        "search": "?" + page.view.to_query(),
        "lang": page.view.lang,
        "dir": page.words.direction,
        "layout": questions.layout(page),
        "page": page.view.page,
        "title": document_title(page),
        "words": {msgid: page.words.t(msgid) for msgid in FRAME},
        "panels": fragments(page),
    }
    patch = Patch()
    for path, value in map_figure.values(page.map, page.words.direction, guides()).items():
        target = patch
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value
    return payload, patch
