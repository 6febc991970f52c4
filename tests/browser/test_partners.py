"""Who with whom: the flow by keyboard, a table on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, new_view
from tests.browser.conftest import OpenView
from tests.browser.test_axe import AXE, violations

pytestmark = pytest.mark.browser


def test_a_node_narrows_the_page_to_what_it_counts(open_view: OpenView) -> None:
    view = open_view("page=partners")
    node = view.page.locator(".flow__column--funder .flow__node").first
    counted = node.get_attribute("data-number")
    node.locator("a").focus()
    view.page.keyboard.press("Enter")
    expect(view.page.locator("#filters .chip")).to_have_count(1)
    expect(view.page.locator('[data-figure="activities"]')).to_have_attribute(
        "data-number", counted or ""
    )


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_a_phone_has_a_table_instead(open_view: OpenView, lang: str) -> None:
    view = open_view("page=partners", PHONE, lang)
    expect(view.page.locator(".flow")).to_be_hidden()
    expect(view.page.locator(".partners__links").first).to_be_visible()
    wide: bool = view.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_names_do_not_overlap(open_view: OpenView, lang: str) -> None:
    view = open_view("page=partners&flow=all", lang=lang)
    overlapping = view.page.evaluate(
        """() => [...document.querySelectorAll(".flow__column")].flatMap((column) => {
          const boxes = [...column.querySelectorAll(".flow__name")]
            .map((one) => one.getBoundingClientRect());
          return boxes.slice(1).filter((box, at) => box.top < boxes[at].bottom - 0.5);
        }).length"""
    )
    assert overlapping == 0


@pytest.mark.long
@pytest.mark.parametrize("page", ["partners", "compare&compare=place:02,place:09"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, server: str, page: str, theme: str) -> None:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    view = new_view(context, server).open(f"?lang=ar&page={page}&theme={theme}")
    found = violations(view.page)
    context.close()
    assert found == []
