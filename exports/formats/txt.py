"""A citation as plain text, in the reader's language first, then in the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from exports.citation import CitedSource, citation, text
from exports.order import Order, Progress
from i18n.languages import LANGUAGES

EXTENSION = "txt"
MEDIA_TYPE = "text/plain; charset=utf-8"
KIND = "view"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the citation, and the documents that the view rests on."""
    path.write_text("\n".join(_lines(order)) + "\n", encoding="utf-8")
    progress(1, 1)


def in_language(order: Order, lang: str) -> str:
    """Give the citation in a language; its address leads to the view in that language."""
    page = replace(order.page, view=order.page.view.with_(lang=lang))
    address = order.address.replace(f"lang={order.page.view.lang}", f"lang={lang}", 1)
    return text(citation(replace(order, page=page, address=address)), page)


def _lines(order: Order) -> Iterator[str]:
    own = order.page.view.lang
    for lang in (own, *(other for other in LANGUAGES if other != own)):
        yield from (in_language(order, lang), "")
    yield order.page.words.t("table.sources")
    yield from (f"– {_source(source)}" for source in citation(order).sources)


def _source(source: CitedSource) -> str:
    parts = (source.title, source.publisher, source.published, source.address)
    return ". ".join(part for part in parts if part)
