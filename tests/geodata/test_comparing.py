from __future__ import annotations

import pytest
from hypothesis import given, settings

from geodata.catalogue import Catalogue
from geodata.comparing import Comparison, can_be_compared, compare, multiples, narrowed
from geodata.view_state import ViewState
from tests.geodata.counting_factories import catalogues, example, view_of, views

KEYS = ("place:02", "programme:depomi", "phase:m4sd-3", "sector:governance", "organisation:iom")


def ask(*keys: str, query: str = "") -> Comparison:
    catalogue = example()
    return compare(catalogue, view_of(catalogue, query), keys)


@pytest.mark.parametrize("key", [*KEYS, "period:2018-2020", "place:02.411", "place:1997-04"])
def test_what_can_be_compared(key: str) -> None:
    assert can_be_compared(key, example().vocabulary)


@pytest.mark.parametrize("key", ["", "place:99", "period:2020-2018", "period:2020", "status:done"])
def test_what_cannot_be_compared(key: str) -> None:
    assert not can_be_compared(key, example().vocabulary)


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("place:02", "place=02&sector=governance"),
        ("programme:depomi", "place=09&sector=governance&programme=depomi"),
        ("phase:m4sd-3", "place=09&sector=governance&phase=m4sd-3"),
        ("sector:employment", "place=09&sector=employment&programme=m4sd"),
        ("organisation:eu", "place=09&sector=governance&programme=m4sd&org=eu"),
        ("period:2018-2020", "place=09&sector=governance&programme=m4sd&from=2018&to=2020"),
    ],
)
def test_a_key_replaces_the_filter_of_its_own_dimension(key: str, query: str) -> None:
    view = view_of(example(), "page=compare&place=09&sector=governance&programme=m4sd")
    if key == "place:02":
        view = view.with_(programme=())
    assert narrowed(view, key) == view_of(example(), query)


def test_counts_are_told_apart() -> None:
    activities, programmes, organisations = ask("place:02", "place:09").counts
    assert (activities.values, activities.more) == ((3, 1), 2)
    assert (activities.highest, activities.lowest) == (("place:02",), ("place:09",))
    assert (programmes.values, organisations.values) == ((2, 1), (2, 1))


def test_what_is_common_and_what_one_alone_has() -> None:
    sectors, programmes, organisations = ask("place:02", "place:09").common
    assert (sectors.shared, dict(sectors.only)) == (
        ("governance", "employment"), {"place:02": (), "place:09": ()},
    )  # fmt: skip
    assert (programmes.shared, dict(programmes.only)["place:02"]) == (("m4sd",), ("depomi",))
    assert (organisations.shared, dict(organisations.only)["place:02"]) == (("iom",), ("eu",))


def test_programmes_have_no_programme_in_common() -> None:
    found = ask("programme:m4sd", "phase:depomi-1")
    assert [one.dimension for one in found.common] == ["sector", "organisation"]


def test_a_side_without_activities_is_named_and_not_counted() -> None:
    found = ask("place:02", "place:12")
    assert (found.empty, found.counts, found.common) == (("place:12",), (), ())


def test_nothing_and_one_alone() -> None:
    assert [len(ask(*keys).sides) for keys in ((), ("place:02",))] == [0, 1]
    assert (len(ask("place:02").sides), ask("place:02").counts) == (1, ())


@pytest.mark.parametrize(
    ("across", "query", "expected"),
    [
        ("sector", "", {"governance": 3, "employment": 2}),
        ("sector", "sector=employment", {"employment": 2}),
        ("phase", "", {"m4sd-2": 1, "m4sd-3": 1, "m4sd-2-3": 1, "depomi-1": 1}),
        ("phase", "programme=depomi", {"depomi-1": 1}),
        ("year", "from=2020&to=2020", {"2020": 1}),
    ],
)
def test_small_maps_are_of_what_the_view_chooses(
    across: str, query: str, expected: dict[str, float]
) -> None:
    found = multiples(example(), view_of(example(), query), across)
    assert {one.id: one.value for one in found} == expected


def test_a_small_map_has_its_regions_and_what_is_elsewhere() -> None:
    governance, employment = multiples(example(), ViewState(), "sector")
    assert dict(governance.regions) == {"01": 1, "02": 2, "09": 1}
    assert dict(governance.elsewhere) == {"national": 1}
    assert dict(employment.regions) == {"01": 1, "02": 2, "09": 1}
    assert dict(employment.elsewhere) == {}


@settings(max_examples=15, deadline=None)
@given(catalogue=catalogues(), view=views())
def test_a_side_is_the_answer_of_its_view(catalogue: Catalogue, view: ViewState) -> None:
    for side in compare(catalogue, view, KEYS[:4]).sides:
        assert side.counts["activities"] == int(catalogue.matching(side.view).sum())
        answer = catalogue.answer(narrowed(view, side.key))
        assert side.answer.totals == answer.totals
