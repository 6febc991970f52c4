"""The map without a mouse: one stop, arrow keys between regions, Enter chooses."""

from __future__ import annotations

from collections import deque

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

ARROWS = ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft")
REGIONS = {f"{number:02}" for number in range(1, 13)}
CURRENT = "() => document.querySelector('#map path.is-current')?.__data__.loc ?? ''"


def current(view: View) -> str:
    code: str = view.page.evaluate(CURRENT)
    return code


def way(edges: dict[str, dict[str, str]], start: str) -> list[str]:
    """Arrow keys from a region to the nearest one with an arrow that was not tried."""
    queue = deque([(start, list[str]())])
    seen = {start}
    while queue:
        code, keys = queue.popleft()
        untried = [key for key in ARROWS if key not in edges.get(code, {})]
        if untried:
            return [*keys, untried[0]]
        for key, after in edges[code].items():
            if after not in seen:
                seen.add(after)
                queue.append((after, [*keys, key]))
    return []


def explored(view: View) -> dict[str, dict[str, str]]:
    """Try every arrow key on every region that can be reached."""
    edges: dict[str, dict[str, str]] = {}
    view.page.keyboard.press("ArrowDown")
    while keys := way(edges, current(view)):
        for key in keys:
            before = current(view)
            view.page.keyboard.press(key)
            edges.setdefault(before, {})[key] = current(view)
    return edges


def test_the_map_is_one_stop(open_view: OpenView) -> None:
    page = open_view().page
    inside = "() => document.activeElement.closest('#map-stage') !== null"
    page.locator("#map-legend .mark").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".map__canvas")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(inside) is False


def test_arrow_keys_reach_every_region_from_every_other(open_view: OpenView) -> None:
    view = open_view(lang="ar")
    view.page.locator(".map__canvas").focus()
    edges = explored(view)
    assert set(edges) == REGIONS
    for start in REGIONS:
        reached = {start}
        while more := {after for code in reached for after in edges[code].values()} - reached:
            reached |= more
        assert reached == REGIONS


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_a_region_is_announced_with_its_value(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    view.page.locator(".map__canvas").focus()
    said = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
        view.page.keyboard.press(key)
        row = view.page.locator(f'#map-table tr[data-key="{current(view)}"]')
        spoken = view.page.locator("#announcer").inner_text()
        name, value = row.locator("th, td").all_text_contents()
        assert name in spoken
        assert value in spoken
        said.add(spoken)
    assert len(said) >= 2


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_chooses_and_releases_and_the_focus_stays(open_view: OpenView, key: str) -> None:
    view = open_view()
    view.page.locator(".map__canvas").focus()
    view.page.keyboard.press("ArrowDown")
    code = current(view)
    view.page.keyboard.press(key)
    view.shows(f"?lang=fr&place={code}")
    expect(view.page.locator(".map__canvas")).to_be_focused()
    view.page.keyboard.press(key)
    view.shows("?lang=fr")


def test_escape_on_the_map_releases_the_places(open_view: OpenView) -> None:
    # The map's own instructions promise it.
    view = open_view("place=02&sector=governance")
    view.page.locator(".map__canvas").focus()
    view.page.keyboard.press("Escape")
    view.shows("?lang=fr&sector=governance")


def test_the_map_is_named_and_explained(open_view: OpenView) -> None:
    view = open_view()
    canvas = view.page.locator(".map__canvas")
    expect(canvas).to_have_attribute("tabindex", "0")
    expect(canvas).to_have_accessible_name(view.page.locator("#map-title").inner_text())
    expect(canvas).to_have_accessible_description(
        view.page.locator("#map-help").text_content() or "-"
    )
