"""The dialog of a census figure: what it is, how it compares, and the workbooks it is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.frames import rows_of
from geodata.need import NEED, figure_of, population_sources
from i18n.direction import isolate
from layers.need_words import against_id, definition_of
from ui.panels.details.documents import Document, Line, plain_document
from ui.panels.details.parts import Fact, Item, fact
from ui.questions.need import ask

if TYPE_CHECKING:
    from geodata.need import Reading, Unit
    from layers.need_words import NeedReading
    from ui.page import Page


def need_item(page: Page, code: str) -> Item:
    """Describe the census figure of a unit, as the view asks for it."""
    words = ask(page)
    figure = figure_of(page.view, page.services.census, code)
    unit = next((unit for unit in words.need.units if unit.code == code), None)
    documents = tuple(_documents(page, words, unit))
    return Item(
        id=f"{NEED}:{code}",
        kind=page.words.t("question.need"),
        # Without it, the sign of a change stands on the other side in Arabic.
        title=page.words.t(
            "rests.title", name=words.label(code), value=isolate(words.figure(figure))
        ),
        summary=f"{words.title} ({words.unit}). {definition_of(words.need.indicator, words)}",
        template="details_need.html",
        documents=documents,
        as_of=_read_on(page, documents),
        facts=tuple(_facts(words, figure, unit)),
        body={"notes": tuple(_notes(words, figure, unit))},
    )


def _facts(words: NeedReading, figure: Reading, unit: Unit | None) -> Iterator[Fact]:
    t = words.t
    yield fact(t("need.census"), words.period)
    yield fact(t("need.group"), t(f"need.group_{words.need.group}"))
    if words.is_change:
        yield fact("2014", words.level(figure.first))
        yield fact("2024", words.level(figure.last))
    if unit and unit.rank is not None:
        ranked = sum(other.rank is not None for other in words.need.units)
        yield fact(t("need.rank"), t("need.rank_of", rank=unit.rank, all=ranked))
    if unit and unit.population:
        yield fact(t("need.population"), words.reading.number(unit.population))
    if unit and unit.per_100000 is not None:
        yield fact(t(against_id(words)), words.rate(unit))


def _notes(words: NeedReading, figure: Reading, unit: Unit | None) -> Iterator[str]:
    if figure.renumbered:
        yield words.t("need.renumbered_text")
    if unit and unit.per_100000 is not None:
        yield words.t(f"need.division_{words.need.view.against}")
    yield words.t("need.credit")


def _documents(page: Page, words: NeedReading, unit: Unit | None) -> Iterator[Document]:
    """List the workbooks, each once, with what of the dialog is read from it."""
    used = {id_: ["need.rests_figure"] for id_ in words.need.source_ids}
    if unit and unit.population:
        for id_ in population_sources(page.services.census):
            used.setdefault(id_, []).append("need.rests_population")
    known = set(page.services.catalogue.record.sources["id"])
    for id_, msgids in used.items():
        # A record from elsewhere may not list the workbooks.
        if id_ in known:
            lines = tuple(Line(words.t(msgid), (), "") for msgid in msgids)
            yield replace(plain_document(page, id_), lines=lines)


def _read_on(page: Page, documents: tuple[Document, ...]) -> str:
    sources = page.services.catalogue.record.sources
    listed = sources[sources["id"].isin([one.id for one in documents])]
    return max((row["read_on"] for row in rows_of(listed)), default="")
