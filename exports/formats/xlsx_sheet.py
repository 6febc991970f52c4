"""A sheet of a workbook: a table with typed cells, frozen headers, filters and fitting widths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from exports.table import Cell, Kind, Table

if TYPE_CHECKING:
    import xlsxwriter

MOST_ROWS = 1_048_000
"""Rows that a sheet has place for, headers left out."""
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
NARROW, WIDE = 9, 60
_A4 = 9
_LINE = 15.0
_LETTER = 1.15  # of a column's unit, and room for the words at the end of lines
# A text of an Arabic sheet is Arabic if a letter of it is, elsewhere if its first letter is.
_HAS_ARABIC = re.compile(r"[^\u0590-\u08ff]*[\u0590-\u08ff]")
_BEGINS_ARABIC = re.compile(r"[^A-Za-z\u00c0-\u08ff]*[\u0590-\u08ff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year.


class Styles:
    """The formats of cells of a workbook.

    Parameters
    ----------
    book : xlsxwriter.Workbook
        The workbook.
    mirrored : bool
        Whether its sheets are read from right to left.
    wrapped : bool
        Whether long texts take several lines.
    """

    def __init__(
        self, book: xlsxwriter.Workbook, *, mirrored: bool = False, wrapped: bool = False
    ) -> None:
        self._book, self._rtl = book, _HAS_ARABIC if mirrored else _BEGINS_ARABIC
        self._side = {"align": "right"} if mirrored else {}
        self.wrapped = wrapped
        side = {"reading_order": 2 if mirrored else 1}
        self.title = book.add_format({"bold": True, "font_size": 16, **side})
        self.heading = book.add_format(
            {"bold": True, "font_size": 12, "font_color": "#0B5C66", **side}
        )
        self.header = book.add_format(
            {"bold": True, "bg_color": "#E3EEEE", "border": 1, "border_color": "#B9C8C9",
             "text_wrap": True, "valign": "top", **side}
        )  # fmt: skip
        self.tags = book.add_format({"font_color": "#59636A", "italic": True})
        self._several = self._texts({"text_wrap": True, "valign": "top"})
        self._one = self._texts({"text_wrap": wrapped, "valign": "top", "num_format": "@"})

    def _texts(self, look: dict[str, Any]) -> tuple[Any, Any]:
        add = self._book.add_format
        both = {**look, **self._side}
        return add({**both, "reading_order": 1}), add({**both, "reading_order": 2})

    def text(self, text: str) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a text: its own direction keeps its numbers and signs in place."""
        return self._one[self._rtl.match(text) is not None]

    def lines(self, text: str) -> Any:  # noqa: ANN401
        """Return the format of a text that may take several lines."""
        return self._several[self._rtl.match(text) is not None]

    @cached_property
    def numbers(self) -> dict[Kind, Any]:
        """The format of each kind of number."""
        formats: dict[Kind, str] = {
            "text": "General",
            "integer": "#,##0",
            "number": "#,##0.######",
            "date": "yyyy-mm-dd",
            "year": "0",
        }
        add = self._book.add_format
        return {kind: add({"num_format": one, "valign": "top"}) for kind, one in formats.items()}


def name_sheets(titles: Sequence[str]) -> list[str]:
    """Make different names that Excel takes: 31 characters at most, and no ``[]:*?/``."""
    names: list[str] = []
    for title in titles:
        plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("'")[:LONGEST_NAME] or "–"
        name, number = plain, 1
        while name.casefold() in (one.casefold() for one in names):
            number += 1
            ending = f" ({number})"
            name = plain[: LONGEST_NAME - len(ending)] + ending
        names.append(name)
    return names


def write_sheet(
    sheet: Any,  # noqa: ANN401 - the library has no types
    table: Table,
    rows: Iterable[tuple[Cell, ...]],
    styles: Styles,
    *,
    hxl: bool,
) -> tuple[int, int]:
    """Write a table.

    Parameters
    ----------
    sheet
        An empty sheet.
    table : Table
        Its labels become the header.
    rows : iterable of tuple of Cell
        Its rows.
    styles : Styles
        Of the workbook.
    hxl : bool
        Whether a row of tags follows the header.

    Returns
    -------
    (int, int)
        The first and the last row with data, from 0; the last is before the first if there is none.
    """
    columns = table.columns
    widths = [_width(column.label) for column in columns]
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.label, styles.header)
    if hxl:
        for number, column in enumerate(columns):
            sheet.write_string(1, number, column.hxl, styles.tags)
    first = 2 if hxl else 1
    kinds = [column.kind for column in columns]
    line = first - 1
    for line, row in enumerate(rows, start=first):
        if styles.wrapped:
            sheet.set_row(line, height(row, (WIDE,) * len(row)))
        for number, (kind, cell) in enumerate(zip(kinds, row, strict=True)):
            if cell is not None and cell != "":
                _write_cell(sheet, (line, number), kind, cell, styles)
                widths[number] = max(widths[number], _width(cell))
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(first, 1)
    print_on_a4(sheet)
    sheet.repeat_rows(0, first - 1)
    # The filter stands on the last line of the header, so that sorting leaves the tags in place.
    sheet.autofilter(first - 1, 0, max(line, first - 1), len(columns) - 1)
    return first, line


def height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Estimate the height of a line of texts, which not every program works out itself."""
    pairs = zip(cells, widths, strict=False)
    lines = (ceil(len(str(cell)) * _LETTER / width) for cell, width in pairs)
    return _LINE * max(1, *lines)


def print_on_a4(sheet: Any) -> None:  # noqa: ANN401 - the library has no types
    """Let a sheet be printed as wide as a page, on however many pages."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_cell(
    sheet: Any,  # noqa: ANN401 - the library has no types
    at: tuple[int, int],
    kind: Kind,
    cell: str | float,
    styles: Styles,
) -> None:
    if not isinstance(cell, str):
        sheet.write_number(*at, cell, styles.numbers[kind])
    elif kind == "date" and (day := _day(cell)):
        sheet.write_datetime(*at, day, styles.numbers[kind])
    else:
        # Always as a string: nothing that a source wrote is ever run or turned into a link.
        sheet.write_string(*at, cell[:LONGEST_TEXT], styles.text(cell))


def _day(text: str) -> date | None:
    """Read a whole date; a month or a year alone stays the text that it is."""
    if not _DAY.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return day if day >= _FIRST_DAY else None


def _width(cell: str | float) -> int:
    return min(max(len(str(cell)) + 2, NARROW), WIDE)
