"""The page of coverage as the server writes it, compared with the data endpoint."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import permutations
from typing import Any
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

import api
from geodata.coverage_matrix import DIMENSIONS
from i18n.numbers import format_number
from tests.ui.services import example
from tests.ui.test_page import parsed
from ui.page import fragments, open_page

CELL = re.compile(
    r'<td data-state="(\w+)"[^>]*><a href="\?([^"]*)"[^>]* data-sources="cell:([^"]*)"'
    r"(?:><bdi>(.*?)</bdi></a>| aria-label=\"[^\"]+\"></a>)</td>"
)
STATES = "lang=en&page=coverage&rows=region&cols=programme"


@cache
def client() -> TestClient:
    server = api.create_server()
    api.register(server, example())
    return TestClient(server)


def ask(query: str) -> dict[str, Any]:
    found: dict[str, Any] = client().get(f"/api/v1/coverage?{query}").json()
    return found


def panels(query: str) -> dict[str, str]:
    page = open_page(example(), f"?{query}")
    assert page.ignored == ()
    return fragments(page)


def cells(html: str) -> dict[str, tuple[str, str, str]]:
    """State, number and address of each cell of the page by its key."""
    return {
        unescape(key): (state, text, unescape(href))
        for state, href, key, text in CELL.findall(html)
    }


def listed(html: str, kind: str) -> list[str]:
    found = re.findall(rf'<{kind}[^>]*class="(?:counted|left-out)">(.*?)</{kind}>', html, re.DOTALL)
    return re.findall(r"<li[^>]*>(.*?)</li>", found[0], re.DOTALL) if found else []


@pytest.mark.parametrize(("rows", "cols"), list(permutations(DIMENSIONS, 2)))
def test_every_cell_is_that_of_the_endpoint(rows: str, cols: str) -> None:
    rule = "distinct" if rows < cols else "allocated"
    query = f"lang=fr&page=coverage&rows={rows}&cols={cols}&count={rule}"
    html, answer = panels(query)["question"], ask(query)
    assert {key: cell[:2] for key, cell in cells(html).items()} == {
        f"{row['id']}/{col['id']}": (
            cell["state"],
            format_number(cell["value"], "fr") if cell["value"] else "",
        )
        for row in answer["rows"]
        for col, cell in zip(answer["cols"], row["cells"], strict=True)
    }
    assert {
        state: int(many)
        for state, many in re.findall(r'data-count="(\w+)" data-number="(\d+)"', html)
    } == answer["states"]


@pytest.mark.parametrize("query", [STATES, f"{STATES}&sector=governance&sort=-total"])
def test_every_cell_opens_what_it_rests_on(query: str) -> None:
    for key, (state, _text, href) in cells(panels(query)["question"]).items():
        row, col = key.split("/")
        cell = ask(f"{query}&row={row}&col={col}")["cell"]
        html = panels(href)["details"]
        assert f'data-item="cell:{key}"' in html
        assert re.findall(r'data-source="(.*?)"', html) == cell["source_ids"]
        assert (cell["state"], len(listed(html, "ol"))) == (state, cell["activities"] or 0)
        if cell["query"]:
            assert f"?{cell['query']}#activities" in unescape(html)
        assert html.count(": 02 en is a target area") == len(cell["statements"])


@pytest.mark.parametrize("rule", ["distinct", "allocated"])
@pytest.mark.parametrize("dimensions", ["region/programme", "sector/year", "region/province"])
def test_every_state_opens_its_cells_and_what_they_rest_on(dimensions: str, rule: str) -> None:
    rows, cols = dimensions.split("/")
    query = f"lang=en&page=coverage&rows={rows}&cols={cols}&count={rule}"
    answer = ask(query)
    by_state: dict[str, list[dict[str, Any]]] = {}
    for row in answer["rows"]:
        for col in answer["cols"]:
            cell = ask(f"{query}&row={row['id']}&col={col['id']}")["cell"]
            by_state.setdefault(cell["state"], []).append(cell)
    question = panels(query)["question"]
    links = re.findall(r'href="\?([^"]*)" data-nav data-sources="coverage:(\w+)"', question)
    # In the legend and beside the count.
    assert sorted(state for _href, state in links) == sorted([*by_state, *by_state])
    for href, state in links:
        html, found = panels(unescape(href))["details"], by_state[state]
        cells_shown = re.findall(r'data-cell="cell:(.*?)"', html)
        assert cells_shown == [f"{one['row']}/{one['col']}" for one in found]
        sources = {id_ for one in found for id_ in one["source_ids"]}
        assert set(re.findall(r'data-source="(.*?)"', html)) == sources
        assert len(found) == answer["states"][state]


def test_a_state_lists_the_activities_of_its_cells() -> None:
    query = "lang=en&page=coverage&rows=region&cols=sector"
    html = panels(f"{query}&select=coverage:documented")["details"]
    listed_ids = re.findall(r'select=(\w+)" data-nav', "".join(listed(html, "ol")))
    activities = client().get(f"/api/v1/activities.json?{query}").json()
    assert sorted(listed_ids) == sorted(one["id"] for one in activities)


@pytest.mark.parametrize("key", ["coverage:", "coverage:empty", "coverage:documented/x"])
def test_a_state_that_is_not_there_is_named(key: str) -> None:
    page = open_page(example(), f"?page=coverage&select={key}")
    assert [(one.parameter, one.value) for one in page.ignored] == [("select", key)]


def test_why_a_cell_is_empty() -> None:
    left_out = panels(f"{STATES}&select=cell:05/depomi")["details"]
    assert "The target areas that sources state" in left_out
    unknown = panels(f"{STATES}&select=cell:02/m4sd&status=planned")["details"]
    assert "This does not mean that nothing was done." in unknown
    assert "read · 2 May 2024" in "".join(listed(unknown, "ul"))
    apart = panels("lang=en&page=coverage&rows=phase&cols=programme&select=cell:m4sd-3/depomi")
    assert "No activity can be in this cell" in apart["details"]


def test_an_undated_cell_lists_its_activities_itself() -> None:
    query = "lang=en&page=coverage&rows=province&cols=sector"
    html = panels(f"{query}&select=cell:coarser/governance")["details"]
    assert len(listed(html, "ol")) == 2
    assert "#activities" not in html


@pytest.mark.parametrize("key", ["cell:02/nothing", "cell:02", "cell:02/governance/x", "cell:"])
def test_a_cell_that_is_not_there_is_named(key: str) -> None:
    page = open_page(example(), f"?page=coverage&select={key}")
    assert [(one.parameter, one.value) for one in page.ignored] == [("select", key)]


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_table_is_one_that_can_be_read_aloud(lang: str) -> None:
    html = panels(f"lang={lang}&page=coverage&sort=governance")["question"]
    assert parsed(html).open == []
    heads = re.findall(r"<th( [^>]*)>", html)
    assert all('scope="' in attributes for attributes in heads)
    assert re.findall(r'aria-sort="(\w+)"', html) == ["descending"]
    assert html.count('tabindex="0"') == 2
    assert "<caption" in html


def test_a_heading_leads_to_the_order_that_it_names() -> None:
    html = panels("lang=en&page=coverage&sort=total")["question"]
    links = [parse_qs(unescape(one)) for one in re.findall(r'matrix__sort" href="\?(.*?)"', html)]
    assert [one["sort"][0] for one in links] == ["name", "-total", "governance", "employment"]


def test_rows_and_columns_are_chosen_and_swapped() -> None:
    html = panels("lang=en&page=coverage&rows=sector")["question"]
    chosen = re.findall(r'<option value="(\w+)" selected', html)
    assert chosen == ["sector", "region"]
    assert re.findall(r'<option value="(\w+)" disabled', html) == ["region", "sector"]
    assert 'href="?lang=en&amp;page=coverage"' in html


def test_what_stands_for_a_value_says_which() -> None:
    html = panels("lang=en&page=coverage")["question"]
    assert 'data-link="region:02 sector:governance"' in html
    assert '<tr data-key="02" data-link="region:02"' in html


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Documented cells: Sectors"),
        ("sort=governance", "Coverage: Text"),
        ("sort=-total", "Documented cells: Sectors"),
        ("sector=employment", "Coverage: Text 2"),
        ("rows=sector&cols=region", "Documented cells: Sectors"),
        ("rows=programme&cols=year", "Documented cells: Years"),
        ("rows=region&cols=province", "Activities by region"),
        ("level=province", "Documented cells: Sectors"),
        ("level=commune&place=02", "Activities by commune"),
    ],
)
def test_the_map_shows_what_the_table_shows(query: str, title: str) -> None:
    page = open_page(example(), f"?lang=en&page=coverage&{query}")
    assert page.map.title == title


def test_provinces_in_the_table_offer_provinces_on_the_map() -> None:
    page = "lang=en&page=coverage&rows=province"
    assert "Show provinces on the map" in panels(page)["question"]
    assert "Show provinces on the map" not in panels(f"{page}&level=province")["question"]
