"""Clicks on map and charts filter everything, and the browser's history undoes them."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chromium import PHONE, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser


def totals(server: str, query: str) -> dict[str, Any]:
    """Ask the data endpoint for the totals of a view."""
    with urllib.request.urlopen(f"{server}/api/v1/view?{query}") as answer:  # noqa: S310 - ours
        found: dict[str, Any] = json.load(answer)["totals"]
    return found


def slowly(route: Route) -> None:
    """Answer late enough for another gesture to come first."""
    time.sleep(0.3)
    route.continue_()


def agrees(view: View, server: str, query: str) -> None:
    """Check that page and data endpoint say the same of a view."""
    view.shows(f"?{query}")
    expected = totals(server, query)
    for key in ("activities", "programmes", "organisations"):
        assert view.figure(key) == str(expected[key])
    assert view.figure("regions_covered").startswith(str(expected["regions_covered"]))


@pytest.mark.parametrize("size", [(1366, 900), PHONE], ids=["laptop", "phone"])
def test_a_region_filters_everything_and_a_second_click_releases_it(
    open_view: OpenView, server: str, size: tuple[int, int]
) -> None:
    view = open_view(size=size)
    agrees(view, server, "lang=fr")
    view.click_region("05")
    agrees(view, server, "lang=fr&place=05")
    assert view.address == {"lang": "fr", "place": "05"}
    expect(view.chips).to_have_count(1)
    view.click_region("05")
    agrees(view, server, "lang=fr")
    expect(view.chips).to_have_count(0)
    assert view.address == {"lang": "fr"}


def test_a_region_without_activities_can_be_chosen(open_view: OpenView) -> None:
    view = open_view()
    view.click_region("12")
    view.shows("?lang=fr&place=12")
    expect(view.chips).to_have_count(1)


def test_a_marker_does_not_swallow_the_click_on_its_region(open_view: OpenView) -> None:
    view = open_view()
    marker = view.page.locator("#map .scatterlayer path.point").last
    box = marker.bounding_box()
    assert box is not None
    view.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(view.chips).to_have_count(1)
    assert view.address["place"] in {f"{number:02}" for number in range(1, 13)}


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_a_region_tells_its_name_and_value_under_the_pointer(
    open_view: OpenView, lang: str
) -> None:
    view = open_view(lang=lang)
    x, y = view.point_in("02")
    view.page.mouse.move(x - 2, y)
    view.page.mouse.move(x, y)
    name, value = view.page.locator('#map-table tr[data-key="02"]').locator("th, td").all()
    hover = view.page.locator("#map .hoverlayer")
    expect(hover).to_contain_text(name.text_content() or "")
    expect(hover).to_contain_text(value.text_content() or "")


def test_a_drag_over_the_map_chooses_nothing(open_view: OpenView) -> None:
    view = open_view()
    x, y = view.point_in("08")
    view.page.mouse.move(x, y)
    view.page.mouse.down()
    view.page.mouse.move(x + 40, y + 10, steps=4)
    view.page.mouse.up()
    view.page.wait_for_timeout(300)
    assert view.address == {"lang": "fr"}


@pytest.mark.parametrize(
    ("control", "query"),
    [
        ('#sectors [data-key="governance"] .bar__label', "lang=fr&sector=governance"),
        ('#programmes [data-key="m4sd-3"] .bar__label', "lang=fr&phase=m4sd-3"),
        ("#programmes .bars__grouplink", "lang=fr&programme=m4sd"),
        ('#timeline .lane a[data-value="m4sd-3"]', "lang=fr&phase=m4sd-3"),
        ('#timeline [data-key="2022"] a[data-year]', "lang=fr&from=2022&to=2022"),
        ('#map-foot a[data-value="national"]', "lang=fr&place=national"),
        ('#map-foot a[data-value="unplaced"]', "lang=fr&place=unplaced"),
    ],
)
def test_a_mark_of_a_chart_filters_and_releases(
    open_view: OpenView, server: str, control: str, query: str
) -> None:
    view = open_view()
    mark = view.page.locator(control).first
    mark.click()
    agrees(view, server, query)
    expect(view.chips).to_have_count(1)
    expect(mark).to_have_attribute("aria-pressed", "true")
    mark.click()
    agrees(view, server, "lang=fr")


@pytest.mark.long
def test_a_mark_answers_to_space_and_enter(open_view: OpenView) -> None:
    view = open_view()
    mark = view.page.locator('#sectors [data-key="governance"] .bar__label')
    mark.press(" ")
    view.shows("?lang=fr&sector=governance")
    expect(mark).to_be_focused()
    mark.press("Enter")
    view.shows("?lang=fr")
    expect(mark).to_be_focused()


def test_back_undoes_forward_redoes_and_reload_restores(open_view: OpenView, server: str) -> None:
    view = open_view()
    view.page.locator('#sectors [data-key="governance"] .bar__label').click()
    view.shows("?lang=fr&sector=governance")
    view.page.locator('#programmes [data-key="m4sd-3"] .bar__label').click()
    both = "lang=fr&phase=m4sd-3&sector=governance"
    agrees(view, server, both)
    view.page.go_back()
    agrees(view, server, "lang=fr&sector=governance")
    view.page.go_back()
    agrees(view, server, "lang=fr")
    view.page.go_forward()
    view.page.go_forward()
    agrees(view, server, both)
    view.page.reload()
    view.drawn()
    agrees(view, server, both)
    expect(view.chips).to_have_count(2)


def test_two_quick_clicks_both_count(open_view: OpenView, server: str) -> None:
    view = open_view()
    view.page.locator("#sectors").evaluate(
        """(panel) => {
          panel.querySelector('[data-key="governance"] .bar__label').click();
          document.querySelector('#programmes [data-key="m4sd-3"] .bar__label').click();
        }"""
    )
    agrees(view, server, "lang=fr&phase=m4sd-3&sector=governance")


@pytest.mark.long
def test_two_clicks_before_the_first_answer_both_count(open_view: OpenView, server: str) -> None:
    view = open_view()
    view.page.route("**/_dash-update-component*", slowly)
    view.page.locator('#sectors [data-key="governance"] .bar__label').click()
    view.page.locator('#programmes [data-key="m4sd-3"] .bar__label').click()
    agrees(view, server, "lang=fr&phase=m4sd-3&sector=governance")


def test_the_map_follows_the_filters(open_view: OpenView, server: str) -> None:
    view = open_view("sector=governance&place=02")
    outlined = view.page.locator("#map .choroplethlayer > .trace:nth-child(3) path")
    expect(outlined).to_have_count(1)
    with urllib.request.urlopen(  # noqa: S310 - our own server
        f"{server}/api/v1/view?lang=fr&sector=governance&place=02"
    ) as answer:
        rows = json.load(answer)["by"]["region"]
    known = {row["id"]: row["value"] for row in rows}
    shown = view.page.locator("#map-table tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [row.dataset.key, Number(row.dataset.number)])"
    )
    assert {key: value for key, value in shown if value} == known


@pytest.mark.parametrize("rule", ["touches", "allocated"])
def test_the_rule_of_counting_is_part_of_the_view(
    open_view: OpenView, server: str, rule: str
) -> None:
    view = open_view()
    view.page.locator("#picker-rule > summary").click()
    view.page.locator(f'#picker-rule input[value="{rule}"]').check()
    agrees(view, server, f"lang=fr&count={rule}")


def test_what_is_seen_changes_first_and_the_rest_follows(open_view: OpenView, server: str) -> None:
    view = open_view()
    expected = str(totals(server, "lang=fr&sector=health")["activities"])
    figure, table = view.page.evaluate(SEEN_FIRST, "?lang=fr&sector=health")
    assert figure == expected
    assert table != f"{expected} activités"
    view.shows("?lang=fr&sector=health")
    expect(view.page.locator("#activities .table__head .number")).to_have_text(
        f"{expected} activités"
    )


def test_a_folded_filter_holds_the_figures_of_the_view_when_it_is_opened(
    open_view: OpenView, server: str
) -> None:
    view = open_view()
    view.click_region("02")
    view.shows("?lang=fr&place=02")
    view.page.locator("#picker-sector > summary").click()
    with urllib.request.urlopen(f"{server}/api/v1/view?lang=fr&place=02") as answer:  # noqa: S310
        rows = {row["id"]: str(row["value"]) for row in json.load(answer)["by"]["sector"]}
    shown = view.page.locator("#picker-sector .option__line").evaluate_all(
        "lines => lines.map((line) => [line.querySelector('input').dataset.value,"
        " line.querySelector('.option__count').textContent.trim()])"
    )
    assert {key: text for key, text in shown if text != "–"} == rows


# What a key figure, and the table below the screen, say as soon as the page shows the view.
SEEN_FIRST = """(search) => new Promise((done) => {
  const root = document.documentElement;
  const read = (selector) => document.querySelector(selector).textContent.trim();
  new MutationObserver(() => {
    if (root.dataset.seen !== search) return;
    const figure = read('[data-figure="activities"] .figure__value');
    done([figure, read("#activities .table__head .number")]);
  }).observe(root, { attributeFilter: ["data-seen"] });
  window.jihat.go(search);
})"""
