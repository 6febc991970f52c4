"""Activities by year, over the periods of the phases."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.frames import rows_of
from i18n.dates import format_period
from layers.description import Mark
from layers.reading import Reading


@dataclass(frozen=True)
class Lane:
    """The period of a phase, in years and parts of a year."""

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
    """Columns of activities by year, and the periods of the phases above them."""

    title: str
    unit: str
    years: tuple[int, ...]
    columns: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    undated: int


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
    return TimelineDescription(
        title=reading.words.t("chart.timeline"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        years=years,
        columns=_columns(reading, years),
        lanes=_lanes(reading, years),
        undated=reading.answer.totals.undated,
    )


def _years(reading: Reading) -> tuple[int, ...]:
    phases = reading.catalogue.record.phases
    dates = [str(date) for column in ("start", "end") for date in phases[column] if date]
    known = [*reading.catalogue.years, *(int(date[:4]) for date in dates)]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def _columns(reading: Reading, years: tuple[int, ...]) -> tuple[Mark, ...]:
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
    counted = {row.id for row in reading.rows("phase")}
    chosen = set(reading.answer.view.phase)
    lanes = []
    for phase in rows_of(reading.catalogue.record.phases):
        key = phase["id"]
        if not phase["start"] or (key not in counted and key not in chosen):
            continue
        end = (phase["end"], phase["end_precision"])
        lanes.append(
            Lane(
                key=key,
                label=reading.label("phase", key),
                programme=phase["programme"],
                start=_moment(phase["start"], last=False),
                end=_moment(end[0], last=True) if end[0] else years[-1] + 1.0,
                # Years suffice beside a bar on an axis of years; the details have the days.
                text=format_period(
                    (phase["start"], "year"), (end[0], end[0] and "year"), reading.words
                ),
                selected=key in chosen,
                open_ended=not end[0],
            )
        )
    return tuple(lanes)


def _moment(date: str, *, last: bool) -> float:
    """Put a date of any precision on an axis of years: `last` takes its last moment."""
    year, month, *_ = (*(int(part) for part in date.split("-")), 0)
    if not month:
        return year + (1.0 if last else 0.0)
    return year + (month - (0 if last else 1)) / 12
