"""When: a calendar of programmes, phases and activities, with a brush over the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from i18n.dates import format_period
from layers.schedule import describe_schedule
from ui.links import Links
from ui.questions import ELEMENT

if TYPE_CHECKING:
    from ui.page import Page

LAYOUT = "beside"
PACES = (1, 2, 4)
"""Seconds that a year may stay while the years are played."""


@dataclass(frozen=True)
class Player:
    """The years that are played, and where a step back or on leads; "" where there is none."""

    years: tuple[int, ...]
    previous: str
    next: str
    now: str
    chosen: bool


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the calendar."""
    schedule = page.services.schedules.schedule(page.view)
    yield (
        ELEMENT,
        "question_time",
        {
            "chart": describe_schedule(page.reading, schedule),
            "player": _player(page),
            "kept": _kept(page),
            "paces": PACES,
            "ordinal": page.services.programme_ranks,
        },
    )


def _player(page: Page) -> Player:
    years, view = page.services.catalogue.years, page.view
    first, last = view.from_year, view.to_year
    chosen = first is not None or last is not None
    if not years:
        return Player((), "", "", "", chosen)
    links = Links(view)
    # Without a period, a step leads to the first year, or back from the end.
    before = min((first or last or years[-1] + 1) - 1, years[-1])
    after = max((last or first or years[0] - 1) + 1, years[0])
    return Player(
        years=years,
        previous=_year(links, before) if before >= years[0] else "",
        next=_year(links, after) if after <= years[-1] else "",
        now=_now(page) if chosen else "",
        chosen=chosen,
    )


def _year(links: Links, year: int) -> str:
    return links.to(from_year=year, to_year=year)


def _now(page: Page) -> str:
    ends = (page.view.from_year, page.view.to_year)
    start, end = ((str(year), "year") if year else ("", "") for year in ends)
    return format_period(start, end, page.words)


def _kept(page: Page) -> tuple[tuple[str, str], ...]:
    """Return what a form without scripts has to keep of the address."""
    closed = page.view.with_(from_year=None, to_year=None, select="", offset=0)
    return tuple(parse_qsl(closed.to_query()))
