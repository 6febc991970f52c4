"""Tables with geometries: the units of a figure, and the activities at their places.

An activity has a point only where the record makes one public. Elsewhere it has the outline of the
place that it acts in, never a point inside it, which would look like a site. What acts nationally,
in a region of 1997 to 2015 or in a place that is not stated has no geometry. The column
`BASIS` says which of these a row has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from exports import places
from exports.activities import Activities
from exports.content import figure_of
from exports.order import ACTIVITIES, NotPossibleError
from exports.table import Column
from geodata.gazetteer import LEVELS

if TYPE_CHECKING:
    from exports.order import Order
    from exports.places import Geometry
    from exports.table import Cell, Table
    from i18n.catalogues import Translator

BASIS = "geometry_basis"
EXACT, APPROXIMATE, PLACE, BOUNDARY, NONE = (
    "exact_point", "approximate_point", "outline_of_place", "boundary_of_unit", "none",
)  # fmt: skip

Locate = Callable[[tuple["Cell", ...]], tuple[str, "Geometry | None"]]


@dataclass(frozen=True)
class Feature:
    """A row with its geometry, in the columns of `Located`."""

    cells: tuple[Cell, ...]
    geometry: Geometry | None


@dataclass(frozen=True)
class Located:
    """A table whose rows lie somewhere.

    ``columns`` are those of the table, `BASIS`, and what ``more`` adds to a row. ``key`` is the
    position of the column that names each row, None where several rows may have the same.
    """

    table: Table
    columns: tuple[Column, ...]
    locate: Locate
    key: int | None
    more: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] | None = None

    def features(self, rows: Iterable[tuple[Cell, ...]]) -> Iterator[Feature]:
        """Give rows of the table their geometries."""
        for row in rows:
            basis, geometry = self.locate(row)
            yield Feature((*row, basis, *(self.more(row) if self.more else ())), geometry)


def located_of(order: Order) -> Located:
    """Locate what is asked for: the units of a figure, or the activities at their places.

    Raises
    ------
    NotPossibleError
        The rows of the figure lie nowhere.
    """
    words = order.page.words
    if order.what == ACTIVITIES:
        return _located(Activities(order.page).table("locations"), _at_place, None, words)
    figure = figure_of(order)
    found = units_of(figure.table, words) if figure else None
    if figure is None or found is None:
        raise NotPossibleError(
            words.t("data_problem.no_places", name=figure.title if figure else order.what)
        )
    return found


def units_of(table: Table, words: Translator) -> Located | None:
    """Locate the rows of a table that has a column of codes; None where it has none."""
    names = [column.name for column in table.columns]
    level = next((one for one in reversed(LEVELS) if f"{one}_code" in names), None)
    if level is None:
        return None
    key = names.index(f"{level}_code")

    def locate(row: tuple[Cell, ...]) -> tuple[str, Geometry | None]:
        shape = places.boundaries(level).get(str(row[key]))
        return (NONE if shape is None else BOUNDARY), shape

    codes = [row[key] for row in table.rows]
    return _located(table, locate, key if len(set(codes)) == len(codes) else None, words)


def _located(table: Table, locate: Locate, key: int | None, words: Translator) -> Located:
    basis = Column(BASIS, words.t("data_column.geometry_basis"), "text", "#geo+basis")
    return Located(table, (*table.columns, basis), locate, key)


def _at_place(row: tuple[Cell, ...]) -> tuple[str, Geometry | None]:
    # In this order at the end of the table of places.
    *_others, exactness, _precision, longitude, latitude = row
    if isinstance(longitude, float) and isinstance(latitude, float):
        point = shapely.Point(round(longitude, places.DECIMALS), round(latitude, places.DECIMALS))
        return (EXACT if exactness == "exact" else APPROXIMATE), point
    outline = places.outline(str(row[_CODE]))
    return (NONE if outline is None else PLACE), outline


_CODE = 9
