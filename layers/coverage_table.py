"""Coverage as a table: two dimensions crossed, each empty cell with what its emptiness means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geodata.cell_states import State
from geodata.coverage_matrix import WORDS, Cell, Line, Matrix
from i18n.numbers import format_number
from i18n.sorting import sort_key
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.reading import Reading
from layers.shading import LegendEntry

STATES: tuple[State, ...] = ("documented", "none", "not_applicable", "not_in_sources")
"""In the order in which a sorted column has them: from what is known to what is not."""
TOTAL, NAME = "total", "name"
BACKWARDS = "-"


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A cell: its state and, where documented, its figure in words and the token it is filled with.

    ``key`` is the id of its column.
    """

    key: str
    state: State
    text: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A row or a column with its name; ``total`` is "" where nothing counts in it, never zero.

    A row has its ``cells``, a column none. Of a column, ``order`` tells how the rows are sorted by
    it: ``descending``, ``ascending`` or "" for not.
    """

    key: str
    label: str
    total: str
    selected: bool
    cells: tuple[CoverageCell, ...] = ()
    order: str = ""


@dataclass(frozen=True)
class CoverageTable:
    """A table of coverage.

    ``row_title`` and ``col_title`` name the dimensions; ``sorts`` tells how the rows are sorted by
    their name and by their total, as `CoverageLine.order` does. ``legend`` has the classes of the
    documented cells from low to high, ``span`` the least and the greatest of their figures, "" for
    none, ``states`` the number of cells of each state; ``total`` is
    the figure of the view, and ``notes`` say where totals add up to more.
    """

    title: str
    unit: str
    row_title: str
    col_title: str
    rows: tuple[CoverageLine, ...]
    cols: tuple[CoverageLine, ...]
    sorts: Mapping[str, str]
    legend: tuple[LegendEntry, ...]
    span: str
    states: Mapping[State, int]
    total: str
    notes: tuple[str, ...]


def describe_coverage(reading: Reading, matrix: Matrix) -> CoverageTable:
    """Describe two crossed dimensions.

    Parameters
    ----------
    reading : Reading
        The answer to the same view, for its words; ``sort`` of its view orders the rows:
        ``name``, ``total`` or the id of a column, with ``-`` before it for backwards.
    matrix : Matrix
        The dimensions crossed.

    Returns
    -------
    CoverageTable
        Rows and columns in the order of the record where nothing, or something unknown, is asked
        for. Sorted by a column or the total, rows without a figure stay at the end, those with a
        known state before the others.
    """
    sort = reading.answer.view.sort
    rows, cols = (title_of(reading, name) for name in matrix.dimensions)
    values = [cell.value for line in matrix.cells for cell in line if cell.value]
    return CoverageTable(
        title=reading.words.t("coverage.title", rows=rows, cols=cols),
        unit=reading.words.t(f"unit.{matrix.view.count}"),
        row_title=rows,
        col_title=cols,
        rows=_rows(reading, matrix, _writer(reading, count_breaks(values))),
        cols=tuple(
            _line(reading, matrix.dimensions[1], line, order=order_of(sort, line.id))
            for line in matrix.cols
        ),
        sorts={key: order_of(sort, key) for key in (NAME, TOTAL)},
        legend=classes_of(reading, values),
        span=_span(reading, values) if values else "",
        states={state: matrix.states.get(state, 0) for state in STATES},
        total=reading.number(matrix.total) if matrix.total else "",
        notes=tuple(
            reading.words.n(f"coverage.excess_{axis}", excess)
            for axis, excess in zip(("rows", "cols"), matrix.excess, strict=True)
            if excess
        ),
    )


def _rows(
    reading: Reading, matrix: Matrix, written: Callable[[str, Cell], CoverageCell]
) -> tuple[CoverageLine, ...]:
    keys = [line.id for line in matrix.cols]
    lines = [
        _line(reading, matrix.dimensions[0], line, tuple(map(written, keys, cells)))
        for line, cells in zip(matrix.rows, matrix.cells, strict=True)
    ]
    labels = [line.label for line in lines]
    order = ordered(matrix, reading.answer.view.sort, labels, reading.words.lang)
    return tuple(lines[at] for at in order)


def _line(
    reading: Reading,
    dimension: str,
    line: Line,
    cells: tuple[CoverageCell, ...] = (),
    order: str = "",
) -> CoverageLine:
    return CoverageLine(
        key=line.id,
        label=reading.label(dimension, line.id),
        total=reading.number(line.total) if line.total else "",
        selected=line.selected,
        cells=cells,
        order=order,
    )


def title_of(reading: Reading, dimension: str) -> str:
    """Name the values of a dimension together, such as “Regions”."""
    return reading.words.t(f"coverage.{dimension}")


def order_of(sort: str, key: str) -> str:
    """Tell how the rows are sorted by a column, as ``aria-sort`` does; "" for not."""
    # Names begin with the first, figures with the greatest.
    orders = ("ascending", "descending") if key == NAME else ("descending", "ascending")
    return dict(zip((key, BACKWARDS + key), orders, strict=True)).get(sort, "")


def next_sort(sort: str, key: str) -> str:
    """Return what a further choice of a column asks for: its order, backwards, then none."""
    return {key: BACKWARDS + key, BACKWARDS + key: ""}.get(sort, key)


def ordered(matrix: Matrix, sort: str, labels: Sequence[str], lang: str) -> Sequence[int]:
    """Return the positions of the rows in the order that is asked for.

    Parameters
    ----------
    matrix : Matrix
        Its rows stand in the order of the record.
    sort : str
        ``name``, ``total`` or the id of a column, with ``-`` before it for backwards.
    labels : sequence of str
        Names of the rows.
    lang : str
        Language of the names.
    """
    positions, key = range(len(matrix.rows)), sort.removeprefix(BACKWARDS)
    backwards = sort.startswith(BACKWARDS)
    if key == NAME:
        # Words such as “national” are no names, and stay at the end.
        names = [at for at in positions if matrix.rows[at].id not in WORDS]
        names.sort(key=lambda at: sort_key(labels[at], lang), reverse=backwards)
        return [*names, *(at for at in positions if matrix.rows[at].id in WORDS)]
    if key == TOTAL:
        figures = [(0, line.total or 0) if line.total else (1, 0) for line in matrix.rows]
    elif key in (keys := [line.id for line in matrix.cols]):
        column = keys.index(key)
        figures = [(STATES.index((c := row[column]).state), c.value or 0) for row in matrix.cells]
    else:
        return positions
    sign = 1 if backwards else -1
    return sorted(positions, key=lambda at: (figures[at][0], sign * figures[at][1]))


def classes_of(reading: Reading, values: Sequence[float | None]) -> tuple[LegendEntry, ...]:
    """Name the classes that figures fall into, from low to high; None is no figure."""
    breaks = count_breaks([value or 0 for value in values])
    inside: dict[int, list[float]] = {}
    for value in values:
        if value:
            inside.setdefault(class_of(value, breaks), []).append(value)
    return tuple(
        LegendEntry(theme.colour_of(index, len(breaks)), _span(reading, inside[index]))
        for index in sorted(inside)
    )


def _span(reading: Reading, values: Sequence[float]) -> str:
    low, high = reading.number(min(values)), reading.number(max(values))
    return low if low == high else f"{low}–{high}"


def _writer(reading: Reading, breaks: Sequence[float]) -> Callable[[str, Cell], CoverageCell]:
    lang = reading.words.lang
    drawn: dict[float, tuple[str, str]] = {}

    def write(key: str, cell: Cell) -> CoverageCell:
        if not cell.value:
            return CoverageCell(key, cell.state)
        if cell.value not in drawn:
            colour = theme.colour_of(class_of(cell.value, breaks), len(breaks))
            drawn[cell.value] = format_number(cell.value, lang), theme.token_of(colour)
        return CoverageCell(key, cell.state, *drawn[cell.value])

    return write
