"""The list of kept views, as the script in the page changes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "assets" / "js" / "kept.js"
ORIENTAL = {"name": "Oriental", "address": "?lang=fr&place=02"}
HEALTH = {"name": "Santé", "address": "?lang=fr&sector=health&name=Sant%C3%A9"}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def run(page: Page, name: str, *values: Any) -> Any:
    return page.evaluate(
        "([name, values]) => window.jihat.kept[name](...values)", [name, list(values)]
    )


def test_the_newest_comes_first_and_a_view_is_kept_once(page: Page) -> None:
    assert run(page, "add", [ORIENTAL], "Santé", HEALTH["address"]) == [HEALTH, ORIENTAL]
    again = "?lang=ar&name=x&place=02"
    assert run(page, "add", [HEALTH, ORIENTAL], "x", again) == [
        {"name": "x", "address": again},
        HEALTH,
    ]


def test_a_name_is_one_line_of_eighty_letters(page: Page) -> None:
    (kept,) = run(page, "add", [], "  a\n" + "é" * 100, "?lang=fr")
    assert kept["name"] == "a " + "é" * 78


def test_a_new_name_is_in_the_address_too(page: Page) -> None:
    renamed = run(page, "rename", [HEALTH, ORIENTAL], 1, "L’Est & co")
    assert renamed == [
        HEALTH,
        {"name": "L’Est & co", "address": "?lang=fr&place=02&name=L%E2%80%99Est%20%26%20co"},
    ]
    assert run(page, "rename", [ORIENTAL], 0, "  ") == [ORIENTAL]


def test_what_was_removed_comes_back_where_it_was(page: Page) -> None:
    views = [HEALTH, ORIENTAL]
    assert run(page, "remove", views, 0) == [ORIENTAL]
    assert run(page, "insert", [ORIENTAL], 0, HEALTH) == views


def test_a_view_opens_in_the_language_of_the_reader(page: Page) -> None:
    assert run(page, "inLanguage", HEALTH["address"], "ar") == (
        "?lang=ar&sector=health&name=Sant%C3%A9"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "3",
        '{"a": 1}',
        '[{"name": 1}]',
        '[{"name": "x", "address": "javascript:"}]',
    ],
)
def test_what_is_no_list_of_views_is_left_out(page: Page, text: str) -> None:
    assert run(page, "understood", text) == []


def test_what_was_kept_is_read_again(page: Page) -> None:
    assert run(page, "understood", json.dumps([HEALTH, ORIENTAL])) == [HEALTH, ORIENTAL]
