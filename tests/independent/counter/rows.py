"""Reads the record's files as texts, and applies its corrections before anything else."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]
Weights = dict[str, Fraction]

ONE = Fraction(1)
# The columns that name a row, joined by "/"; elsewhere it is the id.
LINK_KEYS = {
    "activity_phases": ("activity", "phase"),
    "activity_locations": ("activity", "code"),
    "activity_sectors": ("activity", "sector"),
    "activity_organisations": ("activity", "organisation", "role"),
    "citations": ("source", "table", "row", "field", "place"),
}


def tables_of(folder: Path) -> Tables:
    """Every table of a folder, corrected."""
    tables = {path.stem: read(path) for path in sorted(folder.glob("*.csv"))}
    return corrected(tables)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def corrected(tables: Tables) -> Tables:
    """The tables after every correction: the earliest first, then as they stand in the file."""
    for correction in sorted(tables.get("corrections", []), key=lambda row: row["made_on"]):
        table, field = correction["table"], correction["field"]
        (row,) = (each for each in tables[table] if key_of(table, each) == correction["row"])
        assert row[field] == correction["was"], f"{correction['id']}: found {row[field]}"
        row[field] = correction["becomes"]
    return tables


def key_of(table: str, row: Row) -> str:
    return "/".join(row[column] for column in LINK_KEYS.get(table, ("id",)))


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(filter(None, cell.split(";")))


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def union(sets: Iterable[Iterable[str]]) -> set[str]:
    return set(chain.from_iterable(sets))


def scaled(weights: dict[str, Fraction]) -> Weights:
    """Weights that add up to one."""
    whole = sum(weights.values(), Fraction())
    return {name: weight / whole for name, weight in weights.items()}


def evenly(names: Iterable[str]) -> Weights:
    return scaled(dict.fromkeys(names, ONE))
