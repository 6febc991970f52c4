"""Ways to break a copy of the record, and what must then be reported."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from geodata.record_rows import Row, as_rows, row_key
from geodata.schema import KEYS, column_names

Tables = dict[str, pd.DataFrame]
Edit = Callable[[Tables], None]


class Place(NamedTuple):
    """Where a problem is: the row by its key, or by its line; None for a whole file."""

    table: str
    row: str | int | None
    column: str | None


class Defect(NamedTuple):
    """One thing to break, the check that must find it, and where.

    ``raw`` breaks the bytes of the file; nothing left means that the file is removed.
    """

    name: str
    check: str
    place: Place
    edits: tuple[Edit, ...] = ()
    raw: Callable[[bytes], bytes | None] | None = None


def keys(tables: Tables, table: str) -> list[str]:
    """Return the keys of the rows of a table, in their order."""
    columns = [tables[table][name].tolist() for name in KEYS[table]]
    return ["/".join(cells) for cells in zip(*columns, strict=True)]


def line_of(tables: Tables, place: Place) -> int | None:
    """Return the line of a place; of rows with the same key, the last."""
    if not isinstance(place.row, str):
        return place.row
    lines = dict(zip(keys(tables, place.table), tables[place.table].index.tolist(), strict=True))
    return int(lines[place.row])


def cell(table: str, key: str, column: str, value: str | Callable[[Row], str]) -> Edit:
    """Return an edit that writes a cell."""

    def edit(tables: Tables) -> None:
        line = line_of(tables, Place(table, key, column))
        text = value if isinstance(value, str) else value(_row(tables, table, key))
        tables[table] = tables[table].copy()
        tables[table].loc[line, column] = text

    return edit


def new(table: str, /, **cells: str) -> Edit:
    """Return an edit that adds a row; columns not given are empty."""

    def edit(tables: Tables) -> None:
        frame = tables[table]
        row = {name: cells.get(name, "") for name in column_names(table)}
        line = int(frame.index[-1]) + 1 if len(frame) else 2
        tables[table] = pd.concat([frame, pd.DataFrame([row], index=[line], dtype="str")])

    return edit


def added(table: str, like: str, /, **cells: str) -> Edit:
    """Return an edit that adds a row like another, with its citations if its key is new."""

    def edit(tables: Tables) -> None:
        row = {**_row(tables, table, like), **cells}
        new(table, **row)(tables)
        if row_key(table, row) != like:
            for cited in _rows(_citations(tables, table, like)):
                new("citations", **{**cited, "row": row_key(table, row)})(tables)

    return edit


def removed(table: str, *prefixes: str) -> Edit:
    """Return an edit that removes the rows whose keys begin so, with their citations."""

    def edit(tables: Tables) -> None:
        gone = [key.startswith(prefixes) for key in keys(tables, table)]
        for key in [key for key in keys(tables, table) if key.startswith(prefixes)]:
            uncited(table, key)(tables)
        tables[table] = tables[table][[not one for one in gone]]

    return edit


def uncited(table: str, key: str) -> Edit:
    """Return an edit that removes the citations of a row."""

    def edit(tables: Tables) -> None:
        citations = tables["citations"]
        tables["citations"] = citations.drop(_citations(tables, table, key).index)

    return edit


def without_column(table: str, column: str) -> Edit:
    """Return an edit that removes a column."""

    def edit(tables: Tables) -> None:
        tables[table] = tables[table].drop(columns=column)

    return edit


def _rows(frame: pd.DataFrame) -> list[Row]:
    return [row for _line, row in as_rows({"": frame})[""]]


def _row(tables: Tables, table: str, key: str) -> Row:
    """Return the row with a key; of several, the first."""
    return next(row for row in _rows(tables[table]) if row_key(table, row) == key)


def _citations(tables: Tables, table: str, key: str) -> pd.DataFrame:
    citations = tables["citations"]
    return citations[(citations["table"] == table) & (citations["row"] == key)]
