"""Presenting: the documents of a story, against the story's own file and the record's answers."""

from __future__ import annotations

from functools import cache

import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from app import create_app, create_services
from i18n.languages import LANGUAGES
from settings import load_settings
from ui.services import Services

MEETING = "meeting-places"


@cache
def services() -> Services:
    return create_services(load_settings({}))


@cache
def client() -> TestClient:
    return TestClient(create_app(services()))


@cache
def opened(query: str) -> lxml_html.HtmlElement:
    answer = client().get(f"/present?{query}")
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.text)


def texts(tree: lxml_html.HtmlElement, path: str) -> list[str]:
    return [one.text_content().strip() for one in tree.xpath(path)]


def steps() -> int:
    return len(services().stories.stories[MEETING].steps)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_has_every_story_by_its_title(lang: str) -> None:
    tree = opened(f"lang={lang}")
    own = [story.title.own(lang) for story in services().stories.stories.values()]
    assert texts(tree, "//main//*[@data-story]/h3") == own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_story_stands_whole_in_one_document_at_the_step_asked_for(lang: str) -> None:
    tree = opened(f"story={MEETING}&step=3&lang={lang}")
    sections = tree.xpath("//section[@data-step]")
    assert [one.get("data-step") for one in sections] == [str(n + 1) for n in range(steps())]
    assert [one.get("data-step") for one in sections if one.get("hidden") is None] == ["3"]
    own = [step.title.own(lang) for step in services().stories.stories[MEETING].steps]
    assert texts(tree, "//h1") == own


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("mode", ["", "&notes=1", "&print=1"])
def test_no_reference_is_left_in_what_is_shown(lang: str, mode: str) -> None:
    tree = opened(f"story={MEETING}&lang={lang}{mode}")
    assert "{{" not in tree.text_content()


def test_the_caption_has_the_number_that_the_endpoint_gives() -> None:
    query = "lang=en&programme=m4sd,depomi"
    total = client().get(f"/api/v1/view?{query}").json()["totals"]["activities"]
    caption = texts(opened(f"story={MEETING}&lang=en"), "//p[@class='step__caption']")[0]
    assert f"{total} activities" in caption


def test_every_panel_of_a_step_has_its_figure_the_large_one_first() -> None:
    sections = opened(f"story={MEETING}&lang=fr").xpath("//section[@data-step]")
    shown = [[one.get("data-panel") for one in each.xpath(".//figure")] for each in sections]
    wanted = [
        sorted(step.panels, key=lambda panel, large=step.large: panel != large)  # type: ignore[misc]
        for step in services().stories.stories[MEETING].steps
    ]
    assert [figures for figures in shown if figures] == shown
    assert shown == wanted


def test_what_is_pointed_at_is_marked() -> None:
    tree = opened(f"story={MEETING}&lang=fr")
    programmes = tree.xpath("//section[@data-step='3']//li[contains(@class, 'pointed')]/span[1]")
    label = services().catalogue.label("phase", "m4sd-2-3", "fr")
    assert [one.text_content() for one in programmes] == [label]
    outlines = tree.xpath("//section[@data-step='1']//*[local-name()='path'][@class='pointed']")
    assert len(outlines) == 4


def test_exploring_leads_to_the_view_and_from_there_back_to_the_step() -> None:
    live = opened(f"story={MEETING}&lang=fr").xpath("//section[@data-step='4']")[0].get("data-live")
    page = lxml_html.document_fromstring(client().get(live).text)
    back = page.xpath("//a[@data-story-back]")[0].get("href")
    assert back == f"/present?story={MEETING}&step=4&lang=fr"
    assert not page.xpath("//div[@class='notice']")


def test_the_way_back_stays_while_the_reader_explores() -> None:
    page = lxml_html.document_fromstring(client().get(f"/?lang=fr&story={MEETING}:2").text)
    link = page.xpath("//*[@id='sectors']//a[@data-toggle]")[0].get("href")
    assert f"story={MEETING}%3A2" in link


def test_an_unknown_story_is_told() -> None:
    answer = client().get("/present?story=nowhere&lang=fr")
    assert answer.status_code == 404
    assert MEETING in answer.text


@pytest.mark.parametrize("step", ["0", "99", "x", "-1"])
def test_a_step_that_is_none_is_the_nearest_one(step: str) -> None:
    tree = opened(f"story={MEETING}&step={step}&lang=fr")
    assert len(tree.xpath("//section[@data-step and not(@hidden)]")) == 1


def test_the_handout_names_sources_and_shows_every_figure() -> None:
    tree = opened(f"story={MEETING}&lang=fr&print=1")
    sheets = tree.xpath("//section[@class='sheet-of-step']")
    assert len(sheets) == steps()
    assert not tree.xpath("//figure[@hidden]")
    assert all("Sources" in one.text_content() for one in sheets)


def test_the_notes_have_what_only_the_speaker_sees() -> None:
    notes = services().stories.stories[MEETING].steps[0].notes.own("fr")
    assert (
        texts(opened(f"story={MEETING}&lang=fr&notes=1"), "//*[@class='notes__text']")[0] == notes
    )
    assert notes not in opened(f"story={MEETING}&lang=fr").text_content()


def test_a_code_holds_the_view_without_the_reader_s_own_choices() -> None:
    answer = client().get("/api/v1/qr.svg?lang=fr&theme=dark&place=02&story=x:1")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "<title>http://testserver/?place=02</title>" in answer.text


def test_ids_of_a_document_are_told_apart() -> None:
    found = [str(one) for one in opened(f"story={MEETING}&lang=fr").xpath("//@id")]
    assert sorted(found) == sorted(set(found))
