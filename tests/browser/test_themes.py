"""Every theme: what decides it, that the map follows it, and that it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from layers.theme import PALETTES
from tests.browser.chromium import LAPTOP, PHONE, UNITS, View, new_view
from tests.browser.conftest import OpenView
from tests.browser.test_axe import AXE, violations
from tests.browser.test_layout import CUT, OVERFLOW

pytestmark = pytest.mark.browser

ROOM = (1024, 768)
LANGUAGES = ["ar", "fr", "en"]
THEMES = ["light", "dark", "contrast", "projector"]
# What the browser wishes for, and the palette that "auto" gives it.
WISHES = [
    ({"color_scheme": "light"}, "light"),
    ({"color_scheme": "dark"}, "dark"),
    ({"contrast": "more"}, "contrast"),
    ({"contrast": "more", "color_scheme": "dark"}, "night"),
]
AREAS = "(paths) => [...new Set(paths.map((path) => getComputedStyle(path).fill))]"
LEGEND = """() => [...document.querySelectorAll(
  "#map-legend .swatch:not([class*='--'])")].map((one) => getComputedStyle(one).backgroundColor)"""
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
BARS = "() => [...document.querySelectorAll('meta[name=theme-color]')].map((one) => one.content)"
# Words in the page that are smaller than so many pixels, but for notes under the map.
SMALLER = """(least) => {
  const found = new Set();
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const within = texts.currentNode.parentElement;
    const aside = ".visually-hidden, svg, .swatch, .boundary, #stated, noscript, script";
    if (!texts.currentNode.textContent.trim() || within.closest(aside)) continue;
    if (within.checkVisibility() && parseFloat(getComputedStyle(within).fontSize) < least) {
      found.add(within.className || within.tagName);
    }
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def lenient(browser: Browser) -> Iterator[BrowserContext]:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


def rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:7])
    return f"rgb({red}, {green}, {blue})"


def follows(view: View, name: str) -> None:
    """Check that page, browser's frame, map and legend have the colours of a palette."""
    palette = PALETTES[name]
    assert view.page.evaluate(GROUND) == rgb(palette["paper"])
    assert set(view.page.evaluate(BARS)) == {palette["card"].lower()}
    legend = view.page.evaluate(LEGEND)
    assert set(view.page.locator(UNITS).evaluate_all(AREAS)) == set(legend)
    assert set(legend) <= {rgb(palette[token]) for token in palette}
    assert rgb(palette["step-5"]) in legend
    assert rgb(palette["none"]) in legend


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_of_the_address_colours_page_map_and_legend(open_view: OpenView, name: str) -> None:
    follows(open_view(f"theme={name}"), name)


@pytest.mark.parametrize(("wishes", "name"), WISHES)
def test_without_a_theme_the_browser_decides(
    browser: Browser, server: str, wishes: dict[str, Any], name: str
) -> None:
    context = browser.new_context(reduced_motion="reduce", **wishes)
    view = new_view(context, server).open("?lang=fr")
    # The frame is coloured by script where more than light and dark are asked for.
    view.page.evaluate("() => window.jihat.applyTheme(window.location.search)")
    follows(view, name)
    context.close()


def test_the_menu_changes_the_theme_in_place_and_in_the_address(open_view: OpenView) -> None:
    view = open_view("place=02")
    view.page.evaluate("() => { window.sameDocument = true; }")
    view.page.locator("#appearance > summary").focus()
    view.page.keyboard.press("Enter")
    view.page.locator("#theme-auto").focus()
    view.page.keyboard.press("ArrowDown")
    view.shows("?lang=fr&place=02&theme=light")
    view.page.keyboard.press("ArrowDown")
    view.shows("?lang=fr&place=02&theme=dark")
    expect(view.page.locator("#theme-dark")).to_be_checked()
    expect(view.page.locator("#theme-dark")).to_be_focused()
    follows(view, "dark")
    view.page.keyboard.press("Escape")
    expect(view.page.locator("#appearance > summary")).to_be_focused()
    view.page.go_back()
    view.shows("?lang=fr&place=02&theme=light")
    follows(view, "light")
    assert view.page.evaluate("() => window.sameDocument") is True


