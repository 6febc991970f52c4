"""Coverage: two dimensions crossed, each cell a figure or what its emptiness means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geodata import bitmaps
from geodata.cell_states import Emptiness, Scope, State
from geodata.cell_view import FIELDS, cell_view
from geodata.counting import RULES, distinct
from geodata.coverage import programmes_of
from geodata.coverage_parts import STATES, CellDetail, StatePart, pairs_of
from geodata.crossing import Crossing
from geodata.effective_places import COARSER, SPECIAL
from geodata.facets import Facet, Selection, build_facet, positions_of
from geodata.filters.period import UNDATED
from geodata.framing import lies_in
from geodata.gazetteer import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.bitmaps import Bits, Ints
    from geodata.catalogue import Catalogue, Chosen
    from geodata.view_state import ViewState

DIMENSIONS = tuple(FIELDS)
PLACES = ("region", "province")
# Those that the state of an empty cell depends on: sources state nothing of the others.
STATED = frozenset((*PLACES, "programme", "phase", "sector"))
ALLOCATED = "allocated"
CELL = "cell"
"""What a cell is called: ``cell:02/health``, a value of the rows, one of the columns."""
# Lines that are shown only where something counts in them.
WORDS = frozenset((*SPECIAL, UNDATED))
Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its total, as ``Answer.by`` has it, None for nothing; never zero."""

    id: str
    total: int | float | None
    selected: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its state and, where documented, its figure under the rule of the view.

    ``activities`` is the number of activities, whatever the rule. Both are None where there are
    none, never zero.
    """

    state: State
    value: int | float | None = None
    activities: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two dimensions crossed under a view; ``cells`` has a tuple a row, a cell a column.

    The filters of the two dimensions are left out of the cells; the total of a row leaves out that
    of the rows alone, so that it equals the figure of the row in ``Answer.by``; columns likewise.
    ``total`` is that of the view, every filter applied; ``excess`` by how much the totals of the
    rows, and of the columns, add up to more than their activities.
    """

    view: ViewState
    dimensions: tuple[str, str]
    rows: tuple[Line, ...]
    cols: tuple[Line, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total: int
    excess: tuple[int, int]

    @property
    def states(self) -> dict[State, int]:
        """Number of cells of each state; a state that no cell has is left out."""
        return dict(Counter(cell.state for row in self.cells for cell in row))


@dataclass(frozen=True)
class _Crossed:
    """Two facets under a view: ``counts`` of activities, ``values`` under its rule, by cell."""

    view: ViewState
    dimensions: tuple[str, str]
    facets: tuple[Facet, Facet]
    chosen: Chosen
    among: Selection
    counts: Numbers
    values: Numbers


@dataclass(frozen=True)
class Coverage:
    """Crosses the dimensions of a catalogue; what it needs is built when first asked."""

    catalogue: Catalogue
    crossing: Crossing = field(default_factory=Crossing, repr=False)

    def matrix(self, view: ViewState, rows: str, cols: str) -> Matrix:
        """Cross two dimensions under a view.

        Parameters
        ----------
        view
            What is asked; its rule counts the cells.
        rows, cols
            Two different ones of ``DIMENSIONS``.

        Raises
        ------
        ValueError
            One is unknown, or both are the same.
        """
        _check(rows, cols)
        crossed = self._crossed(view, (rows, cols))
        row_lines, row_at = self._lines(crossed, 0)
        col_lines, col_at = self._lines(crossed, 1)
        cells = self._cells(crossed, row_at, col_at)
        total = RULES[view.count].total(self.catalogue.facets[view.level], crossed.chosen.total)
        excess = self._excess(crossed, row_lines, 0), self._excess(crossed, col_lines, 1)
        return Matrix(view, (rows, cols), row_lines, col_lines, cells, total, excess)

    def cell(
        self, view: ViewState, dimensions: tuple[str, str], values: tuple[str, str]
    ) -> CellDetail:
        """Return one cell with its sources, and the view that has its activities.

        Parameters
        ----------
        view
            What is asked.
        dimensions
            The rows and the columns, as for `matrix`.
        values
            A value of each, see `has`.

        Raises
        ------
        ValueError
            A dimension is unknown, or both are the same.
        KeyError
            A dimension has no such value.
        """
        _check(*dimensions)
        for dimension, value in zip(dimensions, values, strict=True):
            if not self.has(dimension, value):
                raise KeyError(f"{dimension}:{value}")
        crossed = self._crossed(view, dimensions)
        row, col = (facet.ids.index(id_) for facet, id_ in zip(crossed.facets, values, strict=True))
        cell = self._cell(crossed, row, col)
        bits = self._members(crossed, values) & crossed.among.bits
        counted = Selection(bits, self.catalogue.ground.size)
        scope = self._scope(view, dict(zip(dimensions, values, strict=True)))
        if cell.activities:
            sources = self.catalogue.sources.for_activities(bits)
            explore = cell_view(view, dimensions, values)
            return CellDetail(*values, cell, (), sources, explore, scope, counted)
        stating = self._emptiness(crossed, values).statements
        return CellDetail(*values, cell, stating, self._sources_of(stating), None, scope, counted)

    def source_ids(self, matrix: Matrix) -> tuple[str, ...]:
        """Return what a matrix rests on.

        Parameters
        ----------
        matrix
            As `matrix` returns it.

        Returns
        -------
        The sources of the activities in its cells, and of the statements behind empty ones.
        """
        cited = {id_ for state in STATES for id_ in self.part(matrix, state).source_ids}
        return tuple(id_ for id_ in self.catalogue.sources.ids if id_ in cited)

    def part(self, matrix: Matrix, state: State) -> StatePart:
        """Return the cells of one state with what they rest on.

        Parameters
        ----------
        matrix
            As `matrix` returns it.
        state
            The state of the cells that are wanted.
        """
        crossed = self._crossed(matrix.view, matrix.dimensions)
        found = tuple(pairs_of(matrix, state))
        stating = {id_: None for pair in found for id_ in self._statements(crossed, pair, state)}
        bits = (
            self._inside(crossed, matrix)
            if state == "documented"
            else bitmaps.empty(self.catalogue.ground.size)
        )
        cited = {*self.catalogue.sources.for_activities(bits), *self._sources_of(tuple(stating))}
        return StatePart(
            state=state,
            cells=found,
            whole=len(matrix.rows) * len(matrix.cols),
            statements=tuple(stating),
            source_ids=tuple(id_ for id_ in self.catalogue.sources.ids if id_ in cited),
            counted=Selection(bits, self.catalogue.ground.size),
        )

    def _statements(
        self, crossed: _Crossed, values: tuple[str, str], state: State
    ) -> tuple[str, ...]:
        stated = state in ("none", "not_applicable")
        return self._emptiness(crossed, values).statements if stated else ()

    def _inside(self, crossed: _Crossed, matrix: Matrix) -> Bits:
        """Return the activities that are in any cell."""
        bits = crossed.among.bits
        for facet, lines in zip(crossed.facets, (matrix.rows, matrix.cols), strict=True):
            bits = bits & facet.union(line.id for line in lines)
        return bits

    def has_cell(self, view: ViewState, key: str) -> bool:
        """Tell whether ``02/health`` names a cell of the dimensions that a view crosses."""
        values = key.split("/")
        dimensions = (view.rows, view.cols)
        return len(values) == len(dimensions) and all(map(self.has, dimensions, values))

    def has(self, dimension: str, value: str) -> bool:
        """Tell whether a dimension has a value, which may be a word such as ``national``."""
        return dimension in DIMENSIONS and value in self.catalogue.facets[dimension].ids

    def _crossed(self, view: ViewState, dimensions: tuple[str, str]) -> _Crossed:
        chosen = self.catalogue.choose(view)
        owners = self.catalogue.owners
        among = chosen.leaving_out(*(owners[name].dimension for name in dimensions))
        rows, cols = (self.catalogue.facets[name] for name in dimensions)
        if set(dimensions) == set(PLACES):
            counts, values = self._places_crossed(view, dimensions, among)
        else:
            counts = self.crossing.counts(rows, cols, among)
            values = self.crossing.parts(rows, cols, among) if _splits(view) else counts
        return _Crossed(view, dimensions, (rows, cols), chosen, among, counts, values)

    def _places_crossed(
        self, view: ViewState, dimensions: tuple[str, str], among: Selection
    ) -> tuple[Numbers, Numbers]:
        shape = tuple(len(self.catalogue.facets[name].ids) for name in PLACES)
        counts = distinct(self._joint, among).reshape(shape)
        values = RULES[view.count].figures(self._joint, among).reshape(shape)
        return (counts, values) if dimensions == PLACES else (counts.T, values.T)

    @cached_property
    def _joint(self) -> Facet:
        """Regions and provinces as one dimension: a province lies in no other region."""
        places, facets = self.catalogue.ground.places, self.catalogue.facets
        regions, provinces = (facets[name].ids for name in PLACES)
        region, province = (positions_of(places[name], facets[name].ids) for name in PLACES)
        value = np.where((region >= 0) & (province >= 0), region * len(provinces) + province, -1)
        ids = (_joined(one, other) for one in regions for other in provinces)
        pairs = places["activity"].to_numpy(), value, places["weight"].to_numpy(dtype=np.float64)
        return build_facet("region/province", ids, pairs, self.catalogue.ground.size)

    def _members(self, crossed: _Crossed, values: tuple[str, str]) -> Bits:
        own = dict(zip(crossed.dimensions, values, strict=True))
        if own.keys() == set(PLACES):
            return self._joint.row(_joined(*(own[name] for name in PLACES)))
        rows, cols = crossed.facets
        return rows.row(values[0]) & cols.row(values[1])

    def _lines(self, crossed: _Crossed, axis: int) -> tuple[tuple[Line, ...], Ints]:
        """Return the lines shown of the rows (0) or columns (1), and their positions."""
        name, facet = crossed.dimensions[axis], crossed.facets[axis]
        owner = self.catalogue.owners[name]
        own = crossed.chosen.leaving_out(owner.dimension)
        totals = RULES[crossed.view.count].figures(facet, own)
        used = (totals > 0) | crossed.counts.any(axis=1 - axis)
        shown = np.flatnonzero(used | [id_ not in WORDS for id_ in facet.ids])
        selected = owner.selected(crossed.view, name, self.catalogue.ground)
        numbers = totals.tolist()
        lines = (Line(facet.ids[at], numbers[at] or None, selected(facet.ids[at])) for at in shown)
        return tuple(lines), shown

    def _excess(self, crossed: _Crossed, lines: tuple[Line, ...], axis: int) -> int:
        owner = self.catalogue.owners[crossed.dimensions[axis]]
        counted = crossed.chosen.leaving_out(owner.dimension).count
        return max(0, round(sum(line.total or 0 for line in lines)) - counted)

    def _cells(self, crossed: _Crossed, row_at: Ints, col_at: Ints) -> tuple[tuple[Cell, ...], ...]:
        counts, values = (one[np.ix_(row_at, col_at)] for one in (crossed.counts, crossed.values))
        rows, cols = (
            [facet.ids[at] for at in line]
            for facet, line in zip(crossed.facets, (row_at, col_at), strict=True)
        )
        by_row, by_col = (name in STATED for name in crossed.dimensions)
        empty: dict[tuple[str, str], Cell] = {}

        def cell(row: str, col: str, many: int, value: float) -> Cell:
            if many:
                return Cell("documented", value or None, many)
            key = row if by_row else "", col if by_col else ""
            if key not in empty:
                empty[key] = Cell(self._emptiness(crossed, (row, col)).state)
            return empty[key]

        return tuple(
            tuple(map(cell, repeat(row), cols, many, value))
            for row, many, value in zip(rows, counts.tolist(), values.tolist(), strict=True)
        )

    def _cell(self, crossed: _Crossed, row: int, col: int) -> Cell:
        activities = int(crossed.counts[row, col])
        if activities:
            return Cell("documented", crossed.values[row, col].item() or None, activities)
        rows, cols = crossed.facets
        return Cell(self._emptiness(crossed, (rows.ids[row], cols.ids[col])).state)

    def _emptiness(self, crossed: _Crossed, values: tuple[str, str]) -> Emptiness:
        own = dict(zip(crossed.dimensions, values, strict=True))
        if _are_apart(own, self.catalogue.record.owners):
            return Emptiness("not_applicable")
        return self.catalogue.record.states.of(self._scope(crossed.view, own))

    def _scope(self, view: ViewState, own: dict[str, str]) -> Scope:
        owners = self.catalogue.record.owners
        if "phase" in own:
            programmes = frozenset((owners[own["phase"]],))
        elif "programme" in own:
            programmes = frozenset((own["programme"],))
        else:
            programmes = programmes_of(view, owners)
        return Scope(
            places=_places_of(own) or view.place or (COUNTRY,),
            programmes=programmes,
            sectors=frozenset((own["sector"],) if "sector" in own else view.sector),
        )

    def _sources_of(self, statements: tuple[str, ...]) -> tuple[str, ...]:
        citations = self.catalogue.record.citations
        about = citations[citations["table"] == "coverage_statements"]
        cited = set(about["source"][about["row"].isin(statements)])
        return tuple(id_ for id_ in self.catalogue.sources.ids if id_ in cited)


def _check(rows: str, cols: str) -> None:
    if rows == cols or not {rows, cols} <= set(DIMENSIONS):
        raise ValueError(
            f"Found the rows {rows!r} and the columns {cols!r}; expected two different ones of "
            f"{', '.join(DIMENSIONS)}."
        )


def _splits(view: ViewState) -> bool:
    return view.count == ALLOCATED


def _joined(region: str, province: str) -> str:
    return f"{region}/{province}"


def _places_of(own: dict[str, str]) -> tuple[str, ...]:
    """Return the place a cell is about: its finest code, else its word; none without places."""
    places = [own[name] for name in PLACES if name in own]
    codes = [place for place in places if place not in SPECIAL]
    return tuple((codes or places)[-1:])


def _are_apart(own: Mapping[str, str], owner_of_phase: Mapping[str, str]) -> bool:
    """Tell whether no activity can be in a cell: a province of another region, for one."""
    if own.keys() == {"programme", "phase"}:
        return owner_of_phase[own["phase"]] != own["programme"]
    if own.keys() != set(PLACES):
        return False
    region, province = (own[name] for name in PLACES)
    if province == COARSER:
        return region in SPECIAL and region != COARSER
    return not lies_in(province, region)
