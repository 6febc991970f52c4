"""Citations of a view: read back with parsers of others, and with what their formats ask for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from exports.citation import citation
from exports.order import Order
from i18n.languages import LANGUAGES
from tests.exports.orders import MADE, order, write

ORIENTAL = "lang=fr&place=02&count=touches&from=2018"
HOSTILE = "50 % & {de} tout_cela #1 $ ~ ^ \\fin"
PACKAGE = Path(__file__).resolve().parents[2] / "data" / "datapackage.json"


def cited(query: str, extension: str, folder: Path, what: str = "view") -> str:
    return write(order(query, what), extension, folder).read_text(encoding="utf-8")


def bibtex(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert library.failed_blocks == []
    [entry] = library.entries
    assert entry.entry_type == "misc"
    return {field.key: field.value for field in entry.fields}


def ris(text: str) -> dict[str, Any]:
    [entry] = rispy.loads(text)
    return dict(entry)


def version() -> str:
    return str(json.loads(PACKAGE.read_text(encoding="utf-8"))["version"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_tells_the_same(tmp_path: Path, lang: str) -> None:
    query = ORIENTAL.replace("lang=fr", f"lang={lang}")
    address = f"https://jihat.example.org/?{query}"
    told = citation(order(query, "view"))
    bib = bibtex(cited(query, "bib", tmp_path))
    reference = ris(cited(query, "ris", tmp_path))
    [item] = json.loads(cited(query, "csl.json", tmp_path))
    assert [bib["title"], reference["title"], item["title"]] == [told.title] * 3
    assert [bib["url"], reference["urls"][0], item["URL"]] == [address] * 3
    assert [bib["version"], reference["edition"], item["version"]] == [version()] * 3
    assert bib["urldate"] == "2026-11-22"
    assert reference["access_date"] == "2026/11/22"
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert bib["year"] == reference["year"] == str(item["issued"]["date-parts"][0][0])
    for note in told.notes:
        assert note in reference["notes"]
        assert note in item["note"]


def test_the_title_says_page_and_filters(tmp_path: Path) -> None:
    text = bibtex(cited("lang=fr&page=need&place=02,09&from=2018&to=2020", "bib", tmp_path))
    assert text["title"] == "Besoins · Oriental et Souss-Massa · 2018–2020"
    assert bibtex(cited("lang=fr&name=Mon%20conseil", "bib", tmp_path))["title"] == "Mon conseil"


def test_a_figure_is_cited_by_its_own_title(tmp_path: Path) -> None:
    [item] = json.loads(cited("lang=fr&place=02", "csl.json", tmp_path, "sectors"))
    assert item["title"] == "Activités par secteur · Oriental"
    assert item["id"] == "jihat-sectors-20261122"


def test_csl_has_what_its_schema_asks_for(tmp_path: Path) -> None:
    # https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
    [item] = json.loads(cited(ORIENTAL, "csl.json", tmp_path))
    assert item["type"] == "dataset"
    assert set(item) <= {
        "id", "type", "title", "container-title", "author", "publisher", "version", "issued",
        "accessed", "URL", "language", "note",
    }  # fmt: skip
    assert item["author"] == [{"literal": "Jihat"}]
    for name in ("issued", "accessed"):
        [parts] = item[name]["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def test_signs_of_tex_stay_text(tmp_path: Path) -> None:
    asked = order("lang=fr", "view")
    page = replace(asked.page, view=asked.page.view.with_(name=HOSTILE))
    text = write(replace(asked, page=page), "bib", tmp_path).read_text(encoding="utf-8")
    title = bibtex(text)["title"]
    # What TeX would print: commands for signs by their names, then escaped signs.
    for command, sign in (
        (r"\textbackslash{}", "\\"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^"),
    ):  # fmt: skip
        title = title.replace(command, f"\0{ord(sign)}\0")
    title = re.sub(r"\\([&%$#_{}])", r"\1", title)
    assert re.sub(r"\0(\d+)\0", lambda found: chr(int(found[1])), title) == HOSTILE


def test_a_line_of_ris_is_one_line(tmp_path: Path) -> None:
    asked = order("lang=fr", "view")
    page = replace(asked.page, view=asked.page.view.with_(name="a\nER  - \nTY  - BOOK"))
    path = write(replace(asked, page=page), "ris", tmp_path)
    assert ris(path.read_text(encoding="utf-8"))["title"] == "a ER  -  TY  - BOOK"
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


def test_the_text_is_in_three_languages_the_readers_first(tmp_path: Path) -> None:
    paragraphs = cited(ORIENTAL, "txt", tmp_path).split("\n\n")
    addresses = [re.findall(r"https://\S+?lang=(\w\w)", part) for part in paragraphs[:3]]
    assert addresses == [["fr"], ["ar"], ["en"]]
    assert "Oriental" in paragraphs[0]
    assert "الشرق" in paragraphs[1]
    sources = order(ORIENTAL, "view").page.services.catalogue.record.sources
    listed = paragraphs[3].splitlines()[1:]
    assert 0 < len(listed) < len(sources)
    assert all(any(title in line for title in sources["title"]) for line in listed)


def test_sources_are_those_of_what_is_shown() -> None:
    page = order(ORIENTAL, "view").page
    answer = page.services.catalogue.answer(page.view, sources=True)
    titles = page.services.catalogue.record.sources.set_index("id")["title"]
    expected = [titles[id_] for id_ in answer.totals.source_ids["activities"]]
    found = [source.title for source in citation(Order(page, "view", MADE)).sources]
    assert sorted(found) == sorted(expected)
