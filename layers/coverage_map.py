"""Coverage on the map: the state of each unit for one value, or how many of them it documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geodata.coverage_matrix import WORDS, Cell, Matrix
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.coverage_table import STATES, classes_of, title_of
from layers.reading import Reading
from layers.shading import LegendEntry, Shade, Shading

EMPTY = tuple(state for state in STATES if state in theme.STATES)


def describe_units(reading: Reading, matrix: Matrix, units: Sequence[str], column: str) -> Shading:
    """Shade the units of the map by their rows of a matrix.

    Parameters
    ----------
    reading : Reading
        The answer to the same view.
    matrix : Matrix
        Units of the map's level, crossed with any dimension that is no place.
    units : sequence of str
        Codes of the units that the map draws.
    column : str
        The value whose states are shown; "" for the number of values that are documented.

    Returns
    -------
    Shading
        Documented units in classes, the others in the colour of their state. A unit with nothing
        documented of all values has a state other than ``not_in_sources`` only where every value
        has it.
    """
    keys = [line.id for line in matrix.cols]
    lines = dict(zip((line.id for line in matrix.rows), matrix.cells, strict=True))
    if column:
        at = keys.index(column)
        found = {unit: lines[unit][at] for unit in units}
        name = reading.label(matrix.dimensions[1], column)
        title, unit = name, reading.words.t(f"unit.{matrix.view.count}")
    else:
        own = [at for at, key in enumerate(keys) if key not in WORDS]
        found = {unit: _together([lines[unit][at] for at in own]) for unit in units}
        title = title_of(reading, matrix.dimensions[1])
        unit = reading.words.t("coverage.map_unit", whole=len(own))
    told = reading.words.t("coverage.map_one" if column else "coverage.map_all", name=title)
    return Shading(told, unit, _shades(reading, found), _legend(reading, found))


def _together(cells: Sequence[Cell]) -> Cell:
    documented = sum(cell.state == "documented" for cell in cells)
    if documented:
        return Cell("documented", documented, documented)
    states = {cell.state for cell in cells}
    return Cell(states.pop() if len(states) == 1 else "not_in_sources")


def _shades(reading: Reading, found: dict[str, Cell]) -> dict[str, Shade]:
    breaks = count_breaks([cell.value or 0 for cell in found.values()])
    return {unit: _shade(reading, cell, breaks) for unit, cell in found.items()}


def _shade(reading: Reading, cell: Cell, breaks: Sequence[float]) -> Shade:
    if not cell.value:
        return Shade(theme.STATES[cell.state], reading.words.t(f"state.{cell.state}"))
    number = reading.number(cell.value)
    colour = theme.colour_of(class_of(cell.value, breaks), len(breaks))
    return Shade(theme.token_of(colour), number, number, weight=float(cell.value))


def _legend(reading: Reading, found: dict[str, Cell]) -> tuple[LegendEntry, ...]:
    many = Counter(cell.state for cell in found.values())
    empty = (
        LegendEntry(
            theme.EMPTY[state],
            reading.words.t(f"state.{state}"),
            units=reading.words.n("legend.units", many[state]),
            state=state,
        )
        for state in EMPTY
        if many[state]
    )
    return (*empty, *classes_of(reading, [cell.value for cell in found.values()]))
