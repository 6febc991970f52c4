"""What files are called when they are saved: names that say what, of where, and of which day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from exports.order import ACTIVITIES
from geodata.view_state import LIST_PARAMETERS

if TYPE_CHECKING:
    from ui.page import Page

LONGEST = 60
MOST_NAMED = 2
ZONE = ZoneInfo("Africa/Casablanca")
LATIN = "fr"
"""The language whose names of places a file name takes: every system and mailer can write them."""


def today() -> date:
    """Give the day in Morocco: what a file says it was made on."""
    return datetime.now(ZONE).date()


def stem(page: Page, what: str, made: date) -> str:
    """Name a file, without its extension.

    Parameters
    ----------
    page : Page
        The view; what its reader calls it, or what it is filtered by, becomes a part of the name.
    what : str
        Name of a figure, or what else is taken away.
    made : date
        The day that the file says it is of.

    Returns
    -------
    str
        Such as ``jihat-map-oriental-2026-11-22``.
    """
    parts = ("jihat", slug(what or ACTIVITIES), slug(_subject(page)), made.isoformat())
    return "-".join(part for part in parts if part)


def file_name(page: Page, what: str, made: date, extension: str) -> str:
    """Name a file, with its extension."""
    return f"{stem(page, what, made)}.{extension}"


def slug(text: str) -> str:
    """Write a text so that it can be a part of a file name: letters, figures and hyphens.

    Parameters
    ----------
    text : str
        In any script; accents are left out, other letters stay.

    Returns
    -------
    str
        At most `LONGEST` characters.
    """
    apart = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:LONGEST].strip("-")


def content_disposition(name: str) -> str:
    """Write the header that names a file, after RFC 6266: other letters as RFC 5987 has them."""
    plain = re.sub(r"-{2,}", "-", "".join(sign for sign in name if sign.isascii()))
    header = f'attachment; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"


def _subject(page: Page) -> str:
    if page.view.name:
        return page.view.name
    return " ".join(list(_chosen(page))[:MOST_NAMED])


def _chosen(page: Page) -> Iterator[str]:
    """Name what the view is filtered by, places first."""
    view, catalogue = page.view, page.services.catalogue
    for parameter in LIST_PARAMETERS:
        for value in view.chosen(parameter):
            yield catalogue.label("place", value, LATIN) if parameter == "place" else value
    years = (view.from_year, view.to_year)
    if any(years):
        yield "-".join(str(year) for year in dict.fromkeys(years) if year)
