"""The table of activities, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from i18n.dates import format_period
from i18n.lists import listed
from ui.linking import activity_link

if TYPE_CHECKING:
    from ui.page import Page

PAGE_SIZE = 20
REMEMBERED = 5_000
"""Rows kept ready: a record that is read often has few more on its first pages."""


@dataclass(frozen=True)
class ActivityRow:
    """One activity as the table shows it."""

    id: str
    title: str
    programme: str
    phases: str
    places: str
    sectors: str
    status: str
    dates: str
    link: str


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the page of the table that the view shows."""
    matching = page.answer.totals.matching
    offset = min(page.view.offset, max(0, (matching - 1) // PAGE_SIZE * PAGE_SIZE))
    indices = page.services.catalogue.in_order(page.answer.chosen.flags, offset, PAGE_SIZE)
    yield (
        "activities",
        "activities",
        {
            "rows": [row_of(page, int(index)) for index in indices],
            "counted": page.words.n("unit.activities", matching),
            "pages": -(-matching // PAGE_SIZE),
            "number": offset // PAGE_SIZE + 1,
            "previous": offset - PAGE_SIZE if offset >= PAGE_SIZE else None,
            "following": offset + PAGE_SIZE if offset + PAGE_SIZE < matching else None,
            "ordinal": page.services.programme_ranks,
        },
    )


def row_of(page: Page, index: int) -> ActivityRow:
    """Give a row, which no filter changes."""
    known, key = page.services.activity_rows, (page.view.lang, page.view.level, index)
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = _described(page, index)
    return known[key]


def _described(page: Page, index: int) -> ActivityRow:
    activity = page.services.catalogue.activity(index)
    label, words = page.reading.label, page.words
    return ActivityRow(
        id=activity["id"],
        title=activity["title"][page.view.lang],
        programme=activity["programme"],
        phases=listed([label("phase", one["id"]) for one in activity["phases"]], words),
        places=listed(place_names(page, activity), words),
        sectors=listed([label("sector", one["id"]) for one in activity["sectors"]], words),
        status=activity["status"],
        dates=format_period(
            (activity["start"], activity["start_precision"]),
            (activity["end"], activity["end_precision"]),
            page.words,
        ),
        link=activity_link(page, index, activity["id"]),
    )


def place_names(page: Page, activity: dict[str, Any]) -> list[str]:
    """Name the places of an activity as finely as they may be shown."""
    names = []
    for location in activity["locations"]:
        code, site = location["code"], location["site"][page.view.lang]
        if location["acts_at"] == "national":
            name = page.reading.label("region", "national")
            names.append(f"{name} ({site})" if site else name)
        elif not code:
            names.append(page.reading.label("region", "unplaced"))
        else:
            names.append(page.reading.label("place", code))
    return names
