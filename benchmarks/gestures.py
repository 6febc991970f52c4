"""The gestures that are timed: filters switched on and off, the same for every application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geodata.record import Record

WARM_UP, TIMED = 5, 25
DIMENSIONS = ("place", "sector", "phase")


class Toggle(NamedTuple):
    """One gesture: a value of a filter is chosen, or left again."""

    dimension: str
    value: str


State = dict[str, list[str]]


def toggles(record: Record) -> list[Toggle]:
    """Return the gestures on a record, so that one to three filters are on most of the time."""
    phases = record.phases.loc[record.phases["stands_for"] == "", "id"]
    regions = record.activity_locations["code"].str.extract(r"^(\d\d)", expand=False)
    return sequence(
        {
            "place": sorted(regions.dropna().unique()),
            "sector": record.sectors["id"].tolist(),
            "phase": phases.tolist(),
        }
    )


def sequence(values: Mapping[str, Sequence[str]], count: int = WARM_UP + TIMED) -> list[Toggle]:
    """Return toggles by turns of each dimension, every value switched on and off again."""
    made = []
    for number in range(count):
        dimension = DIMENSIONS[number % len(DIMENSIONS)]
        known = values[dimension]
        made.append(Toggle(dimension, known[number // len(DIMENSIONS) // 2 % len(known)]))
    return made


def states(made: Sequence[Toggle]) -> list[State]:
    """Return the values chosen after each toggle, by dimension."""
    chosen: State = {dimension: [] for dimension in DIMENSIONS}
    after = []
    for dimension, value in made:
        kept = [one for one in chosen[dimension] if one != value]
        added = [] if value in chosen[dimension] else [value]
        chosen = {**chosen, dimension: kept + added}
        after.append(chosen)
    return after


def query(state: State) -> str:
    """Return the query string of a state, as the page's address has it."""
    chosen = [f"{dimension}={','.join(values)}" for dimension, values in state.items() if values]
    return "?" + "&".join(["lang=fr", *chosen])
