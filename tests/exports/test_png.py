"""PNG pictures, read with Pillow."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from exports import browser
from exports.order import NotPossibleError
from tests.exports.orders import order, write


def test_a_png_has_its_dots_and_says_what_it_is(tmp_path: Path) -> None:
    asked = replace(order("lang=ar&place=04", "sectors"), scale=2)
    made = Image.open(write(asked, "png", tmp_path))
    assert made.size == (3200, 1800)
    assert made.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    assert len(made.getcolors(maxcolors=2**24) or ()) > 50
    assert made.text["Source"] == asked.address  # type: ignore[attr-defined]
    assert asked.page.words.t("footer.not_endorsed") in made.text["Description"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("extension", ["png", "pdf"])
def test_without_a_browser_it_is_told_what_to_do(
    extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Sequence[object]) -> NoReturn:
        raise browser.NoBrowserError("none")

    monkeypatch.setattr(browser, extension, missing)
    with pytest.raises(NotPossibleError, match="Chromium"):
        write(order("lang=en", "sectors"), extension, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_page_asks_of_the_network_does_not_come() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        address = f"http://localhost:{server.server_port}/a.png"
        server.timeout = 0.1
        asked: list[object] = []
        server.finish_request = lambda *request: asked.append(request)  # type: ignore[method-assign]
        assert browser.png(f"<img src='{address}'>", 40, 30, 1).startswith(b"\x89PNG")
        server.handle_request()
    assert asked == []


def test_the_browser_comes_back_after_it_was_ended() -> None:
    for _ in range(2):
        assert browser.png("<p>a</p>", 40, 30, 1).startswith(b"\x89PNG")
        browser._driver(os.getpid()).close()
