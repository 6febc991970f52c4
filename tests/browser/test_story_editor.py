"""Editing a story with the keyboard alone, on the page as it is served."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from i18n.languages import LANGUAGES
from stories.reading import parse_story

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
LAPTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=360, height=740)
SHIPPED = json.loads((ROOT / "data/stories/meeting-places.json").read_text(encoding="utf-8"))
EMPTY = {"id": "seminar", "title": {}, "summary": {}, "steps": []}
KEY = "jihat.stories"
KEEP = "([key, stories]) => localStorage.setItem(key, JSON.stringify(stories))"
KEPT = "(key) => JSON.parse(localStorage.getItem(key) || '{}')"
FOCUSED = "(selector) => Boolean(document.activeElement.closest(selector))"
OTHER = {"ar": "fr", "fr": "en", "en": "ar"}
MOST_TABS = 90
NO_VIEWS = (
    "", "Oriental", "https://example.org/", "/present?story=x", "?page=sources", "?q=jihat",
)  # fmt: skip


@pytest.fixture
def room(browser: Browser) -> Iterator[BrowserContext]:
    # A context of its own: its storage is the reader's, and axe is let in beside the page's policy.
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce", accept_downloads=True)
    yield context
    context.close()


def opened(room: BrowserContext, server: str, story: dict[str, Any], lang: str = "fr") -> Page:
    page = room.new_page()
    page.goto(f"{server}/healthz")
    page.evaluate(KEEP, [KEY, {story["id"]: story}])
    page.goto(f"{server}/stories/edit?lang={lang}#{story['id']}")
    expect(page.locator("#editor-whole")).to_be_visible()
    return page


def kept(page: Page, id_: str = "seminar") -> dict[str, Any]:
    expect(page.locator("#editor-saved")).to_have_attribute("data-state", "saved")
    found: dict[str, Any] = page.evaluate(KEPT, KEY)[id_]
    return found


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on what is looked for."""
    for _ in range(MOST_TABS):
        if page.evaluate(FOCUSED, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by {key}")


def write(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def add_step(page: Page, address: str, count: int) -> None:
    page.keyboard.press("Home")
    page.evaluate("() => document.getElementById('main').focus()")
    tab_to(page, "#add-address")
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.locator("#editor-list > li")).to_have_count(count)


def insert_first(page: Page, field: str, search: str) -> str:
    """Insert the first figure that is found, from the button beside a field."""
    tab_to(page, f"[data-insert='{field}']", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.type(search)
    first = page.locator("#figures-list li:visible button").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    text = page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#figures")).to_be_hidden()
    return str(text)


def choose_language(page: Page, lang: str) -> None:
    page.evaluate("() => document.getElementById('main').focus()")
    tab_to(page, "[name='text-language']")
    order = ("ar", "fr", "en")
    now = page.evaluate("() => document.activeElement.value")
    for _ in range((order.index(lang) - order.index(now)) % len(order)):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"[name='text-language'][value='{lang}']")).to_be_checked()


