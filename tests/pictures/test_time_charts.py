"""Columns of years and calendars: on one axis that never turns around, as high as their values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.spans import span_of
from layers.description import Mark
from layers.schedule import Group, Heat, PlanRow, Row, ScheduleDescription, draw
from layers.theme import PALETTES
from layers.timeline import Lane, TimelineDescription
from pictures.box import Box
from pictures.charts import calendar, columns
from tests.pictures.chart_reading import (
    BOXES,
    LANGUAGES,
    NAMES,
    WORDS,
    canvas_of,
    check_inside,
    check_readable,
    of,
    overlap,
    texts,
)

FIRST = 2010


def marks_of(values: list[float]) -> tuple[Mark, ...]:
    greatest = max(values, default=0) or 1
    return tuple(
        Mark(str(FIRST + rank), str(FIRST + rank), value, f"{value:,}", value / greatest)
        for rank, value in enumerate(values)
    )


def lane_of(key: str, label: str, start: float, end: float, *, open_ended: bool = False) -> Lane:
    return Lane(key, label, "a", start, end, "2010–2014", key == "1", open_ended)


def timeline_of(values: list[float], lanes: tuple[Lane, ...] = ()) -> TimelineDescription:
    years = tuple(range(FIRST, FIRST + len(values)))
    return TimelineDescription("", "Activities", years, marks_of(values), lanes, 0, len(lanes))


@st.composite
def timelines(draw: st.DrawFn) -> TimelineDescription:
    values = draw(st.lists(st.integers(0, 99_999), min_size=1, max_size=60))
    lanes = []
    for rank in range(draw(st.sampled_from([0, 1, 5, 40]))):
        ends = sorted(draw(st.tuples(*[st.floats(FIRST, FIRST + len(values))] * 2)))
        lanes.append(lane_of(str(rank), draw(NAMES), *ends, open_ended=draw(st.booleans())))
    return timeline_of([float(value) for value in values], tuple(lanes))


@settings(deadline=None)
@given(timelines(), BOXES, LANGUAGES)
def test_a_timeline_stays_in_its_box(chart: TimelineDescription, box: Box, lang: str) -> None:
    canvas = canvas_of(lang)
    columns.draw(canvas, box, chart, {"a": 2}, WORDS[lang])
    check_inside(canvas, box)
    check_readable(canvas)
    spans, upright = of(canvas, "span"), of(canvas, "column")
    assert not any(overlap(*pair) for pair in combinations([*spans, *upright], 2))
    assert not any(overlap(span, text) for span in spans for text in texts(canvas))
    heights = [one.bottom - one.top for one in upright]
    values = [mark.value for mark in chart.columns if mark.value]
    if values:
        unit = max(heights) / max(values)
        assert heights == pytest.approx([value * unit for value in values], abs=0.03)


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("size", [(1150, 480), (560, 420)])
def test_time_runs_to_the_right_in_every_language(lang: str, size: tuple[int, int]) -> None:
    lanes = (lane_of("1", "one", 2010.0, 2011.0), lane_of("2", "two", 2012.0, 2014.0))
    canvas = canvas_of(lang)
    chart = timeline_of([1, 2, 3, 4], lanes)
    columns.draw(canvas, Box(0, 0, *size), chart, {}, WORDS[lang])
    upright = of(canvas, "column")
    assert [one.left for one in upright] == sorted(one.left for one in upright)
    one, two = of(canvas, "span")
    pitch = upright[1].left - upright[0].left
    assert (one.right - one.left, two.right - two.left) == pytest.approx(
        (pitch, 2 * pitch), abs=0.03
    )
    # A lane of the first year stands over the column of that year.
    assert (one.left + one.right) / 2 == pytest.approx(
        (upright[0].left + upright[0].right) / 2, abs=0.03
    )


@pytest.mark.parametrize("room", [560.0, 640.0, 1150.0])
def test_an_open_height_has_room_for_the_lanes_in_view(room: float) -> None:
    lanes = tuple(lane_of(str(rank), f"lane {rank}", 2010.0, 2013.0) for rank in range(20))
    chart = replace(timeline_of([1, 2, 3, 4], lanes), shown=9)
    canvas = canvas_of("en")
    columns.draw(canvas, Box(0, 0, room, columns.height(room, chart)), chart, {}, WORDS["en"])
    assert len(of(canvas, "span")) == 9


def test_numbers_too_wide_for_their_columns_become_a_scale() -> None:
    canvas = canvas_of("en")
    values = [float(12_345 + rank) for rank in range(40)]
    columns.draw(canvas, Box(0, 0, 560, 420), timeline_of(values), {}, WORDS["en"])
    written = [one.text for one in texts(canvas)]
    assert "12,345.0" not in written
    assert {"5,000", "10,000", "15,000"} <= set(written)


def row_of(key: str, label: str, start: str, end: str, status: str = "done") -> Row:
    span = span_of(start, end, "2020-06-30" if status == "ongoing" else "")
    assert span is not None
    return Row(key, label, f"{start}–{end}", draw(span, FIRST), "", status)


def dates(last: int) -> st.SearchStrategy[str]:
    days = st.dates(date(FIRST, 1, 1), date(last, 12, 31))
    return st.builds(
        lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10])
    )


@st.composite
def rows(draw: st.DrawFn, last: int) -> Row:
    start, end = sorted(draw(st.tuples(dates(last), dates(last))))
    kept = draw(st.sampled_from([(start, end), (start, ""), ("", end)]))
    status = draw(st.sampled_from(["done", "ongoing", "planned", "cancelled"]))
    status = "done" if status == "ongoing" and start > "2020-06-30" else status
    return row_of("x", draw(NAMES), *kept, status)


@st.composite
def calendars(draw: st.DrawFn) -> ScheduleDescription:
    years = tuple(range(FIRST, FIRST + draw(st.sampled_from([11, 25]))))
    is_strips = draw(st.booleans())
    some = st.lists(rows(years[-1]), max_size=6)
    groups = []
    for rank in range(draw(st.sampled_from([0, 1, 8, 20]))):
        heat = tuple(Heat(year, 7, "7", 0.5) for year in years[::2]) if is_strips else ()
        bars = () if is_strips else tuple(draw(some))
        groups.append(
            Group(
                str(rank), draw(NAMES), 12, draw(st.sampled_from([0, 3])), tuple(draw(some))[:3],
                bars, heat, (), is_open=draw(st.booleans()),
            )
        )  # fmt: skip
    plans = tuple(
        PlanRow(one.key, one.label, one.dates, one.drawn, "", place=draw(NAMES))
        for one in draw(some)
    )
    marks = marks_of([float(rank % 7) for rank in range(len(years))])
    return ScheduleDescription(years, 1, marks, "", plans, tuple(groups), is_strips, 5, 3)


@settings(deadline=None)
@given(calendars(), BOXES, LANGUAGES)
def test_a_calendar_stays_in_its_box(chart: ScheduleDescription, box: Box, lang: str) -> None:
    canvas = canvas_of(lang)
    calendar.draw(canvas, box, chart, {"1": 1, "2": 2}, WORDS[lang])
    check_inside(canvas, box)
    check_readable(canvas)
    written = texts(canvas)
    drawn = [one for name in ("span", "tail") for one in of(canvas, name)]
    assert not any(overlap(one, text) for one in drawn for text in written)


def calendar_of(*found: Row, is_open: bool = True) -> ScheduleDescription:
    years = tuple(range(FIRST, FIRST + 11))
    group = Group("a", "Programme", len(found), 2, (), found, (), (), is_open)
    return ScheduleDescription(
        years, 1, marks_of([1.0] * 11), "", (), (group,), is_strips=False, dated=5, undated=2
    )


def test_a_bar_is_as_long_as_its_span_and_fades_where_nothing_is_known() -> None:
    days = row_of("1", "days", "2012-01-01", "2013-12-31")
    year = row_of("2", "year", "2012", "2012")
    opened = row_of("3", "open", "2012-01-01", "", "ongoing")
    canvas = canvas_of("fr")
    calendar.draw(canvas, Box(0, 0, 1150, 480), calendar_of(days, year, opened), {}, WORDS["fr"])
    first, second, third = of(canvas, "span")
    assert first.right - first.left == pytest.approx(2 * (second.right - second.left), abs=0.03)
    # Half of 2020 is known; a leap year, but the axis has years of one width.
    pitch = second.right - second.left
    assert third.right - third.left == pytest.approx(8 * pitch + 182 / 366 * pitch, abs=0.2)
    tail = of(canvas, "tail")[0]  # that of the legend comes later
    assert (tail.left, tail.top) == pytest.approx((third.right, third.top), abs=0.02)
    # Days that are known have sharp ends.
    assert first.fill == third.fill == PALETTES["light"]["fill"]
    assert second.fill.startswith("url(#")


def test_what_has_no_date_is_counted_aloud() -> None:
    canvas = canvas_of("en")
    chart = calendar_of(row_of("1", "days", "2012", "2013"))
    calendar.draw(canvas, Box(0, 0, 1150, 480), chart, {}, WORDS["en"])
    assert "3 activities · 2 of them undated" in [one.text for one in texts(canvas)]


def test_programmes_are_unfolded_as_far_as_there_is_room() -> None:
    several = [row_of(str(rank), f"activity {rank}", "2012", "2014") for rank in range(8)]
    groups = tuple(
        Group(str(rank), f"Programme {rank}", 8, 0, (), tuple(several), (), (), is_open=True)
        for rank in range(6)
    )
    years = tuple(range(FIRST, FIRST + 10))
    chart = ScheduleDescription(
        years, 1, marks_of([1.0] * 10), "", (), groups, is_strips=False, dated=48, undated=0
    )
    for high, expected in ((330, 0), (580, 8), (2400, 48)):
        canvas = canvas_of("en")
        calendar.draw(canvas, Box(0, 0, 1150, high), chart, {}, WORDS["en"])
        written = [one.text for one in texts(canvas)]
        assert {f"Programme {rank}" for rank in range(6)} <= set(written)
        assert sum(text.startswith("activity") for text in written) == expected
        assert len(of(canvas, "span")) == 48
