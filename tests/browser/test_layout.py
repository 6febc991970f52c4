"""Nothing overflows, nothing is cut, everything can be touched, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import PHONE, UNITS, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

LANGUAGES = ["ar", "fr", "en"]
WIDTHS = (360, 390, 768, 1024, 1366, 1920)
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && part.checkVisibility();
  });
  return ["page", ...wide.map((part) => `${part.tagName}.${part.className}`)];
}"""
CUT = """() => [...document.body.querySelectorAll("*")].filter((part) => {
    // The map shows a part of a larger drawing: what of it has to be seen is checked by itself.
    const aside = part.closest("svg, .visually-hidden, thead, #map-stage");
    if (aside || !part.checkVisibility()) return false;
    const style = getComputedStyle(part);
    const hides = ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";
    return hides && (part.scrollWidth > part.clientWidth + 1 ||
                     part.scrollHeight > part.clientHeight + 1);
  }).map((part) => `${part.tagName}.${part.className}: ${part.textContent.trim().slice(0, 40)}`)"""
OFF_THE_MAP = """() => {
  const stage = document.querySelector("#map-stage").getBoundingClientRect();
  const regions = "#map .choroplethlayer > .trace:nth-child(2) path.choroplethlocation";
  // Beside a small map the legend stands above it.
  const inside = getComputedStyle(document.querySelector("#map-legend")).position === "absolute";
  const parts = `${regions}, #map .scatterlayer text${inside ? ", #map-legend li" : ""}`;
  return [...document.querySelectorAll(parts)].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width && (box.left < stage.left - 1 || box.right > stage.right + 1 ||
                         box.top < stage.top - 1 || box.bottom > stage.bottom + 1);
  }).map((part) => part.__data__?.loc || part.textContent.trim());
}"""
# WCAG 2.2, 2.5.8: 24 by 24 pixels, links inside sentences excepted; a label is part of its box.
SMALL = """() => [...document.querySelectorAll(
    "a, button, summary, select, input, [role=button]")].filter((part) => {
    const target = part.closest("label") || part;
    if (!target.checkVisibility() || target.closest(".visually-hidden, .hint, .footer, .skip")) {
      return false;
    }
    const box = target.getBoundingClientRect();
    return box.width && (box.width < 23.9 || box.height < 23.9);
  }).map((part) => {
    const box = (part.closest("label") || part).getBoundingClientRect();
    const name = part.textContent.trim().slice(0, 30);
    return `${part.tagName}.${part.className} ${name}: ${box.width} x ${box.height}`;
  })"""
# Numbers of the map that are there and those that cannot be read: hidden, off the map, on another.
NUMBERS = """() => {
  const stage = document.querySelector("#map-stage").getBoundingClientRect();
  const labels = document.querySelectorAll("#map .scatterlayer > .trace:last-child text");
  const all = [...labels].map((label) => label.querySelector(".line > tspan")).filter(Boolean);
  const marks = [...document.querySelectorAll("#map .scatterlayer path.point")];
  const boxes = [...all, ...marks].map((part) => part.getBoundingClientRect());
  const meet = (one, other) => Math.min(one.right - other.left, other.right - one.left,
    one.bottom - other.top, other.bottom - one.top) > 3;
  const lost = all.filter((part, at) => {
    const box = boxes[at];
    const inside = box.left >= stage.left && box.right <= stage.right &&
      box.top >= stage.top && box.bottom <= stage.bottom;
    const covered = boxes.some((other, place) => place !== at && meet(box, other));
    return !box.width || !inside || covered || getComputedStyle(part).visibility !== "visible";
  });
  return [all.length, lost.map((part) => part.parentElement.parentElement.textContent)];
}"""
# Figures of the table that are of a unit and not of what is on no map.
FIGURES = r"""(rows) => rows.filter((row) =>
  /^\d/.test(row.dataset.key) && Number(row.dataset.number)).length"""
# Parts of the head of the map, or of the header, of which one lies on another.
ON_EACH_OTHER = """(selector) => {
  const parts = [...document.querySelectorAll(selector)].filter((part) => part.checkVisibility());
  const boxes = parts.map((part) => part.getBoundingClientRect());
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
  ).map(() => parts[at].className || parts[at].tagName));
}"""
LINES = """(part) => part.getBoundingClientRect().height /
  parseFloat(getComputedStyle(part).lineHeight)"""
TOO_WIDE = "(part) => part.scrollWidth - part.clientWidth"
ENDS = """(fills) => fills.map((fill) => {
  const [own, track] = [fill, fill.parentElement].map((part) => part.getBoundingClientRect());
  return [own.left - track.left, track.right - own.right].map(Math.round);
})"""


