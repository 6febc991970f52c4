from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from geodata.record import Record
from geodata.view_state import parse_view
from settings import load_settings
from tests.ui.services import (
    ROOT,
    example,
    make_services,
    missing_values,
    no_activities,
    one_activity,
    renamed,
)
from ui.page import fragments, open_page
from ui.services import Services

LANGUAGES = ["ar", "fr", "en"]
HOSTILE = '<img src=x onerror="alert(1)"> & "co"'
CELL = re.compile(
    r'data-number="([\d.]+)" data-column="(\d)" data-link="[^"]*">.*?</td>', re.DOTALL
)
MAP = re.compile(r'data-number="([\d.]+)"><a class="multiples__title" href="([^"]+)"')


def shown(query: str = "", services: Services | None = None) -> str:
    page = open_page(services or example(), f"?page=compare&{query}")
    return fragments(page)["question"]


def number_of(href: str) -> int:
    """Count the activities that an address leads to, of a figure whose dialog it opens."""
    services = example()
    view, ignored = parse_view(unescape(href), services.catalogue.vocabulary)
    assert ignored == ()
    dimension, _, id_ = view.select.partition(":")
    if not view.select:
        return int(services.catalogue.matching(view).sum())
    return services.catalogue.figure(view, dimension, id_).counted.count


@pytest.mark.parametrize(
    "query",
    [
        "compare=place:02,place:09",
        "compare=place:02,sector:governance&sector=employment",
        "compare=phase:m4sd-3,programme:m4sd,period:2016-2020,organisation:iom&status=done",
    ],
)
def test_every_number_leads_to_the_activities_it_counts(query: str) -> None:
    found = 0
    for cell in CELL.finditer(shown(query)):
        link = re.search(r'href="([^"]+)"', cell.group(0))
        if link:
            assert number_of(link.group(1)) == float(cell.group(1))
            found += 1
    assert found


@pytest.mark.parametrize(
    "query", ["compare=place:02,place:09&across=sector", "compare=programme:m4sd&across=phase"]
)
def test_what_lies_outside_the_regions_leads_to_the_activities_it_counts(query: str) -> None:
    outside = " ".join(re.findall(r'compare__elsewhere">(.*?)</span>', shown(f"lang=en&{query}")))
    found = re.findall(r'class="number" href="([^"]+)" data-nav>[^<]*?(\d+)\W*</a>', outside)
    assert found
    assert [number_of(href) for href, _ in found] == [int(number) for _, number in found]


@pytest.mark.parametrize("across", ["phase", "sector", "year"])
@pytest.mark.parametrize("query", ["", "programme=m4sd", "sector=employment", "from=2020&to=2021"])
def test_every_small_map_leads_to_the_activities_it_counts(across: str, query: str) -> None:
    found = MAP.findall(shown(f"across={across}&{query}"))
    assert found
    for number, href in found:
        assert number_of(href) == float(number)


def test_a_side_can_be_taken_away() -> None:
    html = shown("lang=en&compare=place:02,place:09")
    assert 'href="?lang=en&amp;page=compare&amp;compare=place%3A02"' in html


def test_what_is_compared_is_not_offered_again() -> None:
    html = shown("lang=en&compare=place:02,place:09")
    offered = re.findall(r'<option value="place:02,place:09,([^"]+)"', html)
    assert "place:01" in offered
    assert {"place:02", "place:09"}.isdisjoint(offered)


def test_four_are_enough() -> None:
    html = shown("compare=place:01,place:02,place:09,programme:m4sd")
    assert 'data-set="compare"' not in html


def test_an_empty_comparison_suggests_some() -> None:
    html = shown("lang=en")
    links = re.findall(r'<a class="button" href="([^"]+)"', html)
    views = [parse_view(unescape(link), example().catalogue.vocabulary)[0] for link in links]
    assert ("programme:m4sd", "programme:depomi") in [view.compare for view in views]


def test_outlines_travel_once_and_the_line_only_where_it_is_asked_for() -> None:
    html = shown("compare=place:02,place:09")
    assert html.count('<path id="small-map-02"') == 1
    assert "small-map__line" not in html
    settings = load_settings({"DATA": str(ROOT / "data"), "BOUNDARY": "un"})
    services = replace(example(), settings=settings)
    assert shown("compare=place:02", services).count('class="small-map__line"') >= 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", [no_activities(), one_activity(), missing_values()])
def test_any_record_is_shown(record: Record, lang: str) -> None:
    keys = "place:02,place:12,programme:m4sd,period:2016-2018"
    html = shown(f"lang={lang}&count=allocated&compare={keys}", make_services(record))
    assert "compare__table" in html


def test_hostile_names_are_escaped() -> None:
    services = make_services(renamed("sectors", name_en=HOSTILE))
    assert "<img" not in shown("lang=en&compare=place:02,sector:governance", services)
