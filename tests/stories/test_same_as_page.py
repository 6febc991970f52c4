"""What references stand for is what the page shows, word for word."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from i18n.languages import LANGUAGES
from stories.references import Filler
from tests.exports.whole_record import services
from ui.page import Page, fragments, open_page

VIEWS = (
    "",
    "programme=m4sd",
    "place=02&count=touches",
    "programme=depomi&count=allocated",
    "phase=m4sd-3&level=province&place=02",
    "from=2020&to=2021&sector=health",
)
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


class Words(HTMLParser):
    """The text of a page, its spaces as one."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words(html: str) -> str:
    parser = Words()
    parser.feed(html)
    return plain("".join(parser.parts))


def plain(text: str) -> str:
    return " ".join(text.translate(ISOLATES).split())


def filled(page: Page, query: str, reference: str) -> str:
    text = Filler(services()).fill(f"{{{{{reference}}}}}", query, page.view.lang)
    assert text.problems == ()
    return plain(text.text)


def opened(query: str, lang: str) -> tuple[Page, dict[str, str]]:
    page = open_page(services(), f"lang={lang}&{query}")
    return page, {name: words(html) for name, html in fragments(page).items()}


def bars(page: Page, name: str) -> list[Any]:
    return [row for row in page.answer.by[name] if row.value]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", VIEWS)
def test_the_key_figures(query: str, lang: str) -> None:
    page, shown = opened(query, lang)
    for key in ("activities", "programmes", "organisations"):
        assert filled(page, query, f"total:{key}") in shown["figures"].split()
    for figure in (*page.answer.totals.people, *page.answer.totals.funding):
        assert filled(page, query, f"stated:{figure.id}") in shown["figures"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", VIEWS)
def test_the_figure_and_the_name_of_every_sector(query: str, lang: str) -> None:
    page, shown = opened(query, lang)
    for row in bars(page, "sector"):
        name = filled(page, query, f"label sector:{row.id}")
        value = filled(page, query, f"sector:{row.id}")
        after = shown["sectors"].partition(name)[2].split()
        assert value in after[:3]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_of_an_overlap(lang: str) -> None:
    query = "page=overlap&sets=programme:m4sd,programme:depomi"
    page, shown = opened(query, lang)
    for reference in ("counted overlap:union", "names overlap:intersection"):
        assert filled(page, query, reference) in shown["question"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_regions_that_are_not_in_the_sources(lang: str) -> None:
    page, shown = opened("", lang)
    assert filled(page, "", "total:regions_not_in_sources") in shown["figures"]
    assert filled(page, "", "state region:08") in shown["map-legend"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_census_figure(lang: str) -> None:
    query = "page=need&indicator=labour_unemployment_rate"
    page, shown = opened(query, lang)
    assert filled(page, query, "need:02") in shown["question"]