def titles(page: Page) -> list[str]:
    return page.locator("#editor-list .editor__step-title").all_inner_texts()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_story_is_made_with_the_keyboard_alone(
    room: BrowserContext, server: str, lang: str
) -> None:
    page = opened(room, server, EMPTY, lang)
    other, words = OTHER[lang], {"ar": "نشاط", "fr": "activit", "en": "activit"}
    write(page, "#story-title", "Oriental")
    add_step(page, f"{server}/?lang=fr&place=02", 1)
    write(page, "#step-title-text", "One")
    write(page, "#step-caption", "Before ")
    text = insert_first(page, "step-caption", words[lang][:4] if lang != "ar" else "الأنشطة")
    page.keyboard.type(" after")
    add_step(page, "?page=overlap&sets=programme:m4sd,programme:depomi&theme=dark", 2)
    write(page, "#step-title-text", "Two")
    write(page, "#step-caption", "Second")
    choose_language(page, other)
    write(page, "#story-title", "Autre")
    write(page, "#step-title-text", "Deux")
    write(page, "#step-caption", "Deuxième")

    choose_language(page, lang)
    tab_to(page, "#editor-list [data-at='0'] .editor__choose")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    assert titles(page) == ["Two", "One"]
    assert page.evaluate(FOCUSED, "[data-at='0'] .editor__choose")
    expect(page.locator("#editor-said")).not_to_be_empty()
    page.keyboard.press("Control+z")
    assert titles(page) == ["One", "Two"]
    page.keyboard.press("Control+y")
    assert titles(page) == ["Two", "One"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    shown = page.frame_locator("#editor-frame")
    expect(shown.locator(".step__title")).to_have_text("One")
    expect(shown.locator(".step__caption")).to_have_text(f"Before {text} after")
    # The worked example of the record: what the endpoint counts in the region.
    count = page.request.get(f"{server}/api/v1/view?place=02").json()["totals"]["activities"]
    assert str(count) in text
    tab_to(page, "[data-editor-do='download']", "Shift+Tab")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    story = parse_story(Path(downloading.value.path()).read_bytes(), "seminar.json")
    assert downloading.value.suggested_filename == "seminar.json"
    assert [step.view for step in story.steps] == [
        "page=overlap&sets=programme:m4sd,programme:depomi",
        "place=02",
    ]
    assert story.title.own(other) == "Autre"
    assert story.steps[1].caption.own(lang) == "Before {{counted total:activities}} after"
    assert story.steps[0].caption.own(other) == "Deuxième"
    assert kept(page)["steps"][0]["title"] == {lang: "Two", other: "Deux"}


@pytest.mark.long
def test_undo_goes_back_through_every_change(room: BrowserContext, server: str) -> None:
    page = opened(room, server, SHIPPED, "en")
    before = kept(page, SHIPPED["id"])
    write(page, "#step-title-text", "Other words")
    page.locator("#editor-list [data-at='0'] [data-act='duplicate']").click()
    page.locator("#editor-list [data-at='1'] [data-act='remove']").click()
    page.locator("#editor-list [data-at='0'] .editor__choose").click()
    page.locator("#editor-panels [type='checkbox'][value='sectors']").check()
    page.locator("#editor-chips button").first.click()
    assert kept(page, SHIPPED["id"])["steps"] != before["steps"]
    for _ in range(8):
        page.keyboard.press("Control+z")
    after = parse_story(json.dumps(kept(page, SHIPPED["id"])))
    assert after == parse_story(json.dumps(SHIPPED))
    for _ in range(8):
        page.keyboard.press("Control+Shift+z")
    last = parse_story(json.dumps(kept(page, SHIPPED["id"])))
    assert last.steps[0].title.en == "Other words"
    assert last.steps[0].panels == ("map", "figures", "sectors")


@pytest.mark.long
def test_a_figure_is_one_letter_and_copied_as_a_figure(room: BrowserContext, server: str) -> None:
    page = opened(room, server, SHIPPED, "en")
    caption = page.locator("#step-caption")
    expect(caption).to_contain_text("activities")
    own = SHIPPED["steps"][0]["caption"]["en"]
    assert own.endswith("{{total:national}}.")
    caption.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    assert kept(page, SHIPPED["id"])["steps"][0]["caption"]["en"] == own.removesuffix(
        "{{total:national}}."
    )


def test_what_is_no_view_is_refused_with_a_reason(room: BrowserContext, server: str) -> None:
    page = opened(room, server, EMPTY, "en")
    field, wrong = page.locator("#add-address"), page.locator("#add-wrong")
    for address in NO_VIEWS:
        field.fill(address)
        page.evaluate("() => (document.getElementById('add-wrong').textContent = '')")
        field.press("Enter")
        expect(wrong).not_to_be_empty()
        assert page.locator("#editor-list > li").count() == 0, address


@pytest.mark.long
def test_problems_are_told_beside_the_field_and_lead_to_it(
    room: BrowserContext, server: str
) -> None:
    page = opened(room, server, SHIPPED, "en")
    write(page, "#step-title-text", "Forty activities in 12 regions " + "x" * 50)
    expect(page.locator("#step-title-text-count")).to_have_class("editor__count is-over")
    expect(page.locator("#step-title-text-wrong")).to_contain_text("12")
    problem = page.locator("#editor-problems-list a").first
    expect(problem).to_have_text("Step 1, Title (English)")
    page.locator("#editor-list [data-at='3'] .editor__choose").click()
    problem.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED, "#step-title-text")
    expect(page.locator("#step-title")).to_have_text("Step 1 of 11")


@pytest.mark.long
def test_another_tab_is_followed_and_its_change_can_be_undone(
    room: BrowserContext, server: str
) -> None:
    mine = opened(room, server, SHIPPED, "en")
    theirs = room.new_page()
    theirs.goto(f"{server}/stories/edit?lang=en#{SHIPPED['id']}")
    write(theirs, "#story-title", "Theirs")
    kept(theirs, SHIPPED["id"])
    expect(mine.locator("#story-title")).to_have_text("Theirs")
    expect(mine.locator("#editor-saved")).to_have_attribute("data-state", "renewed")
    mine.keyboard.press("Control+z")
    expect(theirs.locator("#story-title")).to_have_text(SHIPPED["title"]["en"])


