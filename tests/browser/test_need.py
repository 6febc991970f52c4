"""Need against activity: choosing what is shown, dots by keys, and every width and theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, View, new_view
from tests.browser.conftest import OpenView
from tests.browser.test_axe import AXE, violations

pytestmark = pytest.mark.browser

NARROW = (360, 800)
STATES = ("draw=both", "census=change&level=province", "against=people&breaks=own&limits=15,25")


def title(view: View) -> str:
    return view.page.locator("#map-title").inner_text()


def test_an_indicator_is_chosen_shown_and_undone(open_view: OpenView) -> None:
    view = open_view("page=need")
    assert title(view) == "Taux de chômage · 2024"
    view.page.locator("select[name=indicator]").select_option("illiteracy_rate_10_plus")
    view.shows("?lang=fr&page=need&indicator=illiteracy_rate_10_plus")
    view.page.locator(".need__choose a[href*='census=change']").click()
    view.shows("?lang=fr&page=need&indicator=illiteracy_rate_10_plus&census=change")
    expect(view.page.locator(".need__track--both").first).to_be_visible()
    view.page.go_back()
    view.page.go_back()
    view.shows("?lang=fr&page=need")
    expect(view.page.locator("select[name=indicator]")).to_have_value("labour_unemployment_rate")


def test_a_dot_chooses_its_region_by_keys(open_view: OpenView) -> None:
    view = open_view("page=need")
    view.page.locator(".plot__dot[data-link='region:02']").focus()
    view.page.keyboard.press("Enter")
    view.shows("?lang=fr&page=need&place=02")
    expect(view.page.locator(".need__row.is-selected")).to_have_attribute("data-key", "02")
    expect(view.page.locator(".plot__dot.is-selected")).to_have_attribute("aria-current", "true")


@pytest.mark.long
def test_own_limits_are_typed(open_view: OpenView) -> None:
    view = open_view("page=need&breaks=own")
    view.page.locator("input[name=limits]").fill("15, 25")
    view.page.keyboard.press("Enter")
    view.shows("?lang=fr&page=need&breaks=own&limits=15,25")
    expect(view.page.locator("#map-legend .legend__units")).to_have_text(
        ["· 1 unité", "· 7 unités", "· 4 unités"]
    )


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    browser: Browser, server: str, lang: str, theme: str, state: str
) -> None:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    view = new_view(context, server).open(f"?lang={lang}&page=need&theme={theme}&{state}")
    found = violations(view.page)
    context.close()
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("size", [NARROW, PHONE, (683, 384)])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_the_screen(
    open_view: OpenView, lang: str, size: tuple[int, int], state: str
) -> None:
    view = open_view(f"page=need&{state}", size, lang)
    width = view.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= size[0]
