"""The search in the header: by keyboard, by touch, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import LAPTOP, PHONE, new_view
from tests.browser.conftest import OpenView
from tests.browser.test_axe import AXE, violations

pytestmark = pytest.mark.browser


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator("#search-hits [role=row]").first.wait_for()


def current(page: Page) -> str:
    found: str = page.evaluate(
        "() => document.getElementById(document.getElementById('search-input')"
        ".getAttribute('aria-activedescendant'))?.textContent || ''"
    )
    return found


def test_a_place_is_searched_and_opened_by_keyboard(open_view: OpenView) -> None:
    page = open_view().page
    search(page, "wajda")
    expect(page.locator("#search-input")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#search-spoken")).to_have_text(re.compile(r"^\d+ résultat"))
    page.keyboard.press("ArrowDown")
    assert current(page).startswith("Oujda")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?lang=fr&page=profile&subject=place%3A02.411.01.23")


def test_keys_move_over_the_hits_and_back_to_the_field(open_view: OpenView) -> None:
    page = open_view().page
    search(page, "oriental")
    names = page.locator("#search-hits .search__name").all_inner_texts()
    page.keyboard.press("ArrowUp")
    assert current(page).startswith(names[-1])
    page.keyboard.press("Home")
    assert current(page).startswith(names[0])
    page.keyboard.press("ArrowUp")
    assert current(page) == ""
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-sheet")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#search-input")).to_have_value("")


def test_a_place_is_shown_on_the_map_without_loading_the_page_again(open_view: OpenView) -> None:
    view = open_view(lang="ar")
    view.page.evaluate("() => { window.isSamePage = true; }")
    search(view.page, "الشرق")
    view.page.keyboard.press("ArrowDown")
    # The second cell lies to the left in a document from right to left.
    view.page.keyboard.press("ArrowLeft")
    view.page.keyboard.press("Enter")
    view.page.wait_for_url("**/?lang=ar&level=province&place=02")
    expect(view.chips).to_have_count(1)
    assert view.page.evaluate("() => window.isSamePage === true")
    expect(view.page.locator("#search-sheet")).to_be_hidden()


def test_nothing_found_is_said_as_text(open_view: OpenView) -> None:
    page = open_view().page
    page.keyboard.press("/")
    page.keyboard.type("<b id=mark>qqxxzz")
    state = page.locator("#search-state")
    expect(state).to_contain_text("<b id=mark>qqxxzz")
    expect(page.locator("#mark")).to_have_count(0)


def test_a_slash_in_a_field_is_a_slash(open_view: OpenView) -> None:
    page = open_view().page
    page.locator("#search-input").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#search-input")).to_have_value("a/b")


def test_the_last_text_is_the_one_answered(open_view: OpenView) -> None:
    page = open_view().page
    search(page, "nador")
    page.locator("#search-input").fill("berkane")
    expect(page.locator("#search-hits .search__name").first).to_have_text("Berkane")


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_on_a_phone_an_icon_opens_the_search(browser: Browser, server: str, lang: str) -> None:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    page.goto(f"{server}/search?lang={lang}")
    field = page.locator("#search-input")
    expect(field).to_be_hidden()
    page.locator(".bottom [data-search]").click()
    expect(field).to_be_focused()
    box = page.locator("#search").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, PHONE[0])
    field.fill("tanja")
    page.locator("#search-hits [role=row]").first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE[0]
    page.locator("[data-search-close]").click()
    expect(field).to_be_hidden()
    context.close()


def test_without_scripts_a_form_leads_to_the_results(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?lang=fr&page=sources")
    page.locator("#search-input").fill("oujda")
    page.locator("#search-input").press("Enter")
    first = page.locator(".search__group li").first
    expect(first).to_have_attribute("data-id", "02.411.01.23")
    context.close()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_axe_finds_nothing_in_the_open_search(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    page = new_view(context, server, size).page
    page.goto(f"{server}/search?lang=ar&q=%D8%B7%D9%86%D8%AC%D8%A9")
    found = violations(page)
    search(page, "طنجه")
    page.keyboard.press("ArrowDown")
    found += violations(page)
    context.close()
    assert found == []


@pytest.mark.long
def test_a_former_region_leads_into_the_folded_list(open_view: OpenView) -> None:
    page = open_view().page
    page.goto(f"{page.url.partition('?')[0]}?lang=fr&page=sources#former-list")
    expect(page.locator("#former-list")).to_be_in_viewport()