@pytest.mark.long
def test_a_page_without_dash_changes_its_theme_and_its_links(open_view: OpenView) -> None:
    page = open_view().page
    page.goto(page.url.partition("?")[0] + "?lang=fr&page=sources")
    page.locator("#appearance > summary").click()
    page.locator("#theme-dark").check()
    assert page.evaluate(GROUND) == rgb(PALETTES["dark"]["paper"])
    page.locator(".places a").first.click()
    expect(page.locator("#figures")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_theme_needs_no_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?lang=fr&place=02,09")
    page.locator("#appearance > summary").click()
    page.locator("#theme-contrast").check()
    page.locator("#appearance button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    expect(page.locator("#filters .chip")).to_have_count(2)
    context.close()


def test_the_projector_has_large_type_and_fits_the_room(open_view: OpenView) -> None:
    view = open_view("theme=projector", size=ROOM)
    assert view.page.evaluate(SMALLER, 20) == []
    assert [one for check in (OVERFLOW, CUT) for one in view.page.evaluate(check)] == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_paper_is_black_on_white_without_controls(open_view: OpenView, name: str) -> None:
    view = open_view(f"place=02&theme={name}")
    view.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    view.page.emulate_media(media="print")
    assert view.page.evaluate(GROUND) == "rgb(255, 255, 255)"
    for gone in (".filters__pickers", ".places", ".languages", "#appearance", ".share__open"):
        expect(view.page.locator(gone).first).to_be_hidden()
    head = view.page.locator(".paper")
    expect(head).to_contain_text("Oriental")
    expect(head).to_contain_text("place=02")
    expect(head.locator("time")).not_to_be_empty()
    areas = set(view.page.locator(UNITS).evaluate_all(AREAS))
    assert areas <= {rgb(colour) for colour in PALETTES["print"].values()}
    view.page.emulate_media(media="screen")


def test_paper_has_the_addresses_of_sources(open_view: OpenView) -> None:
    page = open_view("select=psychosocial-751").page
    page.emulate_media(media="print")
    link = page.locator('#details .citations a[href^="http"]').first
    address = link.get_attribute("href")
    after = link.evaluate("(one) => getComputedStyle(one, '::after').content")
    # Chromium gives the content as it is written, or as it is shown.
    assert after in ('" ‹" attr(href) "›"', f'" ‹" "{address}" "›"', f'" ‹{address}›"')


def axe_in(lenient: BrowserContext, server: str, query: str, size: tuple[int, int]) -> list[str]:
    view = new_view(lenient, server, size).open(f"?{query}")
    view.page.locator("#appearance > summary").click()
    found = [*violations(view.page), *view.page.evaluate(OVERFLOW)]
    view.page.close()
    return found


@pytest.mark.parametrize("query", ["lang=ar&theme=dark&place=02", "lang=fr&theme=contrast"])
@pytest.mark.long
def test_axe_finds_nothing_in_a_theme(lenient: BrowserContext, server: str, query: str) -> None:
    assert axe_in(lenient, server, query, LAPTOP) == []


@pytest.mark.long
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", THEMES)
def test_axe_finds_nothing_in_any_theme(
    lenient: BrowserContext, server: str, name: str, lang: str, size: tuple[int, int]
) -> None:
    query = f"lang={lang}&theme={name}&place=02&select=region:02"
    view = new_view(lenient, server, size).open(f"?{query}")
    found = violations(view.page)
    view.page.close()
    assert found == []
    assert axe_in(lenient, server, f"lang={lang}&theme={name}&place=02", size) == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["sources", "about", "profile&subject=place:02"])
@pytest.mark.parametrize("name", THEMES)
def test_axe_finds_nothing_on_other_pages_in_any_theme(
    lenient: BrowserContext, server: str, name: str, page: str, lang: str
) -> None:
    opened = lenient.new_page()
    opened.goto(f"{server}/?lang={lang}&theme={name}&page={page}")
    found = violations(opened)
    opened.close()
    assert found == []
