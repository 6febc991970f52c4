"""What a source wrote never becomes a formula, whichever door a file is taken through."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache

import openpyxl
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import make_client
from tests.geodata.factories import make_record, small_record_tables
from tests.ui.services import make_services

STARTS = ("=", "+", "-", "@", "\t", "\r")
HOSTILE = "cmd|' /C calc'!A0"
FIGURES = ("organisations", "programmes", "calendar", "partner_roles", "sectors")
PAGES = {"calendar": "page=time", "partner_roles": "page=partners"}


@cache
def client() -> TestClient:
    """A record whose names all begin as formulas do, each in one of the ways."""
    tables = small_record_tables()
    for name, columns in (
        ("activities", ("title", "summary")),
        ("organisations", ("name",)),
        ("programmes", ("label", "title")),
        ("phases", ("label",)),
        ("sectors", ("label", "name")),
        ("sources", ("title", "publisher")),
    ):
        table = tables[name]
        for column in (one for one in table if str(one).startswith(columns)):
            table[column] = [
                f"{STARTS[rank % len(STARTS)]}{HOSTILE}{rank}" for rank in range(len(table))
            ]
    return make_client(make_services(make_record(**tables)))


def taken(name: str, extension: str, lang: str) -> bytes:
    path = name if name == "activities" else f"figures/{name}"
    answer = client().get(f"/api/v1/{path}.{extension}?lang={lang}&{PAGES.get(name, '')}")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


@pytest.mark.parametrize("lang", [pytest.param("ar", marks=pytest.mark.long), "fr"])
@pytest.mark.parametrize("name", ["activities", *FIGURES])
def test_csv(name: str, lang: str) -> None:
    text = taken(name, "csv", lang).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    hostile = [cell for cell in cells if HOSTILE in cell]
    assert hostile
    assert [cell for cell in hostile if cell.startswith(STARTS)] == []


@pytest.mark.parametrize("lang", [pytest.param("ar", marks=pytest.mark.long), "fr"])
@pytest.mark.parametrize("name", ["activities", *FIGURES])
def test_xlsx(name: str, lang: str) -> None:
    content = taken(name, "xlsx", lang)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    hostile = [cell for cell in cells if HOSTILE in str(cell.value)]
    assert hostile
    assert {cell.data_type for cell in hostile} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in archive.read(one) for one in sheets)


@pytest.mark.parametrize("name", FIGURES)
def test_the_tables_of_a_bundle(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(taken(name, "zip", "fr"))) as archive:
        tables = [one for one in archive.namelist() if one.endswith(".csv")]
        assert tables
        for one in tables:
            text = archive.read(one).decode("utf-8-sig")
            cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
            assert [cell for cell in cells if HOSTILE in cell and cell.startswith(STARTS)] == []
