"""Down to communes and up again: by click, double click, breadcrumb and keys."""

from __future__ import annotations

from collections import deque
from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, UNITS, View
from tests.browser.conftest import OpenView
from tests.browser.test_map_keyboard import current, explored

pytestmark = pytest.mark.browser

MOST_PRESSES = 6


def draws(view: View, count: int) -> None:
    """Wait until the map has so many units."""
    expect(view.page.locator(UNITS)).to_have_count(count)


@pytest.mark.long
def test_the_way_down_and_up_by_pointer(open_view: OpenView) -> None:
    view = open_view()
    view.click_region("02")
    view.shows("?lang=fr&place=02")
    view.page.locator(".way__inside").click()
    view.shows("?lang=fr&level=province&place=02")
    draws(view, 8)
    view.click_region("02.113")
    view.shows("?lang=fr&level=province&place=02.113")
    draws(view, 8)
    view.page.locator(".way__inside").click()
    view.shows("?lang=fr&level=commune&place=02.113")
    expect(view.page.locator(".way__places [aria-current]")).to_have_text("Berkane")
    view.page.locator(".way__places a").nth(1).click()
    view.shows("?lang=fr&level=province&place=02")
    view.page.locator(".way__places a").first.click()
    view.shows("?lang=fr")
    draws(view, 12)
    view.page.go_back()
    view.shows("?lang=fr&level=province&place=02")
    draws(view, 8)


def test_a_double_click_goes_down(open_view: OpenView) -> None:
    view = open_view()
    view.page.mouse.dblclick(*view.point_in("09"))
    view.shows("?lang=fr&level=province&place=09")
    draws(view, 6)


def test_the_way_down_and_up_by_keys(open_view: OpenView) -> None:
    view = open_view("place=02")
    canvas = view.page.locator(".map__canvas")
    canvas.focus()
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("ArrowUp")
    region = current(view)
    view.page.keyboard.press("+")
    view.shows(f"?lang=fr&level=province&place={region}")
    expect(canvas).to_be_focused()
    expect(view.page.locator("#map path.is-current")).to_have_count(1)
    province = current(view)
    assert province.startswith(f"{region}.")
    view.page.keyboard.press("PageDown")
    view.shows(f"?lang=fr&level=commune&place={province}")
    view.page.keyboard.press("PageUp")
    view.shows(f"?lang=fr&level=province&place={region}")
    view.page.keyboard.press("Backspace")
    view.shows("?lang=fr")
    expect(canvas).to_be_focused()
    draws(view, 12)
    view.page.wait_for_function(f"({CURRENT_IS})('{region}')")


CURRENT_IS = """(code) => document.querySelector("#map path.is-current")?.__data__.loc === code"""


def presses(edges: dict[str, dict[str, str]], start: str) -> dict[str, int]:
    """Fewest arrow keys from a unit to every other that can be reached."""
    found, queue = {start: 0}, deque([start])
    while queue:
        code = queue.popleft()
        for after in edges[code].values():
            if after not in found:
                found[after] = found[code] + 1
                queue.append(after)
    return found


@pytest.mark.parametrize("size", [(1366, 900), PHONE], ids=["laptop", "phone"])
def test_any_region_is_reached_in_six_presses(open_view: OpenView, size: tuple[int, int]) -> None:
    view = open_view(size=size)
    view.page.locator(".map__canvas").focus()
    edges = explored(view)
    ways = [presses(edges, start) for start in edges]
    assert [len(way) for way in ways] == [12] * 12
    assert max(max(way.values()) for way in ways) <= MOST_PRESSES


@pytest.mark.long
@pytest.mark.parametrize(
    ("query", "count"), [("level=province", 75), ("level=commune&place=02.411", 11)]
)
def test_arrow_keys_reach_every_unit_of_a_level(
    open_view: OpenView, query: str, count: int
) -> None:
    view = open_view()
    view.page.goto(f"{view.origin}/?lang=fr&{query}")
    view.page.locator("html[data-shown]").wait_for(state="attached")
    draws(view, count)
    view.page.locator(".map__canvas").focus()
    edges = explored(view)
    assert {len(presses(edges, start)) for start in edges} == {count}


def test_communes_come_one_region_at_a_time(open_view: OpenView) -> None:
    view = open_view("place=02")
    assert not [url for url in view.requests if "communes-" in url]
    view.page.locator(".levels a").nth(2).click()
    view.shows("?lang=fr&level=commune&place=02")
    draws(view, 124)
    loaded = {url.partition("/geo/")[2][:13] for url in view.requests if "communes-" in url}
    assert loaded == {"communes-02.j"}


NAMES = """() => [...document.querySelectorAll(
    "#map .scatterlayer > .trace:last-child text:not(.is-hidden)")]
  .map((text) => text.getBoundingClientRect())
  .map(({ left, right, top, bottom }) => [left, right, top, bottom])"""
TOUCH = 3  # px, in which the boxes of letters may meet


def collide(one: list[float], other: list[float]) -> bool:
    ends = ((one[at + 1] - other[at], other[at + 1] - one[at]) for at in (0, 2))
    return all(min(pair) > TOUCH for pair in ends)


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_names_on_the_map_do_not_collide(open_view: OpenView, lang: str) -> None:
    view = open_view("level=province", lang=lang)
    draws(view, 75)
    view.page.evaluate("() => document.fonts.ready")
    names = view.page.evaluate(NAMES)
    assert len(names) > 5
    assert [pair for pair in combinations(names, 2) if collide(*pair)] == []
