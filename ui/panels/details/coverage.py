"""The dialog of one state of the coverage table: its cells, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from geodata.cited_sources import uses
from geodata.coverage_matrix import CELL
from geodata.coverage_parts import COVERAGE, known_state
from geodata.frames import rows_of
from ui.links import Links
from ui.panels.details.documents import cited_documents, used_documents
from ui.panels.details.parts import Item

if TYPE_CHECKING:
    from geodata.coverage_parts import StatePart
    from ui.page import Page
    from ui.panels.details.documents import Document

MOST = 200
"""Cells and activities listed."""


@dataclass(frozen=True)
class CellsOf:
    """The cells of one row: the names of their columns, each with its key and its address."""

    row: str
    cells: tuple[tuple[str, str, str], ...]


def coverage_item(page: Page, key: str) -> Item:
    """Describe the cells of a state in the table that the view crosses."""
    state = known_state(key)
    t, coverage = page.words.t, page.services.coverage
    part = coverage.part(coverage.matrix(page.view, page.view.rows, page.view.cols), state)
    many, whole = (page.reading.number(count) for count in (len(part.cells), part.whole))
    return Item(
        id=f"{COVERAGE}:{state}",
        kind=t("question.coverage"),
        title=t("coverage.count", state=t(f"state.{state}"), many=many, whole=whole),
        summary=t(f"coverage.means_{state}"),
        template="details_coverage.html",
        documents=_documents(page, part),
        as_of=page.services.catalogue.data_as_of,
        body={
            "rows": tuple(_rows(page, part)),
            "cells": len(part.cells),
            "rest": max(0, len(part.cells) - MOST),
            "count": part.counted.count,
            "activities": tuple(_activities(page, part)),
            "searched": Links(page.view).to(page="sources") + "#searched",
            "unknown": state == "not_in_sources",
        },
    )


def _rows(page: Page, part: StatePart) -> Iterator[CellsOf]:
    rows, cols = page.view.rows, page.view.cols
    links = Links(page.view)
    for row, found in groupby(islice(part.cells, MOST), key=lambda pair: pair[0]):
        cells = ((page.reading.label(cols, col), f"{CELL}:{row}/{col}") for _row, col in found)
        yield CellsOf(
            page.reading.label(rows, row),
            tuple((label, key, links.details(key)) for label, key in cells),
        )


def _activities(page: Page, part: StatePart) -> Iterator[tuple[str, str]]:
    catalogue, links = page.services.catalogue, Links(page.view)
    listed = catalogue.in_order(part.counted.flags, limit=MOST)
    titles = catalogue.record.activities[["id", f"title_{page.view.lang}"]].iloc[listed]
    for id_, title in titles.itertuples(index=False):
        yield title, links.details(id_)


def _documents(page: Page, part: StatePart) -> tuple[Document, ...]:
    record = page.services.catalogue.record
    if part.counted.count:
        counted = record.activities["id"][part.counted.flags]
        return used_documents(page, part.source_ids, uses(record.citations, counted))
    cited = record.citations[record.citations["table"] == "coverage_statements"]
    return cited_documents(page, rows_of(cited[cited["row"].isin(part.statements)]))
