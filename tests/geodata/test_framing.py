from __future__ import annotations

import pytest

from geodata.framing import common_place, depth, drawable_level, frame_of, lies_in, units_in
from geodata.gazetteer import load_gazetteer
from geodata.view_state import ViewState


@pytest.mark.parametrize(
    ("places", "level", "frame"),
    [
        ((), "province", "MA"),
        (("02",), "region", "MA"),
        (("02",), "province", "02"),
        (("02.411",), "province", "02"),
        (("02.411",), "commune", "02.411"),
        (("02.411.01.01",), "commune", "02.411"),
        (("02.411.01.01", "02.265"), "commune", "02"),
        (("02", "02.411"), "commune", "02"),
        (("02", "09"), "commune", "MA"),
        (("02", "national"), "commune", "MA"),
        (("1997-04",), "commune", "MA"),
    ],
)
def test_a_map_frames_the_deepest_place_that_contains_the_choice(
    places: tuple[str, ...], level: str, frame: str
) -> None:
    assert frame_of(places, level) == frame


def test_communes_are_drawn_of_one_region_at_most() -> None:
    assert drawable_level(ViewState(level="commune")) == "province"
    assert drawable_level(ViewState(level="commune", place=("02", "09"))) == "province"
    assert drawable_level(ViewState(level="commune", place=("02",))) == "commune"
    assert drawable_level(ViewState(level="province")) == "province"


def test_no_map_has_more_communes_than_the_largest_region() -> None:
    gazetteer = load_gazetteer()
    counts = [len(units_in(gazetteer, code, "commune")) for code in gazetteer.codes("region")]
    assert sum(counts) == len(gazetteer.codes("commune"))
    assert max(counts) == 251


@pytest.mark.parametrize(
    ("place", "expected"),
    [("02", 1), ("02.411", 2), ("02.411.01.01", 3), ("national", 0), ("1997-04", 0)],
)
def test_a_place_has_a_depth(place: str, expected: int) -> None:
    assert depth(place) == expected


def test_a_commune_alone_is_the_common_place_of_itself() -> None:
    assert common_place(["02.411.01.01"]) == "02.411.01.01"
    assert common_place(["02.411.01.01", "02.411.01.02"]) == "02.411"


def test_everything_lies_in_the_country_and_a_prefix_is_no_place() -> None:
    assert lies_in("02.411", "MA")
    assert not lies_in("02.411", "02.41")
