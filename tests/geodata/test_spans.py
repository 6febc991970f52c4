"""Spans: a bar takes in exactly the days that the precision of its dates allows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.spans import Edge, Span, edge_of, span_of

FORMS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
# Three years, one of them a leap year, and few enough days to try each of them.
DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))
PRECISIONS = st.sampled_from(sorted(FORMS))


def days_of(text: str) -> list[date]:
    """Every day that a date may be, without the code under test."""
    around = (date(int(text[:4]), 1, 1) + timedelta(days=number) for number in range(366))
    return [day for day in around if day.isoformat().startswith(text)]


def spanned(start: str, end: str, known_on: str = "") -> Span:
    span = span_of(start, end, known_on)
    assert span is not None
    return span


def between(first: date, last: date) -> set[date]:
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, str]:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return first.strftime(FORMS[draw(PRECISIONS)]), last.strftime(FORMS[draw(PRECISIONS)])


@given(dates())
def test_it_takes_in_the_days_that_some_choice_of_days_covers(ends: tuple[str, str]) -> None:
    start, end = ends
    span = spanned(start, end)
    starts, lasts = days_of(start), days_of(end)
    # Whether a day is covered by some pair, and by every pair that is in order.
    possible = {
        day
        for day in between(starts[0], max(lasts[-1], starts[0]))
        if any(one <= day for one in starts) and any(day <= other for other in lasts)
    }
    assert between(span.first, span.last) == possible


@given(dates())
def test_between_the_soft_ends_every_choice_covers_the_day(ends: tuple[str, str]) -> None:
    start, end = ends
    span = spanned(start, end)
    starts, lasts = days_of(start), days_of(end)
    pairs = [(one, other) for one in (starts[0], starts[-1]) for other in (lasts[0], lasts[-1])]
    orderly = [(one, other) for one, other in pairs if one <= other]
    sure = between(span.started_by, span.ended_from)
    assert all(one <= day <= other for day in sure for one, other in orderly)
    assert span.first <= span.started_by <= span.last
    assert span.first <= span.ended_from <= span.last


@given(DAYS, PRECISIONS)
def test_one_known_end_takes_in_its_own_days_alone(day: date, precision: str) -> None:
    text = day.strftime(FORMS[precision])
    for span in (spanned(text, ""), spanned("", text)):
        assert between(span.first, span.last) == set(days_of(text))


@given(DAYS, PRECISIONS, DAYS)
def test_what_goes_on_runs_to_the_day_of_its_data(day: date, precision: str, known: date) -> None:
    text = day.strftime(FORMS[precision])
    span = spanned(text, "", known.isoformat())
    first = days_of(text)[0]
    assert span.until == (known if known >= first else None)
    assert span.last == (known if known >= first else days_of(text)[-1])
    assert span.end is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-03", Edge("2024-02-03", "day", date(2024, 2, 3), date(2024, 2, 3))),
        ("2024-02", Edge("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-12", Edge("2023-12", "month", date(2023, 12, 1), date(2023, 12, 31))),
        ("2023", Edge("2023", "year", date(2023, 1, 1), date(2023, 12, 31))),
        ("", None),
    ],
)
def test_the_days_that_a_date_may_be(text: str, expected: Edge | None) -> None:
    assert edge_of(text) == expected


def test_without_dates_there_is_no_span() -> None:
    assert span_of("", "", "2024-01-01") is None


def test_it_counts_in_the_years_that_it_takes_in() -> None:
    assert spanned("2019-11", "2021").years == range(2019, 2022)
    assert spanned("2019", "", "2020-03-01").years == range(2019, 2021)
