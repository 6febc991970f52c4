"""Descriptions of charts: what is drawn, before anything is drawn.

The page's HTML, a picture and an export's native chart all start from the same description, so
that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from layers.reading import Reading


@dataclass(frozen=True)
class Mark:
    """One bar, cell or column of a chart; ``written`` is what a map writes on it."""

    key: str
    label: str
    value: float
    text: str
    share: float
    selected: bool = False
    dimmed: bool = False
    group: str = ""
    written: str = ""


@dataclass(frozen=True)
class ChartDescription:
    """A chart by categories: one mark for each, in the order in which they are read.

    ``parameter`` is the query parameter that a choice of a mark changes, ``dimension`` the key of
    ``Answer.by`` that the marks are values of; ``category`` says what the marks are. ``groups``
    names the families of marks, if there are any.
    """

    name: str
    title: str
    category: str
    unit: str
    parameter: str
    dimension: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict, hash=False)
    shown: int = 0


def bars(
    reading: Reading,
    name: str,
    dimension: str,
    keys: Iterable[str],
    groups: Mapping[str, str] | None = None,
) -> ChartDescription:
    """Describe the activities of each value of a dimension as bars.

    Parameters
    ----------
    reading : Reading
        The answer to draw.
    name : str
        Name of the chart: its file, its element, and its title's message.
    dimension : str
        A key of ``Answer.by``.
    keys : iterable of str
        Ids in the order in which the chart shows them.
    groups : mapping of str to str, optional
        Group of each id.

    Returns
    -------
    ChartDescription
        One mark for each id that has activities under the other filters, or is selected.
    """
    parameter = PARAMETERS.get(dimension, dimension)
    return ChartDescription(
        name=name,
        title=reading.words.t(f"chart.{name}"),
        category=reading.words.t(f"filter.{parameter}"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        parameter=parameter,
        dimension=dimension,
        marks=tuple(marks_of(reading, dimension, keys, groups)),
    )


def marks_of(
    reading: Reading, dimension: str, keys: Iterable[str], groups: Mapping[str, str] | None = None
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
    groups : mapping of str to str, optional
        Group of each id, for charts that show families of values.

    Yields
    ------
    Mark
        ``share`` is the value as a part of the greatest one, 0 to 1.
    """
    rows = {row.id: row for row in reading.rows(dimension)}
    chosen = reading.answer.view.chosen(PARAMETERS.get(dimension, dimension))
    narrowed = any(row.selected for row in rows.values()) or bool(chosen)
    greatest = max((row.value for row in rows.values()), default=0)
    for key in keys:
        row = rows.get(key)
        if row is None and key not in chosen:
            continue
        value = row.value if row else 0
        selected = row.selected if row else True
        yield Mark(
            key=key,
            label=reading.label(dimension, key),
            value=value,
            text=reading.number(value) if value else "–",
            share=value / greatest if greatest else 0.0,
            selected=selected,
            dimmed=narrowed and not selected,
            group=(groups or {}).get(key, ""),
        )


def leading(chart: ChartDescription, shown: int) -> ChartDescription:
    """Put the first marks of a chart in view, and those selected whatever their place.

    Parameters
    ----------
    chart : ChartDescription
        A chart with its marks in order.
    shown : int
        How many of them are in view.

    Returns
    -------
    ChartDescription
        The same marks, those in view first. A rest of one mark is in view too.
    """
    ranked = list(enumerate(chart.marks))
    first = [mark for rank, mark in ranked if rank < shown or mark.selected]
    rest = [mark for rank, mark in ranked if rank >= shown and not mark.selected]
    in_view = len(first) if len(rest) > 1 else 0
    return replace(chart, marks=(*first, *rest), shown=in_view)


PARAMETERS = {"region": "place", "province": "place", "commune": "place", "organisation": "org"}
"""Query parameter of a dimension, where the two have different names."""
