"""Compare: columns on the same scales, their differences in words, and several small maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce

from geodata.comparing import PERIOD, Common, Comparison, Count, Multiple, Side, subject_of
from geodata.effective_places import SPECIAL
from geodata.filters.period import UNDATED
from i18n.catalogues import Translator
from i18n.lists import listed
from layers.breaks import class_of, count_breaks
from layers.reading import Reading
from layers.theme import STEPS

NAMED = 5
"""Names that a sentence has before it counts the others."""
SHOWN = 8
"""Rows of a section in view; the rest opens on demand."""
SECTIONS = ("sector", "status", "programme", "organisation")
GLANCE = ("activities", "programmes", "organisations", "sectors", "regions_covered")


@dataclass(frozen=True)
class Cell:
    """One figure: ``text`` is "–" where nothing is in our sources."""

    value: float
    text: str
    share: float


@dataclass(frozen=True)
class Row:
    """One measure or value over all columns; ``key`` is its figure, such as ``sector:health``."""

    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """Rows on one scale; ``shown`` of them are in view."""

    name: str
    title: str
    rows: tuple[Row, ...]
    shown: int


@dataclass(frozen=True)
class Year:
    """One column of a timeline; ``share`` of the greatest over all timelines."""

    year: str
    value: float
    text: str
    share: float


@dataclass(frozen=True)
class ColumnDescription:
    """One side: its name, what it is, its years, and its activities by region."""

    key: str
    name: str
    kind: str
    activities: int
    years: tuple[Year, ...]
    undated: str
    regions: MapOfRegions


@dataclass(frozen=True)
class MapOfRegions:
    """Tokens of the regions with activities, and the same in words.

    ``elsewhere`` has what lies in no region of today.
    """

    tokens: tuple[tuple[str, str], ...]
    told: str
    elsewhere: tuple[RegionFigure, ...]


@dataclass(frozen=True)
class RegionFigure:
    """The figure of a region, or of what is in none of today, such as ``national``."""

    id: str
    label: str
    text: str


@dataclass(frozen=True)
class Step:
    """One class of the common scale."""

    token: str
    text: str


@dataclass(frozen=True)
class ComparisonDescription:
    """Columns, sections of rows, the differences in sentences, and the legend of the maps."""

    columns: tuple[ColumnDescription, ...]
    sections: tuple[Section, ...]
    sentences: tuple[str, ...]
    legend: tuple[Step, ...]


@dataclass(frozen=True)
class MultipleDescription:
    """One small map of several."""

    id: str
    title: str
    value: float
    text: str
    map: MapOfRegions


@dataclass(frozen=True)
class MultiplesDescription:
    """Small maps on one scale."""

    maps: tuple[MultipleDescription, ...]
    legend: tuple[Step, ...]


def name_of(key: str, words: Translator, named: Callable[[str, str], str]) -> str:
    """Name what a key is about.

    Parameters
    ----------
    key : str
        Such as ``place:02`` or ``period:2018-2020``.
    words : Translator
        The language.
    named : callable
        Names a value of a dimension, as `Reading.label` does.

    Returns
    -------
    str
        The name of the place, programme and so on, or the years.
    """
    period = PERIOD.fullmatch(key)
    if period:
        first, last = period.groups()
        return first if first == last else words.t("date.years", start=first, end=last)
    kind, _, id_ = key.partition(":")
    return named(kind, id_)


def describe_comparison(reading: Reading, found: Comparison) -> ComparisonDescription:
    """Describe a comparison.

    Parameters
    ----------
    reading : Reading
        The words of the view.
    found : Comparison
        What `geodata.comparing` answered.

    Returns
    -------
    ComparisonDescription
        Every section and map is on one scale over all columns.
    """
    scale = _Scale([value for side in found.sides for value in _regions(side).values()])
    return ComparisonDescription(
        columns=tuple(_column(reading, side, found.sides, scale) for side in found.sides),
        sections=tuple(_sections(reading, found.sides)),
        sentences=tuple(_sentences(reading, found)),
        legend=scale.legend(reading),
    )


def describe_multiples(
    reading: Reading, across: str, found: Sequence[Multiple]
) -> MultiplesDescription:
    """Describe several small maps on one scale.

    Parameters
    ----------
    reading : Reading
        The words of the view.
    across : str
        ``phase``, ``sector`` or ``year``.
    found : sequence of Multiple
        What `geodata.comparing.multiples` answered.

    Returns
    -------
    MultiplesDescription
        One map for each, in their order.
    """
    scale = _Scale([value for one in found for _, value in one.regions])
    maps = tuple(
        MultipleDescription(
            id=one.id,
            title=reading.label(across, one.id),
            value=one.value,
            text=reading.words.n("unit.activities", one.value),
            map=scale.map(reading, dict(one.regions), dict(one.elsewhere)),
        )
        for one in found
    )
    return MultiplesDescription(maps, scale.legend(reading))


class _Scale:
    """The common classes of several maps."""

    def __init__(self, values: Sequence[float]) -> None:
        self._breaks = count_breaks(values)

    def _token(self, index: int) -> str:
        classes, last = len(self._breaks), len(STEPS) - 1
        return STEPS[last if classes == 1 else round((index - 1) * last / (classes - 1))]

    def map(
        self, reading: Reading, regions: dict[str, float], elsewhere: dict[str, float]
    ) -> MapOfRegions:
        def ordered(figures: dict[str, float]) -> tuple[RegionFigure, ...]:
            return tuple(
                RegionFigure(id_, reading.label("region", id_), reading.number(value))
                for id_, value in sorted(figures.items(), key=lambda pair: -pair[1])
            )

        tokens = ((id_, self._token(class_of(n, self._breaks))) for id_, n in regions.items())
        told = _joined(reading, ordered(regions)) or reading.words.t("profile.map_none")
        return MapOfRegions(tuple(tokens), told, ordered(elsewhere))

    def legend(self, reading: Reading) -> tuple[Step, ...]:
        steps = []
        for index, bound in enumerate(self._breaks, start=1):
            following = self._breaks[index : index + 1]
            text = reading.number(bound)
            if not following:
                text = reading.words.t("compare.from", value=bound) if index > 1 else text
            elif following[0] - bound > 1:
                text = f"{text}–{reading.number(following[0] - 1)}"
            steps.append(Step(self._token(index), text))
        return tuple(steps)


def _joined(reading: Reading, figures: Sequence[RegionFigure]) -> str:
    pair, join = partial(reading.words.t, "profile.pair"), partial(reading.words.t, "profile.join")
    texts = [pair(name=one.label, value=one.text) for one in figures]
    return reduce(lambda first, rest: join(first=first, rest=rest), texts) if texts else ""


def _regions(side: Side) -> dict[str, float]:
    return {id_: n for id_, n in side.by["region"].items() if id_ not in SPECIAL}


def _column(
    reading: Reading, side: Side, sides: Sequence[Side], scale: _Scale
) -> ColumnDescription:
    elsewhere = {id_: n for id_, n in side.by["region"].items() if id_ in SPECIAL}
    undated = side.by["year"].get(UNDATED, 0)
    subject = subject_of(side.key)
    kind = f"profile.kind_{subject.level}" if subject else "filter.period"
    return ColumnDescription(
        key=side.key,
        name=name_of(side.key, reading.words, reading.label),
        kind=reading.words.t(kind),
        activities=side.answer.totals.matching,
        years=_years(reading, side, sides),
        undated=reading.words.n("note.undated", undated) if undated else "",
        regions=scale.map(reading, _regions(side), elsewhere),
    )


def _years(reading: Reading, side: Side, sides: Sequence[Side]) -> tuple[Year, ...]:
    """Give every side the same years, so that their columns stand under each other."""
    dated = [int(year) for one in sides for year in one.by["year"] if year != UNDATED]
    if not dated:
        return ()
    greatest = max(n for one in sides for year, n in one.by["year"].items() if year != UNDATED)
    own = side.by["year"]
    return tuple(
        Year(year, own.get(year, 0), reading.number(own.get(year, 0)), own.get(year, 0) / greatest)
        for year in map(str, range(min(dated), max(dated) + 1))
    )


def _sections(reading: Reading, sides: Sequence[Side]) -> Iterator[Section]:
    yield Section("glance", reading.words.t("compare.glance"), tuple(_glance(reading, sides)), 9)
    for name in SECTIONS:
        ids = {id_: None for side in sides for id_ in side.by[name]}
        if not ids:
            continue
        ordered = sorted(ids, key=lambda id_: -sum(side.by[name].get(id_, 0) for side in sides))
        greatest = max(value for side in sides for value in side.by[name].values())
        rows = tuple(
            Row(
                f"{name}:{id_}",
                reading.label(name, id_),
                tuple(_cell(reading, side.by[name].get(id_, 0), greatest) for side in sides),
            )
            for id_ in ordered
        )
        shown = SHOWN if len(rows) > SHOWN + 1 else len(rows)
        yield Section(name, reading.words.t(f"compare.by_{name}"), rows, shown)


def _glance(reading: Reading, sides: Sequence[Side]) -> Iterator[Row]:
    for name in GLANCE:
        if name == "sectors":
            values = [float(len(side.by["sector"])) for side in sides]
        else:
            values = [float(getattr(side.answer.totals, name)) for side in sides]
        greatest = max(values, default=0)
        yield Row(
            "" if name == "sectors" else f"total:{name}",
            reading.words.t(_title(reading, name)),
            tuple(_cell(reading, value, greatest) for value in values),
        )


def _title(reading: Reading, name: str) -> str:
    pairs = name == "activities" and reading.answer.view.count == "touches"
    return "figure.pairs" if pairs else f"compare.{name}"


def _cell(reading: Reading, value: float, greatest: float) -> Cell:
    return Cell(
        value,
        reading.number(value) if value else "–",
        value / greatest if greatest else 0.0,
    )


def _sentences(reading: Reading, found: Comparison) -> Iterator[str]:
    """Say in words what tells the sides apart."""
    for key in found.empty:
        yield reading.words.t("compare.empty_side", name=_name(reading, key))
    sides = len(found.sides) - len(found.empty)
    for count in found.counts:
        yield _counted(reading, count, sides)
    for common in found.common:
        yield from _in_common(reading, common, sides)


def _counted(reading: Reading, count: Count, sides: int) -> str:
    words, unit = reading.words, f"unit.{count.measure}"
    most, least = (
        listed([_name(reading, key) for key in keys], words)
        for keys in (count.highest, count.lowest)
    )
    if not count.more:
        return words.t("compare.same", names=most, what=words.n(unit, count.values[0]))
    if sides == len(("left", "right")):
        return words.n(f"compare.more_{count.measure}", count.more, most=most, least=least)
    return words.t(
        "compare.most",
        most=most,
        high=words.n(unit, max(count.values)),
        least=least,
        low=words.n(unit, min(count.values)),
    )


def _in_common(reading: Reading, common: Common, sides: int) -> Iterator[str]:
    words, dimension = reading.words, common.dimension
    if common.shared:
        both = "compare.both_" if sides == len(("left", "right")) else "compare.all_"
        yield words.t(f"{both}{dimension}", values=_values(reading, dimension, common.shared))
    for key, ids in common.only:
        if ids:
            values = _values(reading, dimension, ids)
            yield words.t(f"compare.only_{dimension}", name=_name(reading, key), values=values)


def _values(reading: Reading, dimension: str, ids: Sequence[str]) -> str:
    names = [reading.label(dimension, id_) for id_ in ids]
    if len(names) > NAMED + 1:
        rest = reading.words.n("compare.others", len(names) - NAMED)
        names = [*names[:NAMED], rest]
    return listed(names, reading.words)


def _name(reading: Reading, key: str) -> str:
    return name_of(key, reading.words, reading.label)
