"""The activities of a view as tables: everything that its files and endpoints hand out of them.

All tables start from the public record, so that nothing finer than may be told, and no withheld
count, can reach a file. Their rows are made one by one: a table of millions needs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from exports import activity_rows
from exports.table import Cell, Column, Table

if TYPE_CHECKING:
    from ui.page import Page

NAMES = tuple(activity_rows.TABLES)
"""The tables, in the order in which a file has them; ``activities`` comes first."""


@dataclass(frozen=True)
class Rows:
    """Rows that are made anew, one by one, whenever they are gone through."""

    make: Callable[[], Iterator[tuple[Cell, ...]]]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Begin with the first row."""
        return self.make()


@dataclass(frozen=True)
class Activities:
    """The activities of a view, the latest first, those without dates last."""

    page: Page

    @cached_property
    def positions(self) -> list[int]:
        """Positions of the activities in the record."""
        return self.page.services.catalogue.activity_rows(self.page.view)

    def tables(self) -> tuple[Table, ...]:
        """Give every table, `NAMES` in their order."""
        return tuple(self.table(name) for name in NAMES)

    def table(self, name: str) -> Table:
        """Give one table.

        Parameters
        ----------
        name : str
            One of `NAMES`.

        Returns
        -------
        Table
            Labels and names are in the language of the view; dates are ISO, as precise as the
            sources tell; several values of a cell have `activity_rows.LISTED` between them.
        """
        made = activity_rows.TABLES[name]
        words = self.page.words
        columns = tuple(
            Column(key, words.t(f"data_column.{key}"), kind, hxl) for key, kind, hxl in made.columns
        )
        source = activity_rows.Source(self.page, self.positions)
        return Table(
            name=name,
            title=words.t(f"data_table.{name}"),
            columns=columns,
            rows=Rows(lambda: made.rows(source)),
            count=made.count(source),
        )
