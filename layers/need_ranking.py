"""Units in the order of their need, with what is done there beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geodata.need import Reading as Figure
from geodata.need import Unit
from i18n.numbers import format_number
from i18n.sorting import sort_key
from layers.need_words import NeedReading, against_id, name_of

SHOWN = 40
"""Rows in view; the rest opens on demand."""
BACKWARDS = "-"


@dataclass(frozen=True)
class Row:
    """One unit of the table.

    ``share`` is its figure as a part of the greatest (0 to 1), ``less`` whether that is a loss;
    ``first`` and ``last`` are the figures of 2014 and 2024 of a change. ``figures`` are the stated
    figures behind ``against``: id and amount.
    """

    code: str
    name: str
    rank: str
    value: str
    number: float | None
    share: float
    less: bool
    first: str
    last: str
    renumbered: bool
    activities: str
    against: str
    rate: str
    figures: tuple[str, ...]
    population: str
    selected: bool
    dimmed: bool


@dataclass(frozen=True)
class Reference:
    """The figure of a place that the units lie in; ``share`` as in `Row`, "less" too."""

    code: str
    name: str
    value: str
    share: float
    less: bool


@dataclass(frozen=True)
class Column:
    """A column to sort by; ``sort`` is what the address says then, ``order`` how it is now."""

    key: str
    title: str
    sort: str
    order: str


@dataclass(frozen=True)
class Ranking:
    """The table; the rows beyond ``shown`` open on demand."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shown: int
    references: tuple[Reference, ...]
    diverging: bool


def describe_ranking(words: NeedReading) -> Ranking:
    """Describe the units in the order that the view asks for.

    Parameters
    ----------
    words : NeedReading
        The answer and its language.

    Returns
    -------
    Ranking
        Every unit of the answer: by its figure from high to low unless the view says otherwise;
        those without a figure come last whatever the order, by name. The rank is always that of
        the figure, 1 for the highest.
    """
    column, backwards = asked(words.need.view.sort)
    values = [one.value for one in (*(u.need for u in words.need.units), *words.need.references)]
    greatest = max((abs(value) for value in values if value is not None), default=0.0)
    units = _ordered(words, column, backwards=backwards)
    rows = tuple(_row(words, unit, greatest) for unit in units)
    return Ranking(
        title=words.t(f"need.ranked_{words.need.view.level}"),
        columns=tuple(_columns(words, column, backwards=backwards)),
        rows=rows,
        # One row is not worth a button.
        shown=SHOWN if len(rows) > SHOWN + 1 else len(rows),
        references=tuple(_reference(words, one, greatest) for one in words.need.references),
        diverging=words.is_change,
    )


KEYS: dict[str, Callable[[Unit], float | None]] = {
    "value": lambda unit: unit.need.value,
    "activities": lambda unit: unit.activities or None,
    "against": lambda unit: unit.per_100000,
    "population": lambda unit: unit.population,
}
COLUMNS = ("name", *KEYS)


def asked(sort: str) -> tuple[str, bool]:
    """Return the column that a view sorts by, and whether against its usual order."""
    column = sort.removeprefix(BACKWARDS)
    return (column, sort.startswith(BACKWARDS)) if column in COLUMNS else ("value", False)


def _ordered(words: NeedReading, column: str, *, backwards: bool) -> list[Unit]:
    names = {one.code: sort_key(words.label(one.code), words.lang) for one in words.need.units}
    by_name = sorted(words.need.units, key=lambda unit: names[unit.code])
    if column == "name":
        return by_name[::-1] if backwards else by_name
    key = KEYS[column]
    known = [unit for unit in by_name if key(unit) is not None]
    # Numbers go from high to low first: the highest need is the question.
    known.sort(key=lambda unit: key(unit) or 0.0, reverse=not backwards)
    return known + [unit for unit in by_name if key(unit) is None]


def _columns(words: NeedReading, column: str, *, backwards: bool) -> list[Column]:
    titles = {
        "name": words.t(f"map.unit_{words.need.view.level}"),
        "value": f"{name_of(words.need.indicator, words)} ({words.unit})",
        "activities": words.t("need.activities"),
        "against": words.t(against_id(words)),
        "population": words.t("need.population"),
    }
    found = []
    for key, title in titles.items():
        current = key == column
        rising = (key == "name") != backwards
        order = ("ascending" if rising else "descending") if current else ""
        sort = f"{BACKWARDS}{key}" if current and not backwards else key
        found.append(Column(key, title, "" if sort == "value" else sort, order))
    return found


def _row(words: NeedReading, unit: Unit, greatest: float) -> Row:
    one, view = unit.need, words.need.view
    named = any(place.startswith(unit.code) or unit.code.startswith(place) for place in view.place)
    share, less = _share(one.value, greatest)
    return Row(
        code=unit.code,
        name=words.label(unit.code),
        rank=format_number(unit.rank, words.lang) if unit.rank else "–",
        value=words.figure(one),
        number=one.value,
        share=share,
        less=less,
        first=words.level(one.first) if words.is_change else "",
        last=words.level(one.last) if words.is_change else "",
        renumbered=one.renumbered,
        activities=format_number(unit.activities, words.lang) if unit.activities else "",
        against=words.against(unit),
        rate=words.rate(unit),
        figures=tuple(figure.id for figure in unit.figures),
        population="–" if unit.population is None else format_number(unit.population, words.lang),
        selected=unit.code in view.place,
        dimmed=bool(view.place) and not named,
    )


def _reference(words: NeedReading, one: Figure, greatest: float) -> Reference:
    name, value = words.label(one.code), words.figure(one)
    return Reference(one.code, name, value, *_share(one.value, greatest))


def _share(value: float | None, greatest: float) -> tuple[float, bool]:
    if value is None or not greatest:
        return 0.0, False
    return abs(value) / greatest, value < 0
