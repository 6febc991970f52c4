"""Compare: adding a side from the list, and small maps."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser


def test_a_side_is_added_from_the_list(open_view: OpenView) -> None:
    view = open_view("page=compare&compare=place:02")
    view.page.locator('[data-set="compare"]').select_option("place:02,place:09")
    expect(view.page.locator(".compare__table").first.locator("thead th")).to_have_count(2)
    assert view.address["compare"] == "place:02,place:09"
    expect(view.page.locator(".compare__words li")).not_to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_four_sides_fit_a_phone(open_view: OpenView, lang: str) -> None:
    keys = "place:02,place:09,programme:depomi,period:2018-2021"
    view = open_view(f"page=compare&compare={keys}", PHONE, lang)
    wide: bool = view.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    expect(view.page.locator(".small-map").first).to_be_visible()
