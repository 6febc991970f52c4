"""A calendar: activities as bars by programme, phases and plans, and what has no date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.effective_places import SPECIAL
from geodata.gazetteer import COUNTRY, is_former
from geodata.spans import Edge, Span
from i18n.dates import format_date, format_period
from layers.timeline import year_columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geodata.schedule import Bar, PhaseSpan, Schedule, Strip
    from layers.description import Mark
    from layers.reading import Reading

ROWS_IN_VIEW = 24
"""Up to how many activities every programme is unfolded from the start."""
LABELLED_YEARS = ((20, 1), (40, 2), (100, 5))
"""Up to how many years every, every second and every fifth has its label; otherwise the tenth."""


@dataclass(frozen=True)
class Drawn:
    """A span on an axis of years, 0 being the beginning of the first.

    Between ``start`` and ``end`` it may take place; up to ``fade_in`` and from ``fade_out``, parts
    of the length between 0 and 1, it is not sure. ``opens_before`` and ``opens_after`` mark an end
    that no source tells.
    """

    start: float
    end: float
    fade_in: float
    fade_out: float
    opens_before: bool
    opens_after: bool


@dataclass(frozen=True)
class Row:
    """A bar with its words: ``dates`` as precise as the source, ``note`` what else is to be said.

    ``links`` are the values that the bar stands for, such as ``activity:x`` and ``year:2021``.
    """

    key: str
    label: str
    dates: str
    drawn: Drawn
    links: str
    status: str = ""
    note: str = ""


@dataclass(frozen=True)
class PlanRow(Row):
    """The period of a plan, with the place it is for and the sources that state it."""

    place: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Heat:
    """How many activities of a programme take place in a year; ``share`` of the greatest."""

    year: int
    value: int
    text: str
    share: float


@dataclass(frozen=True)
class Group:
    """A programme: its phases, its activities one by one or by year, and those without dates.

    ``is_open`` says that it is unfolded from the start; ``undated`` are ids and titles, of
    ``undated_count`` activities.
    """

    key: str
    label: str
    activities: int
    undated_count: int
    phases: tuple[Row, ...]
    rows: tuple[Row, ...]
    heat: tuple[Heat, ...]
    undated: tuple[tuple[str, str], ...]
    is_open: bool


@dataclass(frozen=True)
class ScheduleDescription:
    """A calendar, under columns of the activities of each year.

    ``step`` is how many years lie between two labels of the axis; ``is_strips`` says that
    activities are drawn by programme and year.
    """

    years: tuple[int, ...]
    step: int
    columns: tuple[Mark, ...]
    unit: str
    plans: tuple[PlanRow, ...]
    groups: tuple[Group, ...]
    is_strips: bool
    dated: int
    undated: int


def describe_schedule(reading: Reading, schedule: Schedule) -> ScheduleDescription:
    """Describe when activities take place.

    Parameters
    ----------
    reading : Reading
        The answer to the same view, whose rows by year are the columns.
    schedule : Schedule
        The spans to draw.

    Returns
    -------
    ScheduleDescription
        Every span of the schedule once, on one axis.
    """
    return ScheduleDescription(
        years=schedule.years,
        step=_step(len(schedule.years)),
        columns=year_columns(reading, schedule.years),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        plans=_plans(reading, schedule),
        groups=_groups(reading, schedule),
        is_strips=schedule.drawn == "strips",
        dated=sum(strip.activities for strip in schedule.strips),
        undated=schedule.undated_count,
    )


def draw(span: Span, first_year: int) -> Drawn:
    """Put a span on an axis of years.

    Parameters
    ----------
    span : Span
        Days, and how sure they are.
    first_year : int
        Where the axis begins.

    Returns
    -------
    Drawn
        A day has sharp ends; a month or a year is drawn whole and fades over its days. Where it
        is sure of no day, both ends fade from its middle.
    """
    start, end = _begins(span.first, first_year), _ends(span.last, first_year)
    length = end - start
    fade_in, fade_out = 0.0, 1.0
    if _is_soft(span.start):
        fade_in = (_ends(span.started_by, first_year) - start) / length
    if _is_soft(span.end):
        fade_out = (_begins(span.ended_from, first_year) - start) / length
    if fade_in > fade_out:
        fade_in = fade_out = min(max((fade_in + fade_out) / 2, 0.0), 1.0)
    return Drawn(start, end, fade_in, fade_out, span.start is None, span.end is None)


def _is_soft(edge: Edge | None) -> bool:
    return edge is not None and edge.first != edge.last


def _begins(day: date, first_year: int) -> float:
    return _moment(day, day.timetuple().tm_yday - 1, first_year)


def _ends(day: date, first_year: int) -> float:
    return _moment(day, day.timetuple().tm_yday, first_year)


def _moment(day: date, days: int, first_year: int) -> float:
    length = day.replace(month=12, day=31).timetuple().tm_yday
    return day.year - first_year + days / length


def _step(years: int) -> int:
    return next((step for most, step in LABELLED_YEARS if years <= most), 10)


def _groups(reading: Reading, schedule: Schedule) -> tuple[Group, ...]:
    greatest = max((n for strip in schedule.strips for _year, n in strip.years), default=0)
    bars = _by_programme(schedule.bars)
    undated = _undated(reading, schedule)
    groups = []
    for strip in schedule.strips:
        own = bars.get(strip.programme, [])
        groups.append(
            Group(
                key=strip.programme,
                label=reading.label("programme", strip.programme),
                activities=strip.activities,
                undated_count=strip.undated,
                phases=tuple(
                    _phase(reading, schedule, phase)
                    for phase in schedule.phases
                    if phase.programme == strip.programme
                ),
                rows=tuple(_row(reading, schedule, bar) for bar in own),
                heat=_heat(reading, strip, greatest) if schedule.drawn == "strips" else (),
                undated=undated.get(strip.programme, ()),
                is_open=len(schedule.bars) <= ROWS_IN_VIEW or len(schedule.strips) == 1,
            )
        )
    return tuple(groups)


def _by_programme(bars: Iterable[Bar]) -> dict[str, list[Bar]]:
    found: dict[str, list[Bar]] = {}
    for bar in bars:
        found.setdefault(bar.programme, []).append(bar)
    return found


def _undated(reading: Reading, schedule: Schedule) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for id_ in schedule.undated:
        programme = reading.catalogue.activity_text(id_, "programme")
        named = (id_, reading.subject("activities", id_))
        found[programme] = (*found.get(programme, ()), named)
    return found


def _row(reading: Reading, schedule: Schedule, bar: Bar) -> Row:
    places = [f"region:{code}" for code in bar.regions if code not in SPECIAL]
    years = [f"year:{year}" for year in bar.span.years]
    own = [f"activity:{bar.id}", f"programme:{bar.programme}"]
    return Row(
        key=bar.id,
        label=reading.subject("activities", bar.id),
        dates=_dates(reading, bar.span),
        drawn=draw(bar.span, schedule.years[0]),
        links=" ".join((*own, *places, *years)),
        status=bar.status,
        note=_note(reading, bar),
    )


def _note(reading: Reading, bar: Bar) -> str:
    until = bar.span.until
    if until:
        day = format_date(until.isoformat(), "day", reading.words.lang)
        return reading.words.t("time.known_until", date=day)
    return reading.label("status", bar.status) if bar.status != "done" else ""


def _phase(reading: Reading, schedule: Schedule, phase: PhaseSpan) -> Row:
    return Row(
        key=phase.id,
        label=reading.label("phase", phase.id),
        dates=_dates(reading, phase.span),
        drawn=draw(phase.span, schedule.years[0]),
        links=f"phase:{phase.id} programme:{phase.programme}",
    )


def _plans(reading: Reading, schedule: Schedule) -> tuple[PlanRow, ...]:
    record = reading.catalogue.record
    plans, sources = record.plans, record.sources
    label = dict(zip(plans["id"], plans[f"label_{reading.words.lang}"], strict=True))
    publisher = dict(zip(sources["id"], sources["publisher"], strict=True))
    return tuple(
        PlanRow(
            key=plan.id,
            label=label[plan.id],
            dates=_dates(reading, plan.span),
            drawn=draw(plan.span, schedule.years[0]),
            links="" if plan.code == COUNTRY or is_former(plan.code) else f"region:{plan.code[:2]}",
            place=reading.label("place", plan.code),
            sources=tuple((id_, publisher[id_]) for id_ in plan.source_ids),
        )
        for plan in schedule.plans
    )


def _dates(reading: Reading, span: Span) -> str:
    written = ((edge.text, edge.precision) if edge else ("", "") for edge in (span.start, span.end))
    start, end = written
    return format_period(start, end, reading.words)


def _heat(reading: Reading, strip: Strip, greatest: int) -> tuple[Heat, ...]:
    return tuple(
        Heat(year, value, reading.number(value), value / greatest) for year, value in strip.years
    )
