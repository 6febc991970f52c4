"""The panel of need: controls that carry the view, numbers that lead on, nothing unescaped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from geodata.record import Record
from tests.ui.services import (
    example,
    make_services,
    missing_values,
    no_activities,
    one_activity,
    renamed,
)
from ui.page import fragments, open_page
from ui.services import Services

LANGUAGES = ("ar", "fr", "en")
HOSTILE = '<img src=x onerror="alert(1)"> & "co"'


def shown(query: str = "", services: Services | None = None) -> html.HtmlElement:
    page = open_page(services or example(), f"?page=need&{query}")
    return html.document_fromstring(f"<main>{fragments(page)['question']}</main>")


def texts(found: html.HtmlElement, css: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found.cssselect(css)]


QUERIES = (
    "", "draw=both", "census=change", "against=people&draw=both", "against=funding",
    "level=province", "level=commune&place=02.411&census=2014", "breaks=own&limits=10,20",
    "indicator=equipment_internet&census=change", "indicator=population_density",
)  # fmt: skip
RECORDS: tuple[Callable[[], Record], ...] = (no_activities, one_activity, missing_values)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_and_dot_names_what_it_stands_for(lang: str, query: str) -> None:
    check(shown(f"lang={lang}&{query}"), query)


@pytest.mark.parametrize("query", ["", "draw=both&against=funding"])
@pytest.mark.parametrize("record", RECORDS)
def test_records_of_little_are_shown_too(record: Callable[[], Record], query: str) -> None:
    check(shown(query, make_services(record())), query)


def check(found: html.HtmlElement, query: str) -> None:
    level = "province" if "province" in query else "commune" if "commune" in query else "region"
    for css in (".need__row", ".plot__dot"):
        links = [one.get("data-link") for one in found.cssselect(css)]
        assert all(link.startswith(f"{level}:") for link in links)
        assert len(links) == len(set(links))
    assert all(one.get("aria-label") for one in found.cssselect(".plot__dot"))
    assert found.cssselect("svg.plot[data-selectable]") or not found.cssselect(".plot__dot")


def test_the_indicator_that_nobody_chose_is_said() -> None:
    assert texts(shown("lang=en"), ".need__said") == [
        "No indicator is chosen: “Unemployment rate” is shown."
    ]
    assert texts(shown("lang=en&indicator=labour_unemployment_rate"), ".need__said") == []


def test_one_option_is_selected_in_every_list() -> None:
    found = shown("indicator=population_legal&group=urban&against=people&breaks=equal&classes=3")
    chosen = {
        one.get("data-set"): [option.get("value") for option in one.cssselect("option[selected]")]
        for one in found.cssselect("select")
    }
    assert chosen == {
        "indicator": ["population_legal"], "group": ["urban"], "against": ["people"],
        "breaks": ["equal"], "classes": ["3"],
    }  # fmt: skip


def test_activities_lead_to_what_they_rest_on() -> None:
    found = shown("lang=en")
    row = found.cssselect(".need__row[data-key='02']")[0]
    assert [one.get("data-sources") for one in row.cssselect("[data-sources]")] == ["region:02"]
    assert found.cssselect(".need__row[data-key='12'] [data-sources]") == []


def test_the_legend_of_two_measures_counts_every_unit_once() -> None:
    found = shown("lang=en&draw=both")
    links = [
        key
        for one in found.cssselect(".need__grid td[data-link]")
        for key in one.get("data-link").split()
    ]
    units = [one.get("data-link") for one in found.cssselect(".plot__dot")]
    assert sorted(links) == sorted(units)


def test_the_table_says_how_it_is_sorted() -> None:
    found = shown("lang=en&sort=name")
    sorted_by = found.cssselect("th[aria-sort]")
    assert [one.get("aria-sort") for one in sorted_by] == ["ascending"]
    hrefs = [one.get("href") for one in found.cssselect(".need__sort")]
    assert "sort=-name" in hrefs[0]
    assert "sort=" not in hrefs[1]


def test_names_are_escaped() -> None:
    services = make_services(renamed("programmes", label_en=HOSTILE))
    page = open_page(services, "?page=need&lang=en&against=funding")
    assert "<img" not in fragments(page)["question"]


def test_the_map_is_coloured_by_the_census() -> None:
    page = open_page(example(), "?page=need&lang=en")
    assert page.map.title == "Unemployment rate · 2024"
    assert {mark.key: mark.written for mark in page.map.marks}["02"] == "30.4%"