def widths(page: Page) -> Iterator[int]:
    """Show the page at each width in turn."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # Plotly draws anew some time after the window has changed.
        page.wait_for_timeout(250)
        yield width


def found_at_each_width(page: Page, *checks: str) -> dict[int, list[Any]]:
    found = {
        width: [one for check in checks for one in page.evaluate(check)] for width in widths(page)
    }
    return {width: problems for width, problems in found.items() if problems}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overflows_and_no_text_is_cut(open_view: OpenView, lang: str) -> None:
    view = open_view("place=02,national&phase=m4sd-3&sector=governance", lang=lang)
    assert found_at_each_width(view.page, OVERFLOW, CUT, OFF_THE_MAP) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.long
def test_nothing_overflows_without_filters(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    assert found_at_each_width(view.page, OVERFLOW, CUT, OFF_THE_MAP) == {}


def numbers_lost(view: View) -> dict[int, list[str]]:
    """Compare the numbers on the map with those of its table, at each width."""
    lost = {}
    view.page.evaluate("() => document.fonts.ready")
    for width in (390, 1024, 1366):
        view.page.set_viewport_size({"width": width, "height": 900})
        view.page.wait_for_timeout(400)
        count, unread = view.page.evaluate(NUMBERS)
        expected = view.page.locator("#map-table tbody tr").evaluate_all(FIGURES)
        lost[width] = unread if count == expected else [f"{count} of {expected}", *unread]
    return {width: labels for width, labels in lost.items() if labels}


def test_every_number_of_the_map_can_be_read(open_view: OpenView) -> None:
    assert numbers_lost(open_view(lang="fr")) == {}


@pytest.mark.long
@pytest.mark.parametrize("query", ["", "place=02", "level=province", "theme=projector"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_map_can_be_read_in_any_language(
    open_view: OpenView, lang: str, query: str
) -> None:
    assert numbers_lost(open_view(query, lang=lang)) == {}


def inside_a_region(open_view: OpenView, lang: str) -> View:
    """Open a map of eight provinces, fewer than what is waited for elsewhere."""
    view = open_view(lang=lang)
    view.page.goto(f"{view.origin}/?lang={lang}&level=province&place=02")
    view.page.locator("html[data-shown]").wait_for(state="attached")
    view.page.locator(UNITS).first.wait_for(state="attached")
    return view


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_one_region_can_be_read(open_view: OpenView, lang: str) -> None:
    assert numbers_lost(inside_a_region(open_view, lang)) == {}


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_header_and_head_of_the_map_stand_side_by_side(open_view: OpenView, lang: str) -> None:
    page = inside_a_region(open_view, lang).page
    for width in (320, *WIDTHS, 1041, 1280, 1321):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(ON_EACH_OTHER, "#map-head > *:not(.visually-hidden)") == []
        assert page.evaluate(ON_EACH_OTHER, "#header > *") == []
        assert page.locator(".asof").evaluate(LINES) < 1.9
        assert page.evaluate(OVERFLOW) == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_enlarged_four_times_scrolls_in_one_direction(
    open_view: OpenView, lang: str
) -> None:
    page = open_view("place=02", lang=lang, size=(320, 256)).page
    assert [one for check in (OVERFLOW, CUT) for one in page.evaluate(check)] == []
    bar = page.locator(".bottom").bounding_box()
    assert bar is not None
    assert bar["height"] <= 40


@pytest.mark.parametrize("lang", LANGUAGES)
def test_details_fit_a_phone(open_view: OpenView, lang: str) -> None:
    view = open_view("select=m4sd-psychosocial-support", lang=lang, size=PHONE)
    view.page.locator("#details[open]").wait_for()
    assert view.page.evaluate(OVERFLOW) == []
    box = view.page.locator("#details").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


@pytest.mark.parametrize("picker", ["place", "programme", "sector", "more", "period"])
def test_pickers_fit_a_phone(open_view: OpenView, picker: str) -> None:
    view = open_view(lang="ar", size=PHONE)
    view.page.locator("#open-filters").click()
    view.page.locator(f"#picker-{picker} > summary").click()
    assert view.page.evaluate(OVERFLOW) == []
    assert view.page.locator("#pickers").evaluate(TOO_WIDE) == 0
    box = view.page.locator("#filter-sheet").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, PHONE[0])
    assert (box["y"] >= 0, box["y"] + box["height"]) == (True, PHONE[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_touched_on_a_phone(open_view: OpenView, lang: str) -> None:
    view = open_view("place=02", lang=lang, size=PHONE)
    view.page.locator("#open-region").click()
    assert view.page.evaluate(SMALL) == []


def test_in_arabic_figures_keep_their_order(open_view: OpenView) -> None:
    view = open_view(lang="ar")
    covered = view.page.locator('[data-figure="regions_covered"] bdi')
    assert covered.get_attribute("dir") == "ltr"
    assert covered.inner_text().strip("\u2066\u2069").replace("\u00a0", " ") == "6 / 12"


@pytest.mark.parametrize(("lang", "side"), [("ar", 1), ("fr", 0), ("en", 0)])
def test_bars_grow_from_where_reading_begins(open_view: OpenView, lang: str, side: int) -> None:
    view = open_view(lang=lang)
    ends = view.page.locator("#sectors .bar__fill").evaluate_all(ENDS)
    assert {end[side] for end in ends} == {0}
    assert len({end[1 - side] for end in ends}) > 1


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_time_runs_from_left_to_right(open_view: OpenView, lang: str) -> None:
    page = open_view(lang=lang).page
    columns = page.locator("#timeline .column").evaluate_all(
        "(all) => all.map((one) => [Number(one.dataset.key), one.getBoundingClientRect().left])"
    )
    by_year = sorted(columns)
    assert [left for _year, left in by_year] == sorted(left for _year, left in columns)
    lanes = page.locator("#timeline .lane__bar").evaluate_all(
        "(all) => all.map((one) => [parseFloat(one.style.getPropertyValue('--start')),"
        " one.getBoundingClientRect().left]).filter((lane) => lane[1] > 0)"
    )
    assert [left for _start, left in sorted(lanes)] == sorted(left for _start, left in lanes)


def test_every_lane_lies_over_its_years(open_view: OpenView) -> None:
    page = open_view(lang="ar").page
    edges = "(part) => { const box = part.getBoundingClientRect(); return [box.left, box.right]; }"
    track = page.locator("#timeline .lane__track").first.evaluate(edges)
    first = page.locator("#timeline .column").first.evaluate(edges)
    last = page.locator("#timeline .column").last.evaluate(edges)
    assert track == pytest.approx([first[0], last[1]], abs=2)
