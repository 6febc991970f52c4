"""The page on a phone: the region, the answer, the sheet of filters, and the navigation below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chromium import View, new_view
from tests.browser.conftest import OpenView
from tests.browser.test_layout import OVERFLOW

pytestmark = pytest.mark.browser

SMALL_PHONE = (360, 740)
LANGUAGES = ["ar", "fr", "en"]
# What leads a reader on: the rest of the page may be smaller.
PRIMARY = (
    ".region, .filters__open, .bottom__item, .filter-sheet button, .filter-sheet summary,"
    " .filter-sheet .option, .filter-sheet select, .header .languages a, .brand"
)
TOO_SMALL = """(all) => all.filter((one) => one.checkVisibility()).map((one) => {
  const box = one.getBoundingClientRect();
  return [one.className, Math.round(box.width), Math.round(box.height)];
}).filter(([, width, height]) => width < 44 || height < 44)"""
ORDER = """(selectors) => selectors.map(
  (one) => document.querySelector(one).getBoundingClientRect().top)"""
COVERED = """() => {
  const one = document.activeElement;
  if (one === document.body || one.closest(".bottom, .skip")) return null;
  const nav = document.querySelector(".bottom").getBoundingClientRect();
  const box = one.getBoundingClientRect();
  // What is taller than the window cannot stand above the navigation as a whole.
  return nav.height && box.height < 500 && box.bottom > nav.top + 1
    ? `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}` : null;
}"""
LENGTH = "() => window.history.length"


@pytest.fixture
def phone(open_view: OpenView) -> View:
    return open_view(lang="ar", size=SMALL_PHONE)


def sheet_of(page: Page) -> None:
    expect(page.locator("#filter-sheet")).to_have_attribute("open", "")


def closed(page: Page) -> None:
    expect(page.locator("#filter-sheet")).not_to_have_attribute("open", "")


def test_from_the_region_to_the_sources_of_a_figure_and_back(phone: View) -> None:
    page = phone.page
    page.locator("#open-region").click()
    sheet_of(page)
    page.locator('#filter-sheet input[data-value="02"]').check()
    phone.shows("?lang=ar&place=02")
    page.locator(".filter-sheet__done").click()
    closed(page)
    expect(page.locator(".region__name")).to_have_text("الشرق")
    answer = page.locator("#answer").inner_text()
    assert answer.startswith("23 ")
    page.locator('[data-figure="activities"] .figure__value').click()
    phone.shows("?lang=ar&place=02&select=total%3Aactivities")
    box = page.locator("#details").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["height"]) == (0, *SMALL_PHONE)
    page.go_back()
    phone.shows("?lang=ar&place=02")
    expect(page.locator("#details")).not_to_have_attribute("open", "")
    page.go_back()
    phone.shows("?lang=ar")


@pytest.mark.long
def test_region_answer_filters_figures_map_charts_and_table_follow_each_other(phone: View) -> None:
    tops = phone.page.evaluate(
        ORDER,
        ["#open-region", ".answer", "#open-filters", "#figures", ".map", "#sectors", "#activities"],
    )
    assert tops == sorted(tops)
    # The first screen has the answer and the first figures.
    assert tops[3] < 0.6 * SMALL_PHONE[1]


def test_the_sheet_is_closed_in_every_way(phone: View) -> None:
    page = phone.page

    def by_backdrop() -> None:
        page.mouse.click(180, 20)

    ways = (
        lambda: page.locator(".filter-sheet__close").click(),
        lambda: page.locator(".filter-sheet__done").click(),
        lambda: page.keyboard.press("Escape"),
        by_backdrop,
        page.go_back,
    )
    before = page.evaluate("() => window.location.href")
    for way in ways:
        page.locator("#open-filters").click()
        sheet_of(page)
        way()
        closed(page)
        expect(page.locator(".filters > #pickers")).to_have_count(1)
        expect(page.locator("#open-filters")).to_be_focused()
        assert page.evaluate("() => window.location.href") == before
    # Every opening has taken back its entry.
    page.wait_for_function("() => !(window.history.state && window.history.state.sheet)")


@pytest.mark.long
def test_the_back_gesture_closes_the_sheet_and_keeps_what_was_chosen_in_it(phone: View) -> None:
    page = phone.page
    page.locator("#bottom-filters").click()
    page.locator("#picker-sector > summary").click()
    for sector, query in (("health", "health"), ("governance", "governance,health")):
        page.locator(f'#picker-sector input[data-value="{sector}"]').check()
        phone.shows(f"?lang=ar&sector={query}")
    page.go_back()
    closed(page)
    page.wait_for_function("() => window.location.search === '?lang=ar&sector=health,governance'")
    expect(phone.chips).to_have_count(2)
    expect(page.locator(".bottom__count")).to_have_text("2")
    # From here Back undoes, one choice at a time, and every press does something.
    page.go_back()
    phone.shows("?lang=ar&sector=health")
    page.go_back()
    phone.shows("?lang=ar")


def test_a_count_in_the_sheet_leads_to_its_sources_and_back_to_the_sheet(phone: View) -> None:
    page = phone.page
    page.locator("#open-region").click()
    page.locator('#filter-sheet [data-sources="region:02"]').click()
    phone.shows("?lang=ar&select=region%3A02")
    expect(page.locator("#details")).to_have_attribute("open", "")
    page.go_back()
    phone.shows("?lang=ar")
    expect(page.locator("#details")).not_to_have_attribute("open", "")
    sheet_of(page)
    page.go_back()
    closed(page)
    assert phone.address == {"lang": "ar"}


@pytest.mark.long
def test_a_wider_window_has_the_pickers_in_the_page(phone: View) -> None:
    phone.page.locator("#open-filters").click()
    sheet_of(phone.page)
    phone.page.set_viewport_size({"width": 1024, "height": 740})
    closed(phone.page)
    expect(phone.page.locator("#picker-sector > summary")).to_be_visible()
    expect(phone.page.locator(".bottom, #open-filters").first).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_leads_on_is_large_enough_for_a_thumb(open_view: OpenView, lang: str) -> None:
    page = open_view("place=02,09&sector=health", lang=lang, size=SMALL_PHONE).page
    assert page.locator(PRIMARY).evaluate_all(TOO_SMALL) == []
    page.locator("#open-region").click()
    assert page.locator(PRIMARY).evaluate_all(TOO_SMALL) == []


@pytest.mark.parametrize("query", ["place=02,09&phase=m4sd-3&from=2020", "page=sources"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overflows_the_smallest_phone(
    browser: Browser, server: str, lang: str, query: str
) -> None:
    context = browser.new_context(locale="fr-FR", reduced_motion="reduce")
    page = new_view(context, server, SMALL_PHONE).page
    page.goto(f"{server}/?lang={lang}&{query}")
    page.locator(".bottom").wait_for()
    assert page.evaluate(OVERFLOW) == []
    context.close()


def test_the_navigation_never_covers_what_has_the_focus(phone: View) -> None:
    page = phone.page
    covered = []
    page.locator("#main").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    assert list(filter(None, covered)) == []


@pytest.mark.long
def test_the_navigation_hides_under_a_dialog(phone: View) -> None:
    page = phone.page
    expect(page.locator(".bottom")).to_be_visible()
    page.locator('[data-figure="activities"] .figure__value').click()
    page.locator("#details[open]").wait_for()
    expect(page.locator(".bottom")).to_be_hidden()


@pytest.fixture
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context()
    page = new_view(context, server, SMALL_PHONE).page

    def block(route: Route) -> None:
        route.abort()

    page.route("**/*.js*", block)
    page.route("**/*.json*", block)
    yield page
    context.close()


def test_the_figures_are_there_before_any_script(without_scripts: Page, server: str) -> None:
    page = without_scripts
    page.goto(f"{server}/?lang=ar&place=02", wait_until="domcontentloaded")
    expect(page.locator("#answer")).to_be_visible()
    figure = page.locator('[data-figure="activities"] .figure__value')
    expect(figure).to_be_in_viewport()
    assert figure.inner_text().strip("\u2066\u2069") == "23"
    # A number still leads to what it rests on: its link carries the view.
    figure.click()
    expect(page.locator("#details[open] h2").first).to_be_visible()


@pytest.mark.parametrize("query", ["", "page=sources"])
@pytest.mark.long
def test_the_language_changes_where_the_reader_is(open_view: OpenView, query: str) -> None:
    view = open_view(size=(1366, 768), lang="fr")
    page = view.page
    page.goto(f"{view.origin}/?lang=fr&{query}")
    if not query:
        view.drawn()
    part = "#stated" if not query else "#regions"
    top = "(id) => document.querySelector(id).getBoundingClientRect().top"
    page.evaluate(
        "(id) => { document.querySelector(id).scrollIntoView(); scrollBy(0, -40); }", part
    )
    before = page.evaluate(top, part)
    page.locator('.languages a[lang="ar"]').evaluate("(link) => link.click()")
    page.locator('html[lang="ar"]').wait_for(state="attached")
    page.wait_for_timeout(400)
    assert abs(page.evaluate(top, part) - before) <= 60
