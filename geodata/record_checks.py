"""Checks of the record that look beyond one cell: each yields the problems it finds.

Every check takes all tables of texts and the known HCP codes. It leaves cells alone that the
schema already reports, so that one mistake gives one problem.
"""

import re
from collections.abc import Collection, Iterator

from geodata.errors import Problem
from geodata.record_rows import Check, Row, Tables, filled, ids, problem, row_key
from geodata.schema import (
    CITED,
    COUNTRY,
    KEYS,
    LANGUAGES,
    PRECISIONS,
    TABLES,
    Column,
    column_names,
    is_date,
)

_LANGUAGE_NAMES = {"ar": "Arabic", "fr": "French", "en": "English"}
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")
_DATE_FORMS = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY"}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# Neither part of a web address or an identifier: those may hold the same digits.
_TELEPHONE = re.compile(
    r"(?<![\w/=&.-])(?:(?:\+|00)[1-9](?:[ .()-]{0,2}\d){8,13}|0[5-8](?:[ .-]?\d){8})(?![\w/])"
)


def check_keys(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every row of a table has a key of its own."""
    for table, columns in KEYS.items():
        lines: dict[str, int] = {}
        for line, row in tables[table]:
            key = row_key(table, row)
            if lines.setdefault(key, line) != line:
                place = (table, line, columns[0] if len(columns) == 1 else None)
                expected = f"a key of its own; row {lines[key]} has it"
                yield problem(place, key, expected, "key", "Remove or rename one of the rows.")


def check_references(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every id named in a cell exists in the table it belongs to."""
    for table, columns in TABLES.items():
        for column in columns:
            if column.refers_to:
                yield from _missing_references(tables, table, column)


def _missing_references(tables: Tables, table: str, column: Column) -> Iterator[Problem]:
    known = ids(tables, column.refers_to)
    for line, row in tables[table]:
        for value in column.values(row[column.name]):
            if value not in known:
                expected = f"an id of {column.refers_to}.csv"
                yield problem((table, line, column.name), value, expected, "reference")


def check_codes(tables: Tables, codes: Collection[str]) -> Iterator[Problem]:
    """Check that every place code is a known HCP code or the country."""
    for table, columns in TABLES.items():
        for column in (column for column in columns if column.kind == "code"):
            for line, row in tables[table]:
                for code in column.values(row[column.name]):
                    if code != COUNTRY and code not in codes:
                        expected = f"an HCP code such as 02 or 02.411, or {COUNTRY}"
                        yield problem((table, line, column.name), code, expected, "code")


def _dated_stems(table: str) -> list[str]:
    names = column_names(table)
    return [name for name in names if f"{name}_precision" in names]


def check_date_precisions(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
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


def check_periods(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that no period ends before it starts, as far as the precision tells."""
    for table in ("phases", "activities", "measurements"):
        for line, row in tables[table]:
            start, end = row["start"], row["end"]
            shared = min(len(start), len(end))
            # ISO dates cut to the same precision sort as text.
            if is_date(start) and is_date(end) and start[:shared] > end[:shared]:
                yield problem((table, line, "end"), end, f"{start} or later", "period")


def check_verifications(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that who verified an activity and when are known together."""
    columns = ("verified_by", "verified_on")
    for line, row in tables["activities"]:
        if len(filled(row, columns)) == 1:
            empty = columns[0] if row[columns[1]] else columns[1]
            expected = "both verified_by and verified_on, or neither"
            yield problem(("activities", line, empty), "", expected, "verification")


def _trilingual_stems(table: str) -> list[str]:
    return [name[:-3] for name in column_names(table) if name.endswith(f"_{LANGUAGES[0]}")]


def check_translations(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that texts exist in all languages, and the Arabic ones in Arabic letters."""
    for table, columns in TABLES.items():
        required = {column.name for column in columns if column.required}
        for stem in _trilingual_stems(table):
            names = tuple(f"{stem}_{language}" for language in LANGUAGES)
            for line, row in tables[table]:
                if names[0] not in required:
                    yield from _missing_translations(table, line, names, row)
                arabic = row[names[0]]
                if arabic and not _ARABIC_LETTER.search(arabic):
                    yield problem((table, line, names[0]), arabic, "Arabic letters", "arabic")


def _missing_translations(
    table: str, line: int, names: tuple[str, ...], row: Row
) -> Iterator[Problem]:
    present = filled(row, names)
    for name in names:
        if present and name not in present:
            expected = f"the text in {_LANGUAGE_NAMES[name[-2:]]}, as {present[0]} is filled"
            yield problem((table, line, name), "", expected, "translation", "Translate the text.")


def check_citation_targets(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every citation names a row and a column that exist."""
    known = {table: ids(tables, table) for table in TABLES}
    for line, row in tables["citations"]:
        table, key, field = row["table"], row["row"], row["field"]
        if table not in known:
            continue
        if key and key not in known[table]:
            expected = f"{'/'.join(KEYS[table])} of a row of {table}.csv"
            yield problem(("citations", line, "row"), key, expected, "citation_row")
        if field and field not in column_names(table):
            expected = f"a column of {table}.csv, or an empty cell for the whole row"
            yield problem(("citations", line, "field"), field, expected, "citation_field")


def check_rows_cited(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every row that states a fact has a citation."""
    cited = {(row["table"], row["row"]) for _line, row in tables["citations"]}
    for table in CITED:
        for line, row in tables[table]:
            key = row_key(table, row)
            if (table, key) not in cited:
                expected = "a citation of the row in citations.csv"
                remedy = f"Add a citation with table {table} and row {key}, or remove the row."
                yield problem((table, line, None), key, expected, "uncited", remedy)


def check_activity_links(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every activity has a phase, a location, a sector and an organisation."""
    for table in (table for table in TABLES if table.startswith("activity_")):
        linked = {row["activity"] for _line, row in tables[table]}
        for line, row in tables["activities"]:
            if row["id"] not in linked:
                expected = f"at least one row of the activity in {table}.csv"
                remedy = f"Add a row to {table}.csv."
                yield problem(("activities", line, "id"), row["id"], expected, table, remedy)


def check_phase_programmes(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that every activity belongs to phases of its own programme."""
    programme_of = {row["id"]: row["programme"] for _line, row in tables["activities"]}
    phases_programme = {row["id"]: row["programme"] for _line, row in tables["phases"]}
    for line, row in tables["activity_phases"]:
        programme = programme_of.get(row["activity"])
        actual = phases_programme.get(row["phase"])
        if programme and actual and programme != actual:
            place = ("activity_phases", line, "phase")
            yield problem(place, row["phase"], f"a phase of programme {programme}", "programme")


def check_stands_for(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that a phase standing for others names two or more phases of its programme."""
    phases = {row["id"]: row for _line, row in tables["phases"]}
    for line, row in tables["phases"]:
        named = [name for name in row["stands_for"].split(";") if name in phases]
        valid = {
            name
            for name in named
            if phases[name]["programme"] == row["programme"] and not phases[name]["stands_for"]
        }
        unknown = len(row["stands_for"].split(";")) != len(named)
        if row["stands_for"] and not unknown and (len(valid) < max(2, len(named))):
            expected = f"two or more single phases of programme {row['programme']}"
            place = ("phases", line, "stands_for")
            yield problem(place, row["stands_for"], expected, "stands_for")


def check_personal_data(tables: Tables, _codes: Collection[str]) -> Iterator[Problem]:
    """Check that no cell holds an e-mail address or a telephone number."""
    remedy = "Remove the personal data."
    for table in TABLES:
        for line, row in tables[table]:
            for column, cell in row.items():
                for found in (*_ADDRESS.findall(cell), *_TELEPHONE.findall(cell)):
                    expected = "no e-mail address or telephone number"
                    yield problem((table, line, column), found, expected, "personal_data", remedy)


RECORD_CHECKS: tuple[Check, ...] = (
    check_keys,
    check_references,
    check_codes,
    check_date_precisions,
    check_periods,
    check_verifications,
    check_translations,
    check_citation_targets,
    check_rows_cited,
    check_activity_links,
    check_phase_programmes,
    check_stands_for,
    check_personal_data,
)
