"""Measures the one-file bundle: ``python -m benchmarks.bundle [FILE.html]``.

Its size, how soon it is ready after it is opened as a file, and how soon a gesture and the next
figure of a story are painted.
Without a file, the bundle of the record is made first.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page import ARGS
from cli import main as run

LARGEST = 7_000_000
READY_MS = 3_000
PAINTED_MS = 60
STEP_MS = 150
STEPS = 18
STORY = "meeting-places"
LOADS = 5
SIZE = {"width": 1366, "height": 768}
WARM_UP = 6
GESTURES = (
    "lang={lang}&place=02",
    "lang={lang}&place=02&sector=health",
    "lang={lang}&sector=health&count=allocated",
    "lang={lang}&programme=depomi&level=province",
    "lang={lang}&place=09&level=province",
    "lang={lang}&from=2019&to=2021&count=touches",
    "lang={lang}",
)
# A message is handled after the frame that it was sent in has been painted.
PAINT = """(search) => new Promise((done) => {
  const start = performance.now();
  if (search) jihat.go("?" + search);
  else document.dispatchEvent(new KeyboardEvent("keydown", {key: "PageDown", bubbles: true}));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(0);
  });
})"""


def main() -> None:
    """Measure and print; nothing is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    file = parser.parse_args().file
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = file or _made(Path(folder))
        browser = playwright.chromium.launch(executable_path=_program(), args=list(ARGS))
        _print("size (bytes)", path.stat().st_size, LARGEST)
        ready = [_ready(browser, path) for _ in range(LOADS)]
        _print("ready (ms, median)", median(ready), READY_MS)
        _print("ready (ms, worst)", max(ready), READY_MS)
        for lang in ("ar", "fr"):
            painted = _painted(browser, path, lang)
            _print(f"filter to painted, {lang} (ms, median)", median(painted), PAINTED_MS)
            _print(f"filter to painted, {lang} (ms, worst)", max(painted), None)
            stepped = _stepped(browser, path, lang)
            _print(f"step to painted, {lang} (ms, median)", median(stepped), STEP_MS)
            _print(f"step to painted, {lang} (ms, worst)", max(stepped), None)
        browser.close()


def _made(folder: Path) -> Path:
    path = folder / "bundle.html"
    assert run(["export", "--format", "html", "--out", str(path)]) == 0
    return path


def _program() -> str | None:
    return next((str(path) for path in [Path("/usr/bin/chromium")] if path.exists()), None)


def _open(browser: Browser, path: Path, lang: str = "ar", story: str = "") -> Page:
    page = browser.new_context(offline=True, viewport=SIZE).new_page()  # type: ignore[arg-type]
    page.goto(f"{path.resolve().as_uri()}#lang={lang}{story}")
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def _ready(browser: Browser, path: Path) -> float:
    page = _open(browser, path)
    ready = float(page.locator("html").get_attribute("data-ready") or "inf")
    page.context.close()
    return ready


def _painted(browser: Browser, path: Path, lang: str) -> list[float]:
    page = _open(browser, path, lang)
    views = [one.format(lang=lang) for one in GESTURES * 6]
    times: list[Any] = [page.evaluate(PAINT, view) for view in views]
    page.context.close()
    return times[WARM_UP:]


def _stepped(browser: Browser, path: Path, lang: str) -> list[float]:
    """Present a story to its end; a step's transition plays on after its first picture."""
    page = _open(browser, path, lang, f"&story={STORY}")
    times: list[Any] = [page.evaluate(PAINT, "") for _ in range(STEPS)]
    page.context.close()
    return times


def _print(name: str, value: float, limit: float | None) -> None:
    told = (
        "" if limit is None else f"  (at most {limit:,}: {'ok' if value <= limit else 'NOT MET'})"
    )
    print(f"{name:<40}{value:>14,.0f}{told}")


if __name__ == "__main__":
    main()
