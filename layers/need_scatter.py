"""Need and activity of every unit as dots: where both are known, and where one is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.need import Unit
from i18n.direction import direction
from i18n.numbers import format_number
from layers.need_words import NeedReading, against_id, name_of

# Of the width and height of the plot, in percent: where its area begins and ends.
LEFT, RIGHT, TOP, BOTTOM = 5.0, 95.0, 9.0, 74.0
STRIP = 85.0
"""Height of the strip of those without a figure of activity."""
TICKS = 4
MOST_LABELS, CANDIDATES = 6, 24
WIDE, NARROW = 560, 300
"""Widths of the plot in pixels that labels are placed for: a column of the page, and a phone."""
HEIGHT, LETTER, LINE = 340, 6.6, 15
MIDDLE = 50.0


@dataclass(frozen=True)
class Tick:
    """A line of the plot's grid: where it is, in percent, and its number."""

    at: float
    text: str


@dataclass(frozen=True)
class Dot:
    """One unit.

    ``x`` and ``y`` are in percent of the plot's width and height; ``known`` tells whether there is
    a figure of activity, else the dot stands in the strip below. ``told`` names the unit with both
    figures. ``label`` is its name where it is written: ``always``, ``wide`` (where there is room)
    or "" and ``end`` whether the label stands before the dot.
    """

    code: str
    name: str
    told: str
    x: float
    y: float
    known: bool
    selected: bool
    label: str = ""
    end: bool = False


@dataclass(frozen=True)
class Scatter:
    """The plot; ``mirrored`` where it is read from right to left."""

    title: str
    x_title: str
    y_title: str
    absent_title: str
    dots: tuple[Dot, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    mirrored: bool


def describe_scatter(words: NeedReading) -> Scatter:
    """Describe the units by their need (across) and by what is done there (upwards).

    Parameters
    ----------
    words : NeedReading
        The answer and its language.

    Returns
    -------
    Scatter
        One dot for each unit that has a census figure, in the order of their codes; the others
        are named by the reason in ``missing``. Empty scales where nothing has a figure.
    """
    shown = [unit for unit in words.need.units if unit.need.value is not None]
    across = scale([unit.need.value for unit in shown if unit.need.value is not None])
    upwards = scale([0.0, *(unit.per_100000 for unit in shown if unit.per_100000 is not None)])
    mirrored = direction(words.lang) == "rtl"
    dots = [_dot(words, unit, (across, upwards), mirrored=mirrored) for unit in shown]
    absent = next((unit for unit in shown if unit.per_100000 is None), None)
    return Scatter(
        title=words.t("need.scatter"),
        x_title=f"{name_of(words.need.indicator, words)} ({words.unit})",
        y_title=_upwards(words),
        absent_title="" if absent is None else words.absence,
        dots=tuple(_labelled(dots, shown)),
        x_ticks=tuple(
            Tick(_mirrored(_place(tick, across, (LEFT, RIGHT)), on=mirrored), words.number(tick))
            for tick in ticks(across)
        ),
        y_ticks=tuple(
            Tick(_place(tick, upwards, (BOTTOM, TOP)), format_number(tick, words.lang))
            for tick in ticks(upwards)
        )
        if upwards[1] > upwards[0]
        else (),
        missing=tuple(_missing(words)),
        mirrored=mirrored,
    )


def scale(values: Sequence[float]) -> tuple[float, float]:
    """Return round ends between which all values lie; of equal ones, the value twice."""
    if not values or min(values) == max(values):
        return (values[0], values[0]) if values else (0.0, 0.0)
    step = _step(min(values), max(values))
    return math.floor(min(values) / step) * step, math.ceil(max(values) / step) * step


def ticks(ends: tuple[float, float]) -> list[float]:
    """Return round numbers from one end of a scale to the other."""
    low, high = ends
    if low == high:
        return [low]
    step = _step(low, high)
    count = round((high - low) / step)
    return [round(low + step * index, 9) for index in range(count + 1)]


def _step(low: float, high: float) -> float:
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * 0.999)


def _place(value: float, ends: tuple[float, float], span: tuple[float, float]) -> float:
    low, high = ends
    part = (value - low) / (high - low) if high > low else 0.5
    return round(span[0] + part * (span[1] - span[0]), 2)


