"""Checks of figures that would be counted twice: sums, parts, and readings of one series."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer
from geodata.record_rows import Check, Row, Tables, problem
from geodata.schema import COUNTRY, to_number

Lined = tuple[int, Row]

_TOLERANCE = 0.001
# Beyond this many readings only pairs, and all together, are tried: sets of them are too many.
_FEW = 10


def check_sums(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that a figure that is the sum of others is named by them as their whole."""
    counted = _counted(tables)
    for line, row in counted:
        value = to_number(row["value"])
        others = [other for _line, other in counted if _may_be_part(other, row)]
        parts = _adding_up_to(value, others) if value else None
        if parts:
            names = ", ".join(part["id"] for part in parts)
            expected = f"a figure of its own, or one that its parts name: {names} add up to it"
            remedy = f"Write {row['id']} into part_of of its parts."
            place = ("measurements", line, "value")
            yield problem(place, row["value"], expected, "unnamed_sum", remedy)


def _counted(tables: Tables) -> list[Lined]:
    """Return the readings that are counted on their own: no parts, no other readings."""
    return [
        (line, row)
        for line, row in tables["measurements"]
        if not row["part_of"] and not row["reading_of"] and row["kind"] != "context"
    ]


def _may_be_part(row: Row, whole: Row) -> bool:
    """Tell whether a reading is of the same thing as another, and within its place and period."""
    same = all(row[name] == whole[name] for name in ("kind", "indicator", "unit"))
    subject = (row["subject_table"], row["subject"])
    related = row["series"] == whole["series"]
    related |= subject == (whole["subject_table"], whole["subject"])
    return (
        row["id"] != whole["id"]
        and same
        and related
        and (to_number(row["value"]) or 0) > 0
        and _place_within(row["scope"], whole["scope"])
        and _dates_within(row, whole)
    )


def _place_within(scope: str, whole: str) -> bool:
    codes = whole.split(";")
    return not whole or all(
        COUNTRY in codes or any(code == one or code.startswith(f"{one}.") for one in codes)
        for code in scope.split(";")
    )


def _dates_within(row: Row, whole: Row) -> bool:
    # Totals up to different dates are never added; counts of different periods are.
    if row["cumulative"] == "true" or whole["cumulative"] == "true":
        return row["end"] == whole["end"]
    periods = _period(row), _period(whole)
    return not all(map(all, periods)) or _contains(periods[1], periods[0])


def _adding_up_to(value: float, rows: list[Row]) -> tuple[Row, ...] | None:
    every = range(2, len(rows) + 1)
    for size in every if len(rows) <= _FEW else (2, len(rows)):
        for parts in combinations(rows, size):
            if abs(sum(to_number(part["value"]) or 0 for part in parts) - value) < _TOLERANCE:
                return parts
    return None


def check_parts_sums(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the parts of a whole by one dimension are together no more than the whole."""
    wholes = {row["id"]: row for _line, row in tables["measurements"]}
    groups: dict[tuple[str, ...], list[Lined]] = defaultdict(list)
    for line, row in tables["measurements"]:
        whole = wholes.get(row["part_of"])
        if whole and whole["unit"] == row["unit"] and row["preferred"] == "true":
            key = (whole["id"], row["indicator"], _dimensions(row), row["end"])
            groups[key].append((line, row))
    for (whole_id, *_), parts in groups.items():
        yield from _parts_sum(wholes[whole_id], parts)


def _dimensions(row: Row) -> str:
    return ";".join(sorted(pair.partition("=")[0] for pair in row["disaggregation"].split(";")))


def _parts_sum(whole: Row, parts: list[Lined]) -> Iterator[Problem]:
    values = [to_number(row["value"]) or 0 for _line, row in parts]
    limit = to_number(whole["value"])
    # One part that is larger than the whole is reported by itself.
    if limit is not None and max(values) <= limit < sum(values) - _TOLERANCE:
        line, last = parts[-1]
        expected = f"parts of {whole['id']} of at most {whole['value']} together"
        found = f"{last['value']}, with which they are {sum(values):g}"
        yield problem(("measurements", line, "value"), found, expected, "parts_sum")


def check_undated_readings(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that at most one total so far of a series has no date: the latest is counted."""
    first: dict[str, int] = {}
    for line, row in tables["measurements"]:
        single = not row["part_of"] and not row["reading_of"]
        undated = row["cumulative"] == "true" and not row["end"]
        if single and undated and first.setdefault(row["series"], line) != line:
            expected = f"a date, as row {first[row['series']]} of the same series has none"
            yield problem(("measurements", line, "end"), "", expected, "undated")


def check_overlaps(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that periods that are added up, of one series and scope, do not overlap."""
    groups: dict[tuple[str, str], list[Lined]] = defaultdict(list)
    for line, row in _counted(tables):
        if row["cumulative"] == "false" and row["preferred"] == "true" and all(_period(row)):
            groups[row["series"], row["scope"]].append((line, row))
    for rows in groups.values():
        for (earlier, one), (line, other) in combinations(rows, 2):
            # Two readings at one date are reported as such.
            if one["end"] != other["end"] and _overlap(_period(one), _period(other)):
                expected = f"a period outside that of row {earlier} of the same series and scope"
                place = ("measurements", line, "start")
                yield problem(place, other["start"], expected, "overlap")


Period = tuple[str, str]


def _period(row: Row) -> Period:
    return row["start"], row["end"]


def _overlap(one: Period, other: Period) -> bool:
    """Tell whether periods overlap for certain, or one lies within the other."""
    shared = _last_day(one[0]) <= other[1] and _last_day(other[0]) <= one[1]
    return shared or _contains(one, other) or _contains(other, one)


def _contains(outer: Period, inner: Period) -> bool:
    return outer[0] <= inner[0] and _last_day(inner[1]) <= _last_day(outer[1])


def _last_day(date: str) -> str:
    """Fill up a date to a text that sorts after every day in it."""
    return date + "-99-99"[len(date) - 4 :]


SUM_CHECKS: tuple[Check, ...] = (
    check_sums,
    check_parts_sums,
    check_undated_readings,
    check_overlaps,
)
