"""Accessibility as far as axe can tell, in every language and state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import LAPTOP, PHONE, View, new_view

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
PICKERS = ("place", "programme", "sector", "more", "period")


@pytest.fixture(scope="module")
def lenient(browser: Browser) -> Iterator[BrowserContext]:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate(RUN)
    return found


def checked(view: View, size: tuple[int, int]) -> dict[str, list[str]]:
    """Lead a view through its states and collect what axe finds in each."""
    page = view.page
    found = {"plain": violations(page)}
    # One run for the sheets of a laptop: they lie over the page and hide nothing from axe.
    for picker in PICKERS if size == LAPTOP else ():
        page.locator(f"#picker-{picker} > summary").click()
        found[f"picker {picker}"] = violations(page)
        page.keyboard.press("Escape")
    page.locator("#sectors .take").click()
    page.locator("#export[open]").wait_for()
    found["downloads"] = violations(page)
    page.keyboard.press("Escape")
    page.locator("#export:not([open])").wait_for(state="attached")
    if size == PHONE:
        page.locator("#open-region").click()
        found["sheet"] = violations(page)
        page.keyboard.press("Escape")
    page.locator("#sectors .bar__label").first.click()
    view.chips.first.wait_for()
    found["filtered"] = violations(page)
    page.locator("#activities tbody a").first.click()
    page.locator("#details[open]").wait_for()
    found["details"] = violations(page)
    return {state: problems for state, problems in found.items() if problems}


@pytest.mark.long
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_axe_finds_nothing(
    lenient: BrowserContext, server: str, lang: str, size: tuple[int, int]
) -> None:
    view = new_view(lenient, server, size).open(f"?lang={lang}")
    found = checked(view, size)
    view.page.close()
    assert found == {}


@pytest.mark.parametrize(
    "query", ["place=12", "place=nowhere&colour=red", "phase=m4sd-3&from=2022"]
)
def test_axe_finds_nothing_where_something_is_missing(
    lenient: BrowserContext, server: str, query: str
) -> None:
    view = new_view(lenient, server).open(f"?lang=ar&{query}")
    found = violations(view.page)
    view.page.close()
    assert found == []


def test_axe_finds_nothing_on_the_page_for_missing_addresses(
    lenient: BrowserContext, server: str
) -> None:
    page = lenient.new_page()
    page.goto(f"{server}/nothing-here")
    found = violations(page)
    page.close()
    assert found == []
