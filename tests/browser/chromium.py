"""Drives the page as a reader would, with one Chromium for the whole run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP = (1366, 900)
PHONE = (390, 844)
START_SECONDS = 60
UNITS = "#map .choroplethlayer > .trace:nth-child(2) path.choroplethlocation"
"""Paths of the regions: trace 0 is the land, trace 1 the regions, trace 2 their outline."""


@cache
def launched() -> Browser:
    """Start Chromium once, whichever tests ask for it."""
    found = os.environ.get("CHROMIUM")  # noqa: TID251 - the tests' own setting
    names = ("chromium", "chromium-browser", "google-chrome")
    program = found or next(filter(None, map(shutil.which, names)), None)
    return sync_playwright().start().chromium.launch(executable_path=program, args=list(ARGS))


@contextmanager
def served(
    workers: int = 1, *, by_command: bool = False
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the server on a free port; gives its address and the process.

    Several workers are what ``app.py`` starts, and one if it is asked for by that command; else
    one is served as the factory alone.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    factory = [
        "-m",
        "uvicorn",
        "--factory",
        "app:create_server",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(
        [sys.executable, *(["app.py"] if workers > 1 or by_command else factory)],
        cwd=ROOT,
        env={
            **os.environ,  # noqa: TID251 - a child process inherits the environment
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "WORKERS": str(workers),
            "LOG_LEVEL": "warning",
        },
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", process)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"app.py ended with {process.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our address
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {START_SECONDS} s")


@dataclass
class View:
    """A page with a view in it, and what it said and asked for since it was opened."""

    page: Page
    origin: str
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.console.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.errors.append(error.message))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, query: str) -> View:
        """Load a view and wait until every panel and the map show it."""
        self.page.goto(f"{self.origin}/{query}", wait_until="domcontentloaded")
        self.drawn()
        return self

    def drawn(self) -> None:
        """Wait until scripts answered the address and the map has its regions."""
        self.page.locator("html[data-shown]").wait_for(state="attached")
        self.page.locator(UNITS).nth(11).wait_for(state="attached")

    def shows(self, query: str) -> None:
        """Wait until the panels show exactly this view, written as the server writes it."""
        expect(self.page.locator("html")).to_have_attribute("data-shown", query)

    @property
    def address(self) -> dict[str, str]:
        """Parameters of the page's address, as its scripts see it."""
        search: str = self.page.evaluate("() => window.location.search")
        return {key: values[0] for key, values in parse_qs(search.removeprefix("?")).items()}

    @property
    def html(self) -> Locator:
        """The document's element, which carries language and direction."""
        return self.page.locator("html")

    @property
    def chips(self) -> Locator:
        """The active filter values."""
        return self.page.locator("#filters .chips .chip")

    def figure(self, key: str) -> str:
        """Text of a key figure."""
        return self.page.locator(f'[data-figure="{key}"] .figure__value').inner_text()

    def click_region(self, code: str) -> None:
        """Click on a region of the map, at a point that is inside its shape."""
        x, y = self.point_in(code)
        self.page.mouse.click(x, y)

    def point_in(self, code: str) -> tuple[float, float]:
        """Find a point of the screen that is inside a region and under nothing but the map."""
        self.page.locator("#map").scroll_into_view_if_needed()
        found = self.page.locator(UNITS).evaluate_all(POINT_IN_REGION, code)
        assert found, f"region {code} is not on the screen"
        return found[0], found[1]


# Hit by shape and not by event target: what lies on top of the regions is no concern of a reader.
POINT_IN_REGION = """(paths, code) => {
  const path = paths.find((one) => one.__data__.loc === code);
  const box = path.getBoundingClientRect();
  const back = path.getScreenCTM().inverse();
  const steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  for (const down of steps) {
    for (const along of steps) {
      const [x, y] = [box.left + box.width * along, box.top + box.height * down];
      const top = document.elementFromPoint(x, y);
      const inside = path.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
      if (inside && top && top.closest("#map")) return [x, y];
    }
  }
  return null;
}"""


def new_view(context: BrowserContext, origin: str, size: tuple[int, int] = LAPTOP) -> View:
    """Open an empty page of a size."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return View(page, origin)
