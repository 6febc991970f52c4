"""Corrections of the record: changes of single cells, kept as data beside what they change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.errors import Problem
from geodata.record_rows import Row, as_rows, problem, row_key
from geodata.schema import CORRECTABLE, KEYS, column_names

Cell = tuple[str, int, str]


@dataclass(frozen=True)
class Corrected:
    """Tables after their corrections.

    Attributes
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables, those that changed as copies.
    problems : tuple of Problem
        One for every correction that could not be made.
    cells : mapping of tuple to str
        Id of the last correction of every cell that changed, by table, line and column.
    """

    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]
    cells: Mapping[Cell, str]


def apply_corrections(tables: Mapping[str, pd.DataFrame]) -> Corrected:
    """Make the corrections that the table ``corrections`` lists.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All tables of a record as texts, "" where missing, indexed by line of the file.

    Returns
    -------
    Corrected
        The corrections are made in order of ``made_on``, those of a day in order of the file. One
        that names no cell, or another text than the cell holds by then, is left out and reported.
    """
    corrected = dict(tables)
    problems: list[Problem] = []
    cells: dict[Cell, str] = {}
    lines = _lines_by_key(tables)
    for line, correction in _in_order(tables):
        faults = [*_faults(line, correction, lines)] or [
            *_stale(line, correction, lines, corrected)
        ]
        problems.extend(faults)
        if faults or correction["table"] not in lines:
            continue
        table, column = correction["table"], correction["field"]
        target = lines[table][correction["row"]]
        if corrected[table] is tables[table]:
            corrected[table] = tables[table].copy()
        corrected[table].loc[target, column] = correction["becomes"]
        cells[table, target, column] = correction["id"]
    return Corrected(corrected, tuple(problems), cells)


def _in_order(tables: Mapping[str, pd.DataFrame]) -> list[tuple[int, Row]]:
    listed = as_rows({"corrections": tables["corrections"]})["corrections"]
    return sorted(listed, key=lambda entry: (entry[1]["made_on"], entry[0]))


def _lines_by_key(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, int]]:
    """Return the line of every row of the tables that are corrected, by the row's key."""
    named = [table for table in CORRECTABLE if table in set(tables["corrections"]["table"])]
    table_rows = as_rows({table: tables[table] for table in named})
    return {
        # Of rows with the same key, which another check reports, the first is meant.
        table: {row_key(table, row): line for line, row in reversed(table_rows[table])}
        for table in named
    }


def _faults(line: int, correction: Row, lines: dict[str, dict[str, int]]) -> Iterator[Problem]:
    """Yield what is wrong with a correction whatever the cell holds."""
    table, key, field = correction["table"], correction["row"], correction["field"]
    # A table of another name, and cells that are empty, are reported by the schema.
    if table not in lines:
        return
    if key and key not in lines[table]:
        expected = f"{'/'.join(KEYS[table])} of a row of {table}.csv"
        yield problem(("corrections", line, "row"), key, expected, "correction_row")
    if field and field not in column_names(table):
        expected = f"a column of {table}.csv"
        yield problem(("corrections", line, "field"), field, expected, "correction_field")
    elif field in KEYS[table]:
        expected = f"a column of {table}.csv that does not tell its rows apart"
        remedy = "Rename the row in its own file, with everything that names it."
        yield problem(("corrections", line, "field"), field, expected, "correction_key", remedy)
    if correction["was"] == correction["becomes"]:
        place = ("corrections", line, "becomes")
        yield problem(place, correction["becomes"], "another text than it was", "correction_same")


def _stale(
    line: int,
    correction: Row,
    lines: dict[str, dict[str, int]],
    tables: Mapping[str, pd.DataFrame],
) -> Iterator[Problem]:
    """Yield a problem when the cell does not hold what the correction found there."""
    table, key, field = correction["table"], correction["row"], correction["field"]
    if table not in lines or not key or not field:
        return
    holds = str(tables[table].loc[lines[table][key], field])
    if holds != correction["was"]:
        now = f'"{holds}"' if holds else "an empty cell"
        expected = f"{now}, as the cell was changed since"
        remedy = "Correct what it was, or remove the correction."
        place = ("corrections", line, "was")
        yield problem(place, correction["was"], expected, "correction_was", remedy)
