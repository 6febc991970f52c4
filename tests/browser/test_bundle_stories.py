"""Stories of the one-file bundle, presented from its file with the network cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from i18n.languages import LANGUAGES
from tests.browser import presented as room
from tests.browser.chromium import View
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_present import STORIES, TIMED, press, step_of
from tests.bundle.bundles import opened, shows

pytestmark = pytest.mark.browser

SIZE = room.ROOM
STEP_MS = 150
ELSEWHERE = 9
"""A step on overlap, which the file does not have."""
UNRESTORED = "() => /[\\ue000\\ue001]/.test(document.querySelector('#bundle-stage').innerHTML)"
# Outlines of the map that is shown, as large as the browser draws them.
DRAWN = """() => [...document.querySelectorAll(".step:not([hidden]) [data-code]")]
  .filter((path) => path.getBBox().width > 1).length"""


def presented(page: Page) -> None:
    page.locator("html.presenting .step:visible").wait_for()


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_story_is_presented_left_and_resumed_by_keys(browser: Browser, lang: str) -> None:
    with opened(browser, f"lang={lang}", SIZE) as view:
        page = view.page
        page.locator("[data-list-open]").focus()
        press_keys(page, "Enter")
        page.locator("#bundle-list a").first.focus()
        press_keys(page, "Enter")
        presented(page)
        assert page.evaluate(UNRESTORED) is False
        assert page.evaluate(DRAWN) == 12
        goes_by_keys(page, lang)
        leaves_and_comes_back(view, lang)


def press_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def goes_by_keys(page: Page, lang: str) -> None:
    forward, backward = ("ArrowLeft", "ArrowRight") if lang == "ar" else ("ArrowRight", "ArrowLeft")
    assert press(page, forward) == 1
    assert press(page, forward) == 2
    assert press(page, backward, backward) == 1
    assert press(page, " ", "PageDown") == 2
    last = press(page, "End")
    assert last == page.locator(".step").count()
    assert press(page, "Home") == 1
    press_keys(page, "b")
    expect(page.locator("#black")).to_be_visible()
    press_keys(page, "b", "p")
    expect(page.locator("#pointer")).to_be_visible()
    press_keys(page, "Escape", "h")
    expect(page.locator("html[data-highlight]")).to_be_attached()
    press_keys(page, "Escape", "?")
    expect(page.locator("#help")).to_be_visible()
    press_keys(page, "Escape", "q")
    expect(page.locator("#code .deck__note")).to_be_visible()
    press_keys(page, "Escape")


def leaves_and_comes_back(view: View, lang: str) -> None:
    page = view.page
    assert press(page, "4", "Enter") == 4
    assert page.url.endswith(f"#story={STORIES[0]}&step=4&lang={lang}")
    press_keys(page, "e")
    left = f"lang={lang}&level=province&place=02&programme=m4sd&theme=projector"
    shows(view, f"{left}&story={STORIES[0]}:4")
    expect(page.locator("#notice .notice")).to_have_count(0)
    page.locator("#sectors .bar__label").first.focus()
    press_keys(page, "Enter")
    expect(view.chips).to_have_count(3)
    # The way back outlives gestures, a reload, and the Back button.
    page.reload()
    page.locator("[data-story-back]").focus()
    press_keys(page, "Enter")
    presented(page)
    assert step_of(page) == 4
    page.reload()
    presented(page)
    assert step_of(page) == 4
    page.go_back()
    expect(view.chips).to_have_count(3)
    page.go_forward()
    presented(page)
    assert step_of(page) == 4


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_file_does_not_have_is_said(browser: Browser, lang: str) -> None:
    with opened(browser, f"story={STORIES[0]}&step={ELSEWHERE}&lang={lang}", SIZE) as view:
        presented(view.page)
        view.page.keyboard.press("e")
        shows(view, f"lang={lang}&programme=m4sd,depomi&theme=projector&story={STORIES[0]}:9")
        said = {"ar": "التداخل", "fr": "Chevauchements", "en": "Overlap"}
        expect(view.page.locator("#notice .notice")).to_contain_text(said[lang])
        assert view.chips.count() == 2
        view.page.locator("#filters .chips__clear").click()
        expect(view.chips).to_have_count(0)
        view.page.locator("[data-story-back]").click()
        presented(view.page)
        assert step_of(view.page) == ELSEWHERE


@pytest.mark.long
def test_sources_of_a_step_are_those_of_its_view(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[0]}&step=2&lang=fr", SIZE) as view:
        link = view.page.locator(".step:visible .step__sources a")
        told = int(link.inner_text().split()[0])
        link.click()
        view.page.locator("#details[open] .citations li").first.wait_for()
        assert view.page.locator("#details .citations > li").count() == told


@pytest.mark.long
def test_language_and_theme_are_chosen_in_the_story(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[1]}&step=3&lang=fr", SIZE) as view:
        page = view.page
        presented(page)
        press_keys(page, "?")
        page.locator('#help a[lang="ar"]').click()
        expect(view.html).to_have_attribute("dir", "rtl")
        assert step_of(page) == 3
        press_keys(page, "?")
        page.locator('#help a[href*="theme=dark"]').click()
        expect(view.html).to_have_attribute("data-theme", "dark")
        assert step_of(page) == 3
        assert page.locator("#help [aria-current]").count() == 2
        land = page.locator(".step:visible [data-land]").first
        assert land.evaluate("(one) => getComputedStyle(one).fill") == "rgb(28, 40, 47)"
        press_keys(page, "?")
        page.locator("#help a[data-list-open]").click()
        expect(page.locator("#bundle-list")).to_be_visible()
        assert view.html.get_attribute("dir") == "rtl"
        assert page.locator("#bundle-list section").count() == len(STORIES)


@pytest.mark.long
def test_a_live_page_is_named_and_has_codes(browser: Browser) -> None:
    public = "https://jihat.example.org"
    hash_ = f"story={STORIES[0]}&step={ELSEWHERE}&lang=en"
    with opened(browser, hash_, SIZE, public=public) as view:
        page = view.page
        presented(page)
        press_keys(page, "q")
        page.wait_for_function("() => document.getElementById('code-image').naturalWidth > 0")
        expect(page.locator("#code-address")).to_have_text(
            f"{public}/?page=overlap&sets=programme:m4sd,programme:depomi"
        )
        press_keys(page, "Escape", "e")
        live = page.locator("#notice .notice a").get_attribute("href")
        assert live == f"{public}/?lang=en&page=overlap&sets=programme:m4sd,programme:depomi"


@pytest.mark.long
def test_the_notes_follow_and_lead_in_another_window(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[0]}&step=3&lang=fr", SIZE) as view:
        page = view.page
        presented(page)
        with page.context.expect_page() as opening:
            page.keyboard.press("n")
        notes = opening.value
        shown = notes.locator(".notes__step:visible")
        expect(shown).to_have_attribute("data-step", "3")
        page.keyboard.press("End")
        expect(shown).not_to_have_attribute("data-step", "3")
        page.keyboard.press("Home")
        expect(shown).to_have_attribute("data-step", "1")
        press_keys(notes, "PageDown", "PageDown")
        expect(shown).to_have_attribute("data-step", "2")
        expect(page.locator(".step:visible")).to_have_attribute("data-step", "2")
        page.reload()
        presented(page)
        press_keys(notes, "PageDown", "PageDown")
        expect(page.locator(".step:visible")).to_have_attribute("data-step", "3")
        notes.close()


@pytest.mark.long
def test_notes_that_stand_alone_turn_their_own_pages(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[0]}&step=3&lang=ar&notes=1", SIZE) as view:
        shown = view.page.locator(".notes__step:visible")
        expect(shown).to_have_attribute("data-step", "3")
        press_keys(view.page, "PageDown")
        expect(shown).to_have_attribute("data-step", "4")
        assert "step=4" in view.page.url


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
def test_every_step_is_whole_and_large(browser: Browser, story: str, lang: str) -> None:
    with opened(browser, f"story={story}&lang={lang}", SIZE) as view:
        presented(view.page)
        view.page.evaluate("() => document.fonts.ready.then(() => true)")
        expect(view.page.locator("#tools")).to_be_visible()
        steps = view.page.locator(".step").count()
        found = [room.seen(view.page, *shown) for shown in room.parts_of(view.page, steps)]
        faults = [(one.step, one.part, one.faults(room.LEAST)) for one in found]
        assert [one for one in faults if one[2]] == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_stories(browser: Browser, lang: str) -> None:
    with opened(browser, f"lang={lang}", SIZE, bypass_csp=True) as view:
        page, found = view.page, {}
        page.evaluate(AXE)
        page.locator("[data-list-open]").click()
        found["list"] = page.evaluate(RUN)
        page.locator("#bundle-list a").first.click()
        presented(page)
        for name, keys in {
            "first": (), "part": ("PageDown",), "third": ("3", "Enter"), "ninth": ("9", "Enter"),
            "code": ("q",), "help": ("Escape", "?"), "left": ("Escape", "e"),
        }.items():  # fmt: skip
            press_keys(page, *keys)
            found[name] = page.evaluate(RUN)
        for mode in ("print", "notes"):
            page.evaluate("(hash) => { location.hash = hash; }", f"story={STORIES[0]}&{mode}=1")
            page.locator({"print": "html.handout", "notes": "html.speaking"}[mode]).wait_for()
            found[mode] = page.evaluate(RUN)
        assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.long
def test_a_handout_is_one_sheet_of_a4_for_each_step(browser: Browser) -> None:
    for lang in LANGUAGES:
        with opened(browser, f"story={STORIES[0]}&lang={lang}&print=1", SIZE) as view:
            sheets = view.page.locator(".sheet-of-step").count()
            pages = view.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
            assert (lang, pages) == (lang, sheets)


@pytest.mark.long
def test_a_step_is_painted_at_once(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[0]}&lang=ar", SIZE) as view:
        presented(view.page)
        taken = sorted(view.page.evaluate(TIMED) for _ in range(15))
        assert taken[len(taken) // 2] <= STEP_MS


@pytest.mark.long
def test_no_address_of_a_story_breaks_it(browser: Browser) -> None:
    with opened(browser, f"story={STORIES[0]}&step=99&lang=xx", SIZE) as view:
        presented(view.page)
        assert step_of(view.page) == view.page.locator(".step").count()
        for odd in (
            "story=none&step=2",
            "story=constructor",
            "story=none:3",
            f"story={STORIES[0]}:99",
        ):
            view.page.evaluate("(hash) => { location.hash = hash; }", f"lang=fr&{odd}")
            expect(view.page.locator('[data-figure="activities"]')).to_be_visible()
            expect(view.page.locator("[data-story-back]")).to_have_count(0)
