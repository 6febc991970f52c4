"""Brackets: every stated figure once, over exactly the regions that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.catalogue import Catalogue, build_catalogue
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from geodata.view_state import parse_view
from i18n.catalogues import Translator
from layers import stated
from layers.reading import Reading
from layers.stated import Line, StatedDescription
from settings import load_settings
from tests.geodata.counting_factories import make_gazetteer
from tests.geodata.factories import make_record

DRAWN = {"one", "first", "middle", "last"}
Rows = list[dict[str, Any]]


@cache
def recorded() -> Catalogue:
    return load(load_settings({}).data, load_gazetteer()).catalogue


def catalogue_of(*rows: dict[str, Any]) -> Catalogue:
    record = make_record(measurements=pd.DataFrame([measurement(**row) for row in rows]))
    return build_catalogue(record, make_gazetteer())


def measurement(**more: Any) -> dict[str, Any]:
    row = {
        "id": "m",
        "subject_table": "programmes",
        "subject": "m4sd",
        "kind": "result",
        "indicator": "people",
        "value": 10.0,
        "unit": "persons",
        "scope": "02",
        "preferred": True,
        **more,
    }
    return {"series": row["id"], **row}


def reading_of(catalogue: Catalogue, query: str = "", lang: str = "en") -> Reading:
    view, ignored = parse_view(f"lang={lang}&{query}", catalogue.vocabulary)
    assert ignored == ()
    return Reading(catalogue.answer(view), catalogue, Translator(lang))


def described(catalogue: Catalogue, query: str = "") -> StatedDescription:
    return stated.describe(reading_of(catalogue, query))


def lines(chart: StatedDescription) -> Iterator[Line]:
    return (line for section in chart.sections for line in section.lines)


def only(*rows: dict[str, Any], query: str = "") -> Line:
    [line] = lines(described(catalogue_of(*rows), query))
    return line


def drawn(chart: StatedDescription, line: Line) -> set[str]:
    """Read the codes of the regions that a line puts a dot on."""
    marks = zip(chart.columns, line.marks, strict=bool(line.marks))
    return {column.code for column, mark in marks if mark in DRAWN}


def in_bracket(chart: StatedDescription, line: Line) -> list[str]:
    marks = zip(chart.columns, line.marks, strict=True)
    return [column.code for column, mark in marks if mark]


@st.composite
def queries(draw: st.DrawFn) -> str:
    lists = recorded().vocabulary.lists
    chosen = {
        key: draw(st.lists(st.sampled_from(lists[key]), max_size=2, unique=True))
        for key in ("place", "programme", "phase", "sector", "status")
        if draw(st.booleans())
    }
    return "&".join(f"{key}={','.join(values)}" for key, values in chosen.items())


# The first example waits for the record to be read.
@settings(deadline=None)
@given(query=queries())
def test_every_figure_of_an_answer_is_drawn_once_over_its_own_regions(query: str) -> None:
    reading = reading_of(recorded(), query)
    chart = stated.describe(reading)
    by_id = {line.key: line for line in lines(chart)}
    assert len(list(lines(chart))) == len(by_id) == len(reading.answer.stated)
    today = {column.code for column in chart.columns}
    for figure in reading.answer.stated:
        regions = {code[:2] for code in figure.scope} & today
        expected = set() if "MA" in figure.scope else regions
        assert drawn(chart, by_id[figure.id]) == expected


def test_every_measurement_that_may_be_shown_is_shown_once() -> None:
    measurements = recorded().record.measurements
    whole = measurements[
        measurements["preferred"] & (measurements["part_of"] == "") & measurements["value"].notna()
    ]
    series = set(zip(whole["kind"], whole["series"], strict=True))
    chart = described(recorded())
    beside = [line.target_key for line in lines(chart) if line.target_key]
    assert sum(1 for _ in lines(chart)) + len(beside) == len(series)


@settings(deadline=None)
@given(codes=st.sets(st.sampled_from([f"{number:02}" for number in range(1, 13)]), min_size=2))
def test_a_bracket_joins_the_first_region_to_the_last(codes: set[str]) -> None:
    chart = described(catalogue_of({"scope": ";".join(sorted(codes, reverse=True))}))
    [line] = lines(chart)
    first, last = int(min(codes)), int(max(codes))
    assert drawn(chart, line) == codes
    assert in_bracket(chart, line) == [f"{number:02}" for number in range(first, last + 1)]
    assert [mark for mark in line.marks if mark][:: last - first] == ["first", "last"]


def test_a_figure_of_one_region_is_one_dot() -> None:
    line = only({"scope": "02"})
    assert (line.extent, [mark for mark in line.marks if mark]) == ("regions", ["one"])


def test_a_finer_place_is_drawn_at_its_region_and_named() -> None:
    line = only({"scope": "02.411.01.01"})
    assert [region.code for region in line.regions] == ["02"]
    assert line.places == "02.411.01.01 en"


@pytest.mark.parametrize(
    ("scope", "extent", "place"),
    [
        ("MA", "country", "MA en"),
        ("", "unplaced", "Place not stated"),
        ("1997-02", "former", "1997-02"),
    ],
)
def test_what_has_no_region_of_today_is_written(scope: str, extent: str, place: str) -> None:
    line = only({"scope": scope})
    assert (line.extent, line.place, line.marks) == (extent, place, ())


def test_a_target_stands_beside_the_result_that_it_was_set_for() -> None:
    line = only({"value": 7.0}, {"id": "aim", "kind": "target", "value": 1350.0})
    assert (line.value, line.target, line.target_key) == ("7", "1,350", "aim")


@pytest.mark.parametrize(
    "more", [{"scope": "09"}, {"subject": "depomi"}, {"indicator": "budget", "unit": "EUR"}]
)
def test_a_target_for_something_else_stands_alone(more: dict[str, Any]) -> None:
    chart = described(catalogue_of({}, {"id": "aim", "kind": "target", **more}))
    assert [(section.key, len(section.lines)) for section in chart.sections] == [
        ("people", 1),
        ("target", 1),
    ]


def test_sections_follow_one_another_and_the_greatest_comes_first() -> None:
    rows: Rows = [
        {"id": "context", "kind": "context"},
        {"id": "event", "kind": "participants"},
        {"id": "firms", "unit": "count"},
        {"id": "aim", "kind": "target", "scope": "09"},
        {"id": "dirhams", "kind": "budget", "unit": "MAD", "value": 900.0},
        {"id": "euros", "kind": "budget", "unit": "EUR", "value": 1.0},
        {"id": "more-euros", "kind": "budget", "unit": "EUR", "value": 2.0},
        {"id": "few", "value": 1.0},
        {"id": "many", "value": 2.0},
    ]
    chart = described(catalogue_of(*rows))
    assert [[line.key for line in section.lines] for section in chart.sections] == [
        ["many", "few"],
        ["more-euros", "euros", "dirhams"],
        ["aim"],
        ["firms"],
        ["event"],
        ["context"],
    ]


def test_sources_that_disagree_make_a_range() -> None:
    other = {"id": "other", "value": 12.0, "preferred": False, "reading_of": "m", "series": "m"}
    assert only({}, other).value == "10–12"


def test_an_amount_is_written_in_its_currency() -> None:
    assert only({"kind": "budget", "unit": "EUR", "value": 8e6}).value == "EUR\u00a08,000,000"


@pytest.mark.parametrize(
    ("scope", "place", "shared"),
    [
        ("02", "02", ""),
        ("02.411.01.01", "02", ""),
        ("02;09", "02", "shared with 09 en"),
        ("01;02.411.01.01;09", "02", "shared with 01 en and 09 en"),
        ("02", "02.411", "figure for the whole of 02 en"),
        ("02;09", "02.411", "for 02 en and 09 en together"),
        ("MA", "02", ""),
    ],
)
def test_a_figure_of_wider_scope_says_what_it_is_for(scope: str, place: str, shared: str) -> None:
    assert only({"scope": scope}, query=f"place={place}").shared == shared


def test_the_regions_chosen_are_marked() -> None:
    chart = described(catalogue_of({}), "place=02.411,09")
    assert [column.code for column in chart.columns if column.selected] == ["02", "09"]


def test_a_subject_is_named_with_its_programme() -> None:
    about = {"subject_table": "activities", "subject": "B"}
    assert only(about).subject == "Text m4sd · Text B"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"end": "2023-10", "end_precision": "month"}, "October 2023"),
        ({"start": "2020", "start_precision": "year"}, "since 2020"),
        ({}, ""),
    ],
)
def test_a_figure_has_its_date(dates: dict[str, Any], expected: str) -> None:
    assert only(dates).as_of == expected
