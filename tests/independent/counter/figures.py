"""The figures that sources state: people reached, funding, and every other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.independent.counter.activities import Activity
from tests.independent.counter.places import stands_in
from tests.independent.counter.protection import HIDDEN
from tests.independent.counter.rows import Row, listed, union


@dataclass(frozen=True)
class Figure:
    id: str
    kind: str
    series: str
    indicator: str
    unit: str
    value: Fraction
    low: Fraction
    high: Fraction
    scope: tuple[str, ...]
    inside: bool
    aim: Figure | None
    sources: frozenset[str]


class Figures:
    """The measurements of a protected record."""

    def __init__(self, rows: list[Row], sources: Mapping[str, set[str]]) -> None:
        self.rows = rows
        self.sources = sources

    def stated(self, activities: Iterable[Activity], places: tuple[str, ...]) -> tuple[Figure, ...]:
        """The latest preferred reading of each series of a kind, where it concerns the view.

        ``activities`` match the view but for its places: a figure has a scope of its own.
        """
        concerned = tuple(activities)
        latest: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            if is_figure(row) and concerns(row, concerned):
                key = row["kind"], row["series"]
                if key not in latest or dated(row) >= dated(latest[key]):
                    latest[key] = row
        aims = targets_of(latest.values())
        met = {aim["id"] for aim in aims.values()}
        stands = (
            (row, stands_in(scope_of(row), places))
            for row in latest.values()
            if row["id"] not in met
        )
        return tuple(
            self.figure(row, aims.get(row["id"]), inside=inside)
            for row, inside in stands
            if inside is not None
        )

    def figure(self, row: Row, aim: Row | None, *, inside: bool) -> Figure:
        readings = [row, *self._other_readings(row)]
        values = [Fraction(each["value"]) for each in readings if each["value"] != HIDDEN]
        return Figure(
            id=row["id"],
            kind=row["kind"],
            series=row["series"],
            indicator=row["indicator"],
            unit=row["unit"],
            value=values[0],
            low=min(values),
            high=max(values),
            scope=scope_of(row),
            inside=inside,
            aim=self.figure(aim, None, inside=inside) if aim else None,
            sources=frozenset(union(self.sources.get(each["id"], ()) for each in readings)),
        )

    def _other_readings(self, row: Row) -> Iterator[Row]:
        """What other sources give for the same figure, in the same unit."""
        for each in self.rows:
            if each["reading_of"] == row["id"] and each["unit"] == row["unit"]:
                yield each


def targets_of(rows: Iterable[Row]) -> dict[str, Row]:
    """The target of a result, where one of each is for the same subject, indicator and places.

    It is told beside the result, and not by itself.
    """
    alike: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row["kind"] in ("result", "target"):
            names = ("subject_table", "subject", "indicator", "unit")
            key = (*(row[name] for name in names), frozenset(listed(row["scope"])))
            alike.setdefault(key, []).append(row)
    pairs = (sorted(found, key=lambda row: row["kind"]) for found in alike.values())
    return {
        pair[0]["id"]: pair[1]
        for pair in pairs
        if [row["kind"] for row in pair] == ["result", "target"]
    }


def dated(row: Row) -> str:
    """The day a figure is of, for comparing: a month or a year ends after its days."""
    day = row["end"] or row["start"]
    return day + "-99-99"[len(day) - 4 :] if day else ""


def scope_of(row: Row) -> tuple[str, ...]:
    """The places that a figure is for: of a place that states none, the place itself."""
    own = (row["subject"],) if row["subject_table"] == "places" else ()
    return listed(row["scope"]) or own


def is_figure(row: Row) -> bool:
    """Whether a measurement is shown by itself: preferred, no part of another, not hidden."""
    return row["preferred"] == "true" and not row["part_of"] and row["value"] != HIDDEN


def people(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(each for each in figures if each.kind == "result" and each.unit == "persons")


def funding(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(each for each in figures if each.kind == "budget")


def concerns(row: Row, activities: Iterable[Activity]) -> bool:
    """Whether a measurement is of an activity, or of a place: no filter but that of places is."""
    return row["subject_table"] == "places" or any(has_subject(each, row) for each in activities)


def has_subject(activity: Activity, row: Row) -> bool:
    subjects: dict[str, Iterable[str]] = {
        "activities": [activity.id],
        "phases": activity.phases,
        "programmes": [activity.programme],
    }
    return row["subject"] in subjects[row["subject_table"]]
