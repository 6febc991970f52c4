"""The filter bar: pickers, chips and clearing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [(1366, 900), PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_a_picker_stays_open_with_the_focus_where_it_was(
    open_view: OpenView, lang: str, size: tuple[int, int]
) -> None:
    view = open_view(lang=lang, size=size)
    picker = view.page.locator("#picker-place")
    if size == PHONE:
        view.page.locator("#open-region").click()
    else:
        picker.locator("summary").click()
    for code, query in (("02", "02"), ("09", "02,09")):
        box = picker.locator(f'input[data-value="{code}"]')
        box.check()
        view.shows(f"?lang={lang}&place={query}")
        expect(picker).to_have_attribute("open", "")
        expect(box).to_be_focused()
        expect(box).to_be_checked()
    box.uncheck()
    view.shows(f"?lang={lang}&place=02")
    expect(box).not_to_be_checked()


def test_escape_closes_a_picker_and_returns_the_focus(open_view: OpenView) -> None:
    page = open_view().page
    page.locator("#picker-sector > summary").click()
    page.locator("#picker-sector input").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#picker-sector")).not_to_have_attribute("open", "")
    expect(page.locator("#picker-sector > summary")).to_be_focused()


def test_one_picker_is_open_at_a_time_and_a_click_outside_closes_it(open_view: OpenView) -> None:
    page = open_view().page
    page.locator("#picker-sector > summary").click()
    page.locator("#picker-more > summary").click()
    expect(page.locator("details.picker[open]")).to_have_count(1)
    page.locator("#figures").click(position={"x": 5, "y": 5})
    expect(page.locator("details.picker[open]")).to_have_count(0)


def test_a_picker_works_without_a_mouse(open_view: OpenView) -> None:
    view = open_view()
    summary = view.page.locator("#picker-place > summary")
    summary.focus()
    summary.press("Enter")
    view.page.keyboard.press("Tab")
    view.page.keyboard.press(" ")
    view.shows("?lang=fr&place=01")
    expect(view.page.locator('#picker-place input[data-value="01"]')).to_be_focused()


@pytest.mark.long
def test_every_filter_has_its_control(open_view: OpenView) -> None:
    view = open_view()
    for picker, parameter in (
        ("programme", "programme"),
        ("programme", "phase"),
        ("sector", "sector"),
        ("more", "status"),
        ("more", "acts_at"),
        ("more", "org"),
    ):
        box = view.page.locator(f'#picker-{picker} input[data-toggle="{parameter}"]').first
        value = box.get_attribute("data-value")
        box.dispatch_event("click")
        view.shows(f"?lang=fr&{parameter}={value}")
        box.dispatch_event("click")
        view.shows("?lang=fr")


def test_a_period_is_chosen_by_its_ends(open_view: OpenView) -> None:
    view = open_view()
    view.page.locator("#picker-period > summary").click()
    view.page.locator('select[data-set="from"]').select_option("2020")
    view.shows("?lang=fr&from=2020")
    view.page.locator('select[data-set="to"]').select_option("2022")
    view.shows("?lang=fr&from=2020&to=2022")
    expect(view.chips).to_have_count(1)
    view.chips.first.click()
    view.shows("?lang=fr")
    expect(view.page.locator('select[data-set="from"]')).to_have_value("")


@pytest.mark.long
def test_chips_remove_one_value_and_clear_all_removes_the_rest(open_view: OpenView) -> None:
    view = open_view("place=02,09&sector=governance&from=2020&count=touches", lang="ar")
    expect(view.chips).to_have_count(4)
    view.page.locator('.chip[data-value="09"]').click()
    view.shows("?lang=ar&place=02&sector=governance&from=2020&count=touches")
    view.page.locator(".chips__clear").click()
    view.shows("?lang=ar&count=touches")
    expect(view.chips).to_have_count(0)


@pytest.mark.long
def test_the_focus_is_not_lost_with_a_chip(open_view: OpenView) -> None:
    view = open_view("place=02,09")
    view.page.locator(".chip").first.press("Enter")
    view.shows("?lang=fr&place=09")
    assert view.page.evaluate("() => document.activeElement.closest('#filters') !== null")
