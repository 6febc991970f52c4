"""Coverage: what is documented where two dimensions cross, and what each empty cell means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from geodata.coverage_matrix import CELL, DIMENSIONS, PLACES, Matrix
from geodata.framing import frame_of, units_in
from layers.coverage_map import describe_units
from layers.coverage_table import (
    NAME,
    STATES,
    TOTAL,
    describe_coverage,
    next_sort,
    title_of,
)
from ui.links import Links

if TYPE_CHECKING:
    from layers.shading import Shading
    from ui.page import Page

LAYOUT = "wide"
ROW = "{row}"


@dataclass(frozen=True)
class CellLinks:
    """Addresses that open the cells: written once, as there may be thousands of them."""

    before: str
    after: str

    def to(self, row: str, col: str) -> str:
        """Give the address that opens a cell over the view as it stands."""
        return f"{self.before}{quote(row, safe='')}%2F{quote(col, safe='')}{self.after}"


@dataclass(frozen=True)
class Choice:
    """One of the two selects: which dimension the rows, or the columns, are."""

    parameter: str
    chosen: str
    options: tuple[tuple[str, str, bool], ...]


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the table."""
    view, links, matrix = page.view, Links(page.view), _matrix(page)
    table = describe_coverage(page.reading, matrix)
    yield (
        "question",
        "question_coverage",
        {
            "table": table,
            "choices": tuple(_choices(page)),
            "swap": links.to(rows=view.cols, cols=view.rows, sort=""),
            "dimensions": matrix.dimensions,
            "cells": _cell_links(links),
            "sorts": {key: links.to(sort=next_sort(view.sort, key)) for key in (NAME, TOTAL)},
            "columns": tuple(
                (line, links.to(sort=next_sort(view.sort, line.key))) for line in table.cols
            ),
            "whole": page.reading.number(sum(table.states.values())),
            "counted": {state: page.reading.number(many) for state, many in table.states.items()},
            "words": {state: page.words.t(f"state.{state}") for state in STATES},
            "provinces": _provinces(page),
        },
    )


def shading(page: Page) -> Shading | None:
    """Show the states of the chosen column on the map, or how many columns are documented."""
    matrix = map_matrix(page)
    if matrix is None:
        return None
    view = page.view
    units = units_in(
        page.services.catalogue.gazetteer, frame_of(view.place, view.level), view.level
    )
    return describe_units(page.reading, matrix, units, map_column(page, matrix))


def map_matrix(page: Page) -> Matrix | None:
    """Cross the units of the map with what is no place; None where the map shows no states."""
    view = page.view
    across = view.rows if view.cols in PLACES else view.cols
    if view.level not in PLACES or across in PLACES:
        return None
    return page.services.coverage.matrix(view, view.level, across)


def _matrix(page: Page) -> Matrix:
    return page.services.coverage.matrix(page.view, page.view.rows, page.view.cols)


def map_column(page: Page, matrix: Matrix) -> str:
    """Name the column that the map shows: the one sorted by, or chosen alone; "" for all."""
    sorted_by = page.view.sort.removeprefix("-")
    if page.view.cols == matrix.dimensions[1] and sorted_by in {line.id for line in matrix.cols}:
        return sorted_by
    chosen = [line.id for line in matrix.cols if line.selected]
    return chosen[0] if len(chosen) == 1 else ""


def _choices(page: Page) -> Iterator[Choice]:
    view = page.view
    for parameter, chosen, other in (
        ("rows", view.rows, view.cols),
        ("cols", view.cols, view.rows),
    ):
        options = ((name, title_of(page.reading, name), name == other) for name in DIMENSIONS)
        yield Choice(parameter, chosen, tuple(options))


def _cell_links(links: Links) -> CellLinks:
    before, _, after = links.details(f"{CELL}:{ROW}").partition(quote(ROW, safe=""))
    return CellLinks(before, after)


def _provinces(page: Page) -> str:
    """Lead to a map of provinces where the table is of provinces and the map is not."""
    view = page.view
    asked = "province" in (view.rows, view.cols) and view.level == "region"
    return Links(view).to(level="province") if asked else ""
