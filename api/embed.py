"""A figure alone, for the frame of another site: picture, table, and the way to the live view."""

from __future__ import annotations

from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api import orders
from api.query import take_own
from exports import addresses, figures
from exports.citation import title
from exports.figures import Figure
from exports.offer import cells, names
from geodata.view_state import DOCUMENTS
from pictures.sizes import SIZES
from ui import assets
from ui.page import Page, open_page
from ui.panels import header
from ui.services import Services
from ui.templating import environment

MOST_ROWS = 200
OWN = ("panel", "size")
NARROW = 700
"""Frames that are narrower, in pixels, have the picture of a column."""


def policy(origins: tuple[str, ...]) -> str:
    """Write the policy of the frame: nothing but pictures, styles and scripts of ours.

    Parameters
    ----------
    origins : tuple of str
        Who may show it; with none, nobody, this site included.
    """
    ancestors = " ".join(("'self'", *origins)) if origins else "'none'"
    return (
        "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        f"font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


def router(services: Services) -> APIRouter:
    """Return the route of the frame."""
    routes = APIRouter(include_in_schema=False)
    headers = {"Content-Security-Policy": policy(services.settings.embed_origins)}

    @routes.get("/embed")
    def embed(request: Request) -> HTMLResponse:
        own, query = take_own(request.url.query, OWN)
        page = open_page(services, query, orders.origin(request, services))
        name = own["panel"][-1] if own["panel"] else ""
        offered = names(page.view) if page.view.page not in DOCUMENTS else ()
        figure = figures.figure(page, name) if name in offered else None
        size = own["size"][-1] if own["size"] else ""
        html = render(page, figure, size if size in SIZES else "")
        return HTMLResponse(html, status_code=200 if figure else 404, headers=headers)

    return routes


def render(page: Page, figure: Figure | None, size: str = "") -> str:
    """Give the document of a figure that stands alone.

    Parameters
    ----------
    page : Page
        The view.
    figure : Figure or None
        None where the view has no such figure.
    size : str
        Size of the picture; "" where the width of the frame decides.

    Returns
    -------
    str
        The whole document, in the language of the view.
    """
    return (
        environment()
        .get_template("embed.html")
        .render(
            view=page.view,
            t=page.words.t,
            n=page.words.n,
            direction=page.words.direction,
            styles=assets.styles(),
            script=assets.address("js/embed.js"),
            icon=assets.address("icon.svg"),
            title=title(page, figure),
            figure=figure,
            picture=_picture(page, figure, size) if figure and figure.draw else None,
            rows=_rows(page, figure) if figure else (),
            live=addresses.live(page),
            as_of=header.as_of(page),
        )
    )


def _picture(page: Page, figure: Figure, size: str) -> dict[str, Any]:
    address = addresses.file(page, figure.name, "svg")
    chosen = SIZES[size or "slide"]
    return {
        "wide": f"{address}&size={chosen.name}",
        "narrow": "" if size else f"{address}&size=column",
        "below": NARROW,
        "width": chosen.dots,
        "height": round((chosen.height or chosen.least) * chosen.enlarged),
    }


def _rows(page: Page, figure: Figure) -> tuple[tuple[str, ...], ...]:
    rows = islice(figure.table.rows, MOST_ROWS)
    return tuple(cells(page, figure.table, row) for row in rows)
