"""One bundle of the whole record, made once for all tests that open it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.chromium import LAPTOP, View
from tests.exports.orders import embedded, order, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

INSIDE = ("file:", "data:", "blob:")


@cache
def bundle(public: str = "") -> Path:
    """Write the bundle of a server with a public address to a folder that stays until the end."""
    folder = tempfile.mkdtemp(prefix="jihat-bundle-")
    services = embedded()
    if public:
        services = replace(services, settings=replace(services.settings, public_url=public))
    return write(order("lang=fr", "view", services), "html", Path(folder))


@contextmanager
def opened(
    browser: Browser,
    hash_: str = "lang=fr",
    size: tuple[int, int] = LAPTOP,
    *,
    public: str = "",
    **options: object,
) -> Iterator[View]:
    """Open the bundle by its file, with the network cut; nothing may be asked for."""
    context = browser.new_context(reduced_motion="reduce", offline=True, **options)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    # Notes are another window of the same file.
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    view = View(page, bundle(public).as_uri())
    page.goto(f"{view.origin}#{hash_}")
    page.locator("html[data-ready]").wait_for(state="attached")
    yield view
    assert [url for url in asked if not url.startswith(INSIDE)] == []
    assert view.console == []
    assert view.errors == []
    context.close()


def shows(view: View, hash_: str) -> None:
    """Wait until the bundle shows a view."""
    expect(view.page.locator("html")).to_have_attribute("data-shown", f"?{hash_}")
