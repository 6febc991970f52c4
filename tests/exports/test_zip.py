from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package

from exports.activities import NAMES, Activities
from tests.exports.orders import order, write


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize(
    ("query", "what", "hxl"),
    [
        ("lang=fr", "activities", False),
        ("lang=ar&place=02", "activities", True),
        ("lang=en&place=12", "activities", True),
        ("lang=ar", "map", True),
        ("lang=fr&page=partners", "partner_roles", False),
    ],
)
def test_the_package_is_valid(tmp_path: Path, query: str, what: str, hxl: bool) -> None:  # noqa: FBT001
    path = write(order(query, what, hxl=hxl), "zip", tmp_path)
    report = Package(str(unpacked(path, tmp_path / "in") / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []
    assert report.valid
    # As it is handed out, too.
    assert Package(str(path)).validate().valid


def test_every_table_has_all_its_rows(tmp_path: Path) -> None:
    asked = order("lang=fr")
    with zipfile.ZipFile(write(asked, "zip", tmp_path)) as archive:
        for table in Activities(asked.page).tables():
            text = archive.read(f"{table.name}.csv").decode("utf-8-sig")
            header, *rows = csv.reader(io.StringIO(text, newline=""))
            assert header == [column.name for column in table.columns]
            assert len(rows) == table.count


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_readme_is_in_the_language_of_the_view(tmp_path: Path, lang: str) -> None:
    asked = order(f"lang={lang}&place=02")
    with zipfile.ZipFile(write(asked, "zip", tmp_path)) as archive:
        readme = archive.read("README.txt").decode("utf-8")
        names = archive.namelist()
    words = asked.page.words
    for msgid in ("data_readme.empty", "rule.distinct.text", "boundary.note_national"):
        assert words.t(msgid) in readme
    assert asked.page.services.catalogue.label("region", "02", lang) in readme
    expected = {f"activities.{one}" for one in ("csv", "xlsx", "geojson", "gpkg", "parquet")}
    assert expected | {f"{name}.csv" for name in NAMES} <= set(names)


def test_a_whole_view_has_its_figures(tmp_path: Path) -> None:
    asked = order("lang=fr", "view")
    path = write(asked, "zip", tmp_path)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        described = json.loads(archive.read("datapackage.json"))
    assert {"activities.csv", "figure_map.csv", "figure_sectors.csv", "README.txt"} <= names
    listed = {resource["path"] for resource in described["resources"]}
    assert listed == names - {"README.txt", "datapackage.json"}


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(order("lang=fr"), "zip", tmp_path, lambda done, total: told.append((done, total)))
    done = [one for one, _total in told]
    assert done == sorted(done)
    assert len({total for _done, total in told}) == 1
    assert told[-1][0] == told[-1][1]
