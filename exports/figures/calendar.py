"""When things take place: activities, phases and plans as spans of time, and what has no date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.counted import cells_of, in_order
from exports.dimension_columns import joined, sources_column
from exports.figures import Figure
from exports.table import Cell, Column, Table
from geodata.cited_sources import ACTIVITY_TABLES, activity_of
from layers.schedule import describe_schedule
from pictures.charts import calendar

if TYPE_CHECKING:
    from geodata.schedule import Schedule
    from geodata.spans import Edge, Span
    from layers.schedule import ScheduleDescription
    from ui.page import Page

PAGES = ("time",)
RANK = 20


def figure(page: Page) -> Figure | None:
    """Make the calendar of the programmes, their phases and activities, and of public plans."""
    schedule = page.services.schedules.schedule(page.view)
    chart = describe_schedule(page.reading, schedule)
    if not chart.groups and not chart.plans:
        return None
    make = _strips if chart.is_strips else _spans
    return Figure(
        name="calendar",
        title=page.words.t("time.title"),
        unit=chart.unit,
        table=make(page, schedule),
        draw=partial(
            calendar.draw, chart=chart, ranks=page.services.programme_ranks, words=page.words
        ),
        notes=tuple(_notes(page, chart)),
        source_ids=_sources(page, schedule),
        height=partial(calendar.height, chart=chart, words=page.words),
    )


def _notes(page: Page, chart: ScheduleDescription) -> Iterator[str]:
    t, n = page.words.t, page.words.n
    if chart.undated:
        yield n("note.undated" if chart.is_strips else "time.undated", chart.undated)
    if chart.is_strips:
        yield t("time.strips")
    if not chart.dated:
        yield t("time.none")
    if chart.plans:
        yield t("filter.named", title=t("time.plans"), name=t("time.plans_text"))


def _sources(page: Page, schedule: Schedule) -> tuple[str, ...]:
    dated = page.services.catalogue.sources.for_activities(page.answer.chosen.bits)
    undated = _cited(page, schedule.undated).values()
    return in_order(page, [dated, *undated, *(plan.source_ids for plan in schedule.plans)])


def _cited(page: Page, activities: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the sources of each of some activities: those of its own row and of its links."""
    citations = page.services.catalogue.record.citations
    about = citations[citations["table"].isin(ACTIVITY_TABLES)]
    about = about.assign(activity=activity_of(about["row"]))
    about = about[about["activity"].isin(set(activities))]
    return {str(id_): in_order(page, [own["source"]]) for id_, own in about.groupby("activity")}


def _strips(page: Page, schedule: Schedule) -> Table:
    """Count by programme and year, as it is drawn where activities are too many."""
    t = page.words.t
    columns = (
        Column("programme_id", t("figure_table.code", name=t("table.programme"))),
        Column("programme_name", t("table.programme")),
        Column("year", t("table.year"), "year", "#date+year"),
        Column("activities", t("figure.activities"), "integer", "#activity+num"),
    )
    rows: list[tuple[Cell, ...]] = []
    for strip in schedule.strips:
        named = strip.programme, page.reading.label("programme", strip.programme)
        rows += [(*named, year, count) for year, count in strip.years]
        rows += [(*named, None, strip.undated)] if strip.undated else []
    return Table("programme_years", t("time.title"), columns, tuple(rows), len(rows))


def _spans(page: Page, schedule: Schedule) -> Table:
    t = page.words.t
    columns = (
        Column("kind", t("chart_column.kind"), hxl="#meta+type"),
        Column("id", t("chart_column.id"), hxl="#activity+id"),
        Column("label", t("chart_column.label"), hxl="#activity+name"),
        Column("programme_id", t("figure_table.code", name=t("table.programme"))),
        Column("programme_name", t("table.programme")),
        Column("place_code", t("figure_table.code", name=t("table.place")), hxl="#loc+code"),
        Column("status", t("table.status"), hxl="#status"),
        *_dates(page),
        sources_column(page.words),
    )
    rows = tuple(_rows(page, schedule))
    return Table("calendar", t("time.title"), columns, rows, len(rows))


def _dates(page: Page) -> Iterator[Column]:
    """Make the columns of a span: each end as its source has it, and the days that it may be."""
    for end in ("start", "end"):
        name = page.words.t(f"chart_column.{end}")
        yield Column(end, name, hxl=f"#date+{end}")
        for part, kind in (("precision", "text"), ("first", "date"), ("last", "date")):
            label = page.words.t(f"chart_column.end_{part}", end=name)
            yield Column(f"{end}_{part}", label, "date" if kind == "date" else "text")
    yield Column("known_until", page.words.t("chart_column.until"), "date")


def _rows(page: Page, schedule: Schedule) -> Iterator[tuple[Cell, ...]]:
    label, text = page.reading.label, page.services.catalogue.activity_text
    cited = _cited(page, [*(bar.id for bar in schedule.bars), *schedule.undated])
    for bar in schedule.bars:
        named = "activity", bar.id, page.reading.subject("activities", bar.id)
        programme = bar.programme, label("programme", bar.programme)
        yield *named, *programme, "", bar.status, *_ends(bar.span), joined(cited.get(bar.id, ()))
    for phase in schedule.phases:
        named = "phase", phase.id, label("phase", phase.id)
        programme = phase.programme, label("programme", phase.programme)
        yield *named, *programme, "", "", *_ends(phase.span), ""
    plans = page.services.catalogue.record.plans.set_index("id")[f"label_{page.view.lang}"]
    for plan in schedule.plans:
        named = "plan", plan.id, plans[plan.id]
        yield *named, "", "", plan.code, "", *_ends(plan.span), joined(plan.source_ids)
    activities = page.services.catalogue.record.activities
    status = cells_of(activities[activities["id"].isin(schedule.undated)], "status")
    for id_ in schedule.undated:
        named = "activity", id_, page.reading.subject("activities", id_)
        programme = text(id_, "programme"), label("programme", text(id_, "programme"))
        yield *named, *programme, "", status[id_], *_NO_DATES, joined(cited.get(id_, ()))


def _ends(span: Span) -> tuple[Cell, ...]:
    return *_end(span.start), *_end(span.end), span.until.isoformat() if span.until else None


def _end(edge: Edge | None) -> tuple[Cell, ...]:
    if edge is None:
        return None, None, None, None
    return edge.text, edge.precision, edge.first.isoformat(), edge.last.isoformat()


_NO_DATES: tuple[Cell, ...] = (*_end(None), *_end(None), None)
