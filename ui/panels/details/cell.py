"""The dialog of one cell of the coverage table: its activities, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.cited_sources import uses
from geodata.coverage_matrix import CELL
from geodata.coverage_parts import CellDetail
from geodata.frames import rows_of
from geodata.searches import searches_about
from i18n.dates import format_date
from ui.links import Links
from ui.panels.details.documents import Document, cited_documents, used_documents
from ui.panels.details.parts import Item

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from ui.page import Page

SHOWN = 20
MOST = 200
"""Activities listed where no view has exactly those of the cell."""


@dataclass(frozen=True)
class Listed:
    """An activity of the cell."""

    title: str
    href: str


@dataclass(frozen=True)
class Search:
    """What was searched for something of this cell, and what came of it."""

    label: str
    about: str
    outcome: str


def cell_item(page: Page, key: str) -> Item:
    """Describe one cell of the table that the view crosses, such as ``02/health``."""
    row, _, col = key.partition("/")
    rows, cols = dimensions = (page.view.rows, page.view.cols)
    detail = page.services.coverage.cell(page.view, dimensions, (row, col))
    title = page.words.t(
        "coverage.title",
        rows=page.reading.label(rows, detail.row),
        cols=page.reading.label(cols, detail.col),
    )
    return Item(
        id=f"{CELL}:{detail.row}/{detail.col}",
        kind=page.words.t("question.coverage"),
        title=page.words.t("rests.title", name=title, value=_value(page, detail)),
        template="details_cell.html",
        documents=_documents(page, detail),
        as_of=page.services.catalogue.data_as_of,
        body={
            "state": detail.cell.state,
            "count": detail.cell.activities or 0,
            **(_counted(page, detail) if detail.cell.activities else _why(page, detail)),
        },
    )


def _value(page: Page, detail: CellDetail) -> str:
    if detail.cell.value:
        return page.words.n("unit.activities", detail.cell.value)
    return page.words.t(f"state.{detail.cell.state}")


def _documents(page: Page, detail: CellDetail) -> tuple[Document, ...]:
    record = page.services.catalogue.record
    if detail.cell.activities:
        counted = record.activities["id"][detail.counted.flags]
        return used_documents(page, detail.source_ids, uses(record.citations, counted))
    cited = record.citations[record.citations["table"] == "coverage_statements"]
    return cited_documents(page, rows_of(cited[cited["row"].isin(detail.statements)]))


def _counted(page: Page, detail: CellDetail) -> dict[str, Any]:
    t, rule, links = page.words.t, page.view.count, Links(page.view)
    explore = detail.explore
    catalogue = page.services.catalogue
    listed = catalogue.in_order(detail.counted.flags, limit=SHOWN if explore else MOST)
    titles = catalogue.record.activities[["id", f"title_{page.view.lang}"]]
    return {
        "rule": (t(f"rule.{rule}.name"), t(f"rule.{rule}.text")),
        "notes": (t("coverage.cell_filters"),),
        "activities": tuple(
            Listed(title, links.details(id_))
            for id_, title in titles.iloc[listed].itertuples(index=False)
        ),
        "view": f"?{explore.to_query()}#activities" if explore else "",
    }


def _why(page: Page, detail: CellDetail) -> dict[str, Any]:
    """Tell why a cell is empty: what sources state, and what was searched."""
    state, lang = detail.cell.state, page.view.lang
    apart = state == "not_applicable" and not detail.statements
    catalogue = page.services.catalogue
    found = searches_about(catalogue.record, detail.scope.places, detail.scope.programmes)
    return {
        "reason": page.words.t("coverage.why_apart" if apart else f"coverage.why_{state}"),
        "statements": tuple(_statements(page, detail)),
        "searches": () if apart else tuple(_search(row, page.words, lang) for row in found),
        "sources": Links(page.view).to(page="sources") + "#searched",
    }


def _statements(page: Page, detail: CellDetail) -> Iterator[str]:
    rows = page.services.catalogue.record.coverage_statements
    for row in rows_of(rows[rows["id"].isin(detail.statements)]):
        programme = page.reading.label("programme", row["programme"])
        place = page.reading.label("place", row["code"])
        if row["sector"]:
            place = f"{place} · {page.reading.label('sector', row['sector'])}"
        yield page.words.t(f"coverage.states_{row['state']}", programme=programme, place=place)


def _search(row: dict[str, Any], words: Translator, lang: str) -> Search:
    when = format_date(row["searched_on"], "day", lang)
    about = " · ".join((words.t(f"search_state.{row['state']}"), when))
    return Search(row[f"label_{lang}"], about, row[f"outcome_{lang}"])
