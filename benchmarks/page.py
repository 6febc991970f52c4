"""Measures applications in Chromium: how they load, and how soon they show a gesture's answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.gestures import WARM_UP, State, Toggle, states
from benchmarks.serving import Served

ARGS = (
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1366, "height": 900}
SCRIPT = Path(__file__).with_name("measure.js")
LOADS = 3
SETTLED_MS = 150
TURN = 5
PATIENCE_MS = 60_000

LOADED = "() => window.bench.seen.figure && window.bench.seen.map ? window.bench.seen : null"
CLICK = "(toggle) => window.bench.gesture(() => window.bench.click(toggle))"
SET = "([id, value]) => window.bench.gesture(() => window.bench.set(id, value))"


@dataclass(frozen=True)
class Application:
    """How an application is recognised and used, whatever it is made with."""

    name: str
    figure: str
    panels: str
    graphs: tuple[str, ...]
    clicks: bool
    changes: dict[str, bool | list[str]]

    @property
    def script(self) -> str:
        """What is put into its pages before their own scripts."""
        known = {
            "figure": self.figure,
            "panels": self.panels,
            "graphs": self.graphs,
            "changes": self.changes,
        }
        return f"window.benchSelectors = {json.dumps(known)};\n{SCRIPT.read_text('utf-8')}"

    def gesture(self, page: Page, toggle: Toggle, state: State) -> dict[str, Any]:
        """Make a gesture and return what was measured of it."""
        if self.clicks:
            measured = page.evaluate(CLICK, toggle._asdict())
        else:
            measured = page.evaluate(SET, [toggle.dimension, state[toggle.dimension]])
        assert measured, f"{self.name} never showed {toggle}"
        return dict(measured)


JIHAT = Application(
    name="jihat",
    figure='[data-figure="activities"] .figure__value',
    panels="html",
    graphs=("#map",),
    clicks=True,
    changes={"attributeFilter": ["data-seen"]},
)
PLAIN = Application(
    name="plain",
    figure="#figure-activities",
    panels="#shown",
    graphs=("#map", "#sectors", "#phases", "#years"),
    clicks=False,
    changes={"childList": True, "subtree": True, "characterData": True},
)


@dataclass(frozen=True)
class Load:
    """A first load with an empty cache: bytes as sent, and milliseconds since navigation."""

    transfers: tuple[tuple[str, int], ...]
    figure: float
    map: float

    @property
    def bytes(self) -> int:
        """Everything that was transferred, headers included."""
        return sum(size for _, size in self.transfers)


@dataclass(frozen=True)
class Measured:
    """What was measured of one application on one record."""

    told: dict[str, Any]
    loads: list[Load]
    gestures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def handler(self) -> list[float]:
        """Milliseconds of the server's handler for each timed gesture."""
        times: list[float] = self.told["handler"]
        return times[WARM_UP:]

    def each(self, what: str) -> list[float]:
        """Return one of the measurements of each timed gesture."""
        return [one[what] for one in self.gestures[WARM_UP:]]

    def load(self, what: str) -> float:
        """Return the median of one of the measurements of the loads."""
        return float(median(getattr(one, what) for one in self.loads))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGS))
        yield started
        started.close()


def measure(
    chromium: Browser, running: Sequence[tuple[Application, Served]]
) -> dict[str, Measured]:
    """Measure applications on the same record, by turns, so that a busy host hits all alike."""
    results = {
        application.name: Measured(
            served.told, [_load(chromium, application, served.address) for _ in range(LOADS)]
        )
        for application, served in running
    }
    with ExitStack() as stack:
        pages = []
        for application, served in running:
            page = stack.enter_context(_opened(chromium, application))
            _wait_loaded(page, served.address)
            pages.append((application, page))
        _take_turns(pages, running[0][1].told["toggles"], results)
    return results


def _take_turns(
    pages: Sequence[tuple[Application, Page]],
    told: Sequence[tuple[str, str]],
    results: dict[str, Measured],
) -> None:
    made = [Toggle(*one) for one in told]
    planned = list(zip(made, states(made), strict=True))
    for first in range(0, len(planned), TURN):
        for application, page in pages:
            page.bring_to_front()
            for toggle, state in planned[first : first + TURN]:
                page.wait_for_timeout(SETTLED_MS)
                results[application.name].gestures.append(application.gesture(page, toggle, state))


@contextmanager
def _opened(chromium: Browser, application: Application) -> Iterator[Page]:
    context = chromium.new_context(viewport=SIZE, locale="fr-FR")  # type: ignore[arg-type]
    context.add_init_script(application.script)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def _wait_loaded(page: Page, address: str) -> dict[str, float]:
    page.goto(f"{address}/?lang=fr", wait_until="load")
    for _ in range(PATIENCE_MS // SETTLED_MS):
        page.wait_for_timeout(SETTLED_MS)
        seen = page.evaluate(LOADED)
        if seen:
            page.wait_for_timeout(SETTLED_MS)
            return dict(seen)
    raise TimeoutError(f"{address} showed no map within {PATIENCE_MS} ms")


def _load(chromium: Browser, application: Application, address: str) -> Load:
    with _opened(chromium, application) as page:
        transfers = _recorded(page.context.new_cdp_session(page))
        seen = _wait_loaded(page, address)
        sizes = sorted(transfers.values(), key=lambda one: -one[1])
        return Load(tuple((name, int(size)) for name, size in sizes), seen["figure"], seen["map"])


def _recorded(session: CDPSession) -> dict[str, list[Any]]:
    """Return what fills with the address and the size of every answer."""
    transfers: dict[str, list[Any]] = {}

    def answered(event: dict[str, Any]) -> None:
        transfers[event["requestId"]] = [event["response"]["url"], 0]

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in transfers:
            transfers[event["requestId"]][1] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return transfers
