import pandas as pd
import pytest

from geodata.errors import Problem
from geodata.record_rows import file_order
from geodata.schema import (
    CITED,
    KEYS,
    TABLES,
    Column,
    accepts,
    column_names,
    is_date,
    schema_problems,
    table_schema,
    to_number,
)
from tests.geodata.factories import small_record_tables


@pytest.mark.parametrize("table", list(TABLES))
def test_small_record_fits_the_schema(table: str) -> None:
    assert list(schema_problems(table, small_record_tables()[table])) == []


@pytest.mark.parametrize("table", list(TABLES))
def test_empty_table_fits_the_schema(table: str) -> None:
    empty = pd.DataFrame(columns=column_names(table), dtype="str")
    assert list(schema_problems(table, empty)) == []


@pytest.mark.parametrize("table", list(TABLES))
def test_pandera_schema_has_the_defined_columns(table: str) -> None:
    assert list(table_schema(table).columns) == column_names(table)


def test_every_table_has_a_key_of_its_own_columns() -> None:
    keys = {
        table: tuple(name for name in columns if name in column_names(table))
        for table, columns in KEYS.items()
    }
    assert keys == KEYS
    assert set(keys) == set(TABLES)


def test_tables_that_need_citations() -> None:
    assert CITED == (
        "programmes",
        "phases",
        "organisations",
        "sectors",
        "activities",
        "activity_phases",
        "activity_locations",
        "activity_sectors",
        "activity_organisations",
        "measurements",
        "coverage_statements",
        "plans",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", True),
        ("2024-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2023-13", False),
        ("0000", False),
        ("2023-1-5", False),
        ("05/2023", False),
        ("٢٠٢٣", False),
        ("", False),
    ],
)
def test_is_date(text: str, *, expected: bool) -> None:
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8000000", 8e6), ("-1.9", -1.9), ("0.25", 0.25), ("1,5", None), ("8 000", None),
     ("nan", None), ("1e6", None), ("٥", None), ("", None)],
)  # fmt: skip
def test_to_number(text: str, expected: float | None) -> None:
    assert to_number(text) == expected


def _column(table: str, name: str) -> Column:
    return next(column for column in TABLES[table] if column.name == name)


@pytest.mark.parametrize(
    ("table", "column", "cell", "expected"),
    [
        ("activities", "status", "", False),
        ("activities", "verified_on", "", True),
        ("activities", "id", "m4sd-listening.unit_2", True),
        ("activities", "id", "two words", False),
        ("activities", "id", "a/b", False),
        ("sectors", "dac", "15190;16020", True),
        ("sectors", "dac", "15190;", False),
        ("sectors", "sdg", "17", True),
        ("sectors", "sdg", "18", False),
        ("sources", "address", "ftp://example.org", False),
        ("activity_locations", "lat", "-6.8", False),
        ("activity_locations", "share", "1", True),
        ("measurements", "cumulative", "True", False),
        ("measurements", "disaggregation", "sex=female;age=18-25", True),
        ("measurements", "disaggregation", "place=Oujda", True),
        ("measurements", "disaggregation", "women", False),
        ("measurements", "disaggregation", "sex=", False),
        ("organisations", "aliases", "OIM; IOM", False),
    ],
)
def test_accepts(table: str, column: str, cell: str, *, expected: bool) -> None:
    assert accepts(_column(table, column), cell) is expected


def test_every_bad_cell_is_a_problem_with_its_line() -> None:
    activities = small_record_tables()["activities"]
    activities.loc[3, "status"] = "finished"
    activities.loc[4, "status"] = ""
    activities.loc[5, "start"] = "2021-02-30"
    assert sorted(schema_problems("activities", activities), key=file_order) == [
        Problem(
            "activities.csv",
            3,
            "status",
            "finished",
            "one of planned, ongoing, done, cancelled",
            "Correct the cell.",
            "choice",
        ),
        Problem("activities.csv", 4, "status", "", "a value", "Fill the cell.", "required"),
        Problem(
            "activities.csv",
            5,
            "start",
            "2021-02-30",
            "a real date as YYYY-MM-DD, YYYY-MM or YYYY",
            "Correct the cell.",
            "date",
        ),
    ]
