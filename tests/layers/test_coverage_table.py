from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata.coverage_matrix import Coverage
from geodata.record import Record
from geodata.view_state import parse_view
from layers.coverage_map import describe_units
from layers.coverage_table import CoverageTable, describe_coverage, next_sort, order_of
from layers.reading import Reading
from layers.shading import Shading
from tests.geodata.factories import make_record
from tests.ui.services import example, make_services, missing_values, no_activities, one_activity

RECORDS = [no_activities, one_activity, missing_values, make_record]
LANGUAGES = ["ar", "fr", "en"]
REGIONS = tuple(f"{number:02}" for number in range(1, 13))


def read(query: str, record: Callable[[], Record] = make_record) -> Reading:
    services = example() if record is make_record else make_services(record())
    view, ignored = parse_view(query, services.catalogue.vocabulary)
    assert ignored == ()
    words = services.translators[view.lang]
    return Reading(services.catalogue.answer(view), services.catalogue, words)


def table(query: str, record: Callable[[], Record] = make_record) -> CoverageTable:
    reading = read(query, record)
    view = reading.answer.view
    matrix = Coverage(reading.catalogue).matrix(view, view.rows, view.cols)
    return describe_coverage(reading, matrix)


def units(query: str, across: str, column: str) -> Shading:
    reading = read(query)
    matrix = Coverage(reading.catalogue).matrix(reading.answer.view, "region", across)
    return describe_units(reading, matrix, REGIONS, column)


def keys(found: CoverageTable) -> list[str]:
    return [row.key for row in found.rows]


def column(found: CoverageTable, key: str) -> list[str]:
    at = [col.key for col in found.cols].index(key)
    return [row.cells[at].text or row.cells[at].state for row in found.rows]


def test_regions_by_sectors() -> None:
    found = table("lang=en")
    assert (found.title, found.total, found.span) == ("Regions × Sectors", "4", "1–2")
    assert keys(found) == [*REGIONS, "national"]
    assert [row.total for row in found.rows if row.total] == ["1", "3", "1", "1"]
    assert found.states == {
        "documented": 7,
        "none": 0,
        "not_applicable": 0,
        "not_in_sources": 19,
    }


def test_totals_that_add_up_to_more_say_so() -> None:
    assert table("lang=en").notes == (
        "An activity can be in several rows: their totals add up to 2 more than the activities.",
        "An activity can be in several columns: their totals add up to 1 more than the activities.",
    )
    assert table("lang=en&count=allocated").notes == ()


def test_rows_sorted_by_a_column_end_with_what_is_not_known() -> None:
    found = table("rows=region&cols=programme&sort=depomi")
    assert column(found, "depomi") == ["1", *["not_applicable"] * 11, "not_in_sources"]
    backwards = table("sort=-governance")
    assert column(backwards, "governance")[:5] == ["1", "1", "1", "2", "not_in_sources"]


def test_rows_sorted_by_total_and_by_name() -> None:
    assert keys(table("sort=total"))[:4] == ["02", "01", "09", "national"]
    assert keys(table("sort=-name")) == [*reversed(REGIONS), "national"]


def test_an_unknown_column_leaves_the_order_of_the_record() -> None:
    assert keys(table("sort=nothing")) == keys(table(""))


@pytest.mark.parametrize(
    ("sort", "key", "order", "following"),
    [
        ("", "name", "", "name"),
        ("name", "name", "ascending", "-name"),
        ("-name", "name", "descending", ""),
        ("health", "health", "descending", "-health"),
        ("-health", "health", "ascending", ""),
        ("health", "total", "", "total"),
    ],
)
def test_a_heading_sorts_turns_and_lets_go(sort: str, key: str, order: str, following: str) -> None:
    assert (order_of(sort, key), next_sort(sort, key)) == (order, following)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS)
def test_whatever_the_record_nothing_is_a_zero(record: Callable[[], Record], lang: str) -> None:
    for query in ("", "rows=programme&cols=year", "rows=province&cols=organisation"):
        found = table(f"lang={lang}&{query}", record)
        assert hash(found.rows) is not None
        assert sum(found.states.values()) == len(found.rows) * len(found.cols)
        texts = [cell.text for row in found.rows for cell in row.cells]
        assert "0" not in [*texts, *(line.total for line in (*found.rows, *found.cols))]


def test_the_map_shows_the_states_of_one_column() -> None:
    found = units("lang=en", "programme", "depomi")
    assert (found.title, found.unit) == ("Coverage: Text depomi", "Number of activities")
    assert found.shades["02"].text == "1"
    assert {shade.told for code, shade in found.shades.items() if code != "02"} == {
        "not applicable"
    }
    assert [(entry.text, entry.units) for entry in found.legend] == [
        ("not applicable", "· 11 units"),
        ("1", ""),
    ]


def test_the_map_counts_the_documented_columns() -> None:
    found = units("lang=en", "sector", "")
    assert found.unit == "Documented cells, out of 2"
    assert {code: shade.text for code, shade in found.shades.items() if shade.text} == {
        "01": "2",
        "02": "2",
        "09": "2",
    }
    assert found.shades["05"].told == "not in our sources"


def test_a_unit_has_the_state_that_all_its_columns_have() -> None:
    found = units("lang=en&programme=depomi", "sector", "")
    assert found.shades["05"].told == "not applicable"
