"""Parts of a coverage table with what they rest on: one cell, and all cells of one state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from geodata.cell_states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.cell_states import Scope
    from geodata.coverage_matrix import Cell, Matrix
    from geodata.facets import Selection
    from geodata.view_state import ViewState

COVERAGE = "coverage"
"""Dimension of the keys of states, such as ``coverage:documented``."""
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class CellDetail:
    """A cell with what it rests on.

    ``statements`` are the ids of the coverage statements behind the state of an empty cell;
    ``source_ids`` the sources of its activities, or of those statements. ``explore`` is the view
    that has the activities of the cell and no other; None where no view tells them apart.
    ``counted`` are these activities, ``scope`` is what the state of an empty cell is about.
    """

    row: str
    col: str
    cell: Cell
    statements: tuple[str, ...]
    source_ids: tuple[str, ...]
    explore: ViewState | None
    scope: Scope
    counted: Selection = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StatePart:
    """The cells of one state, out of ``whole``, each by its row and its column.

    ``counted`` are the activities of documented cells, each once; ``statements`` the ids of the
    coverage statements behind empty ones. ``source_ids`` is what either rests on.
    """

    state: State
    cells: tuple[tuple[str, str], ...]
    whole: int
    statements: tuple[str, ...]
    source_ids: tuple[str, ...]
    counted: Selection = field(compare=False, repr=False)


def known_state(key: str) -> State:
    """Return the state of that name.

    Raises
    ------
    KeyError
        There is none.
    """
    return {str(state): state for state in STATES}[key]


def pairs_of(matrix: Matrix, state: State) -> Iterator[tuple[str, str]]:
    """Return the cells of one state by row and column, in the order of the matrix."""
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        for col, cell in zip(matrix.cols, cells, strict=True):
            if cell.state == state:
                yield row.id, col.id