@pytest.mark.long
@pytest.mark.parametrize("keep", ["keepMine", "takeTheirs"])
def test_another_tab_is_never_written_over(room: BrowserContext, server: str, keep: str) -> None:
    page = opened(room, server, SHIPPED, "en")
    # What this tab writes itself it is not told of: so it looks when it saves.
    theirs = {**SHIPPED, "title": {**SHIPPED["title"], "en": "Theirs"}}
    page.evaluate(KEEP, [KEY, {SHIPPED["id"]: theirs}])
    write(page, "#story-title", "Mine")
    expect(page.locator("#editor-conflict")).to_be_visible()
    write(page, "#step-title-text", "More")
    page.wait_for_timeout(600)
    assert page.evaluate(KEPT, KEY)[SHIPPED["id"]] == theirs
    page.locator(f"[data-editor-do='{keep}']").click()
    wanted = {"keepMine": "Mine", "takeTheirs": "Theirs"}[keep]
    expect(page.locator("#story-title")).to_have_text(wanted)
    expect(page.locator("#editor-conflict")).to_be_hidden()
    assert page.evaluate(KEPT, KEY)[SHIPPED["id"]]["title"]["en"] == wanted


@pytest.mark.long
def test_a_browser_that_keeps_nothing_says_so(room: BrowserContext, server: str) -> None:
    page = opened(room, server, SHIPPED, "en")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    write(page, "#story-title", "Lost")
    expect(page.locator("#editor-saved")).to_have_attribute("data-state", "unsaved")
    page.close(run_before_unload=False)


@pytest.mark.long
def test_a_story_is_renamed_copied_deleted_and_brought_back(
    room: BrowserContext, server: str
) -> None:
    page = opened(room, server, SHIPPED, "en")
    page.locator(".editor__more summary").click()
    page.locator("[data-editor-do='rename']").click()
    page.locator("#rename-id").fill("Two words")
    page.keyboard.press("Enter")
    expect(page.locator("#rename-wrong")).not_to_be_empty()
    page.locator("#rename-id").fill("closing-seminar")
    page.keyboard.press("Enter")
    assert list(page.evaluate(KEPT, KEY)) == ["closing-seminar"]
    assert page.url.endswith("#closing-seminar")
    page.locator(".editor__more summary").click()
    page.locator("[data-editor-do='copyStory']").click()
    expect(page.locator("#story-title")).to_contain_text("(copy)")
    assert len(page.evaluate(KEPT, KEY)) == 2
    page.locator(".editor__more summary").click()
    page.locator("[data-editor-do='deleteStory']").click()
    assert list(page.evaluate(KEPT, KEY)) == ["closing-seminar"]
    page.locator("[data-editor-do='restore']").click()
    expect(page.locator("#story-title")).to_contain_text("(copy)")
    assert len(page.evaluate(KEPT, KEY)) == 2


@pytest.mark.long
def test_a_story_that_is_not_there_leads_to_the_list(room: BrowserContext, server: str) -> None:
    page = room.new_page()
    page.goto(f"{server}/stories/edit?lang=fr#nowhere")
    expect(page.locator("#editor-empty")).to_be_visible()
    expect(page.locator("#editor-empty a")).to_have_attribute("href", "/present?lang=fr")


@pytest.mark.long
def test_steps_are_dragged(room: BrowserContext, server: str) -> None:
    page = opened(room, server, SHIPPED, "en")
    before = titles(page)
    grip = page.locator("#editor-list [data-at='0'] .editor__grip").bounding_box()
    third = page.locator("#editor-list [data-at='2']").bounding_box()
    assert grip
    assert third
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 8, third["y"] + third["height"] - 4, steps=8)
    page.mouse.up()
    assert titles(page) == [before[1], before[2], before[0], *before[3:]]


@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "theme"),
    [(LAPTOP, "light"), (PHONE, "light"), (LAPTOP, "dark"), (PHONE, "contrast")],
)
def test_axe_finds_nothing(browser: Browser, server: str, size: ViewportSize, theme: str) -> None:
    # axe is no part of the page: only a context of its own lets a foreign script in.
    context = browser.new_context(viewport=size, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    try:
        for lang in LANGUAGES:
            page = opened(context, server, SHIPPED, f"{lang}&theme={theme}")
            shown = page.frame_locator("#editor-frame").locator(".step__caption")
            expect(shown).to_be_visible()
            assert (lang, page.evaluate(RUN)) == (lang, [])
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            write(page, "#step-title-text", "12 " + "x" * 70)
            expect(page.locator("#editor-problems-list a").first).to_be_visible()
            assert (lang, page.evaluate(RUN)) == (lang, [])
            page.locator("[data-insert='step-caption']").click()
            expect(page.locator("#figures-list button").first).to_be_visible()
            assert (lang, page.evaluate(RUN)) == (lang, [])
            page.close()
    finally:
        context.close()
