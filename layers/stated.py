"""Figures that sources state, each once: a figure of several regions is one bracket over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.answer import PERSONS, StatedFigure
from geodata.gazetteer import COUNTRY
from geodata.key_figures import is_inside
from i18n.dates import format_date, format_period
from i18n.lists import listed
from i18n.numbers import format_amount, format_number, format_percent
from layers.reading import Reading

# In the order in which they are read; a section is a kind, but people reached come first.
SECTIONS = ("people", "budget", "target", "result", "participants", "context")
NOTES = {
    "people": "figure.people_twice",
    "budget": "stated.note_budget",
    "target": "stated.note_target",
    "context": "stated.note_context",
}
CURRENCY_LETTERS = 3
Mark = Literal["", "one", "first", "middle", "last", "line"]


@dataclass(frozen=True)
class Column:
    """One region of today."""

    code: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Line:
    """One stated figure.

    ``extent`` is ``regions``, ``country``, ``former`` or ``unplaced``. ``marks`` has one mark a
    column where it is ``regions`` and is empty elsewhere; ``place`` then says where. ``regions``
    names the regions of the bracket, ``places`` the finer places that the figure is for.
    """

    key: str
    number: float
    value: str
    label: str
    subject: str
    as_of: str
    extent: str
    marks: tuple[Mark, ...]
    regions: tuple[Column, ...]
    place: str
    places: str
    shared: str
    target: str
    target_key: str


@dataclass(frozen=True)
class Section:
    """Figures of one kind, greatest first."""

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class StatedDescription:
    """Figures by section over the regions; ``how`` says how brackets are read."""

    title: str
    unit: str
    how: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]


def describe(reading: Reading) -> StatedDescription:
    """Describe the figures that sources state for a view.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    StatedDescription
        Every figure of ``Answer.stated`` as one line of one section; sections without figures
        are left out.
    """
    columns = tuple(_columns(reading))
    return StatedDescription(
        title=reading.words.t("chart.stated"),
        unit=reading.words.t("stated.value"),
        how=reading.words.t("stated.how"),
        columns=columns,
        sections=tuple(_sections(reading, columns)),
    )


def ordered(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Put figures in the order in which they are read.

    Parameters
    ----------
    figures : sequence of StatedFigure
        Figures of one section.

    Returns
    -------
    list of StatedFigure
        People, then the most frequent unit, as no unit is comparable with another; the greatest
        of each first.
    """
    often = Counter(figure.unit for figure in figures)
    often[PERSONS] = len(figures) + 1
    return sorted(figures, key=lambda each: (-often[each.unit], each.unit, -each.value, each.id))


def value_of(figure: StatedFigure, lang: str) -> str:
    """Write a figure, as a range where sources disagree.

    Parameters
    ----------
    figure : StatedFigure
        What sources state.
    lang : str
        The language to write in.

    Returns
    -------
    str
        One number or two, with their currency if they have one.
    """
    low, high = (_written(end, figure.unit, lang) for end in (figure.low, figure.high))
    return low if low == high else f"{low}–{high}"


def shared(reading: Reading, figure: StatedFigure) -> str:
    """Tell what a figure of wider scope than the places chosen is for.

    Parameters
    ----------
    reading : Reading
        The answer that the figure is in.
    figure : StatedFigure
        What sources state.

    Returns
    -------
    str
        The other places that it is shared with, or the whole that it is for where that holds
        the places chosen; empty for a figure that lies inside them.
    """
    if figure.inside:
        return ""
    chosen = reading.answer.view.place
    lying = {code: is_inside((code,), chosen) for code in figure.scope}
    if False not in lying.values():
        others = [code for code, inside in lying.items() if not inside]
        return reading.words.t("figure.shared_with", places=_names(reading, others))
    # What holds the places chosen is not another place beside them.
    msgid = "figure.joint_with" if len(lying) > 1 else "figure.for_whole"
    return reading.words.t(msgid, places=_names(reading, lying))


def owner_of(reading: Reading, figure: StatedFigure) -> str:
    """Name the programme that a figure belongs to.

    Parameters
    ----------
    reading : Reading
        Gives the record and the language.
    figure : StatedFigure
        What sources state.

    Returns
    -------
    str
        The label of the programme; the name of the place for a figure of a place.
    """
    if figure.programme:
        return reading.label("programme", figure.programme)
    return reading.subject(figure.subject_table, figure.subject)


