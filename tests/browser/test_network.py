"""What a page asks for, says and weighs."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import LAPTOP, new_view, served
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

FIRST_LOAD_BYTES = 2_000_000


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_nothing_leaves_the_host_and_the_console_stays_silent(
    open_view: OpenView, server: str, lang: str
) -> None:
    view = open_view(lang=lang)
    view.page.locator("#sectors .bar__label").first.click()
    view.chips.first.wait_for()
    view.page.locator("#activities tbody a").first.click()
    view.page.locator("#details[open]").wait_for()
    hosts = {
        urlsplit(url).netloc for url in view.requests if not url.startswith(("data:", "blob:"))
    }
    assert hosts == {urlsplit(server).netloc}
    assert view.console == []
    assert view.errors == []


def test_one_gesture_is_one_request(open_view: OpenView) -> None:
    view = open_view()
    view.page.wait_for_load_state("networkidle")
    view.requests.clear()
    view.page.locator("#sectors .bar__label").first.click()
    view.chips.first.wait_for()
    view.page.wait_for_load_state("networkidle")
    # Chromium asks for the icon whenever it likes.
    asked = [urlsplit(url).path for url in view.requests if "icon.svg" not in url]
    assert asked == ["/_dash-update-component"]


def test_a_cold_first_load_is_light(browser: Browser, server: str) -> None:
    context = browser.new_context()
    view = new_view(context, server, LAPTOP)
    session = context.new_cdp_session(view.page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    view.open("?lang=ar")
    view.page.wait_for_load_state("networkidle")
    context.close()
    assert sum(sizes) <= FIRST_LOAD_BYTES


@pytest.mark.long
def test_two_workers_answer_as_one(browser: Browser) -> None:
    with served(workers=2) as (address, _process):
        context = browser.new_context()
        failed: list[str] = []
        context.on("response", lambda seen: failed.append(seen.url) if not seen.ok else None)
        view = new_view(context, address).open("?lang=en")
        for code in ("01", "02", "05", "09"):
            view.page.locator(f'#picker-place input[data-value="{code}"]').dispatch_event("click")
            view.page.locator(f'.chip[data-value="{code}"]').wait_for()
        view.shows("?lang=en&place=01,02,05,09")
        context.close()
    assert failed == []
    assert view.console == []
