"""The editor's document in three languages, and what its scripts do to texts and history."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page

from app import create_app
from i18n.languages import LANGUAGES
from stories.checking import Checker
from stories.model import Step, Story, Texts
from tests.exports.whole_record import services

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "assets" / "js" / "story_editor_model.js"


@cache
def client() -> TestClient:
    return TestClient(create_app(services()))


@cache
def opened(lang: str) -> lxml_html.HtmlElement:
    answer = client().get(f"/stories/edit?lang={lang}")
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.text)


def settings(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(opened(lang).get_element_by_id("main").get("data-editor"))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_is_of_its_language(lang: str) -> None:
    tree = opened(lang)
    assert (tree.get("lang"), tree.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    for part in tree.xpath("//main//h1 | //main//h2 | //main//button | //main//label"):
        own = part.text_content().strip() or part.get("aria-label", "")
        assert "editor." not in own
    names = [one.get("value") for one in tree.xpath("//input[@name='text-language']")]
    assert tuple(names) == LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_inline_and_every_script_is_there(lang: str) -> None:
    tree = opened(lang)
    assert tree.xpath("//@style | //main//@onclick | //style") == []
    scripts = tree.xpath("//script")
    assert all(one.get("src") and not one.text for one in scripts)
    assert {client().get(one.get("src")).status_code for one in scripts} == {200}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_describes_a_field_exists_and_ids_are_told_apart(lang: str) -> None:
    tree = opened(lang)
    ids = [str(one) for one in tree.xpath("//@id")]
    assert sorted(ids) == sorted(set(ids))
    named = tree.xpath("//main//@aria-labelledby | //main//@aria-describedby | //main//label/@for")
    assert {id_ for one in named for id_ in one.split()} <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_language_is_the_same_page(lang: str) -> None:
    links = opened(lang).xpath("//nav[@class='languages']/a/@href")
    assert [link.partition("?")[0] for link in links] == ["/stories/edit"] * 3
    assert opened(lang).xpath("//nav[@class='places']//*[@aria-current]") == []


def test_the_words_of_the_scripts_have_the_same_blanks_in_every_language() -> None:
    blanks = {
        lang: {
            name: sorted(re.findall(r"\{\w+\}", text))
            for name, text in settings(lang)["words"].items()
        }
        for lang in LANGUAGES
    }
    assert blanks["ar"] == blanks["fr"] == blanks["en"]
    assert not set(settings("ar")["words"].values()) & set(settings("en")["words"].values())


def test_every_word_that_a_script_asks_for_is_handed_to_it() -> None:
    asked = set()
    for path in (ROOT / "assets" / "js").glob("story_editor*.js"):
        asked |= set(re.findall(r"\bt\(\"(\w+)\"", path.read_text(encoding="utf-8")))
    assert asked
    assert asked <= settings("fr")["words"].keys()


# --- what the scripts do ---


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def run(page: Page, name: str, *values: Any) -> Any:
    return page.evaluate(
        "([name, values]) => window.jihat.storyEditorModel[name](...values)", [name, list(values)]
    )


TEXTS = {
    "en": ("12 regions", "In 2021, 71 of M4SD", "On 23 October 2024", "1,234.5 and 3", "no number"),
    "fr": ("Les 12 régions", "le 1er mars 2020", "du 3 au 23 octobre", "10\u202f587 personnes"),
    "ar": ("في 12 جهة", "يوم 23 أكتوبر 2024", "سنة 2021", "٣ جهات"),
}


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_those_that_the_check_of_shipped_stories_finds(page: Page, lang: str) -> None:
    for text in TEXTS[lang]:
        caption = f"{text} {{{{total:activities}}}}"
        texts = Texts(**{lang: caption})
        story = Story(
            "x", texts, Texts(), (Step("", ("map",), "map", Texts(**{lang: "x"}), texts),)
        )
        found = Checker(services(), shipped=True).problems(story)
        numbers = [
            one.found for one in found if (one.check, one.field) == ("number", f"caption.{lang}")
        ]
        assert run(page, "numbers", caption, lang) == numbers


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "at", "after", "caret"),
    [
        ("", 0, "{{a:b}}", 7),
        ("of  in", 3, "of {{a:b}} in", 10),
        ("ofin", 2, "of {{a:b}} in", 10),
        ("of.", 2, "of {{a:b}}.", 10),
        ("of (", 4, "of ({{a:b}}", 11),
        ("{{c:d}}", 7, "{{c:d}} {{a:b}}", 15),
    ],
)
def test_a_figure_stands_apart_from_words(
    page: Page, text: str, at: int, after: str, caret: int
) -> None:
    assert run(page, "insertAt", text, at, "{{a:b}}") == {"text": after, "at": caret}


@pytest.mark.browser
def test_a_text_reads_as_its_figures_do(page: Page) -> None:
    known = {"{{a:b}}": {"text": "71 activities"}}
    assert run(page, "reads", "Of {{a:b}}, {{c:d}}.", known) == "Of 71 activities, {{c:d}}."
    assert run(page, "lengthOf", "Of {{a:b}} 😀", known) == len("Of 71 activities 😀")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("http://here.test/?lang=fr&place=02", "lang=fr&place=02"),
        ("https://other.test/?place=02", "place=02"),
        (" ?place=02 ", "place=02"),
        ("/?", ""),
        ("http://here.test/", ""),
        ("https://other.test/", None),
        ("http://here.test/present?story=x", None),
        ("javascript:alert(1)", None),
        ("Oriental", None),
        ("http://", None),
        ("", None),
    ],
)
def test_an_address_is_one_of_the_page(page: Page, address: str, query: str | None) -> None:
    assert run(page, "queryOf", address, "http://here.test") == query


@pytest.mark.browser
def test_history_goes_back_and_forth_and_types_together(page: Page) -> None:
    steps = page.evaluate(
        """() => {
          const m = window.jihat.storyEditorModel;
          let h = m.begun({ id: "x", n: 0 });
          h = m.changed(h, { id: "x", n: 1 }, { at: 0 }, "title", 1000);
          h = m.changed(h, { id: "x", n: 2 }, { at: 0 }, "title", 1200);
          h = m.changed(h, { id: "x", n: 2 }, { at: 0 }, "title", 1300);
          h = m.changed(h, { id: "x", n: 3 }, { at: 0 }, "title", 9000);
          h = m.changed(h, { id: "x", n: 4 }, { at: 2 }, "", 9001);
          const seen = [];
          for (const way of ["undone", "redone"]) {
            for (let one = m[way](h); one; one = m[way](h)) {
              h = one;
              seen.push([one.now.story.n, one.place.at]);
            }
          }
          h = m.renamed(h, "y");
          return [seen, [...h.past, h.now].map((one) => one.story.id)];
        }"""
    )
    assert steps == [
        [[3, 2], [2, 0], [0, 0], [2, 0], [3, 0], [4, 2]],
        ["y", "y", "y", "y"],
    ]


@pytest.mark.browser
def test_what_a_language_lacks(page: Page) -> None:
    story = {
        "title": {"fr": "a", "en": "b"},
        "summary": {},
        "steps": [{"title": {"fr": "a"}, "caption": {"en": "b"}, "notes": {}}],
    }
    assert run(page, "languagesOf", story) == ["fr", "en"]
    assert run(page, "missing", story, "en") == [{"step": 1, "field": "title"}]
    assert run(page, "missing", story, "fr") == [{"step": 1, "field": "caption"}]
