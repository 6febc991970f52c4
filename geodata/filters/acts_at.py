"""Acts at: the level an activity acts at, from the whole country to one site."""

from __future__ import annotations

from geodata.facets import Facet, positions_of
from geodata.filtering import Ground, list_filter
from geodata.schema import ACTS_AT


def _ids(_ground: Ground) -> tuple[str, ...]:
    return ACTS_AT


def _facet(ground: Ground, ids: tuple[str, ...]) -> Facet:
    places = ground.places
    positions = (places["activity"].to_numpy(), positions_of(places["acts_at"], ids))
    return ground.evenly("acts_at", ids, positions)


FILTER = list_filter("acts_at", "acts_at", _ids, _facet)
