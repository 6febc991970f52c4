"""A view can be named, kept in the browser, and found again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import LAPTOP, PHONE, new_view

pytestmark = pytest.mark.browser

NAME = "Est & <b>Sud</b>, 2024"
WITHOUT_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); }});"""


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script("try { localStorage.setItem('jihat.tour', '1'); } catch {}")
    yield context
    context.close()


@pytest.mark.long
def test_a_view_is_named_kept_renamed_removed_and_found_again(
    fresh: BrowserContext, server: str
) -> None:
    view = new_view(fresh, server, LAPTOP).open("?lang=fr&place=02,09")
    page = view.page
    page.locator("#filters [data-keep]").click()
    page.locator("#kept-name").fill(NAME)
    page.locator("#kept-name").press("Enter")
    view.shows("?lang=fr&place=02,09&name=Est%20%26%20%3Cb%3ESud%3C%2Fb%3E%2C%202024")
    expect(page.locator("#view-name")).to_have_text(NAME)
    assert page.title() == f"{NAME} – Jihat"
    expect(page.locator(".share__link")).to_have_value(page.url)
    page.keyboard.press("Escape")
    page.locator(".chips__clear").click()
    view.shows("?lang=fr")
    page.locator(".header [data-share]").click()
    kept = page.locator(".kept__one")
    kept.locator("[data-do=rename]").click()
    page.locator(".kept__one .kept__field").fill("Est et Sud")
    page.locator(".kept__one .kept__field").press("Enter")
    expect(kept).to_have_text("Est et Sud")
    kept.locator("[data-do=remove]").click()
    expect(kept).to_have_count(0)
    page.keyboard.press("Enter")
    expect(kept.locator("a")).to_be_focused()
    kept.locator("a").click()
    view.shows("?lang=fr&place=02,09&name=Est%20et%20Sud")
    expect(page.locator("#share-card")).to_be_hidden()
    assert view.errors == []


def test_where_nothing_can_be_kept_the_card_says_so(browser: Browser, server: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, reduced_motion="reduce")
    context.add_init_script(WITHOUT_STORAGE)
    view = new_view(context, server, PHONE).open("?lang=ar&place=02&name=x")
    page = view.page
    page.locator("#filters [data-keep]").click()
    page.locator("[data-kept-form] button").click()
    said = page.locator("[data-kept-card]").get_attribute("data-unavailable") or "-"
    expect(page.locator("[data-kept-status]")).to_have_text(said)
    expect(page.locator(".kept__one")).to_have_count(0)
    context.close()
