"""The calendar: its brush by pointer and keyboard, and the years that play."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import LAPTOP, PHONE, View, new_view
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser
COLUMN = '[data-brush] tr[data-key="{}"]'


def drag(view: View, first: int, last: int) -> None:
    """Drag over the columns from one year to another."""
    view.page.locator("[data-brush]").scroll_into_view_if_needed()
    start = view.page.locator(COLUMN.format(first)).bounding_box()
    end = view.page.locator(COLUMN.format(last)).bounding_box()
    assert start
    assert end
    view.page.mouse.move(start["x"] + 4, start["y"] + 20)
    view.page.mouse.down()
    view.page.mouse.move(end["x"] + 4, end["y"] + 40, steps=3)
    view.page.mouse.up()


def test_the_brush_chooses_a_period(open_view: OpenView) -> None:
    view = open_view("page=time")
    drag(view, 2021, 2018)
    view.shows("?lang=fr&page=time&from=2018&to=2021")
    expect(view.page.locator("[data-brush] tr.is-selected")).to_have_count(4)
    view.page.locator('.brush select[name="to"]').focus()
    view.page.keyboard.press("ArrowDown")
    view.shows("?lang=fr&page=time&from=2018&to=2022")
    view.page.locator("[data-clear-period]").click()
    view.shows("?lang=fr&page=time")
    assert view.errors == []


@pytest.fixture
def moving(browser: Browser, server: str) -> Iterator[View]:
    context = browser.new_context(locale="fr-FR", reduced_motion="no-preference")
    yield new_view(context, server, LAPTOP)
    context.close()


@pytest.mark.long
def test_the_years_play_and_back_leads_out(moving: View) -> None:
    view = moving.open("?lang=fr&page=time&from=2020&to=2022")
    play = view.page.locator("[data-play]")
    # Slow enough that the second year is still there when it is stopped.
    view.page.locator("[data-pace]").select_option("2")
    play.click()
    expect(play).to_have_text("Pause", use_inner_text=True)
    view.shows("?lang=fr&page=time&from=2021&to=2021")
    play.click()
    expect(play).to_have_text("Lecture", use_inner_text=True)
    expect(view.page.locator("[data-pace]")).to_have_value("2")
    view.page.locator("[data-step=previous]").click()
    view.shows("?lang=fr&page=time&from=2020&to=2020")
    view.page.go_back()
    view.shows("?lang=fr&page=time&from=2021&to=2021")
    view.page.go_back()
    view.shows("?lang=fr&page=time&from=2020&to=2022")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_time_runs_from_left_to_right(open_view: OpenView, lang: str) -> None:
    view = open_view("page=time&programme=m4sd", lang=lang)
    boxes = [
        view.page.locator(f'.when[data-id="{id_}"] .when__bar').bounding_box()
        for id_ in ("m4sd-national-health-plan-workshop", "m4sd-closing-seminar")
    ]
    earlier, later = boxes
    assert earlier
    assert later
    assert earlier["x"] < later["x"]


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_it_fits_a_phone(open_view: OpenView, lang: str) -> None:
    view = open_view("page=time", size=(360, PHONE[1]), lang=lang)
    width = view.page.evaluate("() => document.documentElement.scrollWidth")
    assert width == 360


@pytest.mark.long
def test_a_gesture_stops_the_years(moving: View) -> None:
    view = moving.open("?lang=fr&page=time")
    view.page.locator("[data-play]").click()
    view.shows("?lang=fr&page=time&from=2012&to=2012")
    view.page.locator("#time-title").click()
    expect(view.html).not_to_have_attribute("data-playing", "")


@pytest.mark.long
def test_without_scripts_the_form_chooses(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?lang=fr&page=time&place=02")
    page.locator('.brush select[name="from"]').select_option("2020")
    page.locator('.brush select[name="to"]').select_option("2021")
    page.locator(".brush noscript button").click()
    assert page.url == f"{server}/?lang=fr&page=time&place=02&from=2020&to=2021"
    expect(page.locator("[data-brush] tr.is-selected")).to_have_count(2)
    context.close()
