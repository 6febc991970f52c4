"""Presenting the story of a visitor: it is sent, drawn, and kept by nobody."""

from __future__ import annotations

import json
import logging
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from app import create_app, create_services
from i18n.languages import LANGUAGES
from settings import load_settings
from stories.reading import LARGEST, as_file
from ui.services import Services

SHIPPED = "meeting-places"
TITLE = "Mon atelier secret"


@cache
def services() -> Services:
    return create_services(load_settings({}))


@cache
def client() -> TestClient:
    return TestClient(create_app(services()))


def step(view: str = "place=02", **changes: Any) -> dict[str, Any]:
    return {
        "view": view,
        "panels": ["map", "figures"],
        "large": "map",
        "title": {"fr": view or "Tout"},
        "caption": {},
        **changes,
    }


def story(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"id": "mine", "title": {"fr": TITLE}, "steps": list(steps)}


def post(content: Any, query: str = "story=~mine&lang=fr", **headers: str) -> Any:
    sent = content if isinstance(content, bytes | str) else json.dumps(content)
    headers = {"Content-Type": "application/json", **headers}
    return client().post(f"/present?{query}", content=sent, headers=headers)


def document(content: Any, query: str = "story=~mine&lang=fr") -> lxml_html.HtmlElement:
    answer = post(content, query)
    assert answer.status_code == 200
    return lxml_html.document_fromstring(answer.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_is_that_of_a_story_that_comes_with_the_record(lang: str) -> None:
    sent = as_file(services().stories.stories[SHIPPED])
    own = post(sent, f"story=~{SHIPPED}&lang={lang}&step=2").text
    shipped = client().get(f"/present?story={SHIPPED}&lang={lang}&step=2").text
    assert own == shipped.replace(f'story="{SHIPPED}"', f'story="~{SHIPPED}"').replace(
        f"story={SHIPPED}", f"story=~{SHIPPED}"
    )


def test_links_of_the_document_lead_to_the_browser_s_own_story() -> None:
    tree = document(story(step(), step("")), "story=~mine&lang=fr&step=2")
    (body,) = tree.xpath("//body")
    assert (body.get("data-story"), body.get("data-step")) == ("~mine", "2")
    assert body.get("data-notes") == "/present?story=~mine&lang=fr&notes=1"
    links = tree.xpath("//a[starts-with(@href, '/present?story')]/@href")
    assert {link.split("&")[0] for link in links} == {"/present?story=~mine"}
    live = tree.xpath("//section[@data-step='1']/@data-live")
    assert live == ["/?lang=fr&place=02&theme=projector&story=~mine:1"]


def test_exploring_leads_back_to_the_step() -> None:
    page = lxml_html.document_fromstring(client().get("/?lang=ar&place=02&story=~mine:2").text)
    assert page.xpath("//a[@data-story-back]/@href") == ["/present?story=~mine&step=2&lang=ar"]
    toggle = page.xpath("//*[@id='sectors']//a[@data-toggle]/@href")[0]
    assert "story=~mine%3A2" in toggle


@pytest.mark.parametrize(
    "given", ["~mine", "~mine:0", "~~mine:1", "~Mine:1", "mi~ne:1", "~<b>:1", "~mine:1000"]
)
def test_what_names_no_step_gives_no_way_back(given: str) -> None:
    assert "data-story-back" not in client().get("/", params={"lang": "fr", "story": given}).text


@pytest.mark.parametrize(("mode", "sheets"), [("notes", 0), ("print", 2)])
def test_notes_and_handout_are_drawn_too(mode: str, sheets: int) -> None:
    sent = story(step(notes={"fr": "Dire bonjour"}), step(""))
    tree = document(sent, f"story=~mine&lang=fr&{mode}=1")
    assert len(tree.xpath("//section[@class='sheet-of-step']")) == sheets
    assert ("Dire bonjour" in tree.text_content()) == (mode == "notes")


@pytest.mark.parametrize(
    ("panels", "figures"), [(["map", "question"], ["map"]), (["question"], [])]
)
def test_a_comparison_of_nothing_is_left_out(panels: list[str], figures: list[str]) -> None:
    tree = document(story(step("page=compare", panels=panels, large=panels[0])))
    assert [one.get("data-panel") for one in tree.xpath("//figure")] == figures


def test_the_browser_is_asked_for_its_story() -> None:
    answers = {client().get(f"/present?lang=fr&story=~{one}").text for one in ("mine", "other")}
    assert len(answers) == 1
    tree = lxml_html.document_fromstring(answers.pop())
    # Strict enough for the policy: every script is a file.
    assert all(one.get("src") and not one.text for one in tree.xpath("//script"))


def test_words_of_a_visitor_stay_words() -> None:
    sent = story(step(title={"fr": "<script>alert(1)</script>"}, caption={"fr": "<img src=x>"}))
    tree = document(sent)
    assert not tree.xpath("//script[not(@src)]")
    assert not tree.xpath("//p[@class='step__caption']//img")


@pytest.mark.parametrize(
    ("content", "check", "field"),
    [
        ("{", "json", ""),
        (b"\xff\xfe", "json", ""),
        ("null", "schema", ""),
        (story(), "schema", "steps"),
        (story(step(panels=["sea"])), "schema", "panels.1"),
        ('{"id": "a", "id": "a"}', "twice", ""),
    ],
)
def test_what_is_no_story_is_told(content: Any, check: str, field: str) -> None:
    answer = post(content)
    assert answer.status_code == 422
    told = answer.json()
    first = told["problems"][0]
    assert (told["readable"], first["check"], first["field"]) == (False, check, field)


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"view": "place=99"}, "view"),
        ({"view": "page=about"}, "view"),
        ({"panels": ["map", "question"]}, "panel"),
        ({"point": ["activity:nowhere"]}, "point"),
        ({"point": ["region:02"], "view": "level=province"}, "point"),
        ({"caption": {"fr": "{{total:all}}"}}, "reference"),
    ],
)
def test_what_would_mislead_the_room_is_told_first(changes: dict[str, Any], check: str) -> None:
    sent = story(step(), {**step(), **changes})
    told = post(sent).json()
    assert told["readable"] is True
    assert {(one["step"], one["check"]) for one in told["problems"]} == {(2, check)}
    tree = document(sent, "story=~mine&lang=fr&anyway=1")
    assert len(tree.xpath("//section[@data-step]")) == 2


def test_gaps_of_the_texts_are_no_hindrance() -> None:
    assert post(story(step(title={}, caption={"en": "Only English"}))).status_code == 200


def test_more_than_a_story_can_be_is_refused() -> None:
    assert post(b" " * (LARGEST + 1)).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_the_form_of_a_foreign_page_is_refused(kind: str) -> None:
    assert post(story(step()), **{"Content-Type": kind}).status_code == 415


def test_nothing_is_kept_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = post(story(step(caption={"fr": TITLE})))
    assert answer.headers["cache-control"] == "no-store"
    assert TITLE in answer.text
    assert TITLE not in caplog.text
    assert TITLE not in client().get("/present?lang=fr").text


def test_the_policy_stays_strict() -> None:
    policy = post(story(step())).headers["content-security-policy"]
    assert policy == client().get("/present?lang=fr").headers["content-security-policy"]
    assert "script-src 'self'" in policy
