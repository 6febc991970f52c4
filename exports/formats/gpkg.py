"""GeoPackage: the units of the map in its colours, points where they are public, and the tables.

Of a figure, its units alone. Activities are tables without geometry, which join the units by their
codes: places are drawn once, not once for each activity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from exports import arrow, figures, qml
from exports.activities import Activities
from exports.content import figure_of
from exports.geopackage import About, complete
from exports.located import APPROXIMATE, EXACT, located_of, units_of
from exports.order import ACTIVITIES
from exports.readme import text
from exports.table import Column
from exports.writing import Told, beside

if TYPE_CHECKING:
    from pathlib import Path

    from exports.located import Located
    from exports.order import Order, Progress
    from exports.table import Cell, Table

EXTENSION = "gpkg"
MEDIA_TYPE = "application/geopackage+sqlite3"
KIND = "table"

CRS = "EPSG:4326"
MAP = "map"
SITES = "sites"
PLACES = "locations"
DRIVER = "GPKG"
POINTS = (EXACT, APPROXIMATE)


@dataclass(frozen=True)
class Layer:
    """A layer to write: its name, its Arrow schema and batches, and the kind of its geometry."""

    about: About
    columns: tuple[Column, ...]
    batches: Iterable[Any]
    geometry: str = ""


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the units of a figure, or the activities with the map of their page."""
    figure = figure_of(order)
    tables = Activities(order.page).tables() if figure is None else (figure.table,)
    # The places are gone through twice: for their points, and as a table.
    twice = [table for table in tables if figure is None and table.name == PLACES]
    told = Told(progress, sum(table.count for table in (*tables, *twice)))
    layers = _of_activities(order, tables, told) if figure is None else _of_figure(order, told)
    with beside(path) as written:
        written_layers = [_append(written, layer) for layer in layers]
        complete(written, written_layers, text(order, tables, figure), order.made)


def _append(path: Path, layer: Layer) -> About:
    """Write a layer batch by batch; what ends the batches is raised as it was."""
    failed: list[Exception] = []

    def watched() -> Iterator[Any]:
        try:
            yield from layer.batches
        except Exception as error:
            failed.append(error)
            raise

    schema = arrow.schema(layer.columns, geometry=bool(layer.geometry))
    from pyogrio import write_arrow  # noqa: PLC0415 - slow to load, and rarely needed

    reader = pa.RecordBatchReader.from_batches(schema, watched())
    shaped = {"geometry_name": arrow.GEOMETRY, "geometry_type": layer.geometry, "crs": CRS}
    try:
        write_arrow(
            reader,
            path,
            layer=layer.about.name,
            driver=DRIVER,
            append=path.exists(),
            **(shaped if layer.geometry else {}),
        )
    except Exception:
        if failed:
            raise failed[0] from None
        raise
    return layer.about


def _of_figure(order: Order, told: Told) -> Iterator[Layer]:
    located = located_of(order)
    shown = figures.figure(order.page, MAP) is not None
    names = [column.name for column in located.table.columns]
    # Rows of the units of the page's map have their colours on it.
    on_map = shown and f"{order.page.map.level}_code" in names
    style = qml.units_style(order.page) if on_map else _states(order, located, names)
    coloured = _coloured(order, located) if on_map else located
    yield _units(coloured, About(located.table.name, located.table.title, style), told)


def _states(order: Order, located: Located, names: Sequence[str]) -> str:
    """Colour what has a state by it; what has none stays as the program draws it."""
    if qml.STATE not in names:
        return ""
    at, words = names.index(qml.STATE), names.index(f"{qml.STATE}_name")
    states = {str(row[at]): str(row[words]) for row in located.table.rows}
    return qml.states_style(order.page, states)


def _of_activities(order: Order, tables: Iterable[Table], told: Told) -> Iterator[Layer]:
    shown = figures.figure(order.page, MAP)
    units = units_of(shown.table, order.page.words) if shown else None
    if shown and units:
        about = About(MAP, shown.title, qml.units_style(order.page))
        yield _units(_coloured(order, units), about, None)
    yield _sites(order, told)
    for table in tables:
        batches = arrow.plain(table.columns, told.through(table.rows))
        yield Layer(About(table.name, table.title), table.columns, batches)


def _units(located: Located, about: About, told: Told | None) -> Layer:
    rows = told.through(located.table.rows) if told else located.table.rows
    batches = arrow.located(located.columns, located.features(rows))
    return Layer(about, located.columns, batches, "MultiPolygon")


def _sites(order: Order, told: Told) -> Layer:
    """Make the layer of public points: the rows of the table of places that have one."""
    located = located_of(replace(order, what=ACTIVITIES))
    rows = located.features(told.through(located.table.rows))
    points = (feature for feature in rows if feature.cells[-1] in POINTS)
    title = order.page.words.t("data_table.sites")
    about = About(SITES, title, qml.points_style(order.page))
    return Layer(about, located.columns, arrow.located(located.columns, points), "Point")


def _coloured(order: Order, located: Located) -> Located:
    """Add the class of the map that each unit is in."""
    classes = qml.classes(order.page)
    names = [column.name for column in located.table.columns]
    key = names.index(f"{order.page.map.level}_code")

    def its_class(row: tuple[Cell, ...]) -> tuple[Cell]:
        found = classes.get(str(row[key]))
        return (found.value if found else None,)

    column = Column(qml.CLASS, order.page.words.t("data_column.map_class"))
    return replace(located, columns=(*located.columns, column), more=its_class)
