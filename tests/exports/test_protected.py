"""Nothing finer than may be public, and no count of very few people, is in any file of data."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from exports import formats
from tests.exports.orders import order, write
from tests.geodata.factories import make_record, small_record_tables
from tests.test_protected_site import ELSEWHERE, assert_silent, services
from tests.ui.services import make_services
from ui.services import Services

DATA = ("csv", "xlsx", "geojson", "gpkg", "parquet", "zip")
WITHHELD = 3.0


def read(path: Path) -> str:
    """Read everything that a file holds as one text, with a reader of its own format."""
    match path.suffix:
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            cells = (
                cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
            )
            return "\n".join(str(cell) for cell in cells)
        case ".gpkg":
            with sqlite3.connect(path) as connection:
                return "\n".join(connection.iterdump())
        case ".parquet":
            table = pq.read_table(path)
            kept = [name for name in table.column_names if name != "geometry"]
            return f"{table.select(kept).to_pylist()} {pq.read_metadata(path).metadata}"
        case ".zip":
            folder = path.with_suffix("")
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
            return "\n".join(read(one) for one in sorted(folder.iterdir()))
        case ".geojson":
            content = json.loads(path.read_text(encoding="utf-8"))
            for feature in content["features"]:
                # The corners of a province are no secret; a point would be.
                if feature["geometry"] and feature["geometry"]["type"] != "Point":
                    del feature["geometry"]
            return json.dumps(content, ensure_ascii=False)
    return path.read_text(encoding="utf-8")


@cache
def few() -> Services:
    """Return the worked example with a count of three women."""
    measurements = small_record_tables()["measurements"]
    measurements.loc[measurements["id"] == "b-women", "value"] = str(int(WITHHELD))
    return make_services(make_record(measurements=measurements))


def test_every_format_of_data_is_looked_at() -> None:
    found = {name for name, one in formats.discover().items() if one.KIND in ("table", "data")}
    assert found == set(DATA)


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("extension", DATA)
def test_no_file_tells_the_site(tmp_path: Path, extension: str, lang: str) -> None:
    path = write(order(f"lang={lang}", services=services()), extension, tmp_path)
    text = read(path)
    assert "02.411" in text
    assert_silent(text)


@pytest.mark.parametrize("extension", ["csv", "geojson", "parquet"])
def test_nobody_can_tell_it_from_a_site_in_another_commune(tmp_path: Path, extension: str) -> None:
    one, other = (
        write(order("lang=fr", services=each), extension, tmp_path).read_bytes()
        for each in (services(), services(*ELSEWHERE))
    )
    assert one == other


@pytest.mark.parametrize("extension", ["xlsx", "gpkg", "zip"])
def test_a_count_of_few_people_is_withheld(tmp_path: Path, extension: str) -> None:
    path = write(order("lang=en", services=few()), extension, tmp_path)
    if extension == "zip":
        assert "b-women" in read(path)
        path = path.with_suffix("") / "activities.xlsx"
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as connection:
            found = connection.execute(
                "SELECT value, suppressed FROM measurements WHERE measurement_id = 'b-women'"
            )
            assert list(found) == [(None, 1)]
        return
    [rows] = [
        list(sheet.iter_rows(values_only=True))
        for sheet in openpyxl.load_workbook(path)
        if sheet["A1"].value == "Measurement (id)"
    ]
    labels = list(rows[0])
    [row] = [row for row in rows if row[0] == "b-women"]
    cells = dict(zip(labels, row, strict=True))
    assert (cells["Value"], cells["Value withheld (1: yes)"]) == (None, 1)
