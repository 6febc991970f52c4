"""How a view is cited: what it shows, of which record, as of when, read when, and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import exports.figures as all_figures
from exports.asked import asked_in_words
from exports.order import Order
from i18n.dates import format_date
from ui import questions
from ui.page import Page
from ui.panels import filters, header
from ui.taking import VIEW

if TYPE_CHECKING:
    from exports.figures import Figure

PUBLISHER = "Jihat"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class CitedSource:
    """A document that the view rests on."""

    title: str
    publisher: str
    published: str
    address: str


@dataclass(frozen=True)
class Citation:
    """Everything that a citation of a view tells, in the language of the view.

    ``title`` says in words what is shown and what it is filtered by, ``rule`` how it is counted.
    ``issued`` is the day as of which the latest data are, ISO, as precise as it is known;
    ``as_of`` says it in words. ``key`` is what a bibliography calls the entry.
    """

    key: str
    lang: str
    title: str
    site: str
    rule: str
    version: str
    issued: str
    as_of: str
    accessed: date
    address: str
    sources: tuple[CitedSource, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beside the title: age of the data, rule of counting, and licence."""
        return tuple(note for note in (self.as_of, self.rule, LICENCE) if note)


def citation(order: Order) -> Citation:
    """Cite what is asked for.

    Parameters
    ----------
    order : Order
        The view, which figure of it, the day of reading, and its address.

    Returns
    -------
    Citation
        In the language of the view.
    """
    page = order.page
    figure = all_figures.figure(page, order.what)
    dates = sorted(day for day in page.services.catalogue.record.programmes["data_as_of"] if day)
    issued = dates[-1] if dates else ""
    return Citation(
        key=f"jihat-{order.what or VIEW}-{order.made:%Y%m%d}",
        lang=page.view.lang,
        title=title(page, figure),
        site=f"{page.words.t('app.title')} – {page.words.t('app.subtitle')}",
        rule=page.words.t(f"rule.{page.view.count}.name"),
        version=record_version(page.services.settings.data),
        issued=issued,
        as_of=header.as_of(page),
        accessed=order.made,
        address=order.address,
        sources=tuple(sources(page, source_ids(page, figure))),
    )


def title(page: Page, figure: Figure | None) -> str:
    """Say in words what is shown, what of it is chosen, and what it is filtered by."""
    if page.view.name:
        return page.view.name
    asked = "" if page.view.page == questions.EXPLORE else f"question.{page.view.page}"
    shown = figure.title if figure else page.words.t(asked or "app.subtitle")
    chosen = figure.chosen if figure else asked_in_words(page)
    return " · ".join((shown, *(values for values, _name in (*chosen, *filters.in_words(page)))))


def text(cited: Citation, page: Page) -> str:
    """Write a citation as a sentence of a bibliography."""
    t = page.words.t
    return t(
        "citation.text",
        title=cited.title,
        site=cited.site,
        version=cited.version,
        notes=" · ".join(cited.notes),
        address=cited.address,
        accessed=format_date(cited.accessed.isoformat(), "day", cited.lang),
    )


@cache
def record_version(folder: Path) -> str:
    """Read the version of a record from its ``datapackage.json``; "" where it has none."""
    try:
        found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(found.get("version", ""))


def source_ids(page: Page, figure: Figure | None) -> Iterable[str]:
    """Name the sources of a figure, or those of the activities of the view."""
    if figure and figure.source_ids:
        return figure.source_ids
    return page.services.catalogue.sources.for_activities(page.answer.chosen.bits)


def sources(page: Page, ids: Iterable[str]) -> Iterator[CitedSource]:
    """Look up sources, in the order in which they are named."""
    rows = {row.id: row for row in page.services.catalogue.record.sources.itertuples()}
    # A figure names those first that it rests on most.
    for row in (rows[id_] for id_ in dict.fromkeys(ids) if id_ in rows):
        yield CitedSource(str(row.title), str(row.publisher), str(row.published), str(row.address))
