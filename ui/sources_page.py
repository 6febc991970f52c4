"""The Sources page: every document, what rests on it, what was searched and what is corrected.

A plain document: it needs no script, and prints as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geodata import provenance
from geodata.frames import rows_of
from i18n.dates import format_date
from i18n.lists import listed
from ui import assets
from ui.head import head_of
from ui.links import Links
from ui.panels import header
from ui.panels.details.documents import field_of, word_of
from ui.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.provenance import Resting, Searched
    from ui.page import Page

CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class Link:
    """A word that leads to something on the main page."""

    label: str
    href: str


@dataclass(frozen=True)
class Document:
    """One document with what rests on it."""

    id: str
    title: str
    about: str
    address: str
    host: str
    confidence: str
    counts: str
    activities: tuple[Link, ...]
    measurements: tuple[Link, ...]
    census: tuple[Link, ...]


@dataclass(frozen=True)
class Programme:
    """How old a programme's rows are and who checked them."""

    id: str
    link: Link
    as_of: str
    activities: int
    documents: int
    validated: str


@dataclass(frozen=True)
class Search:
    """What was looked at, and what came of it."""

    id: str
    label: str
    state: str
    state_text: str
    when: str
    where: str
    outcome: str


@dataclass(frozen=True)
class Region:
    """What is known of a region, or what its emptiness means."""

    link: Link
    activities: int
    documents: int
    meaning: str
    searches: tuple[Search, ...]


@dataclass(frozen=True)
class Correction:
    """A reviewed correction of the record."""

    when: str
    row: str
    field: str
    was: str
    becomes: str
    reason: str
    reviewed_by: str


def render(page: Page) -> str:
    """Give the document of the Sources page.

    Parameters
    ----------
    page : Page
        The view, of which only the language and the presentation matter here.

    Returns
    -------
    str
        The whole document.
    """
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n}
    shared["links"] = Links(page.view)
    title = f"{page.words.t('sources.title')} – {page.words.t('app.title')}"
    frame = {id_: {**shared, **context} for id_, _name, context in header.contexts(page)}
    templates = environment()
    return templates.get_template("sources.html").render(
        **shared,
        frame={id_: _render(f"{id_}.html", context) for id_, context in frame.items()},
        direction=page.words.direction,
        head=head_of(page, title, page.words.t("sources.lead")),
        styles=assets.styles(),
        icon=assets.address("icon.svg"),
        **contexts(page),
    )


def _render(template: str, context: dict[str, Any]) -> str:
    return environment().get_template(template).render(**context)


def contexts(page: Page) -> dict[str, Any]:
    """Prepare what the page lists."""
    catalogue = page.services.catalogue
    searches = {search.id: search for search in _searches(page)}
    return {
        "documents": tuple(_documents(page)),
        "programmes": tuple(_programmes(page)),
        "searches": tuple(searches.values()),
        "regions": tuple(
            _region(page, known, searches) for known in provenance.searched(catalogue)
        ),
        "former": tuple(_former(page)),
        "corrections": tuple(_corrections(page)),
    }


def _documents(page: Page) -> Iterator[Document]:
    """List the documents, those on which most rests first."""
    record = page.services.catalogue.record
    rests = {one.source: one for one in provenance.resting(record)}
    census = _census(page)
    rows = rows_of(record.sources)
    for row in sorted(rows, key=lambda row: -rests[row["id"]].statements):
        yield _document(page, row, rests[row["id"]], census.get(row["id"], ()))


def _census(page: Page) -> dict[str, tuple[Link, ...]]:
    """Gather the census indicators that are read from each document."""
    found: dict[str, tuple[Link, ...]] = {}
    for one in page.services.census.indicators():
        for year, source in zip(one.years, one.sources, strict=True):
            view = {"page": "need", "indicator": one.id, "census": str(year)}
            href = Links(page.view).to(group=one.groups[0], **view)
            link = Link(one.names[page.view.lang], href)
            found[source] = (*found.get(source, ()), link)
    return found


