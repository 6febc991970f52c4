"""The calendar as it is drawn: sharp days, soft months and years, and ends that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.record import Record
from geodata.schedule import Schedules
from geodata.spans import span_of
from layers.schedule import Drawn, ScheduleDescription, describe_schedule, draw
from tests.geodata.factories import make_record
from tests.layers.test_contract import QUERIES, RECORDS, reading_of

DATES = st.dates(date(1990, 1, 1), date(2060, 12, 31))
FORMS = st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"])


def drawn(start: str, end: str, known_on: str = "") -> Drawn:
    span = span_of(start, end, known_on)
    assert span is not None
    return draw(span, 2020)


def described(
    record: Callable[[], Record], query: str = "", lang: str = "fr"
) -> ScheduleDescription:
    reading = reading_of(record, query, lang)
    schedule = Schedules(reading.catalogue).schedule(reading.answer.view)
    return describe_schedule(reading, schedule)


def test_days_have_sharp_ends() -> None:
    found = drawn("2020-01-01", "2021-12-31")
    assert found == Drawn(0.0, 2.0, 0.0, 1.0, opens_before=False, opens_after=False)


def test_years_are_drawn_whole_and_fade_over_their_days() -> None:
    found = drawn("2020", "2023")
    assert found == Drawn(0.0, 4.0, 0.25, 0.75, opens_before=False, opens_after=False)


def test_one_year_fades_from_its_middle() -> None:
    found = drawn("2020", "2020")
    assert found == Drawn(0.0, 1.0, 0.5, 0.5, opens_before=False, opens_after=False)


def test_an_unknown_start_or_end_is_open() -> None:
    assert drawn("", "2021-01-01").opens_before
    assert drawn("2021-01-01", "").opens_after
    assert drawn("2020-01-01", "", "2021-12-31") == Drawn(
        0.0, 2.0, 0.0, 1.0, opens_before=False, opens_after=True
    )


@given(DATES, DATES, FORMS, FORMS)
def test_a_bar_lies_on_its_days(one: object, other: object, first: str, last: str) -> None:
    start, end = sorted((one, other), key=str)
    span = span_of(f"{start:{first}}", f"{end:{last}}")
    assert span is not None
    found = draw(span, 1990)
    assert int(found.start) == span.first.year - 1990
    assert span.last.year - 1990 < found.end <= span.last.year - 1989
    assert found.start < found.end
    assert 0 <= found.fade_in <= found.fade_out <= 1


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_any_record_can_be_described(record: Callable[[], Record], query: str, lang: str) -> None:
    found = described(record, query, lang)
    assert len(found.columns) == len(found.years)
    rows = [row for group in found.groups for row in (*group.phases, *group.rows)]
    assert all(row.label and row.dates for row in rows)
    assert all(0 <= row.drawn.start < row.drawn.end <= len(found.years) for row in rows)


def test_activities_stand_under_their_programme() -> None:
    found = described(make_record)
    assert [(group.key, [row.key for row in group.rows]) for group in found.groups] == [
        ("m4sd", ["A", "B"]),
        ("depomi", ["D"]),
    ]
    assert [id_ for group in found.groups for id_, _title in group.undated] == ["C"]


def test_a_row_names_what_it_stands_for() -> None:
    first = described(make_record).groups[0].rows[0]
    assert first.links.split() == [
        "activity:A",
        "programme:m4sd",
        "region:02",
        "year:2016",
        "year:2017",
    ]
