"""GeoJSON after RFC 7946: the units of a figure with its values, or the activities at their places.

WGS 84, longitude before latitude, exterior rings counter-clockwise. Members of our own beside
``features`` say what the file is; readers that do not know them leave them aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import shapely

from exports.content import figure_of
from exports.located import located_of
from exports.readme import sections
from exports.writing import Told, beside

if TYPE_CHECKING:
    from pathlib import Path

    from exports.located import Feature, Located
    from exports.order import Order, Progress
    from exports.places import Geometry
    from exports.table import Cell

EXTENSION = "geojson"
MEDIA_TYPE = "application/geo+json"
KIND = "table"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the figure's units, or the activities, as a collection of features."""
    located = located_of(order)
    told = Told(progress, located.table.count)
    with beside(path) as written, written.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_parts(order, located, told))


def _parts(order: Order, located: Located, told: Told) -> Iterator[str]:
    about = {"type": "FeatureCollection", "name": located.table.name, **_about(order, located)}
    yield _json(about)[:-1] + ',"features":['
    before = "\n"
    for feature in _features(located, told):
        yield before + feature
        before = ",\n"
    yield "\n]}\n"


def _about(order: Order, located: Located) -> dict[str, Any]:
    found = sections(order, (located.table,), figure_of(order))
    return {
        "title": located.table.title,
        "language": order.page.view.lang,
        "fields": {one.name: one.label for one in located.columns},
        "about": [{"title": one.title, "lines": one.lines} for one in found],
    }


def _features(located: Located, told: Told) -> Iterator[str]:
    names = [column.name for column in located.columns]
    rows = told.through(located.table.rows)
    return (_feature(feature, names, located.key) for feature in located.features(rows))


def _feature(feature: Feature, names: Iterable[str], key: int | None) -> str:
    own = {"id": feature.cells[key]} if key is not None else {}
    properties = {name: _property(cell) for name, cell in zip(names, feature.cells, strict=True)}
    # The geometry is the largest part, and the same for all rows of a place: written once.
    head = _json({"type": "Feature", **own, "properties": properties})[:-1]
    return f'{head},"geometry":{_geometry(feature.geometry)}}}'


def _property(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@lru_cache(maxsize=4096)
def _geometry(geometry: Geometry | None) -> str:
    return "null" if geometry is None else _json(shapely.geometry.mapping(geometry))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
