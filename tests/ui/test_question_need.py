"""The panel of need: controls that carry the view, numbers that lead on, nothing unescaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from lxml import html

from app import create_services
from geodata.record import Record
from settings import load_settings
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


@cache
def real() -> Services:
    """The services of the record itself: the worked example lists no workbooks."""
    return create_services(load_settings({}))


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
    assert found.cssselect("[data-selectable] > svg.plot") or not found.cssselect(".plot__dot")


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


def led_to(row: html.HtmlElement) -> list[tuple[str, str]]:
    return [(one.text_content(), one.get("data-sources")) for one in row.cssselect("a.number")]


def test_every_number_of_a_row_leads_to_what_it_rests_on() -> None:
    found = shown("lang=en")
    row = found.cssselect(".need__row[data-key='02']")[0]
    numbers = dict(led_to(row))
    assert set(numbers.values()) == {"need:02", "region:02"}
    assert [key for _text, key in led_to(row)].count("region:02") == 1
    # One stop of the Tab key for the census figure, one for the activities.
    assert [one.get("data-sources") for one in row.cssselect("a.number:not([tabindex])")] == [
        "need:02",
        "region:02",
    ]
    [without] = found.cssselect(".need__row[data-key='12']")
    assert {key for _text, key in led_to(without)} == {"need:12"}


@pytest.mark.parametrize("census", ["2014", "2024", "change"])
def test_a_census_figure_names_the_workbooks_that_it_is_read_from(census: str) -> None:
    expected = {
        "2014": ["hcp-2014-indicators-people"],
        "2024": ["hcp-2024-indicators"],
        "change": ["hcp-2014-indicators-people", "hcp-2024-indicators"],
    }
    page = open_page(real(), f"?lang=en&page=need&census={census}&select=need:02")
    panel = html.fragment_fromstring(fragments(page)["details"], create_parent="div")
    documents = [one.get("data-source") for one in panel.cssselect("[data-source]")]
    # The population that activities are divided by is of 2024.
    assert documents == list(dict.fromkeys([*expected[census], "hcp-2024-indicators"]))
    assert panel.cssselect("#details-title")[0].text_content().startswith("Oriental: ")
    shown_row = html.fragment_fromstring(fragments(page)["question"], create_parent="div")
    [figure] = shown_row.cssselect(".need__row[data-key='02'] .need__number")
    assert figure.text_content().strip() in panel.cssselect("#details-title")[0].text_content()
    sources = [one.get("href").partition("#source-")[2] for one in
               shown_row.cssselect(".need__ranked > .hint a[href*='page=sources']")]  # fmt: skip
    assert sources == documents


def test_the_country_has_a_dialog_too_and_an_unknown_place_none() -> None:
    page = open_page(real(), "?lang=en&page=need&select=need:MA")
    assert 'data-source="hcp-2024-indicators"' in fragments(page)["details"]
    page = open_page(real(), "?lang=en&page=need&select=need:99")
    assert [one.parameter for one in page.ignored] == ["select"]


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
