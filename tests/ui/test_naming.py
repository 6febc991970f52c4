"""A view that a reader has named says so wherever it is shown, and never as markup."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from lxml import html

from tests.ui.services import example
from ui.index import document_title
from ui.links import Links
from ui.page import Page, fragments, open_page

HOSTILE = '<img src=x onerror="alert(1)"> & "co"'


def named(name: str, query: str = "place=02") -> Page:
    return open_page(example(), f"?lang=en&{query}&name={quote(name, safe='')}")


def shown(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(fragments(page)["filters"], create_parent="div")


@pytest.mark.parametrize("name", ["My region", HOSTILE, "جهتي, 2024"])
def test_a_name_stands_above_the_filters_and_in_the_title(name: str) -> None:
    page = named(name)
    assert [part.text_content() for part in shown(page).cssselect("#view-name")] == [name]
    assert document_title(page) == f"{name} – {page.words.t('app.title')}"
    assert shown(page).cssselect("img") == []


def test_a_name_is_dropped_alone_or_with_every_filter() -> None:
    page = named("My region")
    [drop] = shown(page).cssselect(".view-name__drop")
    assert drop.get("href") == "?lang=en&place=02"
    assert Links(page.view).cleared() == "?lang=en"


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("a" * 100, "a" * 80),
        ("  two \n words ", "two words"),
        ("\u202eturned\u2066", "turned"),
        (" ", ""),
    ],
)
def test_a_name_is_one_line_of_eighty_letters(given: str, understood: str) -> None:
    assert named(given).view.name == understood
    assert named(given).ignored == ()
