"""Bars and years as tables: the numbers of the data endpoint for the same query, typed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from exports import figures
from exports.figures import Figure
from exports.table import Table
from pictures.box import Box
from tests.api.conftest import make_client
from tests.pictures.chart_reading import canvas_of, check_inside, of, texts
from tests.ui.services import example, make_services, missing_values, no_activities, one_activity
from ui.page import open_page

BARS = {"sectors": "sector", "programmes": "phase", "organisations": "organisation"}
QUERIES = (
    "", "lang=ar", "lang=fr&count=allocated", "count=touches&level=province", "phase=m4sd-3",
    "sector=employment&place=02", "from=2020&to=2021", "org=iom&programme=depomi", "place=12",
)  # fmt: skip


@cache
def client() -> TestClient:
    return make_client(example())


def asked(query: str, dimension: str) -> dict[str, Any]:
    answer = client().get(f"/api/v1/view?{query}")
    assert answer.status_code == 200
    return {row["id"]: row for row in answer.json()["by"][dimension]}


def figure_of(name: str, query: str) -> Figure | None:
    return figures.figure(open_page(example(), query), name)


def cells(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    assert len(rows) == table.count
    return rows


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", BARS)
def test_the_table_of_bars_has_the_numbers_of_the_endpoint(name: str, query: str) -> None:
    expected = asked(query, BARS[name])
    found = figure_of(name, query)
    rows = cells(found.table) if found else []
    key = f"{BARS[name]}_id"
    counted = [row for row in rows if row["activities"] is not None]
    assert {
        row[key]: (
            row[f"{BARS[name]}_name"], row["activities"], bool(row["selected"]), row["source_ids"]
        )
        for row in counted
    } == {
        row["id"]: (row["label"], row["value"], row["selected"], "; ".join(row["source_ids"]))
        for row in expected.values()
    }  # fmt: skip
    # What is chosen and has no activities is named, and never zero.
    assert all(row["selected"] for row in rows if row["activities"] is None)


@pytest.mark.parametrize("query", QUERIES)
def test_the_years_have_the_numbers_of_the_endpoint(query: str) -> None:
    expected = asked(query, "year")
    found = figure_of("timeline", query)
    rows = cells(found.table) if found else []
    years = {str(row["year"] or "undated"): row["activities"] for row in rows if row["activities"]}
    assert years == {row["id"]: row["value"] for row in expected.values()}


def test_cells_are_typed_and_codes_stand_beside_names() -> None:
    found = figure_of("sectors", "lang=en&count=allocated")
    assert found is not None
    kinds = {column.name: column.kind for column in found.table.columns}
    assert kinds["activities"] == "number"
    [first, *_rest] = cells(found.table)
    assert (first["sector_id"], first["dac_codes"], first["sdg_codes"]) == (
        "governance", "15190; 15110", "10; 16",
    )  # fmt: skip
    assert isinstance(first["activities"], float)


def test_phases_are_named_with_their_programmes() -> None:
    found = figure_of("programmes", "lang=en")
    assert found is not None
    rows = {row["phase_id"]: row for row in cells(found.table)}
    assert {key: row["programme_id"] for key, row in rows.items()} == {
        "m4sd-2": "m4sd", "m4sd-3": "m4sd", "m4sd-2-3": "m4sd", "depomi-1": "depomi",
    }  # fmt: skip
    assert rows["depomi-1"]["programme_name"] == "Text depomi"


def test_a_year_names_the_phases_under_way() -> None:
    found = figure_of("timeline", "lang=en")
    assert found is not None
    rows = {row["year"]: row["phase_ids"].split("; ") for row in cells(found.table)}
    assert rows[2018] == ["m4sd-2"]
    assert sorted(rows[2020]) == ["depomi-1", "m4sd-3"]


def test_what_has_no_date_is_a_row_of_its_own_and_said_aloud() -> None:
    found = figure_of("timeline", "lang=en")
    assert found is not None
    last = cells(found.table)[-1]
    assert (last["year"], last["label"], last["activities"]) == (None, "no date", 1)
    assert found.notes == ("1 undated activity is not shown here",)


def test_a_figure_has_the_sources_of_all_its_rows() -> None:
    found = figure_of("sectors", "")
    assert found is not None
    listed = {source for row in asked("", "sector").values() for source in row["source_ids"]}
    assert set(found.source_ids) == listed


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("record", [no_activities, one_activity, missing_values])
@pytest.mark.parametrize("name", [*BARS, "timeline"])
def test_small_records_are_drawn_or_there_is_no_figure(record: Any, name: str, lang: str) -> None:
    page = open_page(make_services(record()), f"lang={lang}")
    found = figures.figure(page, name)
    if found is None or found.draw is None:
        return
    canvas, box = canvas_of(lang), Box(0, 0, 560, 420)
    found.draw(canvas, box)
    check_inside(canvas, box)
    assert found.height is not None
    assert found.height(560) > 0


@pytest.mark.parametrize("name", BARS)
def test_the_picture_has_the_numbers_of_the_table(name: str) -> None:
    found = figure_of(name, "lang=en")
    assert found is not None
    assert found.draw is not None
    canvas = canvas_of("en")
    found.draw(canvas, Box(0, 0, 600, 700))
    values = [row["activities"] for row in cells(found.table)]
    lengths = [bar.right - bar.left for bar in of(canvas, "bar")]
    assert [round(length / max(lengths) * max(values), 2) for length in lengths] == values
    numbers = [text.text for text in texts(canvas) if text.text.isdigit()]
    assert numbers == [str(value) for value in values]
