"""Drawing over the map chooses exactly the units whose centres lie in what was drawn."""

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


def switch_on(view: View, tool: str) -> None:
    button = view.page.locator(f'#map-tools [data-tool="{tool}"]')
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
