"""CSV after RFC 4180, in UTF-8 with a byte order mark; a row of HXL tags where it is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from exports.content import main_table
from exports.writing import Told, batches, beside

if TYPE_CHECKING:
    from pathlib import Path

    from exports.order import Order, Progress
    from exports.table import Cell, Table

EXTENSION = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
KIND = "table"

# Spreadsheets take a file without it for the encoding of the machine.
BYTE_ORDER_MARK = "\ufeff"
# Spreadsheets run a cell that begins with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_A_PART = 200


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the table of a figure, or of the activities."""
    write_table(main_table(order), path, progress, hxl=order.hxl)


def write_table(table: Table, path: Path, progress: Progress, *, hxl: bool = False) -> None:
    """Write one table."""
    told = Told(progress, table.count)
    with beside(path) as written, written.open("w", encoding="utf-8", newline="") as file:
        for part in parts(table, told.through(table.rows), hxl=hxl):
            file.write(part)


def parts(
    table: Table, rows: Iterable[tuple[Cell, ...]] | None = None, *, hxl: bool = False
) -> Iterator[str]:
    """Yield the text of a table, some rows at a time.

    Parameters
    ----------
    table : Table
        Its machine names become the header.
    rows : iterable of tuple of Cell, optional
        Its rows, where something listens to them.
    hxl : bool
        Whether a row of tags follows the header.

    Yields
    ------
    str
        Lines that end as the RFC says. Numbers are plain, text that a spreadsheet would run has an
        apostrophe before it, and what has no value is empty.
    """
    yield BYTE_ORDER_MARK + _lines([tuple(column.name for column in table.columns)])
    if hxl:
        yield _lines([tuple(column.hxl for column in table.columns)])
    for part in batches(table.rows if rows is None else rows, ROWS_A_PART):
        yield _lines(tuple(map(written_cell, row)) for row in part)


def written_cell(cell: Cell) -> str:
    """Write a cell: a number as it is, a text so that no spreadsheet runs it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
