"""Descriptions of charts: what is drawn, before anything is drawn.

The page's HTML, a picture and an export's native chart all start from the same description, so
that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from layers.reading import Reading


@dataclass(frozen=True)
class Mark:
    """One bar, cell or column of a chart."""

    key: str
    label: str
    value: float
    text: str
    share: float
    selected: bool = False
    dimmed: bool = False
    group: str = ""


@dataclass(frozen=True)
class ChartDescription:
    """A chart by categories: one mark for each, in the order in which they are read."""

    name: str
    title: str
    unit: str
    parameter: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def total(self) -> float:
        """Sum of the values: not a number of distinct activities where marks overlap."""
        return sum(mark.value for mark in self.marks)


def marks_of(
    reading: Reading, dimension: str, keys: Iterable[str], groups: dict[str, str] | None = None
) -> Iterator[Mark]:
    """Make marks of the values of a dimension that have activities or are selected.

    Parameters
    ----------
    reading : Reading
        The answer to draw.
    dimension : str
        A key of ``Answer.by``.
    keys : iterable of str
        Ids in the order in which the chart shows them.
    groups : dict of str to str, optional
        Group of each id, for charts that show families of values.

    Yields
    ------
    Mark
        ``share`` is the value as a part of the greatest one, 0 to 1.
    """
    rows = {row.id: row for row in reading.rows(dimension)}
    chosen = set(reading.answer.view.chosen(PARAMETERS.get(dimension, dimension)))
    greatest = max((row.value for row in rows.values()), default=0)
    for key in keys:
        if key not in rows and key not in chosen:
            continue
        value = rows[key].value if key in rows else 0
        yield Mark(
            key=key,
            label=reading.label(dimension, key),
            value=value,
            text=reading.number(value),
            share=value / greatest if greatest else 0.0,
            selected=key in chosen,
            dimmed=bool(chosen) and key not in chosen,
            group=(groups or {}).get(key, ""),
        )


PARAMETERS = {"region": "place", "province": "place", "commune": "place", "organisation": "org"}
"""Query parameter of a dimension, where the two have different names."""
