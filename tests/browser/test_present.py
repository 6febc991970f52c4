"""Presenting a story with the keyboard alone, on the page as it is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from i18n.languages import LANGUAGES

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
ROOM = ViewportSize(width=1024, height=768)
STORIES = ("meeting-places", "reading-jihat")
# The smallest letters that are seen on a step, and what lies beyond the screen or under its foot.
SEEN = """() => {
  const step = document.querySelector(".step:not([hidden])");
  const cut = [];
  let smallest = Infinity;
  const foot = step.querySelector(".step__foot").getBoundingClientRect().top;
  const walk = document.createTreeWalker(step, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const own = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !own.getClientRects().length) continue;
    if (own.closest("title, desc")) continue;
    const matrix = own.getScreenCTM && own.getScreenCTM();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(own).fontSize) * scale);
    const box = own.getBoundingClientRect();
    const low = own.closest(".step__foot") ? innerHeight : foot;
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > low + 2) {
      cut.push(own.textContent.trim());
    }
  }
  return [smallest, cut];
}"""
TIMED = """() => new Promise((done) => {
  const before = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "PageDown", bubbles: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - before)));
})"""


@pytest.fixture(scope="module")
def room(browser: Browser) -> Iterator[BrowserContext]:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(viewport=ROOM, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


@pytest.fixture
def page(room: BrowserContext) -> Iterator[Page]:
    page = room.new_page()
    yield page
    page.close()


def present(page: Page, server: str, story: str, lang: str) -> int:
    page.goto(f"{server}/present?story={story}&lang={lang}")
    page.wait_for_function("() => window.jihatStory")
    return int(page.locator("body").get_attribute("data-steps") or 0)


def step_of(page: Page) -> int:
    return int(page.locator(".step:visible").get_attribute("data-step") or 0)


def press(page: Page, *keys: str) -> int:
    for key in keys:
        page.keyboard.press(key)
    return step_of(page)


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_a_story_is_presented_left_and_resumed_by_keys(page: Page, server: str, lang: str) -> None:
    last = present(page, server, STORIES[0], lang)
    forward, backward = ("ArrowLeft", "ArrowRight") if lang == "ar" else ("ArrowRight", "ArrowLeft")
    # A step of two figures shows one after the other.
    assert press(page, forward) == 1
    assert press(page, forward) == 2
    assert press(page, backward, backward) == 1
    assert press(page, " ", "PageDown") == 2
    assert press(page, "End") == last
    assert press(page, "Home") == 1
    assert press(page, "4", "Enter") == 4
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("p")
    expect(page.locator("#pointer")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator("html[data-highlight]")).to_be_attached()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    assert "step=4" in page.url
    page.keyboard.press("e")
    back = page.locator("[data-story-back]")
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.jihatStory")
    assert step_of(page) == 4


def test_the_notes_follow_and_lead(page: Page, server: str, room: BrowserContext) -> None:
    present(page, server, STORIES[0], "fr")
    press(page, "3", "Enter")
    with room.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    shown = notes.locator(".notes__step:visible")
    expect(shown).to_have_attribute("data-step", "3")
    page.keyboard.press("End")
    expect(shown).not_to_have_attribute("data-step", "3")
    page.keyboard.press("Home")
    expect(shown).to_have_attribute("data-step", "1")
    notes.keyboard.press("PageDown")
    notes.keyboard.press("PageDown")
    expect(shown).to_have_attribute("data-step", "2")
    expect(page.locator(".step:visible")).to_have_attribute("data-step", "2")
    notes.close()


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
def test_every_step_is_whole_and_large(page: Page, server: str, story: str, lang: str) -> None:
    for step in range(1, present(page, server, story, lang) + 1):
        parts = int(page.locator(f"#step-{step}").get_attribute("data-parts") or 1)
        for part in range(1, parts + 1):
            page.evaluate("([step, part]) => window.jihatStory.show(step, part)", [step, part])
            smallest, cut = page.evaluate(SEEN)
            assert (step, part, cut) == (step, part, [])
            assert smallest >= 24, (step, part)


@pytest.mark.long
@pytest.mark.parametrize("theme", ["projector", "dark", "contrast"])
def test_axe_finds_nothing(page: Page, server: str, theme: str) -> None:
    page.goto(f"{server}/present?lang=ar")
    assert page.evaluate(RUN) == []
    for lang in LANGUAGES:
        page.goto(f"{server}/present?story={STORIES[0]}&lang={lang}&theme={theme}")
        page.wait_for_function("() => window.jihatStory")
        for keys in ((), ("PageDown",), ("3", "Enter"), ("9", "Enter"), ("q",), ("Escape", "?")):
            for key in keys:
                page.keyboard.press(key)
            assert (keys, page.evaluate(RUN)) == (keys, [])
    for mode in ("print", "notes"):
        page.goto(f"{server}/present?story={STORIES[0]}&lang=fr&{mode}=1")
        assert (mode, page.evaluate(RUN)) == (mode, [])


@pytest.mark.long
def test_a_step_is_painted_at_once(page: Page, server: str) -> None:
    present(page, server, STORIES[0], "ar")
    taken = sorted(page.evaluate(TIMED) for _ in range(15))
    assert taken[len(taken) // 2] <= 150


@pytest.mark.long
def test_a_story_goes_on_without_the_network(page: Page, server: str, room: BrowserContext) -> None:
    last = present(page, server, STORIES[0], "fr")
    room.set_offline(True)
    try:
        assert press(page, "End") == last
        assert press(page, "5", "Enter") == 5
    finally:
        room.set_offline(False)


@pytest.mark.long
def test_a_handout_is_one_sheet_of_a4_for_each_step(page: Page, server: str) -> None:
    page.goto(f"{server}/present?story={STORIES[0]}&lang=fr&print=1")
    sheets = page.locator(".sheet-of-step").count()
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == sheets
