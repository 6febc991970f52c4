"""The description of the record says what the schema says, and the record keeps to it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from geodata.record import read_tables
from geodata.schema import KEYS, TABLES, Column, column_names

DATA = Path(__file__).parents[2] / "data"
RESOURCES: dict[str, dict[str, Any]] = {
    resource["name"]: resource
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
}
TYPES = {"number": "number", "flag": "boolean"}


def fields(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = RESOURCES[table]["schema"]["fields"]
    return found


def constraints(table: str, name: str) -> dict[str, Any]:
    described = {field["name"]: field.get("constraints", {}) for field in fields(table)}
    return {**described[name]}


def columns() -> list[Any]:
    return [
        pytest.param(table, column, id=f"{table}.{column.name}")
        for table in TABLES
        for column in TABLES[table]
    ]


def test_it_describes_every_table_and_its_file() -> None:
    described = {name: resource["path"] for name, resource in RESOURCES.items()}
    assert described == {table: f"{table}.csv" for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_it_describes_the_columns_in_their_order(table: str) -> None:
    assert [field["name"] for field in fields(table)] == column_names(table)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_title_and_a_description(table: str) -> None:
    assert all(field["title"] and field["description"].endswith(".") for field in fields(table))


@pytest.mark.parametrize("table", TABLES)
def test_it_names_the_key(table: str) -> None:
    key = RESOURCES[table]["schema"]["primaryKey"]
    assert ((key,) if isinstance(key, str) else tuple(key)) == KEYS[table]


@pytest.mark.parametrize("table", TABLES)
def test_it_names_the_references(table: str) -> None:
    found = {
        key["fields"]: key["reference"]["resource"] or table
        for key in RESOURCES[table]["schema"].get("foreignKeys", [])
    }
    single = {one.name: one.refers_to for one in TABLES[table] if one.refers_to and not one.many}
    # A list of ids is no foreign key to Frictionless.
    assert found == single


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_column_is_described_as_it_is_checked(table: str, column: Column) -> None:
    field = next(one for one in fields(table) if one["name"] == column.name)
    stated = constraints(table, column.name)
    assert field["type"] == TYPES.get(column.kind, "string")
    assert stated.get("required", False) is column.required
    if column.choices and not column.many:
        assert stated["enum"] == list(column.choices)


@pytest.mark.parametrize("table", TABLES)
def test_the_record_keeps_to_its_description(table: str) -> None:
    frame = read_tables(DATA)[table]
    misfits = [
        f"{line}, {name}: {cell}"
        for name in column_names(table)
        for line, cell in frame[name].items()
        if cell and not _fits(cell, constraints(table, name))
    ]
    assert misfits == []


def _fits(cell: str, stated: dict[str, Any]) -> bool:
    known = "enum" not in stated or cell in stated["enum"]
    return known and re.fullmatch(stated.get("pattern", ".*"), cell, re.DOTALL) is not None
