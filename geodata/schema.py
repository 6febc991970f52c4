"""The tables of the record: their columns, controlled vocabularies and keys.

Everything is defined on the text of the files. ``TABLES`` is the one list of columns; the
pandera schemas, the references and the types of the loaded frames all come from it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd

from geodata.errors import Problem

if TYPE_CHECKING:
    import pandera.pandas as pa

LANGUAGES = ("ar", "fr", "en")
COUNTRY = "MA"
PRECISIONS = ("day", "month", "year")
PHASE_BASES = ("stated", "division")
ORGANISATION_KINDS = (
    "un", "donor", "government", "regional_council", "local_authority", "ngo", "agency", "other",
)  # fmt: skip
SOURCE_LANGUAGES = ("ar", "fr", "en", "es")
STATUSES = ("planned", "ongoing", "done", "cancelled")
LINK_BASES = ("stated", "inferred", "not_specified")
ACTS_AT = ("national", "region", "province", "commune", "site", "not_stated")
LOCATION_BASES = ("stated", "derived", "inherited")
EXACTNESSES = ("exact", "approximate")
PUBLIC_PRECISIONS = ("site", "commune", "province", "region", "national")
ROLES = ("funder", "implementer", "partner", "authority")
SUBJECT_TABLES = ("programmes", "phases", "activities", "places")
MEASUREMENT_KINDS = ("result", "target", "participants", "budget", "context")
PLAN_KINDS = ("strategy", "plan", "action_plan", "development_programme")
COVERAGE_STATES = ("target", "none", "not_applicable")
CONFIDENCES = ("high", "medium", "low")
SEARCH_STATES = ("read", "read_in_part", "not_searched")
FLAGS = ("true", "false")
SUSTAINABLE_DEVELOPMENT_GOALS = tuple(str(goal) for goal in range(1, 18))

Kind = Literal[
    "text", "identifier", "choice", "date", "day", "number", "flag", "code", "dac", "url", "pairs"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as written in its file.

    Attributes
    ----------
    name : str
        Header of the column.
    kind : Kind
        What a filled cell holds.
    required : bool
        Whether every cell is filled.
    many : bool
        Whether a cell may hold several values separated by ``;``.
    choices : tuple of str
        Allowed values of a ``choice``.
    refers_to : str
        Table whose ids the values are; empty for none.
    low, high : float
        Smallest and largest allowed ``number``.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    low: float = float("-inf")
    high: float = float("inf")

    def values(self, cell: str) -> list[str]:
        """Return the values held by a cell; an empty cell holds none."""
        if not cell:
            return []
        return cell.split(";") if self.many else [cell]


def _key() -> Column:
    return Column("id", "identifier", required=True)


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, required=required)


def _three(stem: str, *, required: bool = True) -> tuple[Column, ...]:
    return tuple(Column(f"{stem}_{language}", required=required) for language in LANGUAGES)


def _choice(name: str, choices: tuple[str, ...], *, required: bool = True) -> Column:
    return Column(name, "choice", required=required, choices=choices)


def _ref(name: str, table: str, *, required: bool = True, many: bool = False) -> Column:
    return Column(name, required=required, many=many, refers_to=table)


def _dated(stem: str) -> tuple[Column, Column]:
    return Column(stem, "date"), _choice(f"{stem}_precision", PRECISIONS, required=False)


# Wide enough for the whole country and its coast, narrow enough to catch swapped coordinates.
_LATITUDE = Column("lat", "number", low=20, high=37)
_LONGITUDE = Column("lon", "number", low=-18, high=0)

_ENTITIES: dict[str, tuple[Column, ...]] = {
    "programmes": (
        _key(), *_three("label"), *_three("title"), *_three("summary"),
        Column("data_as_of", "day"),
        Column("aliases", many=True), Column("identifiers", many=True),
    ),
    "phases": (
        _key(), _ref("programme", "programmes"), *_three("label"),
        *_dated("start"), *_dated("end"), _choice("basis", PHASE_BASES),
        _ref("stands_for", "phases", required=False, many=True),
    ),
    "organisations": (
        _key(), *_three("name"), _text("acronym"), Column("aliases", many=True),
        _text("iati_id"), _choice("kind", ORGANISATION_KINDS),
    ),
    "sectors": (
        _key(), *_three("name"), Column("dac", "dac", many=True),
        Column("sdg", "choice", many=True, choices=SUSTAINABLE_DEVELOPMENT_GOALS),
        Column("aliases", many=True),
    ),
    "indicators": (_key(), *_three("name"), _text("unit", required=True)),
    "sources": (
        _key(), _text("title", required=True), _text("publisher", required=True),
        *_dated("published"), Column("address", "url"), _choice("language", SOURCE_LANGUAGES),
        _text("kind", required=True), Column("read_on", "day", required=True),
    ),
    "activities": (
        _key(), _ref("programme", "programmes"), *_three("title"), *_three("summary"),
        _choice("status", STATUSES), *_dated("start"), *_dated("end"),
        _text("verified_by"), Column("verified_on", "day"),
    ),
}  # fmt: skip

_LINKS: dict[str, tuple[Column, ...]] = {
    "activity_phases": (
        _ref("activity", "activities"), _ref("phase", "phases"), _choice("basis", LINK_BASES),
    ),
    "activity_locations": (
        _ref("activity", "activities"), Column("code", "code"), _choice("acts_at", ACTS_AT),
        _choice("basis", LOCATION_BASES), *_three("site", required=False),
        _LATITUDE, _LONGITUDE, _choice("exactness", EXACTNESSES, required=False),
        Column("share", "number", low=0, high=1),
        _choice("public_precision", PUBLIC_PRECISIONS, required=False),
    ),
    "activity_sectors": (
        _ref("activity", "activities"), _ref("sector", "sectors"),
        Column("weight", "number", low=0, high=1),
    ),
    "activity_organisations": (
        _ref("activity", "activities"), _ref("organisation", "organisations"),
        _choice("role", ROLES),
    ),
}  # fmt: skip

_STATEMENTS: dict[str, tuple[Column, ...]] = {
    "measurements": (
        _key(), _choice("subject_table", SUBJECT_TABLES), _text("subject", required=True),
        _choice("kind", MEASUREMENT_KINDS), _ref("indicator", "indicators"),
        Column("value", "number", required=True), _text("unit", required=True),
        *_dated("start"), *_dated("end"), Column("scope", "code", many=True),
        Column("series", "identifier", required=True), Column("cumulative", "flag", required=True),
        _ref("part_of", "measurements", required=False),
        _ref("reading_of", "measurements", required=False),
        Column("disaggregation", "pairs", many=True), Column("preferred", "flag", required=True),
        *_three("note", required=False),
    ),
    "coverage_statements": (
        _key(), _ref("programme", "programmes"), Column("code", "code", required=True),
        _ref("sector", "sectors", required=False), _choice("state", COVERAGE_STATES),
    ),
    "plans": (
        _key(), _choice("kind", PLAN_KINDS), Column("code", "code", required=True),
        *_three("label"), *_dated("start"), *_dated("end"),
    ),
}  # fmt: skip

_CITABLE = {**_ENTITIES, **_LINKS, **_STATEMENTS}

# What the record says of itself: where facts were read and looked for. It needs no citation.
_OWN: dict[str, tuple[Column, ...]] = {
    "citations": (
        _ref("source", "sources"), _choice("table", tuple(_CITABLE)), _text("row", required=True),
        _text("field"), _text("place"), _choice("confidence", CONFIDENCES),
        *_three("note", required=False),
    ),
    "searches": (
        _key(), Column("searched_on", "day", required=True), *_three("label"),
        _choice("state", SEARCH_STATES), Column("scope", "code", many=True),
        _ref("programmes", "programmes", required=False, many=True),
        _ref("sources", "sources", required=False, many=True), *_three("outcome"),
    ),
}  # fmt: skip

CORRECTABLE = (*_CITABLE, *_OWN)

TABLES: dict[str, tuple[Column, ...]] = {
    **_CITABLE,
    **_OWN,
    "corrections": (
        _key(), Column("made_on", "day", required=True), _choice("table", CORRECTABLE),
        _text("row", required=True), _text("field", required=True), _text("was"),
        _text("becomes"), *_three("reason"), _ref("source", "sources", required=False),
        _text("reviewed_by", required=True),
    ),
}  # fmt: skip

# The columns that tell the rows of a table apart; joined by "/" they are what citations name.
KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*_ENTITIES, *_STATEMENTS, "searches", "corrections"), ("id",)),
    "activity_phases": ("activity", "phase"),
    "activity_locations": ("activity", "code"),
    "activity_sectors": ("activity", "sector"),
    "activity_organisations": ("activity", "organisation", "role"),
    "citations": ("source", "table", "row", "field", "place"),
}

# Sources and indicators are how facts are cited and named; they state none themselves.
CITED = tuple(table for table in _CITABLE if table not in ("sources", "indicators"))


def column_names(table: str) -> list[str]:
    """Return the column names of a table, in their order in the file."""
    return [column.name for column in TABLES[table]]


def is_date(text: str) -> bool:
    """Tell whether a text is a real ISO date to the day, the month or the year."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def to_number(text: str) -> float | None:
    """Return the number written in a text (decimal point, no separators), or None."""
    return float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else None