def _mirrored(at: float, *, on: bool) -> float:
    return round(100 - at, 2) if on else at


def _dot(
    words: NeedReading,
    unit: Unit,
    scales: tuple[tuple[float, float], tuple[float, float]],
    *,
    mirrored: bool,
) -> Dot:
    known = unit.per_100000 is not None
    name = words.label(unit.code)
    rate = words.rate(unit) if known else words.absent(unit)
    against = words.t("need.told", against=words.t(against_id(words)), value=rate)
    x = _place(unit.need.value or 0.0, scales[0], (LEFT, RIGHT))
    return Dot(
        code=unit.code,
        name=name,
        told=words.t("need.dot", name=name, value=words.figure(unit.need), against=against),
        x=_mirrored(x, on=mirrored),
        y=_place(unit.per_100000, scales[1], (BOTTOM, TOP)) if unit.per_100000 else STRIP,
        known=known,
        selected=unit.code in words.need.view.place,
    )


def _upwards(words: NeedReading) -> str:
    title = words.t(against_id(words))
    has_currency = words.need.view.against == "funding" and words.need.unit
    return f"{title} ({words.need.unit})" if has_currency else title


def _missing(words: NeedReading) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for unit in words.need.units:
        if unit.need.reason:
            found.setdefault(unit.need.reason, []).append(words.label(unit.code))
    for reason, names in found.items():
        yield words.t(f"need.missing_{reason}"), tuple(names)


def _labelled(dots: Sequence[Dot], units: Sequence[Unit]) -> Iterator[Dot]:
    """Write the names of those that stand apart, where none covers another."""
    order = _by_distance(dots, units)
    narrow = _fitting(order, dots, NARROW)
    wide = _fitting(order, dots, WIDE, narrow)
    for dot in dots:
        label = "always" if dot.code in narrow else "wide" if dot.code in wide else ""
        yield Dot(
            dot.code, dot.name, dot.told, dot.x, dot.y, dot.known, dot.selected, label,
            dot.x > MIDDLE,
        )  # fmt: skip


def _by_distance(dots: Sequence[Dot], units: Sequence[Unit]) -> list[Dot]:
    """Return the dots that may be named: chosen ones, then the farthest from the middle."""
    if not dots:
        return []
    known = [dot for dot in dots if dot.known] or list(dots)
    x = sum(dot.x for dot in known) / len(known)
    y = sum(dot.y for dot in known) / len(known)

    def apart(dot: Dot) -> float:
        return math.hypot(dot.x - x, dot.y - y)

    # In the strip, only the highest need is worth a name.
    top = min(units, key=lambda unit: (unit.per_100000 is not None, unit.rank or 0)).code
    kept = [dot for dot in dots if dot.known or dot.selected or dot.code == top]
    return sorted(kept, key=lambda dot: (not dot.selected, -apart(dot)))


def _fitting(
    order: Sequence[Dot], dots: Sequence[Dot], width: int, taken: set[str] | None = None
) -> set[str]:
    """Choose labels that neither cover each other nor another dot."""
    found = set(taken or ())
    boxes = [_box(dot, width) for dot in order if dot.code in found]
    for dot in order[:CANDIDATES]:
        if len(found) >= MOST_LABELS:
            break
        box = _box(dot, width)
        inside = box[0] >= 0 and box[2] <= width
        free = not any(_cover(box, other) for other in boxes)
        clear = not any(_covers_dot(box, other, width) for other in dots if other is not dot)
        if dot.code not in found and inside and free and clear:
            found.add(dot.code)
            boxes.append(box)
    return found


def _box(dot: Dot, width: int) -> tuple[float, float, float, float]:
    x, y, length = dot.x * width / 100, dot.y * HEIGHT / 100, len(dot.name) * LETTER
    start = x - 10 - length if dot.x > MIDDLE else x + 10
    return start, y - LINE / 2, start + length, y + LINE / 2


def _cover(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers_dot(box: tuple[float, float, float, float], dot: Dot, width: int) -> bool:
    x, y = dot.x * width / 100, dot.y * HEIGHT / 100
    return _cover(box, (x - 5, y - 5, x + 5, y + 5))
