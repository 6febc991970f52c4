"""One figure at a time: it is the figure of the answer, and tells what it leaves out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from geodata.catalogue import Catalogue
from geodata.figure import COUNTS
from geodata.view_state import ViewState
from tests.geodata.counting_factories import catalogues, example, view_of, views


def counted(query: str, dimension: str, id_: str) -> str:
    """Return the ids of the activities that a figure counts, run together."""
    catalogue = example()
    figure = catalogue.figure(view_of(catalogue, query), dimension, id_)
    return "".join(catalogue.record.activities["id"][figure.counted.flags])


def left_out(query: str, dimension: str, id_: str) -> dict[str, int]:
    catalogue = example()
    figure = catalogue.figure(view_of(catalogue, query), dimension, id_)
    return {one.reason: one.count for one in figure.left_out}


@settings(deadline=None, max_examples=25)
@given(catalogues(), views())
def test_a_figure_is_that_of_the_answer(catalogue: Catalogue, view: ViewState) -> None:
    answer = catalogue.answer(view, sources=True)
    for dimension, rows in answer.by.items():
        for row in rows:
            figure = catalogue.figure(view, dimension, row.id)
            assert (figure.value, figure.source_ids) == (row.value, row.source_ids)
    for id_ in COUNTS:
        figure = catalogue.figure(view, "total", id_)
        assert figure.value == getattr(answer.totals, id_)
        assert figure.source_ids == answer.totals.source_ids[id_]


@settings(deadline=None, max_examples=25)
@given(catalogues(), views())
def test_what_is_left_out_is_not_counted_too(catalogue: Catalogue, view: ViewState) -> None:
    size = len(catalogue.record.activities)
    for id_ in COUNTS:
        figure = catalogue.figure(view, "total", id_)
        assert figure.counted.count + sum(one.count for one in figure.left_out) <= size


@pytest.mark.parametrize(
    ("query", "dimension", "id_", "expected"),
    [
        ("", "region", "02", "ABD"),
        ("place=09", "region", "02", "ABD"),
        ("sector=employment", "region", "02", "BD"),
        ("", "total", "activities", "ABCD"),
        ("place=02", "total", "programmes", "ABD"),
        ("", "total", "regions_covered", "ABD"),
        ("", "total", "national", "C"),
        ("from=2020", "total", "undated", "C"),
        ("", "year", "2021", "BD"),
        ("", "region", "12", ""),
    ],
)
def test_the_activities_of_a_figure(query: str, dimension: str, id_: str, expected: str) -> None:
    assert counted(query, dimension, id_) == expected


@pytest.mark.parametrize(
    ("query", "dimension", "id_", "expected"),
    [
        ("", "total", "activities", {}),
        ("from=2020", "total", "activities", {"undated": 1}),
        ("", "region", "02", {"national": 1}),
        ("", "total", "regions_covered", {"national": 1}),
        ("phase=m4sd-3", "total", "activities", {"phase_not_specified": 1}),
        ("phase=m4sd-3", "phase", "m4sd-3", {}),
        ("from=2020", "year", "2021", {}),
    ],
)
def test_what_a_figure_leaves_out(
    query: str, dimension: str, id_: str, expected: dict[str, int]
) -> None:
    assert left_out(query, dimension, id_) == expected


def test_places_are_told_by_their_basis() -> None:
    catalogue = example()
    assert catalogue.figure(ViewState(), "region", "02").bases == {"stated": 3}
    assert catalogue.figure(ViewState(), "total", "activities").bases == {"stated": 6}


@pytest.mark.parametrize(
    ("dimension", "id_"), [("region", "99"), ("total", "people"), ("colour", "red"), ("", "")]
)
def test_an_unknown_figure_raises(dimension: str, id_: str) -> None:
    assert not example().has_figure(dimension, id_)
    with pytest.raises(KeyError, match=f"{dimension}:{id_}"):
        example().figure(ViewState(), dimension, id_)
