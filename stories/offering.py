"""What a view has to offer a step: what can be pointed at, and what its texts can refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from geodata.coverage_matrix import CELL
from geodata.framing import frame_of, units_in
from geodata.gazetteer import LEVELS
from geodata.need import NEED
from geodata.overlap_answer import SetKey, set_keys
from geodata.overlap_parts import INTERSECTION, OVERLAP, SEVERAL, UNION
from layers.overlap import set_name
from stories.asking import Asked, UnresolvedError
from stories.model import POINTS
from stories.references import Form, Reference, parse
from stories.resolving import ABSENT, COUNTS, REGIONS, resolve

# Values with counts that can be pointed at, and be referred to, in the order of the page.
LISTED: Final = ("programme", "phase", "sector", "organisation", "year")
BESIDE: Final = ("status", "acts_at")
WHOLE: Final[tuple[Form, ...]] = ("counted", "value", "names", "activities")
NAMED: Final[tuple[Form, ...]] = ("counted", "value", "label", "state")


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a step can point at: ``key`` as a file has it, such as ``region:02``."""

    key: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A reference, what it is of, and the text that stands for it in the view.

    References of one thing, such as its number and its name, share ``label`` and ``group``.
    """

    reference: str
    label: str
    text: str
    group: str


def points(asked: Asked, panels: Collection[str], drawn: Collection[str]) -> tuple[Point, ...]:
    """List everything that some panels of a view show by itself.

    Parameters
    ----------
    asked : Asked
        The view, in the language of the labels.
    panels : collection of str
        Those of the step.
    drawn : collection of str
        Ids of the activities that have a point of their own on the map.

    Returns
    -------
    tuple of Point
        Each passes `stories.checking.Checker`.
    """
    return tuple(
        point
        for point in _points(asked, panels, drawn)
        if set(POINTS[point.key.partition(":")[0]]) & set(panels)
    )


def _points(asked: Asked, panels: Collection[str], drawn: Collection[str]) -> Iterator[Point]:
    level, answer = asked.view.level, asked.answer
    for code in _units(asked):
        yield _point(asked, level, code)
    for key in COUNTS:
        if getattr(answer.totals, key):
            yield Point(f"total:{key}", _total(asked, key), _group(asked, "total"))
    for dimension in LISTED:
        for row in answer.by[dimension]:
            if row.value:
                yield _point(asked, dimension, row.id)
    for figure in answer.stated:
        yield Point(f"stated:{figure.id}", _stated(asked, figure.id), _group(asked, "stated"))
    if "map" in panels:
        ids = asked.catalogue.record.activities["id"][answer.chosen.flags]
        for id_ in ids[ids.isin(list(drawn))]:
            title = asked.reading.subject("activities", id_)
            yield Point(f"activity:{id_}", title, _group(asked, "activity"))


def references(asked: Asked) -> tuple[Choice, ...]:
    """List everything of a view that a text can refer to.

    Parameters
    ----------
    asked : Asked
        The view, in the language of the text.

    Returns
    -------
    tuple of Choice
        What has no value in the view is left out.
    """
    return tuple(_references(asked))


def _references(asked: Asked) -> Iterator[Choice]:
    if asked.view.page == "overlap":
        yield from _overlap(asked)
    if asked.view.page == "coverage":
        yield from _cells(asked)
    for key in (*COUNTS, REGIONS, ABSENT):
        yield from _choices(asked, "total", key, _total(asked, key), WHOLE)
    for dimension, key in _values(asked):
        yield from _choices(asked, dimension, key, asked.reading.label(dimension, key), NAMED)
    if asked.view.page == "need":
        for unit in asked.need.units:
            label = asked.reading.label("place", unit.need.code)
            yield from _choices(asked, NEED, unit.need.code, label, ("value",))
    for figure in asked.answer.stated:
        yield from _choices(asked, "stated", figure.id, _stated(asked, figure.id), NAMED[:3])


def _values(asked: Asked) -> Iterator[tuple[str, str]]:
    """Name the values of the dimensions; units also where the sources tell nothing of them."""
    units = tuple(_units(asked))
    for dimension in (asked.view.level, *LISTED, *BESIDE):
        own = units if dimension in LEVELS else ()
        rows = [row for row in asked.answer.by[dimension] if row.value and row.id not in own]
        if dimension == "organisation":
            rows.sort(key=lambda row: -row.value)
        yield from ((dimension, key) for key in (*own, *(row.id for row in rows)))


def _overlap(asked: Asked) -> Iterator[Choice]:
    t = asked.words.t
    sets = set_keys(asked.view, asked.catalogue.vocabulary)
    named = [(key, set_name(asked.reading, key)) for key in sets]
    several = len(sets) > 1
    for part in (INTERSECTION, UNION) if several else ():
        yield from _choices(asked, OVERLAP, part, t(f"overlap.{part}"), WHOLE)
    for key, name in named:
        yield from _choices(asked, OVERLAP, f"set/{key}", name, WHOLE)
        if several:
            label = t("overlap.only", name=name)
            yield from _choices(asked, OVERLAP, f"only/{key}", label, WHOLE)
    for one, other in combinations(named, 2) if len(sets) > len(("one", "other")) else ():
        yield from _pair(asked, one, other)
    if several:
        label = t("overlap.part_several")
        yield from _choices(asked, OVERLAP, SEVERAL, label, ("activities",))


def _pair(asked: Asked, one: tuple[SetKey, str], other: tuple[SetKey, str]) -> Iterator[Choice]:
    label = asked.words.t("overlap.part_both", one=one[1], other=other[1])
    yield from _choices(asked, OVERLAP, f"both/{one[0]}/{other[0]}", label, WHOLE)


def _cells(asked: Asked) -> Iterator[Choice]:
    view, label = asked.view, asked.reading.label
    matrix = asked.answering.coverage.matrix(view, view.rows, view.cols)
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        for col, cell in zip(matrix.cols, cells, strict=True):
            if cell.value:
                name = f"{label(view.rows, row.id)} – {label(view.cols, col.id)}"
                yield from _choices(asked, CELL, f"{row.id}/{col.id}", name, ("counted", "value"))


def _choices(
    asked: Asked, dimension: str, key: str, label: str, forms: Sequence[Form]
) -> Iterator[Choice]:
    for form in forms:
        reference = Reference(form, dimension, key)
        if parse(str(reference)) != (reference,):
            continue
        try:
            text = resolve(asked, form, dimension, key)
        except UnresolvedError:
            continue
        # What has a figure is documented: to say so beside it adds nothing.
        if form != "state" or not _has_figure(asked, dimension, key):
            yield Choice(str(reference), label, text, _group(asked, dimension))


def _has_figure(asked: Asked, dimension: str, key: str) -> bool:
    return any(row.id == key and row.value for row in asked.answer.by[dimension])


def _units(asked: Asked) -> Iterator[str]:
    view = asked.view
    yield from units_in(asked.catalogue.gazetteer, frame_of(view.place, view.level), view.level)


def _point(asked: Asked, dimension: str, key: str) -> Point:
    label = asked.reading.label(dimension, key)
    return Point(f"{dimension}:{key}", label, _group(asked, dimension))


def _group(asked: Asked, dimension: str) -> str:
    return asked.words.t(f"editor.group_{dimension}")


def _total(asked: Asked, key: str) -> str:
    pairs = key == "activities" and asked.view.count == "touches"
    return asked.words.t("figure.pairs" if pairs else f"editor.total_{key}")


def _stated(asked: Asked, id_: str) -> str:
    figure = next(one for one in asked.answer.stated if one.id == id_)
    indicator = asked.reading.label("indicator", figure.indicator)
    return f"{indicator} – {asked.reading.subject(figure.subject_table, figure.subject)}"
