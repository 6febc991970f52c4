"""Spans of time between dates of any precision: which days they take in, and how surely.

A date to the month or the year may be any day of it. A span takes in every day that it covers for
some choice of such days, and covers the days between in any case.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

PRECISIONS = {len("YYYY"): "year", len("YYYY-MM"): "month", len("YYYY-MM-DD"): "day"}
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Edge:
    """A date as it is written, with the days that it may be.

    ``text`` is ISO 8601 at the precision known; ``first`` and ``last`` are the first and the last
    day of it, the same where it is a day.
    """

    text: str
    precision: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Span:
    """Time between two dates, one of which may be unknown.

    ``until`` is the day on which what has no known end was last known to go on; None where nothing
    tells. The span ends there, which is not its end.
    """

    start: Edge | None
    end: Edge | None
    until: date | None = None

    @property
    def first(self) -> date:
        """First day that the span may take in."""
        return _known(self.start or self.end).first

    @property
    def last(self) -> date:
        """Last day that the span may take in, as far as anything tells."""
        if self.end is None and self.until is not None:
            return self.until
        return max(_known(self.end or self.start).last, self.first)

    @property
    def started_by(self) -> date:
        """Day by which it has started in any case; the day of the end where no start is known."""
        return min(_known(self.start or self.end).last, self.last)

    @property
    def ended_from(self) -> date:
        """First day on which it may be its last; the last known day where no end is known."""
        if self.end is None and self.until is not None:
            return self.until
        return max(_known(self.end or self.start).first, self.first)

    @property
    def years(self) -> range:
        """The years that it takes in: those in which it counts."""
        return range(self.first.year, self.last.year + 1)


def edge_of(text: str) -> Edge | None:
    """Return the days that a date may be.

    Parameters
    ----------
    text
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; "" for an unknown date.

    Returns
    -------
    Edge or None
        None for an unknown date.

    Raises
    ------
    ValueError
        It is no date.
    """
    if not text:
        return None
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last_month = month or DECEMBER
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return Edge(text, PRECISIONS[len(text)], first, last)


def span_of(start: str, end: str, known_on: str = "") -> Span | None:
    """Return the span between two dates.

    Parameters
    ----------
    start, end
        As `edge_of` takes them.
    known_on
        The day on which what has a start and no end was last known to go on; "" where it is not
        known to go on at all. It is left aside where it lies before the start.

    Returns
    -------
    Span or None
        None where neither date is known.

    Raises
    ------
    ValueError
        One is no date.
    """
    first, last, known = edge_of(start), edge_of(end), edge_of(known_on)
    if first is None and last is None:
        return None
    goes_on = first and not last and known and known.last >= first.first
    return Span(first, last, known.last if known and goes_on else None)


def _known(edge: Edge | None) -> Edge:
    if edge is None:
        raise ValueError("Found a span without dates; expected a start or an end.")
    return edge
