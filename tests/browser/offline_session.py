"""A reader on a machine whose network is cut; `test_offline` runs this in a namespace of its own.

``python -m tests.browser.offline_session FOLDER`` raises the loopback, serves the program as it is
installed, goes through it with a browser, and leaves what was taken away in the folder.
"""

from __future__ import annotations

import errno
import fcntl
import socket
import struct
import sys
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Response, expect

from tests.browser.chromium import View, launched, new_view, served

GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1
"""Of `netdevice(7)`: a namespace begins with a loopback that is down."""
INTERFACE = "16sh14x"
ELSEWHERE = ("192.0.2.1", 80)
"""An address that documents use as an example; with any network its name is not refused."""
LANGUAGES = ("ar", "fr", "en")
STORY = "meeting-places"
SLOW = 60_000
LEFT = "net::ERR_ABORTED"
"""Of what a page was still asking for when it was left; a network that is cut fails otherwise."""


def main(folder: Path) -> None:
    """Do all of it; what fails is told by an error."""
    raise_loopback()
    assert is_cut()
    expect.set_options(timeout=SLOW)
    with served(by_command=True) as (address, _process):
        context = launched().new_context(accept_downloads=True, reduced_motion="reduce")
        failed = failures(context)
        view = new_view(context, address)
        view.page.set_default_timeout(SLOW)
        for lang in LANGUAGES:
            explore(view, lang)
            present(view.page, address, lang)
        take_away(view, folder)
        hosts = {urlsplit(url).netloc for url in view.requests if url.startswith("http")}
        assert hosts == {urlsplit(address).netloc}
        problems = [*failed, *view.console, *view.errors]
        assert not problems, problems
        context.close()


def failures(context: BrowserContext) -> list[str]:
    """Collect what a page asked for and did not get."""
    failed: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            failed.append(f"{response.status}: {response.url}")

    def gave_up(request: Request) -> None:
        if request.failure != LEFT:
            failed.append(f"{request.failure}: {request.url}")

    context.on("requestfailed", gave_up)
    context.on("response", answered)
    return failed


def raise_loopback() -> None:
    """Put the only interface of the namespace up, as ``ip link set lo up`` does."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack(INTERFACE, b"lo", 0)
        _name, flags = struct.unpack(INTERFACE, fcntl.ioctl(any_socket, GET_FLAGS, asked))
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack(INTERFACE, b"lo", flags | UP))


def is_cut() -> bool:
    """Tell whether there is no way to another machine."""
    try:
        socket.create_connection(ELSEWHERE, timeout=5).close()
    except OSError as error:
        return error.errno == errno.ENETUNREACH
    return False


def explore(view: View, lang: str) -> None:
    """Load the page, choose a sector, and open what a number rests on."""
    view.open(f"?lang={lang}")
    assert view.html.get_attribute("lang") == lang
    whole = view.figure("activities")
    view.page.locator("#sectors .bar__label").first.click()
    expect(view.chips).to_have_count(1)
    assert int(view.figure("activities")) < int(whole)
    view.click_region("02")
    expect(view.chips).to_have_count(2)
    view.page.locator('[data-figure="activities"] .figure__value').click()
    view.page.locator("#details[open] .citations li").first.wait_for()
    view.page.wait_for_load_state("networkidle")


def present(page: Page, address: str, lang: str) -> None:
    """Present a story, go to its next step, look at its code, and leave it to explore."""
    page.goto(f"{address}/present?story={STORY}&lang={lang}")
    page.wait_for_function("() => window.jihatStory")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator(".step:visible")).to_have_attribute("data-step", "2")
    page.keyboard.press("q")
    page.wait_for_function("() => document.getElementById('code-image').naturalWidth > 0")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.locator("[data-story-back]").wait_for()
    page.locator("html[data-shown]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")


def take_away(view: View, folder: Path) -> None:
    """Save a picture and a table of the map at once, and a document when it is made."""
    page = view.page
    view.open("?lang=fr&place=02&export=map")
    page.locator('[data-stage][data-state="ready"]').wait_for()
    for extension in ("svg", "csv"):
        save(page, f'#export [data-get="{extension}"]', folder / f"map.{extension}")
    page.locator('#export [data-get="pdf"]').click()
    expect(page.locator("#export .tray__one")).to_have_attribute("data-state", "done")
    save(page, '#export [data-tray-do="save"]', folder / "map.pdf")


def save(page: Page, button: str, path: Path) -> None:
    """Press a button that saves a file."""
    with page.expect_download(timeout=SLOW) as download:
        page.locator(button).first.click()
    download.value.save_as(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
