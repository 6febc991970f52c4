"""The key figures: what is counted, and what only the sources state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geodata.answer import StatedFigure
from geodata.gazetteer import ancestor
from i18n.dates import format_date
from i18n.lists import listed
from i18n.numbers import format_fraction, format_number
from layers.stated import ordered, owner_of, shared, value_of

if TYPE_CHECKING:
    from ui.page import Page

REGIONS = 12
SHOWN = 2
"""Stated figures in view; the rest opens on demand."""


@dataclass(frozen=True)
class Aside:
    """What stands under a figure; ``sources`` is the key of the figure that it tells, if any."""

    text: str
    sources: str = ""


@dataclass(frozen=True)
class Plain:
    """A figure that is counted; ``number`` is what the scripts and tests of a page read."""

    key: str
    title: str
    number: int
    value: str
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True)
class Item:
    """A figure that a source states."""

    series: str
    measurement: str
    value: str
    label: str
    shared: str
    as_of: str = ""
    regions: tuple[str, ...] = ()


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
    people = [_item(page, figure, _people(page, figure)) for figure in ordered(totals.people)]
    funding = [_item(page, figure, _funding(page, figure)) for figure in ordered(totals.funding)]
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
    asides = (
        Aside(n("figure.of_which_national", totals.national), "total:national"),
        Aside(n("figure.of_which_unplaced", totals.unplaced), "total:unplaced"),
    )
    known = (totals.national, totals.unplaced)
    told = tuple(aside for aside, count in zip(asides, known, strict=True) if count)
    counted = "figure.pairs" if page.view.count == "touches" else "figure.activities"
    for key, msgid, value, beside in (
        (
            "activities",
            counted,
            totals.activities,
            told if totals.matching else (Aside(t("state.not_in_sources")),),
        ),
        ("programmes", "figure.programmes", totals.programmes, ()),
        ("organisations", "figure.organisations", totals.organisations, ()),
    ):
        # What is not in our sources is never written as zero.
        text = format_number(value, lang) if value else "–"
        yield Plain(key, t(msgid), value, text, beside)
    # Under a choice of places, what the other regions hold is not the question.
    missing = 0 if page.view.place else page.map.absent
    yield Plain(
        "regions_covered",
        t("figure.regions_covered"),
        totals.regions_covered,
        format_fraction(totals.regions_covered, REGIONS, lang) if totals.matching else "–",
        (Aside(n("figure.regions_not_in_sources", missing)),) if missing else (),
    )


def _stated(page: Page, key: str, items: list[Item], aside: str) -> Stated:
    # Figures of the selection itself come before those that it shares with other places.
    ordered = sorted(items, key=lambda item: bool(item.shared))
    shown, more = tuple(ordered[:SHOWN]), tuple(ordered[SHOWN:])
    more_title = page.words.n("figure.more", len(more)) if more else ""
    return Stated(key, page.words.t(f"figure.{key}"), shown, more, more_title, aside)


def _item(page: Page, figure: StatedFigure, label: str) -> Item:
    return Item(
        figure.series,
        figure.id,
        value_of(figure, page.view.lang),
        label,
        shared(page.reading, figure),
        format_date(figure.end, figure.end_precision, page.view.lang) if figure.is_people else "",
        tuple(sorted({region for code in figure.scope if (region := ancestor(code, "region"))})),
    )


def _people(page: Page, figure: StatedFigure) -> str:
    counted = page.reading.label("indicator", figure.indicator)
    return f"{counted} · {owner_of(page.reading, figure)}"


def _funding(page: Page, figure: StatedFigure) -> str:
    """Name what the money is for: the subject, and the places of which none has a part."""
    subject = page.reading.subject(figure.subject_table, figure.subject)
    places = [page.reading.label("region", code) for code in figure.scope]
    if len(places) <= 1 or not figure.inside:
        return subject
    together = page.words.t("figure.joint_with", places=listed(places, page.words))
    return f"{subject} · {together}"
