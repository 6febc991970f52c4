"""The table of coverage: by keys, by pointer, and back again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

PAGE = "page=coverage"


def focused(view: View) -> str:
    found: str = view.page.evaluate("() => document.activeElement.dataset.sources || ''")
    return found


@pytest.mark.parametrize(
    ("lang", "forward"),
    [("fr", "ArrowRight"), pytest.param("ar", "ArrowLeft", marks=pytest.mark.long)],
)
def test_cells_are_reached_opened_and_left_by_keys(
    open_view: OpenView, lang: str, forward: str
) -> None:
    view = open_view(PAGE, lang=lang)
    press = view.page.keyboard.press
    view.page.locator(".matrix__scroll").focus()
    for key in ("Tab", "ArrowDown", "ArrowDown", forward):
        press(key)
    assert focused(view) == "cell:02/governance"
    press("ArrowDown")
    press("Enter")
    view.shows(f"?lang={lang}&page=coverage&select=cell%3A03%2Fgovernance")
    expect(view.page.locator("#details [data-item]")).to_have_attribute(
        "data-item", "cell:03/governance"
    )
    press("Escape")
    view.shows(f"?lang={lang}&page=coverage")
    assert focused(view) == "cell:03/governance"
    view.page.go_back()
    expect(view.page.locator("#details")).to_be_visible()


def test_rows_are_chosen_sorted_and_undone(open_view: OpenView) -> None:
    view = open_view(PAGE)
    view.page.locator("select[name=rows]").select_option("programme")
    view.shows("?lang=fr&page=coverage&rows=programme")
    view.page.locator(".matrix__sort").nth(1).click()
    view.shows("?lang=fr&page=coverage&rows=programme&sort=total")
    first = view.page.locator(".matrix tbody tr").first
    expect(first).to_have_attribute("data-key", "m4sd")
    view.page.go_back()
    view.page.go_back()
    view.shows("?lang=fr&page=coverage")
    expect(first).to_have_attribute("data-key", "01")
    expect(view.page.locator("select[name=rows]")).to_have_value("region")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_table_scrolls_in_its_own_frame(open_view: OpenView, lang: str) -> None:
    view = open_view(f"{PAGE}&rows=province", size=PHONE, lang=lang)
    wide: bool = view.page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wide
    scroll = view.page.locator(".matrix__scroll")
    scroll.evaluate(
        "(frame) => frame.scrollBy({ left: frame.dir === 'rtl' ? -900 : 900, top: 900 })"
    )
    frame, head = scroll.bounding_box(), view.page.locator(".matrix__corner").bounding_box()
    assert frame is not None
    assert head is not None
    assert abs(head["y"] - frame["y"]) < 3
