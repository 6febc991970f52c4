"""What lies in a rectangle or a free line, as the script in the page decides it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from shapely import Point, Polygon

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "assets" / "js" / "selecting.js"
CORNERS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=7, unique=True
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def run(page: Page, name: str, *values: Any) -> Any:
    return page.evaluate(
        "([name, values]) => window.jihat.selecting[name](...values)", [name, list(values)]
    )


def test_a_drag_is_a_rectangle_between_its_ends_or_a_line_along_its_points(page: Page) -> None:
    points = [[1, 2], [9, 9], [5, 6]]
    assert run(page, "shapeOf", "box", points) == [[1, 2], [5, 2], [5, 6], [1, 6]]
    assert run(page, "shapeOf", "line", points) == points


def test_each_value_is_chosen_once_and_by_its_centre(page: Page) -> None:
    shape = [[0, 0], [10, 0], [10, 10], [0, 10]]
    candidates = [
        {"value": "02", "centre": [5, 5]},
        {"value": "09", "centre": [11, 5]},
        {"value": "02", "centre": [1, 1]},
    ]
    assert run(page, "chosenIn", shape, candidates) == ["02"]


@given(corners=CORNERS, x=st.integers(0, 60), y=st.integers(0, 60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_inside_is_what_a_geometry_library_calls_inside(
    page: Page, corners: list[tuple[int, int]], x: int, y: int
) -> None:
    shape = Polygon(corners)
    if not shape.is_valid or shape.boundary.distance(Point(x, y)) < 0.01:
        return
    found = run(page, "isInside", [x, y], [list(corner) for corner in corners])
    assert found == shape.contains(Point(x, y))
