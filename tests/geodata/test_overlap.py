from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from geodata.answer import LeftOut
from geodata.catalogue import Catalogue
from geodata.overlap import Overlaps
from geodata.overlap_answer import AllPairs, Overlap, SetKey, set_key, set_keys
from geodata.view_state import ViewState
from tests.geodata.counting_factories import catalogues, example, view_of, views, with_rows

BOTH = "programme:m4sd,programme:depomi"


def keys(text: str, catalogue: Catalogue) -> tuple[SetKey, ...]:
    found = set_keys(ViewState(sets=tuple(text.split(","))), catalogue.vocabulary)
    assert ",".join(map(str, found)) == text
    return found


def overlap(
    sets: str, query: str = "", catalogue: Catalogue | None = None, **options: Any
) -> Overlap:
    catalogue = catalogue or example()
    view = view_of(catalogue, query)
    return Overlaps(catalogue).overlap(view, keys(sets, catalogue), **options)


def all_pairs(query: str = "", catalogue: Catalogue | None = None) -> AllPairs:
    catalogue = catalogue or example()
    overlaps = Overlaps(catalogue)
    return overlaps.all_pairs(view_of(catalogue, query), overlaps.programmes())


def placed(*rows: tuple[str, str, str, str, str]) -> Catalogue:
    """A catalogue of activities, each with programme, status, code and basis; one row a place."""
    activities = {id_: (programme, status) for id_, programme, status, _, _ in rows}
    return with_rows(
        activities=[
            {"id": id_, "programme": programme, "status": status}
            for id_, (programme, status) in activities.items()
        ],
        activity_locations=[
            {
                "activity": id_,
                "code": code,
                "acts_at": {"MA": "national", "": "not_stated"}.get(code, "region"),
                "basis": basis,
                "public_precision": "site",
            }
            for id_, _, _, code, basis in rows
        ],
    )


def test_sets_are_read_in_the_order_given() -> None:
    text = ("phase:m4sd-3", "programme:depomi", "funder:eu", "sector:governance")
    assert tuple(map(str, set_keys(ViewState(sets=text), example().vocabulary))) == text


@pytest.mark.parametrize("text", ["programme:none", "m4sd", "place:02", "programme:", ":m4sd"])
def test_unknown_sets_are_left_aside(text: str) -> None:
    vocabulary = example().vocabulary
    assert set_key(text, vocabulary) is None
    assert set_keys(ViewState(sets=(text,)), vocabulary) == ()


def test_where_two_programmes_meet() -> None:
    found = overlap(BOTH)
    assert (found.union, found.intersection) == (("01", "02", "09"), ("02",))
    (pair,) = found.pairs
    assert (pair.left_only, pair.right_only) == (("01", "09"), ())
    assert {unit.code: [count for _, count in unit.activities] for unit in found.units} == {
        "01": [1],
        "02": [2, 1],
        "09": [1],
    }


def test_what_meets_in_a_place() -> None:
    (pair,) = overlap(BOTH).pairs
    (meeting,) = pair.meetings
    assert (meeting.code, meeting.sectors) == ("02", ("employment",))
    assert (meeting.left, meeting.right, meeting.both) == (2, 1, 0)
    assert (meeting.left_ids, meeting.right_ids) == (("B", "A"), ("D",))
    assert meeting.source_ids == ("report",)


def test_lists_are_cut_and_counts_are_not() -> None:
    (pair,) = overlap(BOTH, limit=1).pairs
    assert (pair.meetings[0].left, pair.meetings[0].left_ids) == (2, ("B",))


def test_a_finer_level_has_only_what_is_known_there() -> None:
    found = overlap(BOTH, "level=province")
    assert (found.union, found.intersection) == (("02.411",), ())
    assert found.sets[0].left_out == (LeftOut("national", 1), LeftOut("coarser", 2))


