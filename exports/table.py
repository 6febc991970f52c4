"""A table to take away: typed columns and rows, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number", "date", "year"]
Cell = str | int | float | None
"""What stands in a row; None where there is no value, which is never written as zero."""


@dataclass(frozen=True)
class Column:
    """A column: ``name`` is for machines, ``label`` for readers.

    ``hxl`` is its tag, such as ``#adm1+code``, "" for none.
    """

    name: str
    label: str
    kind: Kind = "text"
    hxl: str = ""


@dataclass(frozen=True)
class Table:
    """Rows in the order in which they are read, one cell for each column.

    ``name`` is a word for machines, such as ``sectors``; ``rows`` may be an iterable that makes
    them one by one, ``count`` then tells how many there are.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    count: int
