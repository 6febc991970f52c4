"""What holds for every filter."""

import pytest

from geodata.filtering import Filter
from geodata.filters import discover
from geodata.view_state import ViewState
from tests.geodata.counting_factories import example

FILTERS = discover()


def test_every_file_is_a_filter() -> None:
    assert [each.dimension for each in FILTERS] == [
        "acts_at",
        "authority",
        "funder",
        "implementer",
        "organisation",
        "partner",
        "period",
        "place",
        "programme",
        "sector",
        "status",
        "with",
    ]


def test_no_two_filters_read_the_same_parameter() -> None:
    keys = [key for each in FILTERS for key in each.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.dimension)
class TestEveryFilter:
    def test_has_a_description_key(self, each: Filter) -> None:
        assert each.description == f"filter.{each.dimension}"

    def test_lets_everything_through_unless_set(self, each: Filter) -> None:
        assert each.mask(ViewState(), example().facets) is None

    def test_selects_nothing_unless_set(self, each: Filter) -> None:
        for facet in each.facets(example().ground):
            selected = each.selected(ViewState(), facet.key, example().ground)
            assert [id_ for id_ in facet.ids if selected(id_)] == []

    def test_has_vocabulary_for_its_own_parameters_only(self, each: Filter) -> None:
        assert {*each.vocabulary(example().ground)} <= {*each.keys}

    def test_divides_every_activity_whole(self, each: Filter) -> None:
        for facet in each.facets(example().ground):
            assert facet.weights.sum() == pytest.approx(facet.size)