def _document(
    page: Page, row: dict[str, Any], rests: Resting, census: tuple[Link, ...]
) -> Document:
    t, n, lang = page.words.t, page.words.n, page.view.lang
    address = urlsplit(row["address"])
    # Only what a browser opens as a page: a record from elsewhere may hold any text.
    is_page = address.scheme in ("http", "https")
    about = (
        row["publisher"],
        format_date(row["published"], row["published_precision"], lang),
        t(f"language.{row['language']}"),
        _kind(page, row["kind"]),
        t("sources.read_on", date=format_date(row["read_on"], "day", lang)),
    )
    counts = [
        n(f"sources.rest_{name}", len(ids))
        for name, ids in (
            ("activities", rests.activities),
            ("measurements", rests.measurements),
            ("coverage", rests.coverage),
            ("plans", rests.plans),
        )
        if ids
    ]
    if census:
        counts.append(n("sources.rest_census", len(census)))
    levels = [t(f"confidence.{level}") for level in CONFIDENCES if level in rests.confidence]
    return Document(
        id=row["id"],
        title=row["title"],
        about=" · ".join(part for part in about if part),
        address=row["address"] if is_page else "",
        host=(is_page and address.hostname) or "",
        confidence=listed(levels, page.words),
        counts=listed(counts, page.words) or n("sources.rest_statements", rests.statements),
        activities=tuple(_activity(page, id_) for id_ in rests.activities),
        measurements=tuple(_measurement(page, id_) for id_ in rests.measurements),
        census=census,
    )


def _kind(page: Page, kind: str) -> str:
    msgid = f"source_kind.{kind}"
    # A record from elsewhere may name kinds of its own.
    return page.words.t(msgid) if page.words.has(msgid) else kind.replace("_", " ")


def _reviewer(page: Page, name: str) -> str:
    msgid = f"reviewer.{name}"
    return page.words.t(msgid) if page.words.has(msgid) else name


def _activity(page: Page, id_: str) -> Link:
    title = page.services.catalogue.activity(id_)["title"][page.view.lang]
    return Link(title, _explore(page, select=id_))


def _measurement(page: Page, id_: str) -> Link:
    rows = page.services.catalogue.record.measurements
    row = rows_of(rows[rows["id"] == id_])[0]
    indicator = page.reading.label("indicator", row["indicator"])
    subject = page.reading.subject(row["subject_table"], row["subject"])
    return Link(f"{indicator} – {subject}", _explore(page, select=id_))


def _explore(page: Page, **changes: object) -> str:
    return Links(page.view).to(page="explore", **changes)


def _programmes(page: Page) -> Iterator[Programme]:
    t, n = page.words.t, page.words.n
    for one in provenance.standing(page.services.catalogue.record):
        validated = n("sources.validated", one.validated) if one.validated else ""
        yield Programme(
            id=one.programme,
            link=Link(
                page.reading.label("programme", one.programme),
                _explore(page, programme=(one.programme,)),
            ),
            as_of=format_date(one.data_as_of, "day", page.view.lang) or t("date.none"),
            activities=one.activities,
            documents=one.documents,
            validated=validated or t("details.not_verified"),
        )


def _searches(page: Page) -> Iterator[Search]:
    lang = page.view.lang
    for row in rows_of(page.services.catalogue.record.searches):
        codes = [code for code in row["scope"].split(";") if code]
        names = [page.services.catalogue.label("place", code, lang) for code in codes]
        yield Search(
            id=row["id"],
            label=row[f"label_{lang}"],
            state=row["state"],
            state_text=page.words.t(f"search_state.{row['state']}"),
            when=format_date(row["searched_on"], "day", lang),
            where=listed(names, page.words),
            outcome=row[f"outcome_{lang}"],
        )


def _region(page: Page, known: Searched, searches: dict[str, Search]) -> Region:
    meaning = "sources.region_known" if known.activities else "sources.region_empty"
    return Region(
        link=Link(
            page.reading.label("region", known.region),
            _explore(page, place=(known.region,)),
        ),
        activities=known.activities,
        documents=known.documents,
        meaning=page.words.t(meaning),
        searches=tuple(searches[id_] for id_ in known.searches),
    )


def _former(page: Page) -> Iterator[tuple[str, str]]:
    """Name the former regions with what became of them."""
    gazetteer, lang = page.services.catalogue.gazetteer, page.view.lang
    for code in gazetteer.codes("former_region"):
        yield gazetteer.name(code, lang), gazetteer.former(code).note[lang]


def _corrections(page: Page) -> Iterator[Correction]:
    lang = page.view.lang
    for row in rows_of(page.services.catalogue.record.corrections):
        yield Correction(
            when=format_date(row["made_on"], "day", lang),
            row=f"{row['table']}/{row['row']}",
            field=field_of(page, row["table"], row["field"]),
            was=word_of(page, row, row["was"]),
            becomes=word_of(page, row, row["becomes"]),
            reason=row[f"reason_{lang}"],
            reviewed_by=_reviewer(page, row["reviewed_by"]),
        )
