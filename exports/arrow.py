"""Tables as Arrow batches: what GeoPackage and GeoParquet are written from, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import shapely

from exports.writing import batches

if TYPE_CHECKING:
    from exports.located import Feature
    from exports.table import Cell, Column, Kind

GEOMETRY = "geometry"
ROWS = 5000
TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    # As precise as the source: a year alone is no day.
    "date": pa.string(),
    "year": pa.int64(),
}


def schema(columns: Iterable[Column], *, geometry: bool) -> pa.Schema:
    """Describe the columns, and a last one of geometries in WKB where there are some."""
    fields = [pa.field(one.name, TYPES[one.kind], metadata={"label": one.label}) for one in columns]
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())] if geometry else fields)


def plain(columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[Any]:
    """Yield batches of rows."""
    described = schema(columns, geometry=False)
    for part in batches(rows, ROWS):
        yield pa.record_batch(_arrays(columns, part), schema=described)


def located(columns: tuple[Column, ...], features: Iterable[Feature]) -> Iterator[Any]:
    """Yield batches of rows with their geometries."""
    described = schema(columns, geometry=True)
    for part in batches(features, ROWS):
        arrays = _arrays(columns, [one.cells for one in part])
        shapes = pa.array(shapely.to_wkb([one.geometry for one in part]), pa.binary())
        yield pa.record_batch([*arrays, shapes], schema=described)


def _arrays(columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> list[Any]:
    return [
        pa.array([_typed(column.kind, row[number]) for row in rows], TYPES[column.kind])
        for number, column in enumerate(columns)
    ]


def _typed(kind: Kind, cell: Cell) -> Cell:
    if cell is None or cell == "":
        return None
    if kind in ("text", "date"):
        return str(cell)
    return float(cell) if kind == "number" else int(cell)
