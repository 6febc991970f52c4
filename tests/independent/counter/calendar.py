"""When activities take place, as days: bars, phases and the plans beside them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from tests.independent.counter.activities import Activity
from tests.independent.counter.count import Counter
from tests.independent.counter.filters import Query
from tests.independent.counter.places import COUNTRY, NATIONAL, SPECIAL, lies_in
from tests.independent.counter.rows import Row

FIRST_DAY, LAST_DAY = "-01-01", "-12-31"


@dataclass(frozen=True)
class Days:
    """A date as its source gives it, with the first and the last day that it may be."""

    date: str
    first: str
    last: str

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.date)]


@dataclass(frozen=True)
class Bar:
    start: Days | None
    end: Days | None
    until: str | None
    first: str
    last: str


def days_of(date: str) -> Days | None:
    """The days that a date may be; None for none."""
    if not date:
        return None
    if len(date) == 7:
        _, length = monthrange(int(date[:4]), int(date[5:]))
        return Days(date, f"{date}-01", f"{date}-{length}")
    if len(date) == 4:
        return Days(date, date + FIRST_DAY, date + LAST_DAY)
    return Days(date, date, date)


def bar_of(row: Row, data_as_of: str, *, goes_on: bool) -> Bar | None:
    """The bar of an activity or a phase; ``goes_on`` where one without an end has not ended."""
    start, end = days_of(row["start"]), days_of(row["end"])
    if start and end:
        start, end = (
            Days(start.date, start.first, min(start.last, max(end.last, start.first))),
            Days(end.date, max(end.first, min(start.first, end.last)), end.last),
        )
    known = start or end
    if known is None:
        return None
    last = (end or known).last
    as_of = days_of(data_as_of)
    until = None
    if goes_on and start and not end and as_of and as_of.last >= start.first:
        until = last = as_of.last
    return Bar(start, end, until, (start or known).first, last)


def bars_of(counter: Counter, activities: Iterable[Activity]) -> dict[str, Bar]:
    """The bar of each activity that has a date."""
    rows = {row["id"]: row for row in counter.tables["activities"]}
    as_of = data_as_of(counter)
    bars = {
        each.id: bar_of(rows[each.id], as_of[each.programme], goes_on=each.status == "ongoing")
        for each in activities
    }
    return {id_: bar for id_, bar in bars.items() if bar}


def phase_bars(counter: Counter, programmes: Iterable[str]) -> dict[str, Bar]:
    """The bar of each phase of the programmes that has a date, whatever became of it."""
    wanted, as_of = set(programmes), data_as_of(counter)
    bars = {
        row["id"]: bar_of(row, as_of[row["programme"]], goes_on=True)
        for row in counter.tables["phases"]
        if row["programme"] in wanted
    }
    return {id_: bar for id_, bar in bars.items() if bar}


def data_as_of(counter: Counter) -> dict[str, str]:
    return {row["id"]: row["data_as_of"] for row in counter.tables["programmes"]}


def plans_of(counter: Counter, query: Query) -> list[Row]:
    """The plans that a choice of places leaves."""
    asked = query.lists["place"]
    return [
        row
        for row in counter.tables["plans"]
        if not asked or any(plan_is_for(row["code"], place) for place in asked)
    ]


def plan_bars(counter: Counter, query: Query) -> dict[str, Bar]:
    plans = plans_of(counter, query)
    bars = {row["id"]: bar_of(row, "", goes_on=False) for row in plans}
    return {id_: bar for id_, bar in bars.items() if bar}


def plan_is_for(code: str, place: str) -> bool:
    if place == NATIONAL:
        return code == COUNTRY
    if place in SPECIAL:
        return False
    return code == COUNTRY or lies_in(code, place) or lies_in(place, code)
