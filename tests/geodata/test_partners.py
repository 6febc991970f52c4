from __future__ import annotations

import pytest
from hypothesis import given, settings

from geodata.catalogue import Catalogue
from geodata.partners import COLUMNS, LEADING, Partners
from geodata.partners_answer import OTHERS, WhoWithWhom
from geodata.view_state import ViewState
from tests.geodata.counting_factories import (
    catalogues,
    example,
    matching,
    view_of,
    views,
    with_rows,
)


def ask(query: str = "", catalogue: Catalogue | None = None, *, every: bool = False) -> WhoWithWhom:
    catalogue = catalogue or example()
    return Partners(catalogue).answer(view_of(catalogue, query), every=every)


def nodes(found: WhoWithWhom) -> list[dict[str, float]]:
    return [{node.id: node.value for node in column} for column in found.columns]


def links(found: WhoWithWhom) -> dict[tuple[str, str], float]:
    return {(link.source.id, link.target.id): link.value for link in found.links}


def many_funders(number: int) -> Catalogue:
    """One activity in 02, with so many funders; then one more for each of them."""
    names = [f"f{at:02}" for at in range(number)]
    ids = ["all", *names]
    return with_rows(
        organisations=[{"id": name, "kind": "donor"} for name in names],
        activities=[{"id": id_, "programme": "m4sd", "status": "done"} for id_ in ids],
        activity_locations=[
            {"activity": id_, "code": "02", "acts_at": "region", "basis": "stated"}
            | {"public_precision": "site"}
            for id_ in ids
        ],
        activity_organisations=[
            *({"activity": "all", "organisation": name, "role": "funder"} for name in names),
            *({"activity": name, "organisation": name, "role": "funder"} for name in names),
        ],
    )


def test_the_worked_example() -> None:
    found = ask()
    assert nodes(found) == [
        {"eu": 1, "not_stated": 3},
        {"iom": 4},
        {"02": 3, "01": 1, "09": 1, "national": 1},
    ]
    assert links(found) == {
        ("not_stated", "iom"): 3,
        ("eu", "iom"): 1,
        ("iom", "02"): 3,
        ("iom", "01"): 1,
        ("iom", "09"): 1,
        ("iom", "national"): 1,
    }


def test_allocated_parts_add_up_to_the_activities() -> None:
    found = ask("count=allocated")
    assert nodes(found)[2] == {
        "02": pytest.approx(7 / 3),
        "01": pytest.approx(1 / 3),
        "09": pytest.approx(1 / 3),
        "national": 1,
    }
    assert links(found)["iom", "02"] == pytest.approx(7 / 3)


def test_what_no_source_states_stands_last() -> None:
    assert [node.id for node in ask().columns[0]] == ["eu", "not_stated"]
    assert [node.id for node in ask().columns[2]][-1] == "national"


def test_every_filter_applies_and_a_column_has_what_it_chooses() -> None:
    found = ask("place=09")
    assert found.activities == 1
    assert nodes(found) == [{"not_stated": 1}, {"iom": 1}, {"09": 1, OTHERS: 1}]
    (_, others) = found.columns[2]
    assert others.gathered == 2


def test_a_place_inside_a_region_keeps_the_region() -> None:
    assert nodes(ask("place=02.411"))[2] == {"02": 1}


def test_partners_by_role() -> None:
    iom, eu = ask().partners
    assert (iom.id, iom.kind, iom.activities, iom.roles) == ("iom", "un", 4, (("implementer", 4),))
    assert (iom.programmes, iom.regions) == (2, 3)
    assert (eu.id, eu.role("funder"), eu.role("partner")) == ("eu", 1, 0)


def test_pairs_share_an_activity() -> None:
    (pair,) = ask().pairs
    assert (pair.left, pair.right, pair.activities) == ("iom", "eu", 1)
    assert pair.sectors == ("employment",)
    assert matching("org=iom&with=eu") == "D"


def test_small_ones_are_gathered_and_counted_once() -> None:
    catalogue = many_funders(LEADING + 5)
    found = ask(catalogue=catalogue)
    named = found.columns[0]
    assert [node.value for node in named] == [2] * LEADING + [6]
    assert (named[-1].id, named[-1].gathered) == (OTHERS, 5)
    shown = {node.id for node in named[:-1]}
    every = {node.id for node in ask(catalogue=catalogue, every=True).columns[0]}
    assert set(named[-1].rest) == every - shown
    assert len(ask(catalogue=catalogue, every=True).columns[0]) == LEADING + 5


def test_a_rest_of_one_is_named() -> None:
    ids = [node.id for node in ask(catalogue=many_funders(LEADING + 1)).columns[0]]
    assert OTHERS not in ids


def test_a_record_without_activities() -> None:
    empty = with_rows(
        **{name: [] for name in ("activities", "activity_locations", "activity_organisations")}
    )
    found = ask(catalogue=empty)
    assert (found.activities, found.regions, found.links) == (0, 0, ())
    assert found.columns == ((), (), ())
    assert (found.partners, found.pairs) == ((), ())


@settings(max_examples=20, deadline=None)
@given(catalogue=catalogues(), view=views())
def test_a_node_is_the_view_that_chooses_it(catalogue: Catalogue, view: ViewState) -> None:
    view = view.with_(count="distinct", place=())
    found = Partners(catalogue).answer(view, every=True)
    for name, column in zip(COLUMNS, found.columns, strict=True):
        parameter = "place" if name == "region" else name
        for node in column:
            if node.id in catalogue.vocabulary.lists[parameter]:
                narrowed = view.with_(**{parameter: (node.id,)})
                assert int(catalogue.matching(narrowed).sum()) == node.value


@settings(max_examples=20, deadline=None)
@given(catalogue=catalogues(), view=views())
def test_links_are_views_and_parts_add_up(catalogue: Catalogue, view: ViewState) -> None:
    view = view.with_(count="distinct", place=())
    for link in Partners(catalogue).answer(view, every=True).links:
        if link.source.column == "funder":
            narrowed = view.with_(funder=(link.source.id,), implementer=(link.target.id,))
            assert int(catalogue.matching(narrowed).sum()) == link.value
    for every in (True, False):
        found = Partners(catalogue).answer(view.with_(count="allocated"), every=every)
        for column in found.columns:
            assert sum(node.value for node in column) == pytest.approx(found.activities)
        total = 2 * found.activities
        assert sum(link.value for link in found.links) == pytest.approx(total)
