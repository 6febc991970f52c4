"""The page of search results: where it says that it is, and where its links lead."""

from __future__ import annotations

import pytest
from lxml import html

from i18n.languages import LANGUAGES
from tests.ui.services import example
from ui import search_page

QUERY = "?lang=fr&theme=dark"


def found(text: str, query: str = QUERY) -> html.HtmlElement:
    return html.document_fromstring(search_page.render(example(), query, text))


def test_its_canonical_address_is_that_of_the_results() -> None:
    [link] = found("02 en").cssselect("link[rel=canonical]")
    assert link.get("href") == "/search?lang=fr&q=02%20en"


def test_its_alternates_are_the_same_results_in_each_language() -> None:
    links = found("a & b", "?lang=fr").cssselect("link[rel=alternate][hreflang]")
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        **{lang: f"/search?lang={lang}&q=a%20%26%20b" for lang in LANGUAGES},
        "x-default": "/search?q=a%20%26%20b",
    }


@pytest.mark.parametrize(
    ("text", "said"), [("02.411 en", "prefecture in 02 en"), ("02.265 en", "province in 02 en")]
)
def test_a_prefecture_is_called_one(text: str, said: str) -> None:
    hits = found(text, "?lang=en").cssselect(f"li[data-id='{text.split(maxsplit=1)[0]}'] .muted")
    assert [hit.text_content() for hit in hits] == [said]
