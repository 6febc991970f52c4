"""When things take place: the spans that the calendar draws, and what has no date."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import labelling, parameters, view_as_json
from geodata.schedule import MOST_BARS, Bar, PhaseSpan, Plan, Schedule, Strip
from geodata.spans import Edge, Span
from ui.services import Services

Precision = Literal["day", "month", "year"]


class SpanEnd(BaseModel):
    """A start or an end as the source gives it, with the days that it may be."""

    date: str
    precision: Precision
    first: str = Field(description="First day that it may be.")
    last: str = Field(description="Last day that it may be; the same for a day.")


class TimeSpan(BaseModel):
    """A span of time as it is drawn."""

    start: SpanEnd | None = Field(description="Null where no source tells: the bar fades in.")
    end: SpanEnd | None = Field(description="Null where no source tells: the bar fades out.")
    until: str | None = Field(
        description="Day on which what has no known end was last known to go on: the bar is drawn "
        "to it and fades. Null otherwise."
    )
    first: str = Field(description="First day drawn.")
    last: str = Field(description="Last day drawn.")


class TimeRow(TimeSpan):
    """An activity with a date."""

    id: str
    programme: str
    status: Literal["planned", "ongoing", "done", "cancelled"]
    years: list[int] = Field(description="Years in which it counts.")


class TimePhase(TimeSpan):
    """A phase with a date."""

    id: str
    label: str
    programme: str


class TimePlan(TimeSpan):
    """The period of a public plan; never counted."""

    id: str
    label: str
    kind: Literal["strategy", "plan", "action_plan", "development_programme"]
    code: str = Field(description="Place that it is for; MA for the country.")
    source_ids: list[str]


class YearCount(BaseModel):
    """A year with the figure that `/api/v1/view` has for it."""

    year: int
    value: int | float
    selected: bool


class ProgrammeYear(BaseModel):
    """The activities of a programme that take place in a year."""

    year: int
    activities: int


class ProgrammeYears(BaseModel):
    """A programme with matching activities, by year; zeros are left out."""

    id: str
    label: str
    activities: int = Field(description="With a date, each once.")
    undated: int
    years: list[ProgrammeYear]


class TimeAnswer(BaseModel):
    """When the activities of a view take place."""

    view: View
    ignored: list[Ignored]
    rule: Literal["distinct", "touches", "allocated"]
    drawn: Literal["bars", "strips"] = Field(
        description=f"`strips` where more than {MOST_BARS} dated activities match."
    )
    axis: list[int] = Field(description="First and last year drawn; empty without any.")
    years: list[YearCount]
    rows: list[TimeRow] = Field(description="Empty where strips are drawn.")
    programmes: list[ProgrammeYears]
    phases: list[TimePhase]
    plans: list[TimePlan]
    undated: list[str] = Field(
        description=f"Activities without dates that match whatever the period; at most {MOST_BARS}."
    )
    undated_count: int


def router(services: Services) -> APIRouter:
    """Return the route of the calendar."""
    routes = APIRouter(prefix="/api/v1", tags=["time"])

    @routes.get(
        "/time",
        summary="Activities, phases and plans as spans of time, and activities by year",
        openapi_extra={"parameters": parameters(services.vocabulary)},
    )
    def time(request: Request) -> TimeAnswer:
        view, ignored = services.read(request.url.query)
        schedule = services.schedules.schedule(view)
        by_year = services.catalogue.answer(view).by["year"]
        return TimeAnswer.model_validate(
            {
                "view": view_as_json(view),
                "ignored": [
                    {"parameter": one.parameter, "value": one.value, "reason": one.reason}
                    for one in ignored
                ],
                "rule": view.count,
                "years": [
                    {"year": int(row.id), "value": row.value, "selected": row.selected}
                    for row in by_year
                    if row.id.isdigit()
                ],
                **_drawn(schedule, services),
            }
        )

    return routes


def _drawn(schedule: Schedule, services: Services) -> dict[str, Any]:
    name = labelling(services.catalogue, services.translators, schedule.view.lang)
    plans = services.catalogue.record.plans.set_index("id")
    labels = plans[f"label_{schedule.view.lang}"].to_dict()
    return {
        "drawn": schedule.drawn,
        "axis": [*schedule.years[:1], *schedule.years[-1:]],
        "rows": [_row(bar) for bar in schedule.bars],
        "programmes": [
            _programme(strip, name("programme", strip.programme)) for strip in schedule.strips
        ],
        "phases": [_phase(phase, name("phase", phase.id)) for phase in schedule.phases],
        "plans": [_plan(plan, labels[plan.id]) for plan in schedule.plans],
        "undated": schedule.undated,
        "undated_count": schedule.undated_count,
    }


def _row(bar: Bar) -> dict[str, Any]:
    own = {"id": bar.id, "programme": bar.programme, "status": bar.status}
    return {**own, "years": list(bar.span.years), **_span(bar.span)}


def _phase(phase: PhaseSpan, label: str) -> dict[str, Any]:
    return {"id": phase.id, "label": label, "programme": phase.programme, **_span(phase.span)}


def _plan(plan: Plan, label: str) -> dict[str, Any]:
    own = {"id": plan.id, "label": label, "kind": plan.kind, "code": plan.code}
    return {**own, "source_ids": plan.source_ids, **_span(plan.span)}


def _programme(strip: Strip, label: str) -> dict[str, Any]:
    return {
        "id": strip.programme,
        "label": label,
        "activities": strip.activities,
        "undated": strip.undated,
        "years": [{"year": year, "activities": count} for year, count in strip.years],
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "start": _end(span.start),
        "end": _end(span.end),
        "until": span.until.isoformat() if span.until else None,
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
    }


def _end(edge: Edge | None) -> dict[str, str] | None:
    if edge is None:
        return None
    days = {"first": edge.first.isoformat(), "last": edge.last.isoformat()}
    return {"date": edge.text, "precision": edge.precision, **days}
