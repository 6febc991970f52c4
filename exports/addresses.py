"""Addresses of what can be taken away: the view itself, its files, its data, its frame."""

from __future__ import annotations

from html import escape

from exports.order import ACTIVITIES
from ui.links import Links
from ui.page import Page
from ui.taking import VIEW

UNKNOWN_ORIGIN = "https://origin.invalid"
"""Stands where nobody knows yet how a reader reaches the site; the page's script knows."""
LOADER = "/assets/js/embed-loader.js"
FRAME_HEIGHT = 640


def origin(page: Page) -> str:
    """Give the beginning of addresses that leave the page."""
    return page.origin or page.services.settings.public_url or UNKNOWN_ORIGIN


def query(page: Page) -> str:
    """Write the view without what is open over it, without a question mark."""
    return Links(page.view).to().removeprefix("?")


def live(page: Page) -> str:
    """Give the address of the live view."""
    return f"{origin(page)}/?{query(page)}"


def file(page: Page, what: str, extension: str) -> str:
    """Give the address, on this host, at which a file is made while one waits for it."""
    # A bundle of the activities has no address of its own: it is made in the background.
    own = what == ACTIVITIES and extension != "zip"
    return f"/api/v1/{what if own else f'figures/{what}'}.{extension}?{query(page)}"


def citation(page: Page, what: str, extension: str) -> str:
    """Give the address, on this host, of the citation of a figure or of the view."""
    of = "" if what in (VIEW, ACTIVITIES) else f"&of={what}"
    return f"/api/v1/citation.{extension}?{query(page)}{of}"


def data(page: Page, what: str) -> str:
    """Give the whole address that an analyst's program asks for the numbers of what is shown."""
    path = f"/api/v1/view?{query(page)}" if what == VIEW else file(page, what, "json")
    return origin(page) + path


def frame(page: Page, name: str) -> str:
    """Give the address, on this host, of a figure that stands alone."""
    return f"/embed?panel={name}&{query(page)}"


def frame_code(page: Page, name: str, title: str) -> str:
    """Write the HTML by which another site shows a figure, at the height that it needs."""
    attributes = {
        "src": origin(page) + frame(page, name),
        "title": title,
        "width": "100%",
        "height": str(FRAME_HEIGHT),
        "loading": "lazy",
        "style": "border:0",
    }
    written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    script = f'<script src="{escape(origin(page) + LOADER)}" async></script>'
    return f"<iframe {written} data-jihat></iframe>\n{script}"
