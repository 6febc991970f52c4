"""Hiding counts of very few people, and every figure that would give them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.frames import rows_of

if TYPE_CHECKING:
    import pandas as pd

PERSONS = "persons"
# A relation says that its first figure is the sum of the others; figures are line positions.
Relation = tuple[int, ...]


def suppress(measurements: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Hide counts of very few people.

    Parameters
    ----------
    measurements
        That table of the record.
    threshold
        A count of persons by group (with a ``disaggregation``) is hidden when it is below this
        and not 0; 0 hides none.

    Returns
    -------
    pandas.DataFrame
        The table with the column ``suppressed``; ``value`` is NaN where it is set. Where a hidden
        figure could be computed from those still shown (a whole, its parts by the same
        dimensions and date, another reading of the same figure), the smallest part beside it is
        hidden as well, until none can be.
    """
    values = measurements["value"].to_numpy(dtype="float64")
    hidden = _small(measurements, values, threshold)
    if hidden.any():
        relations = list(_relations(rows_of(measurements)))
        for group in _connected(relations):
            _close(group, hidden, values)
    return measurements.assign(value=np.where(hidden, np.nan, values), suppressed=hidden)


def _small(measurements: pd.DataFrame, values: np.ndarray, threshold: int) -> np.ndarray:
    cell = (measurements["unit"] == PERSONS) & (measurements["disaggregation"] != "")
    small = cell.to_numpy() & (values > 0) & (values < threshold)
    if "suppressed" in measurements:
        small |= measurements["suppressed"].to_numpy()
    return small


def _relations(rows: list[dict[str, Any]]) -> Iterator[Relation]:
    """Yield what figures say of each other: parts and wholes, parts of parts, readings."""
    lines = {row["id"]: line for line, row in enumerate(rows)}
    wholes = _wholes(rows)
    cells: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for line, row in enumerate(rows):
        if row["reading_of"] in lines:
            yield lines[row["reading_of"]], line
            continue
        date = row["end"] or row["start"]
        whole = lines.get(row["part_of"])
        if whole is None and row["disaggregation"]:
            whole = wholes.get((row["series"], date, row["kind"]))
        if whole is not None:
            cells[whole, date, row["unit"]].append(line)
    for (whole, _date, unit), parts in cells.items():
        of_whole = whole if rows[whole]["unit"] == unit else None
        yield from _sums(of_whole, {line: _pairs(rows[line]) for line in parts})


def _wholes(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str, str], int]:
    """Return the figure of each series and date that is neither by group nor another's part."""
    return {
        (row["series"], row["end"] or row["start"], row["kind"]): line
        for line, row in enumerate(rows)
        if row["series"] and not (row["disaggregation"] or row["part_of"] or row["reading_of"])
    }


def _pairs(row: dict[str, Any]) -> frozenset[str]:
    return frozenset(filter(None, row["disaggregation"].split(";")))


def _sums(whole: int | None, parts: dict[int, frozenset[str]]) -> Iterator[Relation]:
    """Yield the sums of parts by the same dimensions: to the whole, and to coarser parts."""
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for line, pairs in parts.items():
        groups[frozenset(pair.partition("=")[0] for pair in pairs)].append(line)
    for dimensions, members in groups.items():
        if whole is not None and len(members) > 1:
            yield whole, *members
        coarser = (line for other in groups if other < dimensions for line in groups[other])
        for line in coarser:
            inside = [each for each in members if parts[line] < parts[each]]
            if len(inside) > 1:
                yield line, *inside


def _connected(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Group the relations that have figures in common, directly or through others."""
    groups: dict[int, list[Relation]] = {}
    group_of: dict[int, int] = {}
    for number, relation in enumerate(relations):
        members = [relation]
        for touched in {group_of[line] for line in relation if line in group_of}:
            members = [*groups.pop(touched), *members]
        groups[number] = members
        group_of |= {line: number for member in members for line in member}
    return list(groups.values())


def _close(relations: Sequence[Relation], hidden: np.ndarray, values: np.ndarray) -> None:
    """Hide more of connected figures until nothing hidden follows from what is shown."""
    while (leaks := _derivable(relations, hidden)) and (
        more := _beside(leaks[0], relations, hidden)
    ):
        hidden[min(more, key=lambda line: (values[line], line))] = True


def _derivable(relations: Sequence[Relation], hidden: np.ndarray) -> list[int]:
    """Return the hidden figures that the relations determine, given all others."""
    unknown = sorted({line for relation in relations for line in relation if hidden[line]})
    if not unknown:
        return []
    column = {line: position for position, line in enumerate(unknown)}
    equations = np.zeros((len(relations), len(unknown)))
    for number, relation in enumerate(relations):
        for place, line in enumerate(relation):
            if line in column:
                equations[number, column[line]] = -1.0 if place else 1.0
    # A figure is determined when it is the same in every solution: when its unit vector lies in
    # the space of the equations, on which this matrix projects.
    projection = np.linalg.pinv(equations) @ equations
    return [line for line in unknown if np.isclose(projection[column[line]][column[line]], 1.0)]


def _beside(leak: int, relations: Sequence[Relation], hidden: np.ndarray) -> list[int]:
    """Return shown figures that could be hidden with one: its own relations' parts come first."""
    own = [relation for relation in relations if leak in relation]
    own.sort(key=lambda relation: sum(bool(hidden[line]) for line in relation))
    choices = [
        *(relation[1:] for relation in own),
        *(relation[1:] for relation in relations),
        *(relation[:1] for relation in own),
        *(relation[:1] for relation in relations),
    ]
    shown = ([line for line in choice if not hidden[line]] for choice in choices)
    return next(filter(None, shown), [])
