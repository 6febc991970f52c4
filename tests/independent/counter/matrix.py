"""Two dimensions crossed, cell by cell and one activity at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.independent.counter.activities import Activity
from tests.independent.counter.count import Counter
from tests.independent.counter.coverage import programmes_of
from tests.independent.counter.filters import DIMENSION_OF, FILTERS, Query
from tests.independent.counter.places import (
    COARSER,
    COUNTRY,
    PARTS,
    SPECIAL,
    is_former,
    lies_in,
    row_at,
)
from tests.independent.counter.rows import Row

DIMENSIONS = ("region", "province", "programme", "phase", "sector", "organisation", "year")
PLACES = {"region", "province"}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    activities: int
    value: Fraction
    sources: frozenset[str]


def cells_of(counter: Counter, query: Query, dimensions: Pair) -> dict[Pair, Cell]:
    """Every cell with an activity that matches but for the filters of the two dimensions."""
    left = {DIMENSION_OF[name] for name in dimensions}
    found: dict[Pair, Cell] = {}
    for each in counter.activities:
        if all(test(each, query) for name, test in FILTERS.items() if name not in left):
            for pair, weight in parts_of(each, dimensions).items():
                cell = found.get(pair, Cell(0, Fraction(), frozenset()))
                value = cell.value + (weight if query.rule == "allocated" else 1)
                found[pair] = Cell(cell.activities + 1, value, cell.sources | each.sources)
    return found


def parts_of(activity: Activity, dimensions: Pair) -> dict[Pair, Fraction]:
    """The cells of an activity with its part in each: where one place is both, its own part."""
    rows, cols = (activity.parts[name] for name in dimensions)
    if set(dimensions) != PLACES:
        return {(row, col): one * other for row, one in rows.items() for col, other in cols.items()}
    parts: dict[Pair, Fraction] = {}
    for place, weight in activity.places.items():
        row, col = (row_at(place, level) for level in dimensions)
        parts[row, col] = parts.get((row, col), Fraction()) + weight
    return parts


def state_of(counter: Counter, query: Query, own: dict[str, str]) -> str:
    """What it means that a cell has no activity."""
    if apart(counter, own):
        return "not_applicable"
    statements = counter.tables["coverage_statements"]
    programmes = programmes_in(counter, query, own)
    places = places_in(query, own)
    sectors = (own["sector"],) if "sector" in own else query.lists["sector"]
    if not programmes or not all(map(is_today, places)):
        return "not_in_sources"
    pairs = [(each, place) for each in sorted(programmes) for place in places]
    if all(is_none(statements, *pair, sectors) for pair in pairs):
        return "none"
    if all(is_outside(statements, *pair, sectors) for pair in pairs):
        return "not_applicable"
    return "not_in_sources"


def apart(counter: Counter, own: dict[str, str]) -> bool:
    if own.keys() == {"programme", "phase"}:
        (owner,) = (r["programme"] for r in counter.tables["phases"] if r["id"] == own["phase"])
        return owner != own["programme"]
    if own.keys() != PLACES:
        return False
    region, province = own["region"], own["province"]
    if province == COARSER:
        return region in SPECIAL and region != COARSER
    return not lies_in(province, region)


def programmes_in(counter: Counter, query: Query, own: dict[str, str]) -> set[str]:
    if "phase" in own:
        return {r["programme"] for r in counter.tables["phases"] if r["id"] == own["phase"]}
    return {own["programme"]} if "programme" in own else programmes_of(counter.tables, query)


def places_in(query: Query, own: dict[str, str]) -> tuple[str, ...]:
    named = [own[level] for level in PARTS if level in own]
    today = [place for place in named if place not in SPECIAL]
    return tuple((today or named)[-1:]) or query.lists["place"] or (COUNTRY,)


def is_today(place: str) -> bool:
    return place not in SPECIAL and not is_former(place)


def is_none(statements: list[Row], programme: str, place: str, sectors: Iterable[str]) -> bool:
    return says(statements, "none", programme, place, sectors)


def is_outside(statements: list[Row], programme: str, place: str, sectors: Iterable[str]) -> bool:
    if says(statements, "not_applicable", programme, place, sectors):
        return True
    sectors = set(sectors)
    aims = [
        row["code"]
        for row in statements
        if (row["programme"], row["state"]) == (programme, "target")
        and (not sectors or row["sector"] in sectors | {""})
    ]
    return bool(aims) and not any(is_former(code) or meets(code, place) for code in aims)


def meets(code: str, place: str) -> bool:
    return COUNTRY in (code, place) or lies_in(code, place) or lies_in(place, code)


def says(
    statements: list[Row], state: str, programme: str, place: str, sectors: Iterable[str]
) -> bool:
    """Whether a state is stated of a programme, for a place and for each of the sectors."""
    stated = {
        row["sector"]
        for row in statements
        if (row["programme"], row["state"]) == (programme, state)
        and (row["code"] == COUNTRY or lies_in(place, row["code"]))
    }
    wanted = set(sectors)
    return "" in stated or bool(wanted and wanted <= stated)
