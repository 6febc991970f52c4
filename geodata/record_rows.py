"""What every check of the record needs: walking over rows and wording problems."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer
from geodata.schema import KEYS, TABLES

Row = dict[str, str]
Tables = Mapping[str, Sequence[tuple[int, Row]]]
Check = Callable[[Tables, Gazetteer], Iterator[Problem]]

CORRECT = "Correct the cell."


def as_rows(frames: Mapping[str, pd.DataFrame]) -> Tables:
    """Return the rows of frames of texts, each with the line it begins on.

    Done once for all checks: taking rows out of frames is slower than checking them.
    """
    return {table: list(_frame_rows(frame)) for table, frame in frames.items()}


def _frame_rows(frame: pd.DataFrame) -> Iterator[tuple[int, Row]]:
    names = [str(name) for name in frame.columns]
    cells = zip(*(frame[name].tolist() for name in names), strict=True)
    for line, row in zip(frame.index.tolist(), cells, strict=True):
        yield int(line), dict(zip(names, row, strict=True))


def row_key(table: str, row: Row) -> str:
    """Return the name by which citations know a row: its key columns joined by ``/``."""
    return "/".join(row[column] for column in KEYS[table])


def ids(tables: Tables, table: str) -> set[str]:
    """Return the names of all rows of a table."""
    return {row_key(table, row) for _line, row in tables[table]}


def filled(row: Row, columns: tuple[str, ...]) -> list[str]:
    """Return those of the columns that are not empty in a row."""
    return [column for column in columns if row[column]]


def problem(
    place: tuple[str, int | None, str | None],
    found: str,
    expected: str,
    check: str,
    remedy: str = CORRECT,
) -> Problem:
    """Return a problem at a place given as table, line and column."""
    table, line, column = place
    return Problem(f"{table}.csv", line, column, found, expected, remedy, check)


def file_order(found: Problem) -> tuple[int, int, int, str, str]:
    """Sort key that puts problems in the order in which one meets them in the files."""
    names = list(TABLES)
    table = found.file.removesuffix(".csv")
    columns = [column.name for column in TABLES.get(table, ())]
    return (
        names.index(table) if table in names else -1,
        found.row or 0,
        columns.index(found.column) if found.column in columns else -1,
        found.check,
        found.found,
    )
