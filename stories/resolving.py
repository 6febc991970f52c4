"""What a reference stands for: the number and the words that the page shows for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from geodata.answer import PERSONS
from geodata.bitmaps import any_in
from geodata.coverage_matrix import CELL
from geodata.gazetteer import LEVELS
from geodata.need import NEED
from geodata.overlap_parts import OVERLAP
from i18n.lists import listed
from i18n.numbers import format_number
from layers.need_words import NeedReading
from layers.stated import value_of
from stories.asking import Asked, UnresolvedError

ACTIVITIES: Final = "unit.activities"
COUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "activities": ACTIVITIES,
        "programmes": "unit.programmes",
        "organisations": "unit.organisations",
        "regions_covered": "overlap.in_region",
        "national": ACTIVITIES,
        "unplaced": ACTIVITIES,
        "undated": ACTIVITIES,
    }
)
"""The key figures of a view, with the words of their unit."""
ABSENT: Final = "regions_not_in_sources"
REGIONS: Final = "regions"
DIMENSIONS: Final = (
    *LEVELS, "programme", "phase", "sector", "organisation", "status", "year", "acts_at",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a reference is of: every way of saying it that it has, "" for the others."""

    value: str = ""
    counted: str = ""
    label: str = ""
    names: str = ""
    activities: str = ""
    state: str = ""


def resolve(asked: Asked, form: str, dimension: str, key: str) -> str:
    """Say what a reference stands for.

    Parameters
    ----------
    asked : Asked
        The view that it is of.
    form : str
        One of `stories.references.FORMS`.
    dimension, key : str
        What it is of.

    Returns
    -------
    str
        Never empty.

    Raises
    ------
    UnresolvedError
        Nothing has this key, or it has no value in this view, or cannot be said in this form.
    """
    name = f"{dimension}:{key}"
    if dimension not in FINDERS:
        raise UnresolvedError(
            name, "one of " + ", ".join(FINDERS), "Correct what stands before the colon."
        )
    found = FINDERS[dimension](asked, dimension, key)
    text = str(getattr(found, form))
    if not text:
        able = [one for one in found.__dataclass_fields__ if getattr(found, one)]
        expected = f"one of the forms {', '.join(able)}" if able else "a value in this view"
        raise UnresolvedError(
            f"{form} {name}", expected, "Take another form, or correct the view after an @."
        )
    return text


def _unknown(dimension: str, key: str, expected: str) -> UnresolvedError:
    return UnresolvedError(f"{dimension}:{key}", expected, "Correct what follows the colon.")


def _total(asked: Asked, dimension: str, key: str) -> Found:
    if key in (REGIONS, ABSENT):
        codes = tuple(_regions(asked, key))
        return Found(
            value=_number(asked, len(codes)),
            counted=_counted(asked, "overlap.in_region", len(codes)),
            names=_names(asked, "region", codes),
        )
    if key not in COUNTS:
        raise _unknown(dimension, key, "one of " + ", ".join((*COUNTS, REGIONS, ABSENT)))
    count = getattr(asked.answer.totals, key)
    pairs = key == "activities" and asked.view.count == "touches"
    return Found(
        value=_number(asked, count),
        # Pairs of activity and place are no activities.
        counted="" if pairs else _counted(asked, COUNTS[key], count),
        names=_names(asked, "region", _covered(asked)) if key == "regions_covered" else "",
    )


def _regions(asked: Asked, key: str) -> Iterator[str]:
    states = asked.states("region")
    yield from (code for code in states if key == REGIONS or states[code] == "not_in_sources")


def _covered(asked: Asked) -> list[str]:
    covered = any_in(asked.catalogue.figures.covered, asked.answer.chosen.bits)
    codes = asked.catalogue.gazetteer.codes("region")
    return [code for code, is_covered in zip(codes, covered, strict=True) if is_covered]


