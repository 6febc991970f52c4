"""GeoParquet 1.1: the units of a figure with its values, or the activities at their places.

A figure whose rows lie nowhere is plain Parquet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import shapely

from exports import arrow
from exports.content import figure_of
from exports.located import Feature, located_of, units_of
from exports.order import ACTIVITIES
from exports.readme import text
from exports.writing import Told, beside

if TYPE_CHECKING:
    from pathlib import Path

    from exports.located import Located
    from exports.order import Order, Progress
    from exports.table import Table

EXTENSION = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
KIND = "table"

VERSION = "1.1.0"
README = "readme"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the figure's units, or the activities, row group by row group."""
    located = None
    figure = figure_of(order)
    if order.what == ACTIVITIES:
        located = located_of(order)
    elif figure:
        located = units_of(figure.table, order.page.words)
    table = located.table if located else figure.table  # type: ignore[union-attr]
    readme = text(order, (table,), figure)
    with beside(path) as written:
        told = Told(progress, table.count)
        if located:
            _write_located(located, written, told, readme)
        else:
            _write_plain(table, written, told, readme)


def _write_plain(table: Table, path: Path, told: Told, readme: str) -> None:
    described = arrow.schema(table.columns, geometry=False)
    with pq.ParquetWriter(path, described, compression="zstd") as writer:
        for batch in arrow.plain(table.columns, told.through(table.rows)):
            writer.write_batch(batch)
        writer.add_key_value_metadata({README: readme})


def _write_located(located: Located, path: Path, told: Told, readme: str) -> None:
    described = arrow.schema(located.columns, geometry=True)
    seen = Seen()
    features = seen.through(located.features(told.through(located.table.rows)))
    with pq.ParquetWriter(path, described, compression="zstd") as writer:
        for batch in arrow.located(located.columns, features):
            writer.write_batch(batch)
        writer.add_key_value_metadata({"geo": json.dumps(seen.metadata()), README: readme})


class Seen:
    """Looks at geometries that go past: what kinds there are, and how far they reach."""

    def __init__(self) -> None:
        self._kinds: set[str] = set()
        self._bounds: tuple[float, float, float, float] | None = None
        self._known: set[int] = set()

    def through(self, features: Iterable[Feature]) -> Iterator[Feature]:
        """Give features on."""
        for feature in features:
            if feature.geometry is not None:
                self._look(feature.geometry)
            yield feature

    def _look(self, geometry: Any) -> None:  # noqa: ANN401 - shapely has no types
        # Outlines are the same objects again and again; points are short-lived, and cheap.
        if geometry.geom_type != "Point":
            if id(geometry) in self._known:
                return
            self._known.add(id(geometry))
        self._kinds.add(geometry.geom_type)
        west, south, east, north = shapely.bounds(geometry).tolist()
        if self._bounds is None:
            self._bounds = west, south, east, north
        else:
            w, s, e, n = self._bounds
            self._bounds = min(w, west), min(s, south), max(e, east), max(n, north)

    def metadata(self) -> dict[str, Any]:
        """Describe the geometries as GeoParquet asks; without a CRS they are in OGC:CRS84."""
        column: dict[str, Any] = {
            "encoding": "WKB",
            "geometry_types": sorted(self._kinds),
            "orientation": "counterclockwise",
            "edges": "planar",
        }
        if self._bounds:
            column["bbox"] = list(self._bounds)
        return {
            "version": VERSION,
            "primary_column": arrow.GEOMETRY,
            "columns": {arrow.GEOMETRY: column},
        }
