"""Checks of the record that look beyond one cell: each yields the problems it finds.

Every check takes all tables of texts and the known HCP codes. It leaves cells alone that the
schema already reports, so that one mistake gives one problem.
"""

import re
from collections.abc import Iterator

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer, all_codes
from geodata.record_rows import Check, Tables, ids, problem, row_key
from geodata.schema import CITED, KEYS, TABLES, Column, column_names

_LOCATOR = re.compile(r"(?:§|p\. |pp\. )\d+(?:[–-]§?\d+)?(?:, (?:§|p\. |pp\. )?\d+(?:[–-]§?\d+)?)*")
# The columns that no two rows of a table have in common, the telling one first.
_TELLING: dict[str, tuple[str, ...]] = {
    "programmes": ("title_en",),
    "phases": ("label_en", "programme"),
    "organisations": ("name_en",),
    "sectors": ("name_en",),
    "indicators": ("name_en", "unit"),
    "sources": ("address", "title"),
    "activities": ("title_en", "programme", "start", "end"),
    "measurements": (
        "subject", "subject_table", "kind", "indicator", "value", "unit", "start", "end",
        "scope", "disaggregation", "part_of", "reading_of",
    ),
    "coverage_statements": ("code", "programme", "sector"),
    "plans": ("label_en", "start", "end"),
}  # fmt: skip


def check_keys(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every row of a table has a key of its own."""
    for table, columns in KEYS.items():
        lines: dict[str, int] = {}
        for line, row in tables[table]:
            key = row_key(table, row)
            if lines.setdefault(key, line) != line:
                place = (table, line, columns[0] if len(columns) == 1 else None)
                expected = f"a key of its own; row {lines[key]} has it"
                yield problem(place, key, expected, "key", "Remove or rename one of the rows.")


def check_duplicates(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no two rows say the same under different names."""
    for table, columns in _TELLING.items():
        first: dict[tuple[str, ...], tuple[int, str]] = {}
        for line, row in tables[table]:
            values = tuple(row[column] for column in columns)
            if not values[0]:
                continue
            other, key = first.setdefault(values, (line, row_key(table, row)))
            # Rows with the same key are reported as such.
            if other != line and key != row_key(table, row):
                expected = f"another text; row {other} says the same"
                remedy = "Remove one of the rows, or tell them apart."
                place = (table, line, columns[0])
                yield problem(place, values[0], expected, "duplicate", remedy)


def check_references(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
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


def check_codes(tables: Tables, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every place code is a known HCP code or the country."""
    codes = all_codes(gazetteer)
    for table, columns in TABLES.items():
        for column in (column for column in columns if column.kind == "code"):
            for line, row in tables[table]:
                for code in column.values(row[column.name]):
                    if code not in codes:
                        expected = "MA, or a code such as 02, 02.411 or 1997-04"
                        yield problem((table, line, column.name), code, expected, "code")


def check_citation_targets(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
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


def check_citation_places(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the place in a document is told without words of any language."""
    for line, row in tables["citations"]:
        if row["place"] and not _LOCATOR.fullmatch(row["place"]):
            expected = "paragraphs or pages such as §7, §3–§4 or p. 4"
            remedy = "Put words into the three notes."
            place = ("citations", line, "place")
            yield problem(place, row["place"], expected, "citation_place", remedy)


def check_rows_cited(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every row that states a fact has a citation."""
    cited = {(row["table"], row["row"]) for _line, row in tables["citations"]}
    for table in CITED:
        for line, row in tables[table]:
            key = row_key(table, row)
            if (table, key) not in cited:
                expected = "a citation of the row in citations.csv"
                remedy = f"Add a citation with table {table} and row {key}, or remove the row."
                yield problem((table, line, None), key, expected, "uncited", remedy)


def check_activity_links(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every activity has a phase, a location, a sector and an organisation."""
    for table in (table for table in TABLES if table.startswith("activity_")):
        linked = {row["activity"] for _line, row in tables[table]}
        for line, row in tables["activities"]:
            if row["id"] not in linked:
                expected = f"at least one row of the activity in {table}.csv"
                remedy = f"Add a row to {table}.csv."
                yield problem(("activities", line, "id"), row["id"], expected, "unlinked", remedy)


def check_phase_programmes(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every activity belongs to phases of its own programme."""
    programme_of = {row["id"]: row["programme"] for _line, row in tables["activities"]}
    phases_programme = {row["id"]: row["programme"] for _line, row in tables["phases"]}
    for line, row in tables["activity_phases"]:
        programme = programme_of.get(row["activity"])
        actual = phases_programme.get(row["phase"])
        if programme and actual and programme != actual:
            place = ("activity_phases", line, "phase")
            yield problem(place, row["phase"], f"a phase of programme {programme}", "programme")


def check_programme_phases(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that every programme has a phase."""
    known = {row["programme"] for _line, row in tables["phases"]}
    for line, row in tables["programmes"]:
        if row["id"] not in known:
            remedy = f"Add a phase to phases.csv; an only phase is named {row['id']}-1."
            expected = "at least one phase of the programme in phases.csv"
            yield problem(("programmes", line, "id"), row["id"], expected, "phaseless", remedy)


def check_stands_for(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
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


def check_searches(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that what was not searched found nothing."""
    for line, row in tables["searches"]:
        if row["state"] == "not_searched" and row["sources"]:
            expected = "an empty cell, as the state is not_searched"
            yield problem(("searches", line, "sources"), row["sources"], expected, "search")


RECORD_CHECKS: tuple[Check, ...] = (
    check_keys,
    check_duplicates,
    check_references,
    check_codes,
    check_citation_targets,
    check_citation_places,
    check_rows_cited,
    check_activity_links,
    check_phase_programmes,
    check_programme_phases,
    check_stands_for,
    check_searches,
)
