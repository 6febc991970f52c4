from __future__ import annotations

import numpy as np
import pytest

from geodata import bitmaps
from geodata.facets import build_facet
from geodata.reach import FIRST_WORDS, _touched, reach, values_of
from geodata.view_state import ViewState
from tests.geodata.counting_factories import example, view_of

REGIONS = tuple(f"{number:02}" for number in range(1, 13))


@pytest.mark.parametrize("query", ["", "place=02", "sector=governance", "status=done&place=09"])
@pytest.mark.parametrize("dimension", ["sector", "phase", "organisation", "year"])
def test_a_value_reaches_the_regions_of_the_activities_that_it_counts(
    dimension: str, query: str
) -> None:
    catalogue = example()
    view = view_of(catalogue, f"lang=en&{query}")
    facet = catalogue.facets[dimension]
    own = catalogue.owners[dimension].dimension
    counted = catalogue.choose(view).leaving_out(own).flags
    expected = {
        id_: tuple(
            code
            for code in REGIONS
            if any(
                id_ in values_of(facet, int(position))
                and code in catalogue.activity(int(position))["regions"]
                for position in np.flatnonzero(counted)
            )
        )
        for id_ in facet.ids
    }
    assert reach(catalogue, view, dimension, facet.ids, REGIONS) == expected


def test_without_units_nothing_is_reached() -> None:
    assert reach(example(), ViewState(), "sector", ("health",), ()) == {"health": ()}


@pytest.mark.parametrize("packed", [True, False])
def test_the_values_of_an_activity_are_those_of_its_pairs(*, packed: bool) -> None:
    member = np.array([0, 0, 70, 2])
    value = np.array([2, 0, 1, 2])
    facet = build_facet("x", "abc", (member, value, np.ones(4)), 71, packed=packed)
    found = {position: values_of(facet, position) for position in (0, 1, 2, 70)}
    assert found == {0: ("a", "c"), 1: (), 2: ("c",), 70: ("b",)}


def test_what_lies_far_in_a_row_is_found_too() -> None:
    size = 64 * (FIRST_WORDS + 3)
    rows = [bitmaps.from_positions(np.array([at]), size) for at in (0, size - 1)]
    starts = np.stack([row[:FIRST_WORDS] for row in rows])
    mask = bitmaps.from_positions(np.array([size - 1]), size)
    assert _touched(rows, starts, mask).tolist() == [False, True]