def test_an_activity_of_two_sets_counts_in_each() -> None:
    found = overlap("organisation:iom,funder:eu")
    (pair,) = found.pairs
    assert (found.several_count, pair.activities) == (1, 1)
    assert [(one.id, list(map(str, one.sets))) for one in found.several] == [
        ("D", ["organisation:iom", "funder:eu"])
    ]
    assert pair.meetings[0].both == 1


def test_a_funder_is_an_organisation_in_that_role() -> None:
    one, other = overlap("funder:iom,organisation:iom").sets
    assert (one.activities, other.activities) == (0, 4)


def test_the_filters_of_the_sets_are_left_out_and_the_others_apply() -> None:
    assert overlap(BOTH, "programme=depomi").union == ("01", "02", "09")
    assert overlap(BOTH, "sector=employment").sets[0].activities == 1
    assert overlap(BOTH, "place=01").union == ("01", "02", "09")


@pytest.mark.parametrize(
    ("status", "planned", "units"),
    [
        ("done", False, ("02",)),
        ("ongoing", False, ("02",)),
        ("planned", False, ()),
        ("planned", True, ("02",)),
        ("cancelled", True, ()),
    ],
)
def test_what_is_carried_out_makes_a_set_present(
    status: str, units: tuple[str, ...], *, planned: bool
) -> None:
    catalogue = placed(("A", "m4sd", status, "02", "stated"))
    (found,) = overlap("programme:m4sd", catalogue=catalogue, planned=planned).sets
    assert found.units == units
    assert [left.reason for left in found.left_out] == ["not_carried_out"][len(units) :]


@pytest.mark.parametrize(
    ("code", "basis", "reason"),
    [
        ("MA", "stated", "national"),
        ("", "stated", "unplaced"),
        ("1997-04", "stated", "former"),
        ("02", "inherited", "inherited"),
    ],
)
def test_what_is_in_no_region_never_meets(code: str, basis: str, reason: str) -> None:
    catalogue = placed(("A", "m4sd", "done", code, basis), ("B", "depomi", "done", code, basis))
    found = overlap(BOTH, catalogue=catalogue)
    assert (found.union, found.intersection, found.units) == ((), (), ())
    assert [one.left_out for one in found.sets] == [(LeftOut(reason, 1),)] * 2


def test_one_set_alone_meets_nothing() -> None:
    found = overlap("programme:m4sd")
    assert (found.union, found.intersection, found.pairs) == (("01", "02", "09"), (), ())
    assert overlap("").units == ()


def test_all_pairs_of_programmes() -> None:
    found = all_pairs()
    assert [key.id for key in found.keys] == ["m4sd", "depomi"]
    assert found.shared == ((("01", "02", "09"), ("02",)), (("02",), ("02",)))


def test_a_record_without_activities() -> None:
    empty = with_rows(**{name: [] for name in ("activities", "activity_locations")})
    found = overlap(BOTH, catalogue=empty)
    assert [(one.activities, one.units) for one in found.sets] == [(0, ()), (0, ())]


@settings(max_examples=15, deadline=None)
@given(catalogue=catalogues(), view=views())
def test_every_activity_is_placed_or_left_out(catalogue: Catalogue, view: ViewState) -> None:
    sets = keys("programme:m4sd,sector:governance,organisation:iom", catalogue)
    found = Overlaps(catalogue).overlap(view, sets)
    for one in found.sets:
        assert one.activities == one.placed + sum(left.count for left in one.left_out)
        assert set(one.only) <= set(one.units) <= set(found.union)
        assert set(found.intersection) <= set(one.units)


@settings(max_examples=15, deadline=None)
@given(catalogue=catalogues(), view=views())
def test_pairs_are_symmetric_with_the_regions_covered(
    catalogue: Catalogue, view: ViewState
) -> None:
    view = view.with_(level="region", phase=())
    overlaps = Overlaps(catalogue)
    found = overlaps.all_pairs(view, overlaps.programmes())
    assert found.shared == tuple(zip(*found.shared, strict=True))
    for at, key in enumerate(found.keys):
        own = catalogue.answer(view.with_(programme=(key.id,))).totals.regions_covered
        assert len(found.shared[at][at]) == own
