"""Nothing finer than may be public is in a picture, a figure's table or a citation of it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from exports import formats
from exports.order import ACTIVITIES
from tests.api.conftest import make_client
from tests.exports.orders import order, write
from tests.exports.test_protected import few, read
from tests.test_protected_site import (
    COMMUNE,
    ELSEWHERE,
    NAMES,
    PROVINCE,
    assert_silent,
    services,
)
from ui.services import Services

QUERIES = (
    "",
    "place=02.411&level=commune",
    "level=province",
    "page=need&level=commune&place=02",
    "page=overlap&level=commune&place=02",
    "page=coverage&rows=province&level=commune&place=02",
    "page=time",
    "page=partners",
    "page=compare&compare=place:02.411,place:02",
)
WITHHELD = "b-women"


_CLIENTS: dict[int, TestClient] = {}


def client(one: Services) -> TestClient:
    return _CLIENTS.setdefault(id(one), make_client(one))


def clients() -> tuple[TestClient, TestClient]:
    """The secret site, and the same in another commune of its province."""
    return client(services()), client(services(*ELSEWHERE))


def named(query: str, lang: str) -> list[dict[str, Any]]:
    answer = client(services()).get(f"/api/v1/figures.json?lang={lang}&{query}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["figures"]
    return found


def pictured(lang: str) -> str:
    return f"lang={lang}&place=02.411&level=commune"


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        pytest.param(query, lang, marks=() if not query and lang == "fr" else pytest.mark.long)
        for query in QUERIES
        for lang in NAMES
    ],
)
def test_nobody_can_tell_the_site_from_one_in_another_commune(query: str, lang: str) -> None:
    for figure in named(query, lang):
        for extension in ("svg", "json", "csv", "geojson"):
            if extension in figure["formats"]:
                address = figure["formats"][extension]
                one, other = (each.get(address) for each in clients())
                assert one.status_code == 200
                assert one.content == other.content, address


@pytest.mark.parametrize("lang", NAMES)
def test_no_picture_tells_the_site(lang: str, tmp_path: Path) -> None:
    asked = order(pictured(lang), "map", services())
    root = etree.parse(write(asked, "svg", tmp_path)).getroot()
    assert root.findall(".//*[@data-site]") == []
    told = " ".join(str(one) for one in root.itertext())
    hidden = [name for name in NAMES.values() if name in told]
    assert hidden == []
    assert not re.search(r"34[.,]68|1[.,]9086", told)


@pytest.mark.long
@pytest.mark.parametrize("lang", NAMES)
def test_no_sheet_and_no_dots_tell_the_site(lang: str, tmp_path: Path) -> None:
    asked = order(pictured(lang), "map", services())
    image: Any = Image.open(write(asked, "png", tmp_path))
    [page] = PdfReader(write(asked, "pdf", tmp_path)).pages
    for text in (" ".join(image.text.values()), page.extract_text()):
        assert [name for name in NAMES.values() if name in text] == []


@pytest.mark.parametrize("lang", NAMES)
def test_no_citation_tells_the_site(lang: str) -> None:
    for extension in ("txt", "bib", "ris", "csl.json"):
        answer = client(services()).get(f"/api/v1/citation.{extension}?lang={lang}")
        assert_silent(answer.text)


def test_the_figures_of_units_say_that_the_province_is_all_that_is_known() -> None:
    answer = client(services()).get("/api/v1/figures/map.json?lang=fr&level=commune&place=02.411")
    rows = {row["commune_code"]: row for row in answer.json()["rows"]}
    assert rows[COMMUNE]["activities"] is None
    known = client(services()).get("/api/v1/figures/map.json?lang=fr&level=province&place=02")
    assert {row["province_code"]: row["activities"] for row in known.json()["rows"]}[PROVINCE]


@pytest.mark.long
@pytest.mark.parametrize("lang", NAMES)
def test_no_figure_as_data_tells_the_site(lang: str, tmp_path: Path) -> None:
    for figure in named("", lang):
        for extension in ("xlsx", "gpkg", "parquet", "zip"):
            listed = figure["formats"]
            if extension in listed or (extension == "parquet" and "geojson" in listed):
                folder = tmp_path / f"{figure['name']}-{extension}"
                folder.mkdir()
                path = write(order(f"lang={lang}", figure["name"], services()), extension, folder)
                assert_silent(read(path))


@pytest.mark.parametrize("extension", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
@pytest.mark.parametrize("what", ["stated", "key_figures", ACTIVITIES])
def test_a_count_of_few_people_is_in_no_row(what: str, extension: str, tmp_path: Path) -> None:
    if what != ACTIVITIES and extension in ("geojson", "gpkg"):
        return  # neither lies anywhere
    text = read(write(order("lang=en", what, few()), extension, tmp_path))
    text = re.sub(r"VALUES\(\d+,", "VALUES(", text)  # numbers of rows
    for line in text.splitlines():
        if WITHHELD in line:
            assert not re.search(r"(?<![\d.:-])3(\.0)?(?![\d.:-])", line), line


def test_the_picture_of_stated_figures_withholds_it_too(tmp_path: Path) -> None:
    root = etree.parse(write(order("lang=en", "stated", few()), "svg", tmp_path)).getroot()
    texts = {str(one.text) for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert not any(re.fullmatch(r"3\b.*(women|person).*", text) for text in texts)
    figures = client(few()).get("/api/v1/figures/stated.json?lang=en").json()["rows"]
    assert [row for row in figures if row["measurement_id"] == WITHHELD and row["value"]] == []


@pytest.mark.long
def test_the_bundle_of_the_whole_view_is_silent(tmp_path: Path) -> None:
    path = write(order("lang=fr", "view", services()), "zip", tmp_path)
    with zipfile.ZipFile(path) as archive:
        drawn = [name for name in archive.namelist() if name.endswith(".svg")]
        assert drawn
        for name in drawn:
            root = etree.parse(io.BytesIO(archive.read(name))).getroot()
            assert_silent(" ".join(str(one) for one in root.itertext() if "base64" not in str(one)))


def test_every_format_is_looked_at() -> None:
    drawn = {name for name, one in formats.discover().items() if one.KIND == "figure"}
    cited = {name for name, one in formats.discover().items() if one.KIND == "view"}
    assert drawn == {"svg", "png", "pdf"}
    assert {"txt", "bib", "ris", "csl.json"} <= cited
