"""Presenting a story with the keyboard alone, on the page as it is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from i18n.languages import LANGUAGES
from tests.browser import presented

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
ROOM = ViewportSize(width=presented.ROOM[0], height=presented.ROOM[1])
STORIES = ("meeting-places", "reading-jihat")
# What of a step moves after it was shown: the codes of units, the names of bars, and all of it.
MOVING = """([step, part]) => {
  window.jihatStory.show(step, part);
  return new Promise((done) => requestAnimationFrame(() => {
    const moves = (one) => one.getAnimations({subtree: true}).length > 0;
    const told = (selector, key) => [...document.querySelectorAll(`#step-${step} ${selector}`)]
      .filter((one) => one.checkVisibility() && moves(one)).map((one) => one.dataset[key]).sort();
    done({units: told("path[data-code]", "code"), bars: told("[data-name]", "name"),
      all: document.getElementById(`step-${step}`).getAnimations({subtree: true}).length});
  }));
}"""
# The units of two steps that have another colour, by what is written in the document.
RECOLOURED = """([one, other]) => {
  const fills = [one, other].map((step) => Object.fromEntries(
    [...document.querySelectorAll(`#step-${step} path[data-code][fill^="#"]`)]
      .map((path) => [path.dataset.code, path.getAttribute("fill")])));
  return Object.keys(fills[0]).filter((code) => fills[0][code] !== fills[1][code]).sort();
}"""
SETTLED = """() => Promise.all(
  document.getAnimations().filter((one) => one.effect.target.closest(".step"))
    .map((one) => one.finished)).then(() => [...document.querySelectorAll("path[data-code]")]
  .filter((path) => path.checkVisibility() && path.getAttribute("fill").startsWith("#"))
  .filter((path) => {
    const drawn = document.createElement("i");
    drawn.style.color = path.getAttribute("fill");
    return getComputedStyle(path).fill !== drawn.style.color;
  }).length)"""
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
    return presented.open_story(page, server, story, lang)


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
@pytest.mark.parametrize("size", [presented.ROOM, presented.HALL])
def test_every_figure_is_whole_and_large(
    page: Page, server: str, size: tuple[int, int], story: str, lang: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    least = presented.LEAST if size == presented.ROOM else 0
    steps = present(page, server, story, lang)
    # Once hidden they cover nothing: they are measured while they are seen.
    expect(page.locator("#tools")).to_be_visible()
    found = [presented.seen(page, *shown) for shown in presented.parts_of(page, steps)]
    assert [(one.step, one.part, one.faults(least)) for one in found if one.faults(least)] == []


@pytest.mark.long
def test_texts_that_are_planted_badly_are_found(page: Page, server: str) -> None:
    present(page, server, STORIES[0], "fr")
    page.evaluate("""() => {
      for (const [text, left, top] of [["A", 900, 26], ["B", 60, 26], ["C", 1020, 300]]) {
        const planted = document.createElement("p");
        planted.textContent = text.repeat(3);
        planted.style = "position: fixed; margin: 0; font-size: 9px";
        Object.assign(planted.style, { left: `${left}px`, top: `${top}px` });
        document.querySelector(".step:not([hidden])").append(planted);
      }
    }""")
    found = presented.seen(page, 1, 1)
    title = page.locator("#title-1").inner_text()
    assert found.smallest == 9
    assert (found.covered, found.over, found.cut) == (("AAA",), (f"{title} / BBB",), ("CCC",))


def test_what_two_steps_share_moves_and_ends_as_it_is_drawn(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport=ROOM, reduced_motion="no-preference")
    present(page, server, STORIES[0], "en")
    recoloured = page.evaluate(RECOLOURED, [1, 2])
    assert recoloured
    assert page.evaluate(MOVING, [2, 1])["units"] == recoloured
    assert page.evaluate(SETTLED) == 0
    page.evaluate(MOVING, [2, 2])
    assert page.evaluate(MOVING, [6, 2])["bars"]
    page.emulate_media(reduced_motion="reduce")
    assert [page.evaluate(MOVING, shown)["all"] for shown in ([2, 2], [2, 1], [1, 1])] == [0, 0, 0]
    page.close()


@pytest.mark.long
@pytest.mark.parametrize("theme", ["projector", "light", "dark", "contrast"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(page: Page, server: str, lang: str, theme: str) -> None:
    # Every figure in the theme of a room; in the others each kind of figure once.
    stories = STORIES if theme == "projector" else STORIES[1:]
    for story in stories:
        steps = presented.open_story(page, server, story, lang, f"&theme={theme}")
        for shown in presented.parts_of(page, steps):
            assert (shown, page.evaluate(RUN)) == (shown, [])
    for keys in (("q",), ("Escape", "?")):
        press(page, *keys)
        assert (keys, page.evaluate(RUN)) == (keys, [])


@pytest.mark.long
@pytest.mark.parametrize("more", ["", f"story={STORIES[0]}&print=1", f"story={STORIES[0]}&notes=1"])
def test_axe_finds_nothing_beside_the_steps(page: Page, server: str, more: str) -> None:
    for lang in LANGUAGES:
        page.goto(f"{server}/present?lang={lang}&{more}")
        assert (lang, page.evaluate(RUN)) == (lang, [])


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
