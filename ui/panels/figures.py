"""The key figures: what is counted, and what only the sources state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geodata.answer import FundingFigure, PeopleFigure
from i18n.dates import format_date
from i18n.lists import listed
from i18n.numbers import format_amount, format_fraction, format_number

if TYPE_CHECKING:
    from ui.page import Page

REGIONS = 12
SHOWN = 2
"""Stated figures in view; the rest opens on demand."""


@dataclass(frozen=True)
class Plain:
    """A figure that is counted; ``number`` is what the scripts and tests of a page read."""

    key: str
    title: str
    number: int
    value: str
    aside: str = ""


@dataclass(frozen=True)
class Item:
    """A figure that a source states."""

    series: str
    measurement: str
    value: str
    label: str
    shared: str
    as_of: str = ""


@dataclass(frozen=True)
class Stated:
    """A card of stated figures."""

    key: str
    title: str
    items: tuple[Item, ...]
    more: tuple[Item, ...] = field(default=())
    more_title: str = ""
    aside: str = ""


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the key figures."""
    totals = page.answer.totals
    people = [_people(page, figure) for figure in totals.people]
    funding = [_funding(page, figure) for figure in totals.funding]
    aside = page.words.t("figure.people_twice") if len(people) > 1 else ""
    yield (
        "figures",
        "figures",
        {
            "plain": tuple(_plain(page)),
            "stated": (
                _stated(page, "people", people, aside),
                _stated(page, "funding", funding, ""),
            ),
        },
    )


def _plain(page: Page) -> Iterator[Plain]:
    t, n, totals, lang = page.words.t, page.words.n, page.answer.totals, page.view.lang
    asides = []
    if totals.national:
        asides.append(n("figure.of_which_national", totals.national))
    if totals.unplaced:
        asides.append(n("figure.of_which_unplaced", totals.unplaced))
    counted = "figure.pairs" if page.view.count == "touches" else "figure.activities"
    for key, msgid, value, aside in (
        (
            "activities",
            counted,
            totals.activities,
            listed(asides, page.words) if totals.matching else t("state.not_in_sources"),
        ),
        ("programmes", "figure.programmes", totals.programmes, ""),
        ("organisations", "figure.organisations", totals.organisations, ""),
    ):
        # What is not in our sources is never written as zero.
        text = format_number(value, lang) if value else "–"
        yield Plain(key, t(msgid), value, text, aside)
    # Under a choice of places, what the other regions hold is not the question.
    missing = 0 if page.view.place else page.map.absent
    yield Plain(
        "regions_covered",
        t("figure.regions_covered"),
        totals.regions_covered,
        format_fraction(totals.regions_covered, REGIONS, lang) if totals.matching else "–",
        n("figure.regions_not_in_sources", missing) if missing else "",
    )


def _stated(page: Page, key: str, items: list[Item], aside: str) -> Stated:
    # Figures of the selection itself come before those that it shares with other places.
    ordered = sorted(items, key=lambda item: bool(item.shared))
    shown, more = tuple(ordered[:SHOWN]), tuple(ordered[SHOWN:])
    more_title = page.words.n("figure.more", len(more)) if more else ""
    return Stated(key, page.words.t(f"figure.{key}"), shown, more, more_title, aside)


def _people(page: Page, figure: PeopleFigure) -> Item:
    low, high = (format_number(end, page.view.lang) for end in (figure.low, figure.high))
    return Item(
        figure.series,
        figure.measurement,
        low if low == high else f"{low}–{high}",
        page.reading.label("indicator", figure.indicator),
        "" if figure.inside else _shared(page, figure.scope),
        format_date(figure.end, figure.end_precision, page.view.lang),
    )


def _funding(page: Page, figure: FundingFigure) -> Item:
    subject = page.reading.subject(figure.subject_table, figure.subject)
    regions = [page.reading.label("region", code) for code in figure.scope]
    if len(regions) > 1 and figure.inside:
        subject += " · " + page.words.t("figure.joint_with", places=listed(regions, page.words))
    return Item(
        figure.series,
        figure.measurement,
        format_amount(figure.amount, figure.currency, page.view.lang),
        subject,
        "" if figure.inside else _shared(page, figure.scope),
    )


def _shared(page: Page, scope: tuple[str, ...]) -> str:
    """Name the other places that a figure is for together with those chosen."""
    others = [code for code in scope if code not in page.view.place]
    places = [page.services.catalogue.gazetteer.name(code, page.view.lang) for code in others]
    return page.words.t("figure.shared_with", places=listed(places, page.words))
