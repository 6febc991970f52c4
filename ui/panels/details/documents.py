"""The documents that something rests on, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geodata.frames import rows_of
from i18n.dates import format_date
from i18n.lists import listed

if TYPE_CHECKING:
    from geodata.cited_sources import Use
    from ui.page import Page

MOST_PLACES = 12
Citation = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """What of an item rests on a document: where in the document, how surely, and a note."""

    what: str
    places: tuple[str, ...]
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class Document:
    """A document, with its address where a browser opens it."""

    id: str
    title: str
    about: tuple[str, ...]
    lines: tuple[Line, ...]
    address: str
    host: str


def cited_documents(page: Page, citations: Iterable[Citation]) -> tuple[Document, ...]:
    """List the documents of some citations, with the fields that each supports."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation["source"], []).append(citation)
    lines = {source: tuple(_lines(page, rows)) for source, rows in by_source.items()}
    return tuple(_documents(page, lines))


def used_documents(
    page: Page, source_ids: tuple[str, ...], used: Mapping[str, Use]
) -> tuple[Document, ...]:
    """List the documents of a figure, with how many of its activities rest on each."""
    return tuple(_documents(page, {source: (_line(page, used[source]),) for source in source_ids}))


def plain_document(page: Page, source: str) -> Document:
    """Give one document without what rests on it, to name it beside a reading."""
    sources = page.services.catalogue.record.sources
    [row] = rows_of(sources[sources["id"] == source])
    return _document(page, row, ())


def _documents(page: Page, lines: Mapping[str, tuple[Line, ...]]) -> Iterator[Document]:
    sources = page.services.catalogue.record.sources
    for source in rows_of(sources[sources["id"].isin(list(lines))]):
        yield _document(page, source, lines[source["id"]])


def _document(page: Page, source: Mapping[str, Any], lines: tuple[Line, ...]) -> Document:
    published = format_date(source["published"], source["published_precision"], page.view.lang)
    language = page.words.t(f"language.{source['language']}") if source["language"] else ""
    address = urlsplit(source["address"])
    # Only what a browser opens as a page: a record from elsewhere may hold any text.
    is_page = address.scheme in ("http", "https")
    return Document(
        id=source["id"],
        title=source["title"],
        about=tuple(part for part in (source["publisher"], published, language) if part),
        lines=lines,
        address=source["address"] if is_page else "",
        host=(is_page and address.hostname) or "",
    )


def _lines(page: Page, citations: Iterable[Citation]) -> Iterator[Line]:
    """Gather the fields that one place in a document supports into one line."""
    gathered: dict[tuple[str, str, str], list[str]] = {}
    for row in citations:
        note = row[f"note_{page.view.lang}"]
        fields = gathered.setdefault((row["place"], row["confidence"], note), [])
        name = field_of(page, row["table"], row["field"])
        if name not in fields:
            fields.append(name)
    for (place, confidence, note), fields in gathered.items():
        level = page.words.t(f"confidence.{confidence}")
        yield Line(
            listed(fields, page.words),
            (place,) if place else (),
            page.words.t("rests.confidence", level=level),
            note,
        )


def field_of(page: Page, table: str, field: str) -> str:
    """Name what a citation or a correction is about: a field that has a name, else its row."""
    msgid = f"cited.{field}"
    if field and page.words.has(msgid):
        return page.words.t(msgid)
    return page.words.t(f"cited.{table}")


def word_of(page: Page, correction: Mapping[str, Any], cell: str) -> str:
    """Write the cell of a correction: a word of a vocabulary in the reader's language."""
    table = correction["table"].removeprefix("activity_").removesuffix("s")
    prefix = {"status": "status", "basis": f"{table}_basis"}.get(correction["field"], "")
    msgid = f"{prefix}.{cell}"
    return page.words.t(msgid) if page.words.has(msgid) else cell


def _line(page: Page, use: Use) -> Line:
    t = page.words.t
    places = use.places[:MOST_PLACES]
    levels = [t(f"confidence.{one}") for one in use.confidences]
    return Line(
        page.words.n("rests.on", use.activities),
        (*places, "…") if len(use.places) > len(places) else places,
        t("rests.confidence", level=levels[0])
        if len(levels) == 1
        else t("rests.confidences", low=levels[-1], high=levels[0]),
    )
