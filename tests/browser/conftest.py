from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import LAPTOP, View, launched, new_view, served

OpenView = Callable[..., View]

# A machine that runs something else beside the tests takes its time.
expect.set_options(timeout=20_000)


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _leave_repetitions_to_make_check(items)
    # Playwright keeps an event loop running in this thread: tests with a loop of their own are
    # run before it starts.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    browser = launched()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with served() as (address, _process):
        yield address


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    # One context, so that most tests find the scripts in the browser's cache.
    context = browser.new_context(locale="fr-FR", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def open_view(context: BrowserContext, server: str) -> Iterator[OpenView]:
    opened: list[View] = []

    def open_view(query: str = "", size: tuple[int, int] = LAPTOP, lang: str = "fr") -> View:
        view = new_view(context, server, size)
        opened.append(view)
        return view.open(f"?lang={lang}" + (f"&{query}" if query else ""))

    yield open_view
    for view in opened:
        view.page.close()


def _leave_repetitions_to_make_check(items: list[pytest.Item]) -> None:
    """Mark every case of a test but its first as long: a page takes seconds to open and draw."""
    seen: set[tuple[object, str]] = set()
    for item in items:
        if not isinstance(item, pytest.Function) or not item.get_closest_marker("browser"):
            continue
        if item.get_closest_marker("long"):
            continue
        test = (item.path, item.originalname)
        if test in seen:
            item.add_marker(pytest.mark.long)
        seen.add(test)
