"""Views × languages × formats of data, taken as a reader takes them and read by other programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import rispy
import shapely
from bibtexparser.entrypoint import parse_string
from frictionless import Package
from lxml import etree

from cli import main
from i18n.catalogues import Translator
from tests.exports import matrix

STARTS = ("=", "+", "-", "@", "\t", "\r")
BOUNDS = (-18.0, 20.0, 0.0, 37.0)
QUICK = (("place_and_sector", "ar"), ("overlap", "fr"))
CASES = [
    pytest.param(view, lang, marks=() if (view, lang) in QUICK else pytest.mark.long)
    for view in matrix.VIEWS
    for lang in matrix.LANGS
]
Cells = list[list[Any]]


def same(found: Any, cell: Any) -> bool:
    """Whether a program read what the endpoint says; no value and an empty text are alike."""
    if cell in (None, ""):
        return found is None or found == "" or found != found  # noqa: PLR0124 - not a number
    if isinstance(cell, int | float):
        return float(found) == pytest.approx(float(cell), abs=1e-9)
    return str(found) in (str(cell), f"'{cell}" if str(cell).startswith(STARTS) else str(cell))


def differing(found: Cells, view: str, lang: str, name: str) -> list[Any]:
    """The first cells that are not those of the endpoint."""
    expected = [list(row.values()) for row in matrix.figure(view, lang, name)["rows"]]
    if len(found) != len(expected):
        return [("rows", len(found), len(expected))]
    pairs = (zip(one, other, strict=True) for one, other in zip(found, expected, strict=True))
    return [pair for row in pairs for pair in row if not same(*pair)][:3]


def table(view: str, lang: str, name: str) -> tuple[list[str], list[str], list[str]]:
    """Names, labels and kinds of the columns that the endpoint tells."""
    columns = matrix.figure(view, lang, name)["columns"]
    return tuple([one[key] for one in columns] for key in ("name", "label", "kind"))  # type: ignore[return-value]


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def saved(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_csv(view: str, lang: str) -> None:
    for name in matrix.listed(view, lang):
        content = matrix.take(view, lang, name, "csv")
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        assert header == table(view, lang, name)[0]
        assert differing(rows, view, lang, name) == []
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        assert frame.to_numpy().tolist() == rows


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_xlsx(view: str, lang: str) -> None:
    for name in matrix.listed(view, lang):
        content = matrix.take(view, lang, name, "xlsx")
        book = openpyxl.load_workbook(io.BytesIO(content))
        about, sheet = book.worksheets
        _names, labels, kinds = table(view, lang, name)
        header, *rows = sheet.iter_rows()
        assert [cell.value for cell in header] == labels
        typed = {"integer": "n", "number": "n", "year": "n"}
        for row in rows:
            for kind, cell in zip(kinds, row, strict=True):
                allowed = (typed[kind],) if kind in typed else ("s", "d")
                assert cell.value is None or cell.data_type in allowed, (name, cell.value)
        values = [[_iso(cell.value) for cell in row] for row in rows]
        assert differing(values, view, lang, name) == []
        assert [bool(one.sheet_view.rightToLeft) for one in book] == [lang == "ar"] * 2
        assert sheet.freeze_panes == "B2"
        assert about.title == Translator(lang).t("data_readme.sheet")
        assert matrix.figure(view, lang, name)["title"] in str(about["A1"].value)


def _iso(value: Any) -> Any:
    return value.date().isoformat() if hasattr(value, "date") else value


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_geojson(view: str, lang: str) -> None:
    for name, listed in matrix.listed(view, lang).items():
        if "geojson" not in listed["formats"]:
            continue
        content = json.loads(matrix.take(view, lang, name, "geojson"))
        names = table(view, lang, name)[0]
        rows = [[one["properties"][column] for column in names] for one in content["features"]]
        assert differing(rows, view, lang, name) == []
        shapes = [shapely.geometry.shape(one["geometry"]) for one in content["features"]
                  if one["geometry"]]  # fmt: skip
        assert shapes
        assert [one for one in shapes if not _as_the_rfc_asks(one)] == []
        assert "crs" not in content


def _as_the_rfc_asks(shape: Any) -> bool:
    west, south, east, north = shape.bounds
    inside = west >= BOUNDS[0] and south >= BOUNDS[1] and east <= BOUNDS[2] and north <= BOUNDS[3]
    rings = [
        polygon.exterior.is_ccw and not any(hole.is_ccw for hole in polygon.interiors)
        for polygon in getattr(shape, "geoms", [])
    ]
    return bool(inside and shape.is_valid and all(rings))


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_gpkg(view: str, lang: str, tmp_path: Path) -> None:
    for name, listed in matrix.listed(view, lang).items():
        if "gpkg" not in listed["formats"]:
            continue
        path = saved(matrix.take(view, lang, name, "gpkg"), tmp_path / f"{name}.gpkg")
        layers = [str(one) for one in pyogrio.list_layers(path)[:, 0]]
        # Every layer is there for a figure: the one with its rows is the first.
        frame = gpd.read_file(path, layer=layers[0])
        assert frame.crs.to_epsg() == 4326
        rows = frame[table(view, lang, name)[0]].astype("object").to_numpy().tolist()
        assert differing(rows, view, lang, name) == []
        with sqlite3.connect(path) as connection:
            named = connection.execute("SELECT table_name FROM gpkg_contents")
            contents = {row[0] for row in named}
            styles = list(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert layers[0] in contents
        assert layers[0] in [layer for layer, _qml in styles]
        for _layer, qml in styles:
            assert etree.fromstring(qml.encode()).find("renderer-v2") is not None


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_parquet(view: str, lang: str, tmp_path: Path) -> None:
    for name in matrix.listed(view, lang):
        address = f"/api/v1/figures/{name}.parquet?{matrix.query(view, lang)}"
        path = saved(matrix.ask(address).content, tmp_path / f"{name}.parquet")
        metadata = pq.read_metadata(path).metadata
        if "geojson" in matrix.listed(view, lang)[name]["formats"]:
            geo = json.loads(metadata[b"geo"])
            assert geo["version"].startswith("1.1")
            frame: Any = gpd.read_parquet(path)
            assert frame.crs.to_authority() == ("OGC", "CRS84")
        else:
            assert b"geo" not in metadata
            frame = pd.read_parquet(path)
        rows = frame[table(view, lang, name)[0]].astype("object").to_numpy().tolist()
        assert differing([[_iso(cell) for cell in row] for row in rows], view, lang, name) == []


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_zip(view: str, lang: str, tmp_path: Path) -> None:
    name = matrix.MAIN.get(view.partition("_")[0], "map")
    name = name if name in matrix.listed(view, lang) else "map"
    folder = unpacked(matrix.take(view, lang, name, "zip"), tmp_path / "in")
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []
    with (folder / f"{_own(name, folder)}.csv").open(encoding="utf-8-sig", newline="") as file:
        _header, *rows = csv.reader(file)
    assert differing(rows, view, lang, name) == []
    readme, t = (folder / "README.txt").read_text(encoding="utf-8"), Translator(lang).t
    for text in (matrix.figure(view, lang, name)["title"], t("data_readme.empty"), "CC BY 4.0"):
        assert text in readme


def _own(name: str, folder: Path) -> str:
    return name if (folder / f"{name}.csv").exists() else next(folder.glob("*.csv")).stem


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_the_activities(view: str, lang: str) -> None:
    """The activities of a view are the same in its CSV and in the data endpoint."""
    query = matrix.query(view, lang)
    found = matrix.ask(f"/api/v1/activities.csv?{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(found, newline="")))
    expected = matrix.ask(f"/api/v1/activities.json?{query}").json()
    assert [row["id"] for row in rows] == [one["id"] for one in expected]
    total = matrix.ask(f"/api/v1/view?{query}").json()["totals"]
    if matrix.VIEWS[view].find("count=") < 0:
        assert len(rows) == total["activities"]


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_citations(view: str, lang: str) -> None:
    query = matrix.query(view, lang)
    files = {one: matrix.ask(f"/api/v1/citation.{one}?{query}").text for one in matrix.CITATIONS}
    [entry] = parse_string(files["bib"]).entries
    bib = {field.key: field.value for field in entry.fields}
    [reference] = rispy.loads(files["ris"])
    [item] = json.loads(files["csl.json"])
    address = bib["url"]
    assert address.startswith(f"http://testserver/?lang={lang}")
    assert [reference["urls"][0], item["URL"]] == [address] * 2
    assert [reference["title"], item["title"]] == [bib["title"]] * 2
    assert address in files["txt"]
    # The address leads to the view that is cited.
    again = matrix.ask("/api/v1/view?" + address.partition("?")[2]).json()
    assert again == matrix.ask(f"/api/v1/view?{query}").json()


@pytest.mark.long
@pytest.mark.parametrize(
    ("view", "lang", "name"),
    [("allocated", "fr", "sectors"), ("overlap", "ar", "meetings"), ("need_both", "en", "ranking"),
     ("time", "ar", "calendar"), ("partners", "fr", "partner_roles")],
)  # fmt: skip
def test_libreoffice(view: str, lang: str, name: str, tmp_path: Path) -> None:
    path = saved(matrix.take(view, lang, name, "xlsx"), tmp_path / "made.xlsx")
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [shutil.which("soffice") or "", home, "--headless", "--convert-to", to,
               "--outdir", str(tmp_path), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(path).sheetnames[1]
    with (tmp_path / f"made-{sheet}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == table(view, lang, name)[1]
    assert differing(rows, view, lang, name) == []


@pytest.mark.parametrize(
    ("lang", "extension"),
    [
        pytest.param(lang, extension, marks=() if lang == "fr" else pytest.mark.long)
        for lang in matrix.LANGS
        for extension in ("csv", "geojson", "svg")
    ],
)
def test_the_command_writes_what_the_server_sends(
    lang: str, extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://testserver")
    out = tmp_path / f"made.{extension}"
    query = matrix.query("place_and_sector", lang)
    arguments = ["--view", query, "--what", "map", "--format", extension, "--out", str(out)]
    assert main(["export", *arguments]) == 0
    assert out.read_bytes() == matrix.take("place_and_sector", lang, "map", extension)
