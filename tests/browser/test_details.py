"""From a number or an activity to what it rests on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [(1366, 900), PHONE], ids=["laptop", "phone"])
def test_an_activity_opens_with_its_citations_and_escape_closes_it(
    open_view: OpenView, size: tuple[int, int]
) -> None:
    view = open_view("place=02", size=size)
    link = view.page.locator("#activities tbody a").first
    title = link.inner_text()
    link.click()
    dialog = view.page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    assert dialog.locator(".citations > li").count() >= 1
    assert "select" in view.address
    view.page.keyboard.press("Escape")
    expect(view.page.locator("#details")).not_to_be_visible()
    view.shows("?lang=fr&place=02")
    assert view.address == {"lang": "fr", "place": "02"}
    expect(link).to_be_focused()


def test_back_closes_the_details_and_forward_opens_them(open_view: OpenView) -> None:
    view = open_view()
    view.page.locator("#activities tbody a").first.click()
    dialog = view.page.locator("#details")
    expect(dialog).to_be_visible()
    view.page.go_back()
    expect(dialog).not_to_be_visible()
    view.page.go_forward()
    expect(dialog).to_be_visible()


@pytest.mark.parametrize("close", [".details__close", "outside"])
def test_the_details_close_by_their_button_and_by_a_click_beside_them(
    open_view: OpenView, close: str
) -> None:
    view = open_view("select=m4sd-psychosocial-support")
    dialog = view.page.locator("#details")
    expect(dialog).to_be_visible()
    if close == "outside":
        view.page.mouse.click(3, 450)
    else:
        dialog.locator(close).click()
    expect(dialog).not_to_be_visible()
    view.shows("?lang=fr")


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_an_address_opens_the_details(open_view: OpenView, lang: str) -> None:
    view = open_view("select=m4sd-psychosocial-support", lang=lang)
    dialog = view.page.locator("#details")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-item]")).to_have_attribute(
        "data-item", "m4sd-psychosocial-support"
    )
    inside: bool = view.page.evaluate("() => document.activeElement.closest('#details') !== null")
    assert inside


def test_an_unknown_selection_opens_nothing(open_view: OpenView) -> None:
    view = open_view("select=nothing")
    expect(view.page.locator("#details")).not_to_be_visible()
    assert view.console == []


def test_a_figure_of_people_opens_every_reading_with_its_sources(open_view: OpenView) -> None:
    view = open_view()
    view.page.locator('#stated [data-sources="psychosocial-751"]').click()
    dialog = view.page.locator("#details")
    expect(dialog).to_be_visible()
    values = dialog.locator("[data-reading] th[scope=row]").all_inner_texts()
    # Two readings of the place of 751, and the earlier 663.
    assert values.count("751") == 2
    assert values.count("663") == 1
    assert values[0] == "751"
    assert dialog.locator(".citations > li").count() >= 1


@pytest.mark.long
def test_the_language_changes_behind_the_details(open_view: OpenView) -> None:
    view = open_view("select=m4sd-psychosocial-support", lang="fr")
    before = view.page.locator("#details-title").inner_text()
    view.page.goto(f"{view.origin}/?lang=ar&select=m4sd-psychosocial-support")
    view.drawn()
    expect(view.page.locator("#details")).to_be_visible()
    assert view.page.locator("#details-title").inner_text() != before


def test_sources_open_in_a_window_of_their_own(open_view: OpenView) -> None:
    view = open_view("select=m4sd-psychosocial-support")
    links = view.page.locator("#details .citations a")
    assert links.count() >= 1
    for target, rel in links.evaluate_all("(all) => all.map((one) => [one.target, one.rel])"):
        assert target == "_blank"
        assert "noopener" in rel
