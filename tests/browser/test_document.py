"""The document itself: language, direction, title, headings and landmarks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from i18n.catalogues import Translator
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

DIRECTIONS = [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")]
# In words of the page, without what the map draws and what nobody is shown.
WORDS = """() => {
  const body = document.body.cloneNode(true);
  for (const part of body.querySelectorAll("script, noscript, svg, #announcer")) part.remove();
  const labels = [...body.querySelectorAll("[aria-label]")].map((part) => part.ariaLabel);
  return [document.title, body.textContent.replace(/\\s+/g, " "), ...labels];
}"""


@pytest.mark.parametrize(("lang", "direction"), DIRECTIONS)
def test_language_direction_and_title(open_view: OpenView, lang: str, direction: str) -> None:
    view = open_view(lang=lang)
    expect(view.html).to_have_attribute("lang", lang)
    expect(view.html).to_have_attribute("dir", direction)
    words = Translator(lang)
    assert view.page.title() == f"{words.t('app.title')} – {words.t('app.subtitle')}"


def test_headings_go_down_one_level_at_a_time(open_view: OpenView) -> None:
    page = open_view().page
    levels: list[int] = page.locator("h1, h2, h3, h4").evaluate_all(
        "(all) => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_landmark_is_there_once(open_view: OpenView) -> None:
    page = open_view().page
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    unnamed = page.locator("main > section, nav").evaluate_all(
        """(all) => all.filter((one) => one.checkVisibility() &&
             !one.ariaLabel && !one.getAttribute("aria-labelledby") &&
             !one.querySelector(":scope h2")).map((one) => one.id || one.className)"""
    )
    assert unnamed == []


def test_skip_link_leads_to_the_content(open_view: OpenView) -> None:
    page = open_view().page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize(("lang", "direction"), DIRECTIONS)
def test_language_changes_in_place_and_keeps_the_filters(
    open_view: OpenView, lang: str, direction: str
) -> None:
    before = "fr" if lang != "fr" else "ar"
    view = open_view("place=02&sector=governance", lang=before)
    page = view.page
    page.evaluate("() => { window.sameDocument = true; }")
    page.locator(f'.languages a[lang="{lang}"]').click()
    view.shows(f"?lang={lang}&place=02&sector=governance")
    expect(view.html).to_have_attribute("lang", lang)
    expect(view.html).to_have_attribute("dir", direction)
    assert page.evaluate("() => window.sameDocument") is True
    assert view.address == {"lang": lang, "place": "02", "sector": "governance"}


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.long
def test_a_page_that_changed_its_language_reads_like_one_that_was_loaded_in_it(
    open_view: OpenView, lang: str
) -> None:
    changed = open_view("place=02", lang="en" if lang != "en" else "ar")
    changed.page.locator(f'.languages a[lang="{lang}"]').click()
    changed.shows(f"?lang={lang}&place=02")
    loaded = open_view("place=02", lang=lang)
    assert changed.page.evaluate(WORDS) == loaded.page.evaluate(WORDS)
