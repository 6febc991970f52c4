"""A view in words: what stands around a figure, so that it keeps its meaning when it is alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.addresses import UNKNOWN_ORIGIN
from exports.citation import CitedSource, source_ids, sources
from geodata.view_state import ViewState
from i18n.dates import format_date
from i18n.direction import isolate
from ui.links import Links
from ui.page import Page
from ui.panels import filters, header

if TYPE_CHECKING:
    from exports.figures import Figure
    from exports.order import Order

YEAR = 4
"""Letters of a year in a date."""


@dataclass(frozen=True)
class ViewWords:
    """Everything that has to be said beside a figure, in the language of the view.

    ``name`` is what the reader calls the view. ``filters`` says in one line what is compared and
    what the view is filtered by, or that it is not. ``rule`` names and explains the counting rule,
    "" where it has no effect. ``boundaries`` are the note on the boundaries shown and where they
    come from, none where none are shown. ``standing`` tells the licence, and that nobody endorses
    the figure. ``as_of`` says how old the data are, ``made`` when the figure was made, and
    ``made_on`` the same as ISO writes it. ``address`` is that of the live view and ``listing`` that
    of the page of sources, "" where nobody knows them.
    """

    lang: str
    direction: str
    name: str
    title: str
    unit: str
    filters: str
    rule: str
    notes: tuple[str, ...]
    sources: tuple[CitedSource, ...]
    boundaries: tuple[str, ...]
    standing: tuple[str, ...]
    as_of: str
    made: str
    made_on: str
    address: str
    listing: str


def view_words(order: Order, figure: Figure) -> ViewWords:
    """Say what a figure shows, of what and by which rule.

    Parameters
    ----------
    order : Order
        The view, the day and the address.
    figure : Figure
        What is shown of it.

    Returns
    -------
    ViewWords
        In the language of the view.
    """
    page, t = order.page, order.page.words.t
    day = format_date(order.made.isoformat(), "day", page.view.lang)
    address = "" if order.address.startswith(UNKNOWN_ORIGIN) else order.address
    return ViewWords(
        lang=page.view.lang,
        direction=page.words.direction,
        name=page.view.name,
        title=figure.title,
        unit=figure.unit,
        filters=_filters(page, figure),
        rule=rule(page) if figure.counted else "",
        notes=tuple(note for note in dict.fromkeys(figure.notes) if note),
        sources=tuple(sources(page, source_ids(page, figure))),
        boundaries=_boundaries(page) if figure.bounded else (),
        standing=(t("frame.licence"), t("footer.not_endorsed")),
        as_of=header.as_of(page),
        made=t("frame.made", date=day),
        made_on=order.made.isoformat(),
        address=address,
        listing=_listing(page, address),
    )


def rule(page: Page) -> str:
    """Name the counting rule, and say what it does."""
    t, name = page.words.t, page.view.count
    return t("frame.rule", name=t(f"rule.{name}.name"), text=t(f"rule.{name}.text"))


def source_line(words: ViewWords, page: Page, most: int) -> str:
    """Name the documents that a figure rests on.

    Parameters
    ----------
    words : ViewWords
        Of the figure.
    page : Page
        The view.
    most : int
        How many are named; of more, the others are counted, with where they are listed.

    Returns
    -------
    str
        A sentence; "" without sources.
    """
    named = [_source(source) for source in words.sources]
    if not named:
        return ""
    # "and 1 more" takes as much room as the name would.
    shown = named if len(named) <= most + 1 else named[:most]
    rest = len(named) - len(shown)
    line = page.words.t("frame.sources", sources=_joined(shown, page))
    if not rest:
        return line
    where = words.listing or page.words.t("sources.title")
    return f"{line} {page.words.n('frame.sources_more', rest, address=where)}"


def _source(source: CitedSource) -> str:
    """Name a source in its own direction, whatever that of the sentence is."""
    told = ", ".join(part for part in (source.publisher, source.published[:YEAR]) if part)
    return isolate(f"{source.title} ({told})" if told else source.title)


def _joined(named: Sequence[str], page: Page) -> str:
    line = named[0]
    for one in named[1:]:
        line = page.words.t("frame.source_join", first=line, rest=one)
    return line


def _filters(page: Page, figure: Figure) -> str:
    chosen = [_told(page, values, name) for values, name in figure.chosen]
    filtered = [_told(page, values, name) for values, name in filters.in_words(page)]
    return " · ".join((*chosen, *(filtered or [page.words.t("frame.no_filter")])))


def _told(page: Page, values: str, name: str) -> str:
    return page.words.t("frame.filter", name=name, values=values) if name else values


def _boundaries(page: Page) -> tuple[str, ...]:
    t = page.words.t
    return t(f"boundary.note_{page.view.boundary}"), t("boundary.credit"), t("boundary.credit_land")


def _listing(page: Page, address: str) -> str:
    beginning, mark, _query = address.partition("/?")
    return (
        beginning + "/" + Links(ViewState(lang=page.view.lang)).to(page="sources") if mark else ""
    )
