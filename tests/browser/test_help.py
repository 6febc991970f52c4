"""Help: question marks, the list of keys, the tour, the About page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import LAPTOP, PHONE, View, new_view
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "fr", "en")
NARROW = (360, 740)
STEPS = 6
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
# The box of what is open, and whether it lies in the window and off the mark that opened it.
PLACED = """(open) => {
  const box = open.getBoundingClientRect();
  const marks = [...document.querySelectorAll(`[popovertarget="${open.id}"]`)];
  const mark = marks.find((one) => one.checkVisibility()).getBoundingClientRect();
  const inside = box.left >= 0 && box.right <= innerWidth && box.top >= 0 &&
                 box.bottom <= innerHeight;
  const covers = box.left < mark.right && box.right > mark.left &&
                 box.top < mark.bottom && box.bottom > mark.top;
  return [inside, covers];
}"""


@pytest.fixture
def first_visit(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser that has never been here, and that lets axe in."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


def step(page: Page) -> str:
    return page.locator("#tour [data-step]:visible h2").inner_text()


def offered(page: Page) -> bool:
    return page.locator("#invitation").is_visible()


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", NARROW), ("fr", LAPTOP)], ids=["ar-narrow", "fr-laptop"]
)
@pytest.mark.long
def test_the_tour_is_walked_by_keyboard_skipped_and_found_again(
    first_visit: BrowserContext, server: str, lang: str, size: tuple[int, int]
) -> None:
    view = new_view(first_visit, server, size).open(f"?lang={lang}")
    page = view.page
    tour = page.locator("#tour")
    assert offered(page)
    page.locator('#invitation [data-tour="start"]').press("Enter")
    expect(tour).to_be_focused()
    first = step(page)
    steps = [first]
    forward = tour.locator('[data-tour="next"]')
    for _ in range(STEPS - 1):
        forward.press("Enter")
        steps.append(step(page))
        expect(tour).to_be_in_viewport(ratio=1)
        expect(page.locator("[data-toured]")).to_have_count(1)
    assert len(set(steps)) == STEPS
    for _ in range(STEPS):
        tour.locator('[data-tour="back"]').press("Enter")
    assert step(page) == first
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    expect(page.locator("[data-toured]")).to_have_count(0)

    view.open(f"?lang={lang}")
    assert not offered(page)
    page.keyboard.press("?")
    page.locator('#help-dialog [data-tour="start"]').press("Enter")
    expect(tour).to_be_focused()
    tour.locator('[data-tour="skip"]').press("Enter")
    expect(tour).to_be_hidden()
    assert view.errors == []


@pytest.mark.long
def test_the_tour_keeps_its_step_while_the_page_is_used(open_view: OpenView) -> None:
    view = open_view(lang="fr")
    view.page.keyboard.press("?")
    view.page.locator('#help-dialog [data-tour="start"]').click()
    view.page.locator('#tour [data-tour="next"]').click()
    second = step(view.page)
    view.page.locator("#sectors .bar__label").first.click()
    view.chips.first.wait_for()
    assert step(view.page) == second
    expect(view.page.locator(".answer[data-toured]")).to_have_count(1)
    expect(view.page.locator("#tour")).to_be_visible()


@pytest.mark.long
def test_an_invitation_that_is_declined_does_not_come_back(
    first_visit: BrowserContext, server: str
) -> None:
    view = new_view(first_visit, server, PHONE).open("?lang=ar")
    view.page.locator('#invitation [data-tour="decline"]').click()
    assert not offered(view.page)
    view.open("?lang=fr")
    assert not offered(view.page)
    assert view.page.evaluate("document.cookie") == ""


def test_the_about_page_leads_to_the_tour(first_visit: BrowserContext, server: str) -> None:
    page = first_visit.new_page()
    page.goto(f"{server}/?lang=en&page=about#keyboard")
    page.locator('#keyboard a[href$="#tour"]').click()
    expect(page.locator("#tour")).to_be_focused()
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("sign", ["?", "؟"])
def test_the_list_of_keys_opens_by_its_key_but_not_where_text_is_written(
    open_view: OpenView, sign: str
) -> None:
    page = open_view().page
    dialog = page.locator("#help-dialog")
    page.locator("#search-input").focus()
    page.keyboard.insert_text(sign)
    expect(dialog).to_be_hidden()
    page.locator("#activities-title").focus()
    page.evaluate(
        "(key) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true}))",
        sign,
    )
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").count() >= STEPS
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#activities-title")).to_be_focused()


def test_help_stands_in_the_footer(open_view: OpenView) -> None:
    page = open_view().page
    page.locator("#footer [data-help]").click()
    expect(page.locator("#help-dialog")).to_be_visible()
    page.locator("#help-dialog [data-help-close]").click()
    expect(page.locator("#help-dialog")).to_be_hidden()


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("fr", LAPTOP)], ids=["ar-phone", "fr-laptop"]
)
def test_every_question_mark_opens_beside_itself_one_at_a_time(
    open_view: OpenView, lang: str, size: tuple[int, int]
) -> None:
    page = open_view(lang=lang, size=size).page
    marks = page.locator("main .mark:visible")
    assert marks.count() >= STEPS
    for mark in marks.all():
        mark.press("Enter")
        shown = page.locator(".explain:popover-open")
        expect(shown).to_have_count(1)
        expect(shown).to_be_focused()
        assert shown.evaluate(PLACED) == [True, False]
        page.keyboard.press("Escape")
        expect(shown).to_have_count(0)
        expect(mark).to_be_focused()
    marks.nth(0).press("Enter")
    marks.nth(1).click()
    expect(page.locator(".explain:popover-open")).to_have_count(1)


def test_an_explanation_leads_to_its_section(open_view: OpenView) -> None:
    page = open_view("place=02").page
    page.locator(".map__rule .mark").click()
    page.locator(".explain:popover-open a").click()
    page.wait_for_url("**page=about*#counting")
    expect(page.locator("#counting")).to_be_in_viewport()
    assert "place=02" in page.url


def help_states(view: View) -> Iterator[str]:
    """Lead the page through the states of help."""
    page = view.page
    yield "invitation"
    page.locator("[data-figure=people] .mark").click()
    yield "explanation"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    yield "help"
    page.locator('#help-dialog [data-tour="start"]').click()
    yield "tour"


@pytest.mark.long
@pytest.mark.parametrize("size", [LAPTOP, NARROW], ids=["laptop", "narrow"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_help(
    first_visit: BrowserContext, server: str, lang: str, size: tuple[int, int]
) -> None:
    view = new_view(first_visit, server, size).open(f"?lang={lang}")
    found = {state: view.page.evaluate(RUN) for state in help_states(view)}
    view.page.goto(f"{server}/?lang={lang}&page=about")
    found["about"] = view.page.evaluate(RUN)
    assert {state: problems for state, problems in found.items() if problems} == {}
    width = view.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]
