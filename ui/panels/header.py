"""The header, the notice about parameters that were ignored, and the footer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from geodata.view_state import CHOICES, DOCUMENTS
from i18n.dates import format_date
from i18n.languages import TABLE
from ui.links import Links
from ui.panels import filters

if TYPE_CHECKING:
    from ui.page import Page

# Pages that the header leads to; a profile is reached from what it is about.
PAGES = ("explore", "sources", "about")


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare header, notice and footer."""
    links = Links(page.view)
    yield (
        "header",
        "header",
        {
            "languages": [(code, language.name) for code, language in TABLE.items()],
            "as_of": as_of(page),
            "pages": [(name, links.to(page=name)) for name in PAGES],
            "standing": f"{links.to(page='sources')}#standing",
            "themes": CHOICES["theme"],
            "document": page.view.page in DOCUMENTS,
            "kept": [part for part in parse_qsl(page.view.to_query()) if part[0] != "theme"],
            "filtered": tuple(filters.in_words(page)),
        },
    )
    lines = [
        page.words.t(f"ignored.{part.reason}", parameter=part.parameter, value=part.value)
        for part in page.ignored
    ]
    yield "notice", "notice", {"ignored": lines, "story": _story(page)}
    contact = page.services.settings.contact
    address = f"mailto:{contact}" if "@" in contact and "://" not in contact else contact
    yield "footer", "footer", {"contact": address}
    yield (
        "bottom_nav",
        "bottom_nav",
        {"active": filters.active(page), "document": page.view.page in DOCUMENTS},
    )
    yield "share", "share", {}


def _story(page: Page) -> str:
    """Give the address of the step of a story that the reader left; "" where there is none."""
    story, _, step = page.view.story.partition(":")
    # Only the browser knows the visitor's own.
    if not story.startswith("~") and story not in page.services.stories.stories:
        return ""
    theme = "" if page.view.theme in ("auto", "projector") else f"&theme={page.view.theme}"
    return f"/present?story={story}&step={step}&lang={page.view.lang}{theme}"


def as_of(page: Page) -> str:
    """Say how old the data are: each programme has a date of its own."""
    dates = sorted(date for date in page.services.catalogue.record.programmes["data_as_of"] if date)
    if not dates:
        return ""
    oldest, latest = (format_date(date, "day", page.view.lang) for date in (dates[0], dates[-1]))
    if oldest == latest:
        return page.words.t("header.data_as_of", date=latest)
    return page.words.t("header.data_as_of_range", oldest=dates[0][:4], latest=latest)
