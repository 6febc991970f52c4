"""Drawing over map or chart chooses exactly what has its centre in what was drawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from shapely import Point, Polygon

from tests.browser.chromium import UNITS, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

At = tuple[float, float]
CENTRES = """(paths) => paths.map((path) => {
  const box = path.getBoundingClientRect();
  return [path.__data__.loc, box.left + box.width / 2, box.top + box.height / 2];
})"""


def centres(view: View) -> dict[str, At]:
    view.page.locator("#map-stage").scroll_into_view_if_needed()
    return {code: (x, y) for code, x, y in view.page.locator(UNITS).evaluate_all(CENTRES)}


DOTS = """(dots) => dots.map((dot) => {
  const mark = dot.querySelector(".plot__mark").getBoundingClientRect();
  return [dot.dataset.value, mark.left + mark.width / 2, mark.top + mark.height / 2];
})"""
CHART_TOOLS = ".need__scatter .select-tools"


def dots(view: View) -> dict[str, At]:
    """Centres of the dots of the chart, wherever their labels are."""
    view.page.locator("#need-plot").scroll_into_view_if_needed()
    return {code: (x, y) for code, x, y in view.page.locator(".plot__dot").evaluate_all(DOTS)}


def switch_on(view: View, tool: str, bar: str = "#map-tools") -> None:
    button = view.page.locator(f'{bar} [data-tool="{tool}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def draw(view: View, *points: At) -> None:
    mouse = view.page.mouse
    mouse.move(*points[0])
    mouse.down()
    for point in points[1:]:
        mouse.move(*point, steps=3)
    mouse.up()


def around(point: At, reach: float = 12) -> tuple[At, At]:
    return (point[0] - reach, point[1] - reach), (point[0] + reach, point[1] + reach)


def chosen(view: View) -> set[str]:
    return set(view.address.get("place", "").split(","))


def test_a_rectangle_chooses_what_lies_in_it_and_shift_adds(open_view: OpenView) -> None:
    view = open_view()
    switch_on(view, "box")
    known = centres(view)
    (left, top), (right, bottom) = known["05"], known["02"]
    left, right, top, bottom = left - 5, right + 5, min(top, bottom) - 5, max(top, bottom) + 5
    inside = {c for c, (x, y) in known.items() if left < x < right and top < y < bottom}
    draw(view, (left, top), (right, bottom))
    view.shows(f"?lang=fr&place={','.join(sorted(inside))}")
    expect(view.page.locator("#map-tools [role=status]")).to_contain_text(str(len(inside)))
    view.page.keyboard.down("Shift")
    draw(view, *around(centres(view)["10"]))
    view.page.keyboard.up("Shift")
    view.shows(f"?lang=fr&place={','.join(sorted(inside | {'10'}))}")
    draw(view, *around(centres(view)["09"]))
    view.shows("?lang=fr&place=09")
    view.page.keyboard.press("Escape")
    expect(view.page.locator(".selecting")).to_have_count(0)
    assert chosen(view) == {"09"}


def test_a_free_line_chooses_what_it_runs_around(open_view: OpenView) -> None:
    view = open_view("level=province", lang="ar")
    switch_on(view, "line")
    known = centres(view)
    (ax, ay), (bx, by) = known["02.113"], known["05.091"]
    # A narrow band from one to the other.
    (ax, bx) = (ax + 5, bx - 5)
    band = ((ax, ay - 9), (bx, by - 9), (bx, by + 9), (ax, ay + 9))
    inside = {code for code, at in known.items() if Polygon(band).contains(Point(at))}
    assert {"02.113", "05.091"} <= inside < set(known)
    draw(view, *band)
    view.shows(f"?lang=ar&level=province&place={','.join(sorted(inside))}")
    # What is drawn around nothing changes nothing, and is said.
    stage = view.page.locator("#map-stage").bounding_box()
    assert stage is not None
    corner = (stage["x"] + 8, stage["y"] + stage["height"] - 8)
    draw(view, corner, (corner[0] + 14, corner[1]), (corner[0] + 14, corner[1] - 14))
    none = view.page.locator("#select-words").get_attribute("data-none") or "-"
    expect(view.page.locator("#announcer")).to_have_text(none)
    assert chosen(view) == inside


@pytest.mark.long
def test_escape_ends_the_drawing_before_the_tool(open_view: OpenView) -> None:
    view = open_view("place=09")
    switch_on(view, "box")
    x, y = centres(view)["02"]
    view.page.mouse.move(x - 20, y - 20)
    view.page.mouse.down()
    view.page.mouse.move(x + 20, y + 20, steps=3)
    view.page.keyboard.press("Escape")
    view.page.mouse.up()
    expect(view.page.locator(".selecting")).to_have_count(1)
    view.page.keyboard.press("Escape")
    expect(view.page.locator(".selecting")).to_have_count(0)
    assert chosen(view) == {"09"}


@pytest.mark.long
def test_a_rectangle_over_the_dots_chooses_their_places_and_shift_adds(
    open_view: OpenView,
) -> None:
    view = open_view("page=need")
    switch_on(view, "box", CHART_TOOLS)
    known = dots(view)
    (left, top), (right, bottom) = known["05"], known["10"]
    left, right = min(left, right) - 3, max(left, right) + 3
    top, bottom = min(top, bottom) - 3, max(top, bottom) + 3
    inside = {c for c, (x, y) in known.items() if left < x < right and top < y < bottom}
    draw(view, (left, top), (right, bottom))
    view.shows(f"?lang=fr&page=need&place={','.join(sorted(inside))}")
    selected = view.page.locator(".plot__dot[aria-current]")
    assert selected.evaluate_all("(all) => all.map((one) => one.dataset.value)") == sorted(inside)
    # The tool stays on, though the chart was written anew.
    outside = min(known.keys() - inside)
    view.page.keyboard.down("Shift")
    draw(view, *around(dots(view)[outside], 3))
    view.page.keyboard.up("Shift")
    added = {c for c in known if c in inside or near(known[c], known[outside], 3)}
    view.shows(f"?lang=fr&page=need&place={','.join(sorted(added))}")
    view.page.keyboard.press("Escape")
    expect(view.page.locator(".selecting")).to_have_count(0)
    # Without a tool a click chooses one dot, as before.
    view.page.locator(f'.plot__dot[data-value="{outside}"] .plot__mark').click()
    view.shows(f"?lang=fr&page=need&place={','.join(sorted(added - {outside}))}")


def near(one: At, other: At, reach: float) -> bool:
    return all(abs(a - b) < reach for a, b in zip(one, other, strict=True))


@pytest.mark.long
@pytest.mark.parametrize("level", ["region", "province"])
def test_a_free_line_around_dots_from_right_to_left(open_view: OpenView, level: str) -> None:
    query = "page=need" if level == "region" else "page=need&level=province"
    view = open_view(query, lang="ar")
    switch_on(view, "line", CHART_TOOLS)
    known = dots(view)
    box = view.page.locator("#need-plot").bounding_box()
    assert box is not None
    # A triangle over the upper left half of the chart.
    left, top = box["x"] + 2, box["y"] + 2
    corners = ((left, top), (left + box["width"] - 4, top), (left, top + box["height"] - 4))
    inside = {code for code, at in known.items() if Polygon(corners).contains(Point(at))}
    assert set() < inside < set(known)
    draw(view, *corners)
    rest = "" if level == "region" else "&level=province"
    view.shows(f"?lang=ar&page=need{rest}&place={','.join(sorted(inside))}")
