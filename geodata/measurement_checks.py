"""Checks of the figures of the record: shares, weights, series, parts and readings."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer, all_codes
from geodata.record_rows import Check, Row, Tables, ids, problem
from geodata.schema import MEASUREMENT_KINDS, SUBJECT_TABLES, to_number

_TOLERANCE = 0.001


def _measurements(tables: Tables) -> dict[str, Row]:
    return {row["id"]: row for _line, row in tables["measurements"]}


def check_split_sums(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the shares, or weights, of an activity are all empty or add up to 1."""
    for table, column in (("activity_locations", "share"), ("activity_sectors", "weight")):
        groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for line, row in tables[table]:
            groups[row["activity"]].append((line, row[column]))
        for activity, cells in groups.items():
            yield from _split_sum(table, column, activity, cells)


def _split_sum(
    table: str, column: str, activity: str, cells: list[tuple[int, str]]
) -> Iterator[Problem]:
    texts = [text for _line, text in cells if text]
    numbers = [number for number in map(to_number, texts) if number is not None]
    if not texts or len(numbers) < len(texts):
        return
    empty = [line for line, text in cells if not text]
    if empty:
        expected = f"a {column} in every row of {activity}, or in none"
        yield problem((table, empty[0], column), "", expected, "split")
    elif abs(sum(numbers) - 1) > _TOLERANCE:
        expected = f"the {column}s of {activity} to add up to 1, not {sum(numbers):.3g}"
        yield problem((table, cells[-1][0], column), cells[-1][1], expected, "split")


def check_subjects(tables: Tables, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that a measurement is of a programme, phase, activity or place that exists."""
    known: dict[str, Collection[str]] = {"places": all_codes(gazetteer)}
    known |= {table: ids(tables, table) for table in SUBJECT_TABLES if table not in known}
    for line, row in tables["measurements"]:
        table, subject = row["subject_table"], row["subject"]
        if table in known and subject and subject not in known[table]:
            place = ("measurements", line, "subject")
            expected = "a code of a place" if table == "places" else f"an id of {table}.csv"
            yield problem(place, subject, expected, "reference")
        if table == "places" and row["kind"] in MEASUREMENT_KINDS and row["kind"] != "context":
            expected = "context, as its subject is a place"
            yield problem(("measurements", line, "kind"), row["kind"], expected, "place_kind")


def check_preferred_readings(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that a series, and each group of people in it, has one preferred reading a date."""
    groups: dict[tuple[str, ...], list[tuple[int, Row]]] = defaultdict(list)
    for line, row in tables["measurements"]:
        # Parts that are told apart by no group, such as those of a budget, stand side by side.
        if row["series"] and (row["disaggregation"] or not row["part_of"]):
            key = (row["series"], row["end"], row["part_of"], row["disaggregation"])
            groups[key].append((line, row))
    for readings in groups.values():
        yield from _preferred(readings)


def _preferred(readings: list[tuple[int, Row]]) -> Iterator[Problem]:
    model = readings[0][1]
    name = ", ".join(text for text in (model["series"], model["disaggregation"]) if text)
    expected = f"one preferred reading of {name} at {model['end'] or 'no date'}"
    preferred = [line for line, row in readings if row["preferred"] == "true"]
    # A reading that disagrees may be of another date than the preferred one that it names.
    left = [line for line, row in readings if row["preferred"] == "false" and not row["reading_of"]]
    if left and not preferred:
        yield problem(("measurements", left[0], "preferred"), "false", expected, "preferred")
    # Totals so far without a date are reported as such.
    undated = model["cumulative"] == "true" and not model["end"] and not model["part_of"]
    for line in [] if undated else preferred[1:]:
        place = ("measurements", line, "preferred")
        yield problem(place, "true", f"{expected}; row {preferred[0]} is it", "preferred")


def check_readings(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that a reading that disagrees is not preferred and names one that is."""
    measurements = _measurements(tables)
    for line, row in tables["measurements"]:
        other = measurements.get(row["reading_of"])
        if other is None:
            continue
        place = ("measurements", line, "reading_of")
        if row["preferred"] == "true":
            expected = "an empty cell, as this reading is preferred"
            yield problem(place, row["reading_of"], expected, "reading_of")
        elif other["preferred"] == "false":
            yield problem(place, row["reading_of"], "a preferred reading", "reading_of")


def check_relatives(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that wholes and preferred readings are of the same series or subject."""
    measurements = _measurements(tables)
    for column in ("part_of", "reading_of"):
        for line, row in tables["measurements"]:
            other = measurements.get(row[column])
            if other is None or other["id"] == row["id"]:
                continue
            same_subject = _subject(other) == _subject(row)
            if other["series"] != row["series"] and not same_subject:
                expected = f"a measurement of series {row['series']} or of {row['subject']}"
                yield problem(("measurements", line, column), row[column], expected, "relative")


def _subject(row: Row) -> tuple[str, str]:
    return row["subject_table"], row["subject"]


def check_part_cycles(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no measurement is, in the end, a part of itself."""
    measurements = _measurements(tables)
    for line, row in tables["measurements"]:
        seen = {row["id"]}
        whole = measurements.get(row["part_of"])
        while whole is not None and whole["id"] not in seen:
            seen.add(whole["id"])
            whole = measurements.get(whole["part_of"])
        if whole is not None and whole["id"] == row["id"]:
            place = ("measurements", line, "part_of")
            yield problem(place, row["part_of"], "a measurement it is not a whole of", "part_cycle")


def check_part_sizes(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no part is larger than its whole, when both have the same unit."""
    measurements = _measurements(tables)
    for line, row in tables["measurements"]:
        whole = measurements.get(row["part_of"])
        if whole is None or whole["unit"] != row["unit"]:
            continue
        size, limit = to_number(row["value"]), to_number(whole["value"])
        if size is not None and limit is not None and size > limit:
            expected = f"at most {whole['value']}, the value of {whole['id']}, which it is part of"
            yield problem(("measurements", line, "value"), row["value"], expected, "part_size")


def check_series(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the readings of a series share a unit and whether they are cumulative."""
    first: dict[str, tuple[int, Row]] = {}
    for line, row in tables["measurements"]:
        if not row["series"]:
            continue
        origin, model = first.setdefault(row["series"], (line, row))
        # A reading that disagrees may be in another unit: one sum told in two currencies. A part
        # of a sum may be in another currency than its whole.
        sums = row["part_of"] and _is_currency(row["unit"]) and _is_currency(model["unit"])
        for column in ("cumulative",) if row["reading_of"] or sums else ("unit", "cumulative"):
            if row[column] and model[column] and row[column] != model[column]:
                expected = f"{model[column]}, as in row {origin} of the same series"
                yield problem(("measurements", line, column), row[column], expected, "series")


def _is_currency(unit: str) -> bool:
    """Tell whether a unit is written like a currency of ISO 4217."""
    return re.fullmatch(r"[A-Z]{3}", unit) is not None


MEASUREMENT_CHECKS: tuple[Check, ...] = (
    check_split_sums,
    check_subjects,
    check_preferred_readings,
    check_readings,
    check_relatives,
    check_part_cycles,
    check_part_sizes,
    check_series,
)