def as_of(reading: Reading, figure: StatedFigure) -> str:
    """Write when a figure is of: its date, or the period that it is for.

    Parameters
    ----------
    reading : Reading
        Gives the language.
    figure : StatedFigure
        What sources state.

    Returns
    -------
    str
        Empty where no source tells.
    """
    start, end = (figure.start, figure.start_precision), (figure.end, figure.end_precision)
    if not figure.start:
        return format_date(*end, reading.words.lang)
    return format_period(start, end, reading.words)


def _columns(reading: Reading) -> Iterator[Column]:
    regions = {place[:2] for place in reading.answer.view.place}
    for code in reading.catalogue.gazetteer.codes("region"):
        yield Column(code, reading.label("region", code), code in regions)


def _sections(reading: Reading, columns: tuple[Column, ...]) -> Iterator[Section]:
    t = reading.words.t
    for key in SECTIONS:
        figures = [each for each in reading.answer.stated if _section_of(each) == key]
        if figures:
            lines = tuple(_line(reading, figure, columns) for figure in ordered(figures))
            note = t(NOTES[key]) if key in NOTES else ""
            yield Section(key, t(f"stated.{key}"), note, lines)


def _section_of(figure: StatedFigure) -> str:
    return "people" if figure.is_people else figure.kind


def _line(reading: Reading, figure: StatedFigure, columns: tuple[Column, ...]) -> Line:
    codes = frozenset(code[:2] for code in figure.scope)
    regions = tuple(column for column in columns if column.code in codes)
    extent = _extent(figure, regions)
    drawn = extent == "regions"
    lang = reading.words.lang
    aim = figure.target
    return Line(
        key=figure.id,
        number=figure.value,
        value=value_of(figure, lang),
        label=_label(reading, figure),
        subject="" if figure.is_funding else _subject(reading, figure),
        as_of=as_of(reading, figure),
        extent=extent,
        marks=tuple(_marks(columns, regions)) if drawn else (),
        regions=regions if drawn else (),
        place="" if drawn else _place(reading, figure, extent),
        places=_finer(reading, figure, columns) if drawn else "",
        # A line over the whole country says so itself.
        shared="" if extent == "country" else shared(reading, figure),
        target="" if aim is None else _written(aim, figure.unit, lang),
        target_key=figure.target_id,
    )


def _extent(figure: StatedFigure, regions: tuple[Column, ...]) -> str:
    if COUNTRY in figure.scope:
        return "country"
    if regions:
        return "regions"
    return "former" if figure.scope else "unplaced"


def _marks(columns: tuple[Column, ...], regions: tuple[Column, ...]) -> Iterator[Mark]:
    """Mark the columns from the first region to the last: a bracket holds them together."""
    first, last = columns.index(regions[0]), columns.index(regions[-1])
    for position, column in enumerate(columns):
        if position < first or position > last:
            yield ""
        elif first == last:
            yield "one"
        elif position in (first, last):
            yield "first" if position == first else "last"
        else:
            yield "middle" if column in regions else "line"


def _place(reading: Reading, figure: StatedFigure, extent: str) -> str:
    if extent == "country":
        return reading.label("region", COUNTRY)
    if extent == "unplaced":
        return reading.label("region", "unplaced")
    return _names(reading, figure.scope)


def _finer(reading: Reading, figure: StatedFigure, columns: tuple[Column, ...]) -> str:
    """Name the places of a figure that are drawn at the region around them, or not at all."""
    codes = {column.code for column in columns}
    return _names(reading, [code for code in figure.scope if code not in codes])


def _names(reading: Reading, codes: Iterable[str]) -> str:
    return listed([reading.label("region", code) for code in codes], reading.words)


def _label(reading: Reading, figure: StatedFigure) -> str:
    """Name what a figure counts; of money, what it is for, as its currency is in its value."""
    if figure.is_funding:
        return _subject(reading, figure)
    return reading.label("indicator", figure.indicator)


def _subject(reading: Reading, figure: StatedFigure) -> str:
    """Name what a figure is about, an activity with its programme."""
    name = reading.subject(figure.subject_table, figure.subject)
    if figure.subject_table != "activities":
        return name
    owner = owner_of(reading, figure)
    # Where nothing finer is known, the activity is the programme itself.
    return name if name.startswith(owner) else f"{owner} · {name}"


def _written(value: float, unit: str, lang: str) -> str:
    if len(unit) == CURRENCY_LETTERS and unit.isupper():
        return format_amount(value, unit, lang)
    if unit == "percent":
        return format_percent(value / 100, lang)
    return format_number(value, lang)
