"""Checks of the dates of the record: their precision, their order and what goes with them."""

from collections.abc import Iterator

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer
from geodata.record_rows import Check, Row, Tables, filled, problem
from geodata.schema import PRECISIONS, TABLES, column_names, is_date

_DATE_FORMS = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY"}


def _dated_stems(table: str) -> list[str]:
    names = column_names(table)
    return [name for name in names if f"{name}_precision" in names]


def check_date_precisions(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every date is written to the precision stated for it."""
    for table in TABLES:
        for stem in _dated_stems(table):
            for line, row in tables[table]:
                yield from _date_precision(table, line, stem, row)


def _date_precision(table: str, line: int, stem: str, row: Row) -> Iterator[Problem]:
    text, precision = row[stem], row[f"{stem}_precision"]
    form = _DATE_FORMS.get(precision, "")
    if text and not precision:
        expected = f"one of {', '.join(PRECISIONS)}, as {stem} is {text}"
        yield problem((table, line, f"{stem}_precision"), "", expected, "precision")
    elif precision and not text:
        expected = f"an empty cell, as {stem} is empty"
        yield problem((table, line, f"{stem}_precision"), precision, expected, "precision")
    elif form and is_date(text) and len(text) != len(form):
        expected = f"{form}, as its precision is {precision}"
        yield problem((table, line, stem), text, expected, "precision")


def check_periods(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no period ends before it starts, as far as the precision tells."""
    for table in ("phases", "activities", "measurements", "plans"):
        for line, row in tables[table]:
            if _is_before(row["end"], row["start"]):
                expected = f"{row['start']} or later"
                yield problem((table, line, "end"), row["end"], expected, "period")


def check_reading_days(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no source was read before it was published."""
    for line, row in tables["sources"]:
        if _is_before(row["read_on"], row["published"]):
            expected = f"{row['published']} or later, when it was published"
            yield problem(("sources", line, "read_on"), row["read_on"], expected, "read_early")


def _is_before(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    # ISO dates cut to the same precision sort as text.
    return is_date(one) and is_date(other) and one[:shared] < other[:shared]


def check_verifications(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that who verified an activity and when are known together."""
    columns = ("verified_by", "verified_on")
    for line, row in tables["activities"]:
        if len(filled(row, columns)) == 1:
            empty = columns[0] if row[columns[1]] else columns[1]
            expected = "both verified_by and verified_on, or neither"
            yield problem(("activities", line, empty), "", expected, "verification")


DATE_CHECKS: tuple[Check, ...] = (
    check_date_precisions,
    check_periods,
    check_reading_days,
    check_verifications,
)
