"""Activities by year, over the periods of the phases."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.dates import format_period
from layers.description import Mark
from layers.reading import Reading

SHOWN = 9
"""Periods in view above the columns."""


@dataclass(frozen=True)
class Lane:
    """The period of a phase, in years and parts of a year.

    ``open_ended`` marks a period whose end no source tells: ``end`` is then the moment of which
    the data of its programme are.
    """

    key: str
    label: str
    programme: str
    start: float
    end: float
    text: str
    selected: bool
    open_ended: bool


@dataclass(frozen=True)
class TimelineDescription:
    """Columns of activities by year, and the periods of the phases above them.

    ``shown`` is how many lanes are in view, the rest opening on demand.
    """

    title: str
    unit: str
    years: tuple[int, ...]
    columns: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    undated: int
    shown: int


def describe(reading: Reading) -> TimelineDescription:
    """Describe when activities took place, and the phases they belong to.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    TimelineDescription
        One column for every year from the first to the last of activities and phases, so that
        the axis does not move with the filters; ``undated`` counts the matching activities
        without any date, which no column can show.
    """
    years = _years(reading)
    lanes = _lanes(reading, years)
    return TimelineDescription(
        title=reading.words.t("chart.timeline"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        years=years,
        columns=year_columns(reading, years),
        lanes=lanes,
        undated=reading.answer.totals.undated,
        # A rest of one lane takes no more room than the words that would open it.
        shown=SHOWN if len(lanes) > SHOWN + 1 else len(lanes),
    )


def _years(reading: Reading) -> tuple[int, ...]:
    phases = reading.catalogue.phases
    dates = [phase[column] for column in ("start", "end") for phase in phases if phase[column]]
    known = [*reading.catalogue.years, *(int(date[:4]) for date in dates)]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def year_columns(reading: Reading, years: tuple[int, ...]) -> tuple[Mark, ...]:
    """Describe the activities of each year as columns.

    Parameters
    ----------
    reading : Reading
        The answer to draw.
    years : tuple of int
        The years of the axis.

    Returns
    -------
    tuple of Mark
        One for each year, those outside the period of the view dimmed.
    """
    rows = {row.id: row.value for row in reading.rows("year")}
    view = reading.answer.view
    first, last = view.from_year, view.to_year
    period = first is not None or last is not None
    greatest = max((rows.get(str(year), 0) for year in years), default=0)
    marks = []
    for year in years:
        value = rows.get(str(year), 0)
        within = (first is None or year >= first) and (last is None or year <= last)
        marks.append(
            Mark(
                key=str(year),
                label=str(year),
                value=value,
                text=reading.number(value),
                share=value / greatest if greatest else 0.0,
                selected=period and within,
                dimmed=period and not within,
            )
        )
    return tuple(marks)


def _lanes(reading: Reading, years: tuple[int, ...]) -> tuple[Lane, ...]:
    """Give the periods of the phases in view, those with most activities first."""
    counted = {row.id: row.value for row in reading.rows("phase")}
    chosen = set(reading.answer.view.phase)
    dated = [
        phase
        for phase in reading.catalogue.phases
        if phase["start"] and (phase["id"] in counted or phase["id"] in chosen)
    ]
    dated.sort(key=lambda phase: (phase["id"] not in chosen, -counted.get(phase["id"], 0)))
    return tuple(_lane(reading, phase, years) for phase in dated)


def _lane(reading: Reading, phase: dict[str, str], years: tuple[int, ...]) -> Lane:
    end, start = phase["end"], _moment(phase["start"], last=False)
    return Lane(
        key=phase["id"],
        label=reading.label("phase", phase["id"]),
        programme=phase["programme"],
        start=start,
        end=_moment(end, last=True) if end else _last_known(reading, phase, start, years),
        # Years suffice beside a bar on an axis of years; the details have the days.
        text=format_period((phase["start"], "year"), (end, end and "year"), reading.words),
        selected=phase["id"] in reading.answer.view.phase,
        open_ended=not end,
    )


def _last_known(
    reading: Reading, phase: dict[str, str], start: float, years: tuple[int, ...]
) -> float:
    as_of = reading.catalogue.read_as_of[phase["programme"]]
    known = _moment(as_of, last=True) if as_of else start
    # Room to fade in, on the axis.
    return min(max(known, start + 1), years[-1] + 1.0)


def _moment(date: str, *, last: bool) -> float:
    """Put a date of any precision on an axis of years: `last` takes its last moment."""
    year, month, *_ = (*(int(part) for part in date.split("-")), 0)
    if not month:
        return year + (1.0 if last else 0.0)
    return year + (month - (0 if last else 1)) / 12
