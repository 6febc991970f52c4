from __future__ import annotations

import re
from html import unescape

import pytest

from geodata.record import Record
from geodata.view_state import parse_view
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

LANGUAGES = ["ar", "fr", "en"]
HOSTILE = '<img src=x onerror="alert(1)"> & "co"'
NODE = re.compile(r'data-number="([\d.]+)".*?</li>', re.DOTALL)
HREF = re.compile(r'class="flow__words" href="([^"]+)"')


def shown(query: str = "", services: Services | None = None) -> str:
    page = open_page(services or example(), f"?page=partners&{query}")
    return fragments(page)["question"]


def nodes(html: str) -> list[tuple[float, str]]:
    """The number of each node that leads somewhere, and where."""
    found = []
    for node in NODE.finditer(html):
        link = HREF.search(node.group(0))
        if link:
            found.append((float(node.group(1)), unescape(link.group(1))))
    return found


@pytest.mark.parametrize("query", ["", "place=02", "place=02.411", "sector=employment", "org=eu"])
def test_every_node_leads_to_the_view_it_counts(query: str) -> None:
    catalogue = example().catalogue
    found = nodes(shown(query))
    assert found
    for number, href in found:
        view, ignored = parse_view(href, catalogue.vocabulary)
        assert ignored == ()
        if view.flow == "leading":
            assert int(catalogue.matching(view).sum()) == number


def test_pairs_lead_to_the_activities_of_both() -> None:
    html = shown("lang=en")
    [href] = re.findall(r'partners__count.*?href="([^"]+)"', html)
    view, ignored = parse_view(unescape(href), example().catalogue.vocabulary)
    assert (view.page, view.org, view.chosen("with"), ignored) == ("explore", ("iom",), ("eu",), ())
    assert int(example().catalogue.matching(view).sum()) == 1


@pytest.mark.parametrize(
    ("sort", "order"), [("", ["iom", "eu"]), ("name", ["eu", "iom"]), ("funder", ["eu", "iom"])]
)
def test_the_table_is_sorted_by_the_address(sort: str, order: list[str]) -> None:
    rows = re.findall(r'<tr data-row="(\w+)"', shown(f"sort={sort}"))
    assert rows == order


def test_a_filter_by_role_is_named_and_can_be_taken_away() -> None:
    page = open_page(example(), "?lang=en&page=partners&funder=eu")
    chip = fragments(page)["filters"]
    assert "Funder: Text eu" in chip
    assert 'href="?lang=en&amp;page=partners"' in chip


def test_nothing_is_left_out_where_a_column_is_chosen() -> None:
    html = shown("lang=en&place=09")
    assert "2 other places" in html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", [no_activities(), one_activity(), missing_values()])
def test_any_record_is_shown(record: Record, lang: str) -> None:
    html = shown(f"lang={lang}&count=allocated&flow=all&sort=kind", make_services(record))
    assert "partners" in html


def test_hostile_names_are_escaped() -> None:
    html = shown("lang=en", make_services(renamed("organisations", name_en=HOSTILE)))
    assert "<img" not in html
