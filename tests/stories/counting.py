"""What the captions of the shipped stories say, counted from the CSV files alone."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]


KEYS = {"activity_locations": ("activity", "code"), "activity_phases": ("activity", "phase")}


def read(table: str) -> list[Row]:
    """The rows of a file."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def rows(table: str) -> list[Row]:
    """The rows of a table, corrected."""
    found = read(table)
    by_key = {"/".join(row[name] for name in KEYS.get(table, ("id",))): row for row in found}
    for one in read("corrections"):
        if one["table"] == table:
            by_key[one["row"]][one["field"]] = one["becomes"]
    return found


def activities(*programmes: str, **cells: str) -> set[str]:
    """The activities of some programmes, or of all, with these cells."""
    return {
        row["id"]
        for row in rows("activities")
        if (not programmes or row["programme"] in programmes)
        and all(row[name] == cell for name, cell in cells.items())
    }


def in_region(code: str, among: Collection[str]) -> set[str]:
    """Those of some activities with a place in a region."""
    places = rows("activity_locations")
    return {row["activity"] for row in places if row["code"][:2] == code} & set(among)


def national(among: Collection[str]) -> set[str]:
    """Those of some activities that act nationally."""
    places = rows("activity_locations")
    return {row["activity"] for row in places if row["code"] == "MA"} & set(among)


def in_phase(phase: str) -> set[str]:
    """The activities of a phase."""
    return {row["activity"] for row in rows("activity_phases") if row["phase"] == phase}


def undated(among: Collection[str]) -> set[str]:
    """Those of some activities without any date."""
    dated = {row["id"] for row in rows("activities") if row["start"] or row["end"]}
    return set(among) - dated


def pairs() -> int:
    """Pairs of an activity and a region, or what stands for a region."""
    found = set()
    for row in rows("activity_locations"):
        code = row["code"]
        former = code.startswith("1997")
        found.add((row["activity"], "former" if former else code[:2]))
    return len(found)


def present(programme: str) -> dict[str, set[str]]:
    """The regions where a programme carried something out, with these activities."""
    found: dict[str, set[str]] = {}
    for activity, code in _carried_out(programme):
        found.setdefault(code[:2], set()).add(activity)
    return found


def _carried_out(programme: str) -> Iterator[tuple[str, str]]:
    done = activities(programme, status="done") | activities(programme, status="ongoing")
    for row in rows("activity_locations"):
        placed = row["basis"] in ("stated", "derived") and row["code"][:1].isdigit()
        if row["activity"] in done and placed:
            yield row["activity"], row["code"]


def stated(id_: str) -> int:
    """The value of a measurement."""
    return next(int(row["value"]) for row in rows("measurements") if row["id"] == id_)