class _Rule(NamedTuple):
    accepts: Callable[[Column, str], bool]
    expected: Callable[[Column], str]


def _matches(pattern: str) -> Callable[[Column, str], bool]:
    compiled = re.compile(pattern)
    return lambda _column, text: compiled.fullmatch(text) is not None


def _in_range(column: Column, text: str) -> bool:
    number = to_number(text)
    return number is not None and column.low <= number <= column.high


def _number_expected(column: Column) -> str:
    if column.low == float("-inf"):
        return "a number with a decimal point and no separators"
    return f"a number from {column.low:g} to {column.high:g}"


def _choice_expected(column: Column) -> str:
    return f"one of {', '.join(column.choices)}"


_ANY_TEXT = _Rule(
    lambda _column, text: text == text.strip() != "",
    lambda _column: "text without spaces at either end",
)

_RULES: dict[Kind, _Rule] = {
    "text": _ANY_TEXT,
    "code": _ANY_TEXT,
    "identifier": _Rule(
        _matches(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*"),
        lambda _: "letters and digits joined by hyphens, points or underscores",
    ),
    "choice": _Rule(lambda column, text: text in column.choices, _choice_expected),
    "date": _Rule(
        lambda _, text: is_date(text), lambda _: "a real date as YYYY-MM-DD, YYYY-MM or YYYY"
    ),
    "day": _Rule(
        lambda _, text: len(text) == len("YYYY-MM-DD") and is_date(text),
        lambda _: "a real date as YYYY-MM-DD",
    ),
    "number": _Rule(_in_range, _number_expected),
    "flag": _Rule(lambda _, text: text in FLAGS, lambda _: "true or false"),
    "dac": _Rule(_matches(r"[0-9]{5}"), lambda _: "five-digit purpose codes separated by ;"),
    "url": _Rule(_matches(r"https?://\S+"), lambda _: "an address beginning with https://"),
    "pairs": _Rule(_matches(r"[a-z_]+=[^\s=;][^=;]*"), lambda _: "pairs such as sex=female"),
}


def accepts(column: Column, cell: str) -> bool:
    """Tell whether a cell fits its column, looked at alone."""
    if not cell:
        return not column.required
    rule = _RULES[column.kind]
    return all(rule.accepts(column, value) for value in column.values(cell))


@cache
def table_schema(table: str) -> "pa.DataFrameSchema":
    """Return the pandera schema of a table of texts.

    Parameters
    ----------
    table : str
        Name of a table in ``TABLES``.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Every column as text; an empty text is a missing value.
    """
    import pandera.pandas as pa  # noqa: PLC0415 - slow, and most commands do not validate

    def column_schema(column: Column) -> pa.Column:
        def fits(cells: "pd.Series[str]") -> "pd.Series[bool]":
            return pd.Series([accepts(column, cell) for cell in cells], cells.index, dtype=bool)

        return pa.Column(checks=pa.Check(fits, name=column.kind), nullable=True)

    return pa.DataFrameSchema({column.name: column_schema(column) for column in TABLES[table]})


def schema_problems(table: str, frame: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for every cell that does not fit its column.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : pandas.DataFrame
        Its texts, "" where missing, indexed by line of the file; it has all its columns.

    Yields
    ------
    Problem
        With the check ``required`` for an empty cell, else the kind of the column.
    """
    # Importing pandera takes longer than looking at every cell, and most tables have no misfit.
    if all(_fits(column, frame[column.name]) for column in TABLES[table]):
        return

    import pandera.errors  # noqa: PLC0415 - as above

    try:
        table_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        columns = {column.name: column for column in TABLES[table]}
        cases = errors.failure_cases
        for name, line in zip(cases["column"], cases["index"], strict=True):
            column = columns[str(name)]
            yield _cell_problem(table, column, int(line), str(frame.loc[line, column.name]))


def _fits(column: Column, cells: "pd.Series[str]") -> bool:
    return all(accepts(column, cell) for cell in set(cells.tolist()))


def _cell_problem(table: str, column: Column, line: int, found: str) -> Problem:
    return Problem(
        file=f"{table}.csv",
        row=line,
        column=column.name,
        found=found,
        expected=_RULES[column.kind].expected(column) if found else "a value",
        remedy="Correct the cell." if found else "Fill the cell.",
        check=column.kind if found else "required",
    )
