"""Profiles as readers see them: on a phone, on a laptop, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import LAPTOP, PHONE

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
NARROW = (360, 740)
SUBJECTS = ("place:02", "place:02.113", "place:08", "programme:depomi", "organisation:iom",
            "sector:health", "phase:m4sd-3", "place:1997-04", "")  # fmt: skip
# Links that stand alone and are smaller than a finger: those inside sentences are exempt.
SMALL = """() => [...document.querySelectorAll(
    "main .number, main .entry__name a, .crumbs a, .profile__actions a, main summary")]
  .filter((one) => !one.closest(".entries--inline") && one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().height < 24)
  .map((one) => one.textContent.trim())"""


@pytest.fixture(scope="module")
def lenient(browser: Browser) -> Iterator[BrowserContext]:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


def opened(context: BrowserContext, address: str, size: tuple[int, int]) -> Page:
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address, wait_until="load")
    return page


def problems(page: Page) -> list[str]:
    """Collect what axe finds, what is too wide and what is too small to touch."""
    found: list[str] = page.evaluate(RUN)
    width: int = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    small: list[str] = page.evaluate(SMALL)
    return [*found, *([f"{width} px too wide"] if width > 0 else []), *small]


def check(context: BrowserContext, server: str, lang: str, subjects: tuple[str, ...]) -> None:
    found = {}
    for subject in subjects:
        for size in (LAPTOP, PHONE, NARROW):
            page = opened(context, f"{server}/?lang={lang}&page=profile&subject={subject}", size)
            found[subject, size] = problems(page)
            page.close()
    assert {where: told for where, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("lang", "subjects"),
    [("ar", ("place:02",)), ("fr", ("programme:depomi",)), ("en", ("place:08", "place:02.113"))],
)
@pytest.mark.long
def test_a_profile_fits_and_is_accessible(
    lenient: BrowserContext, server: str, lang: str, subjects: tuple[str, ...]
) -> None:
    check(lenient, server, lang, subjects)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_every_kind_of_profile_fits_and_is_accessible(
    lenient: BrowserContext, server: str, lang: str
) -> None:
    check(lenient, server, lang, SUBJECTS)


def test_a_number_of_a_profile_opens_its_sources_on_the_map(
    context: BrowserContext, server: str
) -> None:
    page = opened(context, f"{server}/?lang=fr&page=profile&subject=place:02", LAPTOP)
    number = page.locator('.profile__figures [data-sources="total:activities"]')
    value = number.inner_text()
    number.click()
    page.wait_for_url("**/?lang=fr&place=02&select=total%3Aactivities")
    expect(page.locator("#details-title")).to_contain_text(value)
    page.close()


def test_a_dialog_leads_to_the_profile_and_back_up(context: BrowserContext, server: str) -> None:
    page = opened(context, f"{server}/?lang=en&select=province:02.113", LAPTOP)
    page.locator(".details__profile a").click()
    expect(page.locator("h1")).to_have_text("Berkane")
    page.locator(".crumbs a").nth(1).click()
    expect(page.locator("h1")).to_have_text("Oriental")
    page.close()


def test_a_profile_needs_no_script_and_prints_what_is_folded(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context, f"{server}/?lang=en&page=profile&subject=place:08", LAPTOP)
    folded = page.locator("#national details ul a").first
    expect(page.locator("#answer")).to_be_visible()
    expect(folded).not_to_be_visible()
    assert re.match(rb"%PDF", page.pdf(format="A4"))
    page.emulate_media(media="print")
    expect(page.locator(".profile__actions")).not_to_be_visible()
    expect(page.locator("#national details ul").first).to_be_visible()
    context.close()


def test_an_unknown_profile_is_not_found_and_helps(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    answer = page.goto(f"{server}/?lang=ar&page=profile&subject=place:99")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("#place .entry a").first).to_be_visible()
    page.close()
