"""Need as a table and as pictures: the figures of the endpoint for the same query."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from exports import figures
from exports.figures import Figure
from geodata.catalogue import build_catalogue
from geodata.gazetteer import load_gazetteer
from pictures.box import Box
from tests.api.conftest import make_client
from tests.exports.test_counted import cells
from tests.geodata.counting_factories import public
from tests.geodata.factories import make_record
from tests.pictures.chart_reading import canvas_of, check_inside, of
from tests.ui.services import example
from ui.page import open_page
from ui.services import Services

QUERIES = (
    "", "lang=ar&census=change", "level=province&sort=name", "against=people&lang=fr",
    "against=funding", "level=commune&place=12&census=2014", "count=allocated&sort=-activities",
)  # fmt: skip


@cache
def services() -> Services:
    """The worked example among all places."""
    one, gazetteer = example(), load_gazetteer()
    catalogue = build_catalogue(public(make_record()), gazetteer)
    return Services(one.settings, catalogue, one.sites, gazetteer, one.translators)


@cache
def client() -> TestClient:
    return make_client(services())


def asked(query: str) -> Any:
    answer = client().get(f"/api/v1/need?{query}")
    assert answer.status_code == 200
    return answer.json()


def figure_of(name: str, query: str) -> Figure:
    found = figures.figure(open_page(services(), f"page=need&{query}"), name)
    assert found is not None
    return found


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["rank"], row["value"], row.get("value_2014"), row.get("value_2024"),
        row["activities"], row["per_100000"], row["population"], row["figure_ids"],
    )  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", ["scatter", "ranking"])
def test_the_table_has_the_figures_of_the_endpoint(name: str, query: str) -> None:
    expected = asked(query)
    level = expected["view"]["level"]
    rows = cells(figure_of(name, query).table)
    units = {row[f"{level}_code"]: row for row in rows if row["unit_level"] == level}
    assert {code: told(row) for code, row in units.items()} == {
        one["code"]: (
            one["rank"], one["value"], one["first"], one["last"],
            one["activities"], one["per_100000"], one["population"], "; ".join(one["figures"]),
        )
        for one in expected["units"]
    }  # fmt: skip
    assert all(bool(row["missing"]) == (row["value"] is None) for row in rows)
    against = expected["view"].get("against", "activities")
    if against != "activities":
        assert {code: row[against] for code, row in units.items()} == {
            one["code"]: one["against"] for one in expected["units"]
        }


@pytest.mark.parametrize("query", QUERIES)
def test_a_ranking_begins_with_what_the_units_lie_in(query: str) -> None:
    expected = asked(query)["references"]
    rows = cells(figure_of("ranking", query).table)
    first = [list(row.values())[:2] for row in rows[: len(expected)]]
    assert [code for _level, code in first] == [one["code"] for one in expected]
    assert [row["value"] for row in rows[: len(expected)]] == [one["value"] for one in expected]


def test_the_ranking_is_in_the_order_of_the_view() -> None:
    rows = cells(figure_of("ranking", "").table)
    values = [row["value"] for row in rows if row["rank"]]
    assert values == sorted(values, reverse=True)
    rows = cells(figure_of("ranking", "sort=-value").table)
    values = [row["value"] for row in rows if row["rank"]]
    assert values == sorted(values)


def test_sources_are_the_census_and_what_is_cited_for_activities() -> None:
    assert figure_of("ranking", "").source_ids == ("hcp-2024-indicators", "report")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", ["scatter", "ranking"])
@pytest.mark.parametrize("size", [(1150, 480), (600, 700), (560, 300)])
def test_pictures_stay_in_their_boxes(name: str, query: str, size: tuple[int, int]) -> None:
    found = figure_of(name, query)
    assert found.draw is not None
    canvas = canvas_of("ar" if "lang=ar" in query else "fr")
    box = Box(5, 5, *size)
    found.draw(canvas, box)
    check_inside(canvas, box)


def test_bars_are_as_long_as_their_figures() -> None:
    found = figure_of("ranking", "")
    assert found.draw is not None
    canvas = canvas_of("en")
    found.draw(canvas, Box(0, 0, 1150, 480))
    values = [row["value"] for row in cells(found.table)]
    lengths = [bar.right - bar.left for bar in of(canvas, "bar")]
    unit = max(lengths) / max(values)
    assert lengths == pytest.approx([value * unit for value in values], abs=0.03)
