from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.activities import NAMES, Activities
from exports.content import tables_of
from exports.formats.xlsx import OPTIONS
from exports.formats.xlsx_sheet import LONGEST_TEXT, Styles, name_sheets, write_sheet
from exports.table import Cell, Column, Table
from tests.exports.mixed_strings import COUNT, mixed_strings
from tests.exports.orders import order, write

COLUMNS = (Column("name", "Nom"), Column("value", "Valeur", "number"), Column("on", "Le", "date"))
STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML can hold; control characters are tried by name below.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)


def sheet_of(*rows: tuple[Cell, ...], hxl: bool = False) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, OPTIONS | {"in_memory": True})
    table = Table("sample", "Sample", COLUMNS, rows, len(rows))
    write_sheet(book.add_worksheet("Sample"), table, rows, Styles(book), hxl=hxl)
    book.close()
    return held.getvalue()


def cells(content: bytes, column: int = 0) -> list[Any]:
    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return [row[column] for row in sheet.iter_rows(min_row=2)]


def xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return "".join(archive.read(name).decode() for name in names)


@settings(max_examples=40)
@given(st.lists(st.builds("".join, st.tuples(st.sampled_from(STARTS[:4]), texts)), min_size=1))
def test_no_text_becomes_a_formula_or_a_link(found: list[str]) -> None:
    content = sheet_of(*((text, 1, "") for text in found))
    assert [(cell.value, cell.data_type) for cell in cells(content)] == [
        (text, "s") for text in found
    ]
    assert "<f>" not in xml(content)
    assert "hyperlink" not in xml(content)


@pytest.mark.parametrize("start", STARTS)
def test_no_start_is_run(start: str) -> None:
    content = sheet_of((f"{start}cmd|' /C calc'!A0", 1, ""))
    assert [cell.data_type for cell in cells(content)] == ["s"]
    assert "<f>" not in xml(content)


@pytest.mark.parametrize("text", ["https://example.org", "mailto:a@example.org", "1", "2024-01-01"])
def test_a_text_stays_a_text(text: str) -> None:
    [cell] = cells(sheet_of((text, 1, "")))
    assert (cell.value, cell.data_type) == (text, "s")


def test_mixed_strings_come_back_as_they_were() -> None:
    strings = mixed_strings()
    assert len(strings) == COUNT == 200
    content = sheet_of(*((text, 1, "") for text in strings))
    assert [cell.value for cell in cells(content)] == strings


def test_cells_are_typed() -> None:
    content = sheet_of(
        ("a", 1234.5, "2024-03-01"), ("b", 0, "2024-03"), ("c", None, "2024"), ("d", -1, "")
    )
    assert [cell.value for cell in cells(content, 1)] == [1234.5, 0, None, -1]
    # A month alone is no day.
    dates = [cell.value for cell in cells(content, 2)]
    assert dates == [datetime(2024, 3, 1), "2024-03", "2024", None]  # noqa: DTZ001


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    [cell] = cells(sheet_of(("x" * 40_000, 1, "")))
    assert cell.value == "x" * LONGEST_TEXT


def test_headers_are_frozen_and_filtered() -> None:
    for hxl, first in ((False, 2), (True, 3)):
        content = sheet_of(("a", 1, ""), ("b", 2, ""), hxl=hxl)
        [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        assert sheet.freeze_panes == f"B{first}"
        assert sheet.auto_filter.ref == f"A{first - 1}:C{first + 1}"


def test_names_of_sheets_are_different_and_short() -> None:
    title = "Organisations et rôles: tous / toutes [2024]"
    names = name_sheets([title, title.upper(), "?", "*"])
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize(("lang", "mirrored"), [("ar", True), ("fr", False), ("en", False)])
def test_a_workbook_of_activities(tmp_path: Path, lang: str, mirrored: bool) -> None:  # noqa: FBT001
    asked = order(f"lang={lang}&place=02")
    book = openpyxl.load_workbook(write(asked, "xlsx", tmp_path))
    about, *sheets = book.worksheets
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets] == [mirrored] * 9
    tables = Activities(asked.page).tables()
    assert [sheet.title for sheet in sheets] == name_sheets(
        [about.title, *(table.title for table in tables)]
    )[1:]
    for sheet, table in zip(sheets, tables, strict=True):
        header, *rows = sheet.iter_rows(values_only=True)
        assert list(header) == [column.label for column in table.columns]
        assert len(rows) == table.count
        # Ids, so that the order is that of the table.
        assert [row[0] for row in rows] == [row[0] for row in table.rows]
    said = "\n".join(str(cell) for row in about.iter_rows(values_only=True) for cell in row if cell)
    words = asked.page.words
    expected = (
        asked.page.services.catalogue.label("region", "02", lang),
        words.t("rule.distinct.name"),
        words.t("boundary.note_national"),
        asked.address,
        "CC BY 4.0",
        *(column.name for table in tables for column in table.columns),
    )
    assert [text for text in expected if text not in said] == []


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_a_figure_has_a_chart_of_its_numbers(tmp_path: Path, lang: str) -> None:
    path = write(order(f"lang={lang}", "sectors"), "xlsx", tmp_path)
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        [chart] = [archive.read(name).decode() for name in charts]
    assert '<c:barDir val="bar"/>' in chart
    sheet = openpyxl.load_workbook(path).worksheets[1]
    labels = [cell.value for cell in sheet[1]]
    value = sheet.cell(1, labels.index(order(f"lang={lang}").page.words.t("unit.distinct")) + 1)
    rows = f"$2:${{}}${sheet.max_row}</c:f>"
    assert f"$B{rows.format('B')}" in chart
    assert f"${value.column_letter}{rows.format(value.column_letter)}" in chart


def test_years_are_columns_and_never_run_backwards(tmp_path: Path) -> None:
    path = write(order("lang=ar", "timeline"), "xlsx", tmp_path)
    with zipfile.ZipFile(path) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert '<c:barDir val="col"/>' in chart
    assert "maxMin" not in chart
    last = openpyxl.load_workbook(path).worksheets[1].max_row
    assert f"$B$2:$B${last}</c:f>" in chart


def test_a_table_of_two_dimensions_has_no_chart(tmp_path: Path) -> None:
    path = write(order("lang=fr&page=coverage", "coverage"), "xlsx", tmp_path)
    with zipfile.ZipFile(path) as archive:
        assert not any(name.startswith("xl/charts") for name in archive.namelist())


def test_the_tables_of_the_workbook_are_the_tables(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(order("lang=en"), "xlsx", tmp_path))
    assert len(book.worksheets) == 1 + len(NAMES)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_libreoffice_reads_the_same(tmp_path: Path, lang: str) -> None:
    asked = order(f"lang={lang}", "sectors")
    path = write(asked, "xlsx", tmp_path)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    # Every sheet becomes a file of its own.
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    program = shutil.which("soffice") or ""
    subprocess.run(
        [program, home, "--headless", "--convert-to", to, "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    title = openpyxl.load_workbook(path).sheetnames[1]
    with (tmp_path / f"made-{title}.csv").open(encoding="utf-8", newline="") as file:
        _header, *rows = csv.reader(file)
    [table] = tables_of(asked)
    value = [column.name for column in table.columns].index("activities")
    expected = [(row[1], float(row[value] or 0)) for row in table.rows]
    assert [(row[1], float(row[value] or 0)) for row in rows] == expected
