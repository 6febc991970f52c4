"""Sharing a view: the system's sheet, or a card with its link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import LAPTOP, PHONE, new_view

pytestmark = pytest.mark.browser

RECORD = """() => {
  navigator.share = (what) => { window.shared = what; return Promise.resolve(); };
}"""


@pytest.fixture
def sharing(browser: Browser, server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce", has_touch=False)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    yield context
    context.close()


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_the_link_of_the_view_is_copied(sharing: BrowserContext, server: str, lang: str) -> None:
    view = new_view(sharing, server, LAPTOP).open(f"?lang={lang}&place=02")
    page = view.page
    page.locator("#sectors .bar__label").first.click()
    view.chips.nth(1).wait_for()
    page.locator(".header [data-share]").click()
    link = page.evaluate("() => window.location.href")
    expect(page.locator(".share__link")).to_have_value(link)
    expect(page.locator(".share__view")).to_have_text(page.title())
    page.locator(".share__copy").click()
    expect(page.locator(".share__status")).not_to_be_empty()
    assert page.evaluate("() => navigator.clipboard.readText()") == link
    page.keyboard.press("Escape")
    expect(page.locator("#share-card")).to_be_hidden()
    expect(page.locator(".header [data-share]")).to_be_focused()


@pytest.mark.long
def test_a_phone_shares_its_own_way(browser: Browser, server: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    context.add_init_script(f"({RECORD})()")
    view = new_view(context, server, PHONE).open("?lang=fr&place=02")
    view.page.locator(".bottom [data-share]").click()
    assert view.page.evaluate("() => window.shared") == {
        "title": "Oriental – Jihat",
        "url": f"{server}/?lang=fr&place=02",
    }
    expect(view.page.locator("#share-card")).to_be_hidden()
    context.close()


def test_pages_without_dash_share_too(sharing: BrowserContext, server: str) -> None:
    page = new_view(sharing, server, LAPTOP).page
    page.goto(f"{server}/?lang=fr&page=sources#documents")
    page.locator(".header [data-share]").click()
    expect(page.locator(".share__link")).to_have_value(f"{server}/?lang=fr&page=sources")


@pytest.mark.long
def test_the_title_follows_the_view(sharing: BrowserContext, server: str) -> None:
    view = new_view(sharing, server, LAPTOP).open("?lang=fr")
    titles = [view.page.title()]
    view.page.locator('#picker-place input[data-value="02"]').dispatch_event("click")
    view.shows("?lang=fr&place=02")
    titles.append(view.page.title())
    assert titles == [
        "Jihat – Migration et développement dans les régions du Maroc",
        "Oriental – Jihat",
    ]
