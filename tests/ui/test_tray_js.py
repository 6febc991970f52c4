"""What the browser keeps of files made in the background, whatever was put there by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "assets" / "js" / "tray.js"
ID = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f'[{{"id": "{ID}", "name": "a.zip"}}]', [ID]),
        (f'[{{"id": "../{ID}", "name": "a"}}, {{"id": "{ID}", "name": "b"}}]', [ID]),
        (f'[{{"id": "{ID}"}}]', []),
        ('{"id": 1}', []),
        ("[null]", []),
        ("not json", []),
        ("", []),
    ],
)
def test_only_jobs_are_understood(page: Page, text: str, kept: list[str]) -> None:
    found = page.evaluate("(text) => window.jihat.tray.understood(text)", text)
    assert [job["id"] for job in found] == kept
