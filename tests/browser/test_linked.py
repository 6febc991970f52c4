"""What belongs together is highlighted together: by pointer, by keyboard, in every panel."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

LIT_UNITS = "() => [...document.querySelectorAll('#map path.is-linked')].map(p => p.__data__.loc)"
LIT_ROWS = """() => [...document.querySelectorAll('#activities tr.is-linked')].map(
  (row) => row.dataset.id)"""
ROWS = "() => [...document.querySelectorAll('#activities tr[data-id]')].map(r => r.dataset.id)"
MANY = """(count) => {
  const host = document.querySelector("main").appendChild(document.createElement("div"));
  const kinds = [
    (i) => `region:${i % 12} sector:${i % 8}`,
    (i) => `activity:${i} region:${i % 12} region:${(i + 5) % 12} sector:${i % 8} year:${i % 9}`,
    (i) => `region:${i % 12}`,
    (i) => `sector:${i % 8}`,
  ];
  for (let i = 0; i < count; i += 1) {
    const part = host.appendChild(document.createElement("span"));
    part.dataset.link = kinds[i % 4](Math.floor(i / 4));
  }
  document.documentElement.dataset.shown += "&";
}"""
HOVER = """() => {
  const parts = [...document.querySelectorAll("main > div:last-child > span")].slice(0, 101);
  const times = parts.map((part, at) => {
    const start = performance.now();
    part.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, screenX: at}));
    return performance.now() - start;
  });
  // The first makes the index where the browser had no time for it.
  return times.slice(1).sort((a, b) => a - b)[50];
}"""


def activities(server: str) -> dict[str, dict[str, Any]]:
    with urllib.request.urlopen(f"{server}/api/v1/activities.json") as answer:  # noqa: S310 - ours
        found: list[dict[str, Any]] = json.load(answer)
    return {one["id"]: one for one in found}


def lit(page: Page, script: str) -> set[str]:
    return set(page.evaluate(script))


def test_a_bar_lights_its_activities_and_the_units_they_lie_in(
    open_view: OpenView, server: str
) -> None:
    page = open_view().page
    page.locator('#sectors [data-key="health"]').scroll_into_view_if_needed()
    page.locator('#sectors [data-key="health"] td').hover()
    expect(page.locator('#sectors [data-key="health"]')).to_have_class("bar is-linked")
    expect(page.locator("#sectors .bar.is-linked")).to_have_count(1)
    record = activities(server)
    own = [one for one in record.values() if "health" in one["sectors"]]
    ids = {one["id"] for one in own}
    assert lit(page, LIT_UNITS) == {code for one in own for code in one["regions"]}
    assert lit(page, LIT_ROWS) == ids & lit(page, ROWS)
    page.keyboard.press("Escape")
    expect(page.locator(".is-linked")).to_have_count(0)


def test_the_keyboard_lights_what_belongs_to_an_activity_and_to_a_unit(
    open_view: OpenView, server: str
) -> None:
    view = open_view()
    page = view.page
    page.locator("#activities thead .mark").focus()
    page.keyboard.press("Tab")
    row = page.locator("#activities tr:has(a:focus)")
    own = activities(server)[row.get_attribute("data-id") or ""]
    lit_sectors = page.locator("#sectors .is-linked").evaluate_all(
        "(bars) => bars.map((bar) => bar.dataset.key)"
    )
    assert set(lit_sectors) == set(own["sectors"])
    assert lit(page, LIT_UNITS) == set(own["regions"])
    assert lit(page, LIT_ROWS) == {own["id"]}
    page.locator(".map__canvas").focus()
    page.keyboard.press("ArrowDown")
    [code] = lit(page, LIT_UNITS)
    expected = {id_ for id_, one in activities(server).items() if code in one["regions"]}
    assert lit(page, LIT_ROWS) == expected & lit(page, ROWS)
    page.locator("#main").focus()
    expect(page.locator(".is-linked")).to_have_count(0)


@pytest.mark.long
def test_a_unit_under_the_pointer_lights_its_figures(open_view: OpenView) -> None:
    view = open_view(lang="ar")
    x, y = view.point_in("02")
    view.page.mouse.move(x - 2, y)
    view.page.mouse.move(x, y)
    expect(view.page.locator('#map-table tr.is-linked[data-key="02"]')).to_have_count(1)
    assert lit(view.page, LIT_UNITS) == {"02"}
    view.page.mouse.move(2, 2)
    expect(view.page.locator(".is-linked")).to_have_count(0)


@pytest.mark.long
def test_the_light_stays_when_the_panels_and_the_map_are_drawn_again(open_view: OpenView) -> None:
    view = open_view()
    bar = view.page.locator('#sectors [data-key="health"] .bar__label')
    bar.focus()
    bar.press("Enter")
    view.shows("?lang=fr&sector=health")
    expect(view.page.locator('#sectors [data-key="health"].is-linked')).to_have_count(1)
    expect(view.page.locator("#map path.is-linked").first).to_be_attached()


@pytest.mark.long
def test_two_thousand_elements_do_not_slow_the_pointer(open_view: OpenView) -> None:
    view: View = open_view()
    view.page.evaluate(MANY, 2000)
    view.page.wait_for_timeout(500)
    assert view.page.evaluate(HOVER) < 4
