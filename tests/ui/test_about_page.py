from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

import api
from geodata.counting import RULES
from geodata.derive.repair import ENCLAVES
from geodata.gazetteer import BOUNDARIES_FOLDER
from geodata.schema import LINK_BASES, LOCATION_BASES
from geodata.view_state import CHOICES
from settings import load_settings
from tests.ui.services import example
from ui import about_page
from ui.explanations import EXPLANATIONS, KEYS
from ui.page import open_page
from ui.services import Services

LANGUAGES = ("ar", "fr", "en")
ROOT = Path(__file__).resolve().parents[2]


def page(query: str = "lang=en", services: Services | None = None) -> html.HtmlElement:
    opened = open_page(services or example(), f"{query}&page=about")
    return html.document_fromstring(about_page.render(opened))


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [re.sub(r"\s+", " ", one.text_content()).strip() for one in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_there_once(lang: str) -> None:
    ids = page(f"lang={lang}").xpath("//@id")
    sections = [*about_page.PARTS, *(one for part in about_page.PARTS.values() for one in part)]
    assert [ids.count(section) for section in sections] == [1] * len(sections)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_within_the_page_lead_somewhere(lang: str) -> None:
    document = page(f"lang={lang}")
    anchors = {href[1:] for href in document.xpath("//a/@href") if href.startswith("#")}
    assert sorted(anchors - set(document.xpath("//@id"))) == []


def test_every_explanation_leads_to_a_section() -> None:
    ids = set(page().xpath("//@id"))
    assert [one.key for one in EXPLANATIONS if one.section not in ids] == []


def test_the_worked_example_is_what_the_program_counts() -> None:
    answers = {
        rule: example().catalogue.answer(open_page(example(), f"?lang=en&count={rule}").view)
        for rule in RULES
    }
    number = {"⅓": 1 / 3, "2⅓": 7 / 3}
    for rule, answer in answers.items():
        figures = {row.id: row.value for row in answer.by["region"]}
        shown = [number.get(text) or float(text) for text in about_page.EXAMPLE_FIGURES[rule]]
        counted = [figures[place] for place in about_page.EXAMPLE_PLACES]
        assert shown == pytest.approx([*counted, answer.totals.activities])


def test_the_example_shows_every_place_of_every_activity() -> None:
    rows = page().cssselect("#example-places tbody tr")
    shown = {
        texts(row.cssselect("th"))[0]: [bool(text) for text in texts(row.cssselect("td"))]
        for row in rows
    }
    assert shown == {
        "A": [True, False, False, False],
        "B": [True, True, True, False],
        "C": [False, False, False, True],
        "D": [True, False, False, False],
    }


def test_every_basis_of_the_record_is_explained() -> None:
    assert about_page.LOCATION_BASES == LOCATION_BASES
    assert about_page.PHASE_BASES == LINK_BASES
    assert CHOICES["boundary"] == about_page.PRESENTATIONS


def test_the_repairs_are_those_of_the_boundaries() -> None:
    assert about_page.TOWNS_CUT_OUT == ENCLAVES
    with (BOUNDARIES_FOLDER / "lost_parts.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(page().cssselect(".lost tbody tr")) == len(listed)


@pytest.mark.parametrize("boundary", about_page.PRESENTATIONS)
def test_both_presentations_are_shown_and_the_one_in_use_is_marked(boundary: str) -> None:
    settings = load_settings({"DATA": str(ROOT / "data"), "BOUNDARY": boundary})
    document = page(services=replace(example(), settings=settings))
    drawn = document.cssselect(".presentation")
    lines = [len(one.cssselect(".presentation__line")) for one in drawn]
    marked = [one.get("data-presentation") for one in drawn if one.cssselect(".tag")]
    assert lines == [0, 1]
    assert marked == [boundary]


def test_small_numbers_are_told_to_be_withheld_only_where_they_are() -> None:
    settings = load_settings({"DATA": str(ROOT / "data"), "SUPPRESS_BELOW": "0"})
    shown = page(services=replace(example(), settings=settings)).text_content()
    assert "On this site, small numbers of people are not withheld." in shown
    assert "when it is below 5." in page().text_content()


def test_every_address_for_analysts_is_served() -> None:
    server = api.create_server()
    api.register(server, example())
    served = set(server.openapi()["paths"])
    told = {address for addresses in about_page.ENDPOINTS.values() for address in addresses}
    assert sorted(told - served) == []


def test_the_licence_of_the_record_is_the_one_told() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]


# How the scripts name the keys that the list tells; Tab, Enter on links and Space on boxes are the
# browser's own.
NAMES = {
    "arrows": ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
    "enter": ("Enter",),
    "space": (" ",),
    "escape": ("Escape",),
    "tab": (),
    "S": ("KeyS",),
    "page_down": ("PageDown",),
    "page_up": ("PageUp",),
    "backspace": ("Backspace",),
    "−": ("-",),
}


def test_the_scripts_know_every_key_that_is_listed() -> None:
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "assets/js").glob("*.js"))
    listed = {key for lines in KEYS.values() for line in lines for key in line.keys}
    names = [name for key in listed for name in NAMES.get(key, (key,))]
    assert [
        name for name in names if f'"{name}"' not in scripts and f"{name}:" not in scripts
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_languages_lead_to_the_same_page(lang: str) -> None:
    links = page(f"lang={lang}").cssselect(".languages a")
    assert [link.get("href") for link in links] == [
        f"?lang={other}&page=about" for other in LANGUAGES
    ]
