"""Accessibility of every question of the page, as far as axe can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.chromium import LAPTOP, PHONE, new_view
from tests.browser.test_axe import AXE, violations

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "ar", "en")
THEMES = ("light", "dark", "contrast", "projector")
QUESTIONS = {
    "overlap": "sets=phase:m4sd-3,programme:depomi,organisation:iom",
    "coverage": "rows=region&cols=sector",
    "need": "census=change",
    "time": "",
    "partners": "",
    "compare": "compare=place:02,place:09&across=sector",
}
EMPTY = {
    "overlap": "",
    "coverage": "programme=amuddu&rows=province&cols=year",
    "need": "draw=both&level=province&against=people",
    "time": "place=12",
    "partners": "flow=all",
    "compare": "",
}
"""The same questions where nothing is chosen, nothing is found, or everything is shown."""
DIALOGS = (
    ("overlap", "sets=phase:m4sd-3,programme:depomi&select=overlap:intersection"),
    ("coverage", "select=cell:02/health"),
    ("coverage", "cols=programme&select=coverage:not_applicable"),
    ("need", "select=need:02"),
)


@pytest.fixture(scope="module")
def lenient(browser: Browser) -> Iterator[BrowserContext]:
    # axe is no part of the page: only its own context lets a foreign script in.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


def found(
    lenient: BrowserContext, server: str, query: str, size: tuple[int, int] = LAPTOP
) -> list[str]:
    view = new_view(lenient, server, size)
    # Partners and compare may show no map to wait for.
    view.page.goto(f"{server}/?{query}", wait_until="domcontentloaded")
    view.page.locator("html[data-shown]").wait_for(state="attached", timeout=30_000)
    problems = violations(view.page)
    view.page.close()
    return problems


# The first case is quick, the others are for make check.
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", QUESTIONS)
def test_axe_finds_nothing_in_a_question(
    lenient: BrowserContext, server: str, page: str, lang: str
) -> None:
    assert found(lenient, server, f"lang={lang}&page={page}&{QUESTIONS[page]}") == []


@pytest.mark.long
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", QUESTIONS)
def test_axe_finds_nothing_in_any_theme(
    lenient: BrowserContext, server: str, page: str, theme: str
) -> None:
    query = f"lang=ar&page={page}&theme={theme}&{QUESTIONS[page]}"
    assert found(lenient, server, query) == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", EMPTY)
def test_axe_finds_nothing_where_little_is_asked_or_found(
    lenient: BrowserContext, server: str, page: str, lang: str
) -> None:
    assert found(lenient, server, f"lang={lang}&page={page}&{EMPTY[page]}") == []


@pytest.mark.long
@pytest.mark.parametrize("page", QUESTIONS)
def test_axe_finds_nothing_on_a_phone(lenient: BrowserContext, server: str, page: str) -> None:
    assert found(lenient, server, f"lang=ar&page={page}&{QUESTIONS[page]}", PHONE) == []


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("page", "more"), DIALOGS)
def test_axe_finds_nothing_in_a_dialog_of_a_question(
    lenient: BrowserContext, server: str, page: str, more: str, lang: str
) -> None:
    assert found(lenient, server, f"lang={lang}&page={page}&{more}") == []
