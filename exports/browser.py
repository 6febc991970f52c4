"""The Chromium of this machine, for what only a browser can make of a picture: dots and pages.

One process is started when it is first needed and serves until this one ends. It is given
everything it needs: it reaches no network, and a name that it might ask for resolves to nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import os
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import suppress
from functools import cache
from html import escape
from typing import Any

from choreographer import Browser
from choreographer.browsers.chromium import Chromium
from choreographer.errors import ChromeNotFoundError

from geodata.errors import JihatError

SECONDS = 60
"""How long a picture may take."""
INCH = 25.4
_OFFLINE = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
_PAGE = (
    "<!doctype html><html lang={lang} dir={direction}><head><meta charset=utf-8>"
    "<title>{title}</title><style>html,body{{margin:0;background:{paper}}}"
    "svg{{position:fixed;top:0;left:0;width:{width};height:{height}}}</style></head>"
    "<body>{svg}</body></html>"
)


class BrowserError(JihatError):
    """The browser is there and did not do what it was asked."""


class NoBrowserError(JihatError):
    """No Chromium was found on this machine."""


def page(
    svg: str, title: str, lang: str, direction: str, size: tuple[str, str], paper: str = "#FFFFFF"
) -> str:
    """Write an HTML page that holds nothing but a picture, so wide and so high.

    ``paper`` is the colour around it, which a browser that rounds lengths lets through.
    """
    width, height = size
    return _PAGE.format(
        svg=svg,
        title=escape(title),
        lang=lang,
        direction=direction,
        width=width,
        height=height,
        paper=paper,
    )


def png(html: str, width: int, height: int, scale: int) -> bytes:
    """Take a picture of a page, ``scale`` dots for each of its pixels.

    Raises
    ------
    NoBrowserError, BrowserError
        There is no browser, or it did not answer in time.
    """
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    answered = _ask(
        html,
        ("Emulation.setDeviceMetricsOverride", metrics),
        ("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False}),
    )
    return base64.b64decode(answered["data"])


def pdf(html: str, width: float, height: float) -> bytes:
    """Print a page as one sheet, so many millimetres wide and high, with its structure.

    Raises
    ------
    NoBrowserError, BrowserError
        There is no browser, or it did not answer in time.
    """
    sheet = {
        "paperWidth": width / INCH,
        "paperHeight": height / INCH,
        **dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0),
        "printBackground": True,
        "generateTaggedPDF": True,
        "pageRanges": "1",
    }
    return base64.b64decode(_ask(html, ("Page.printToPDF", sheet))["data"])


class _Chromium(Chromium):
    """Chromium without a network."""

    def get_cli(self) -> Sequence[str]:
        return [*super().get_cli(), *_OFFLINE]


class _Driver:
    """A browser, and the thread that talks with it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._browser: Any = None

    def run(self, html: str, commands: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
        """Open a page and give the answer to the last of some commands."""
        try:
            answer: dict[str, Any] = self._wait(self._render(html, commands))
        except (OutOfTime, TimeoutError):
            self.close()
            raise BrowserError(f"no answer within {SECONDS} s") from None
        return answer

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        browser, self._browser = self._browser, None
        if browser is not None:
            with suppress(Exception):
                self._wait(browser.close())

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what the work gives
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    async def _render(
        self, html: str, commands: Sequence[tuple[str, dict[str, Any]]]
    ) -> dict[str, Any]:
        browser = await self._opened()
        tab = await browser.create_tab("about:blank")
        try:
            return await _answers(tab, html, commands)
        finally:
            await browser.close_tab(tab)

    async def _opened(self) -> Any:  # noqa: ANN401 - choreographer's browser
        if self._browser is None or self._browser.subprocess.poll() is not None:
            browser = Browser(browser_cls=_Chromium)
            await browser.open()
            self._browser = browser
            # The last registered runs first: before the browser's folder is removed.
            atexit.register(self.close)
        return self._browser


async def _answers(
    tab: Any,  # noqa: ANN401 - choreographer's tab
    html: str,
    commands: Sequence[tuple[str, dict[str, Any]]],
) -> dict[str, Any]:
    tree = await _send(tab, "Page.getFrameTree", {})
    frame = tree["frameTree"]["frame"]["id"]
    await _send(tab, "Page.setDocumentContent", {"frameId": frame, "html": html})
    ready = {"expression": "document.fonts.ready.then(() => true)", "awaitPromise": True}
    await _send(tab, "Runtime.evaluate", ready)
    answer: dict[str, Any] = {}
    for command, parameters in commands:
        answer = await _send(tab, command, parameters)
    return answer


async def _send(tab: Any, command: str, parameters: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    answer = await tab.send_command(command, parameters)
    if "error" in answer:
        raise BrowserError(f"{command}: {answer['error'].get('message', '')}")
    found: dict[str, Any] = answer["result"]
    return found


def _ask(html: str, *commands: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    # A process that was split off has the browser of its parent and no thread to talk to it.
    driver = _driver(os.getpid())
    with _turn(os.getpid()):
        try:
            return driver.run(html, commands)
        except ChromeNotFoundError as error:
            raise NoBrowserError(str(error)) from None
        except JihatError:
            raise
        except Exception as error:  # whatever goes wrong in a browser is one kind of failure
            driver.close()
            raise BrowserError(str(error) or type(error).__name__) from error


@cache
def _driver(_process: int) -> _Driver:
    return _Driver()


@cache
def _turn(_process: int) -> threading.Lock:
    """Pictures are made one after the other: a picture takes all that a processor has."""
    return threading.Lock()