def _member(asked: Asked, dimension: str, key: str) -> Found:
    if not asked.catalogue.has_figure(dimension, key):
        unit = dimension in LEVELS and key in asked.catalogue.gazetteer.codes(dimension)
        if not unit:
            raise _unknown(dimension, key, f"the id of a {dimension}")
    rows = {row.id: row.value for row in asked.reading.rows(dimension)}
    count = rows.get(key, 0)
    return Found(
        value=_number(asked, count),
        counted=_counted(asked, ACTIVITIES, count),
        label=asked.reading.label(dimension, key),
        state=_state(asked, dimension, key),
    )


def _state(asked: Asked, dimension: str, key: str) -> str:
    states = asked.states(dimension) if dimension in LEVELS else {}
    return asked.words.t(f"state.{states[key]}") if key in states else ""


def _activity(asked: Asked, dimension: str, key: str) -> Found:
    if not asked.catalogue.has_activity(key):
        raise _unknown(dimension, key, "the id of an activity")
    return Found(label=asked.reading.subject("activities", key))


def _stated(asked: Asked, dimension: str, key: str) -> Found:
    figure = next((one for one in asked.answer.stated if one.id == key), None)
    if figure is None:
        raise _unknown(dimension, key, "the id of a measurement that the view shows")
    # Sources that disagree give a range, which no plural fits.
    single = figure.unit == PERSONS and figure.low == figure.high
    return Found(
        value=value_of(figure, asked.view.lang),
        counted=_counted(asked, "story.people", figure.value) if single else "",
        label=asked.reading.label("indicator", figure.indicator),
    )


def _overlap(asked: Asked, dimension: str, key: str) -> Found:
    try:
        part = asked.parts.part(key)
    except KeyError:
        raise _unknown(dimension, key, "a part of the overlap of the view’s sets") from None
    count, level = len(part.units), asked.view.level
    return Found(
        value=_number(asked, count),
        counted=_counted(asked, f"overlap.in_{level}", count),
        names=_names(asked, level, part.units),
        activities=_counted(asked, ACTIVITIES, part.counted.count),
    )


def _cell(asked: Asked, dimension: str, key: str) -> Found:
    if not asked.answering.coverage.has_cell(asked.view, key):
        raise _unknown(dimension, key, "a row and a column that the view crosses, as 02/health")
    row, col = key.split("/")
    crossed = (asked.view.rows, asked.view.cols)
    cell = asked.answering.coverage.cell(asked.view, crossed, (row, col)).cell
    return Found(
        value=_number(asked, cell.value or 0),
        counted=_counted(asked, ACTIVITIES, cell.activities or 0),
        state=asked.words.t(f"state.{cell.state}"),
    )


def _need(asked: Asked, dimension: str, key: str) -> Found:
    words = NeedReading(asked.need, asked.reading)
    units = [unit.need for unit in asked.need.units] + list(asked.need.references)
    figure = next((one for one in units if one.code == key), None)
    if figure is None or figure.value is None:
        raise _unknown(dimension, key, "the code of a unit with a census figure in the view")
    return Found(value=words.figure(figure), label=words.label(key))


def _number(asked: Asked, value: float) -> str:
    # What is not in our sources is never written as zero.
    return format_number(value, asked.view.lang) if value else ""


def _counted(asked: Asked, msgid: str, count: float) -> str:
    return asked.words.n(msgid, count) if count else ""


def _names(asked: Asked, level: str, codes: Sequence[str]) -> str:
    return listed([asked.reading.label(level, code) for code in codes], asked.words)


FINDERS: Final[Mapping[str, Callable[[Asked, str, str], Found]]] = MappingProxyType(
    {
        "total": _total,
        **dict.fromkeys(DIMENSIONS, _member),
        "activity": _activity,
        "stated": _stated,
        OVERLAP: _overlap,
        CELL: _cell,
        NEED: _need,
    }
)
"""What a reference may be of, and who finds it."""
