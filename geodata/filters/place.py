"""Place: regions, provinces and communes by prefix, national, not stated, and former regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.effective_places import FORMER, NATIONAL, SPECIAL, UNPLACED
from geodata.facets import Facet, build_facet, positions_of
from geodata.filtering import Facets, Filter, Ground, Predicate
from geodata.gazetteer import FORMER_REGION, LEVELS, level_of

if TYPE_CHECKING:
    import pandas as pd

    from geodata.bitmaps import Bits
    from geodata.view_state import ViewState

# What is in no former region, so that every activity keeps its whole weight.
ELSEWHERE = "elsewhere"
ANYWHERE = (NATIONAL, UNPLACED, FORMER)


def facets(ground: Ground) -> tuple[Facet, ...]:
    """Build one facet a level, with the rows national, unplaced, former and coarser; then another.

    The last one tells former regions apart, which count at no level of today.
    """
    return (*(_facet(ground, level) for level in LEVELS), _former(ground))


def _facet(ground: Ground, level: str) -> Facet:
    places = ground.places[level]
    # Codes that the gazetteer lacks keep their weight rather than vanish.
    codes = {*ground.gazetteer.codes(level), *places.unique()} - {*SPECIAL}
    ids = (*sorted(codes), *SPECIAL)
    return _weighted(ground, level, ids, places)


def _former(ground: Ground) -> Facet:
    codes = ground.gazetteer.codes(FORMER_REGION)
    places = ground.places["code"]
    former = places.where(places.isin(codes), ELSEWHERE)
    return _weighted(ground, FORMER_REGION, (*codes, ELSEWHERE), former)


def _weighted(ground: Ground, key: str, ids: tuple[str, ...], places: pd.Series) -> Facet:
    pairs = (
        ground.places["activity"].to_numpy(),
        positions_of(places, ids),
        ground.places["weight"].to_numpy(dtype=np.float64),
    )
    return build_facet(key, ids, pairs, ground.size)


def vocabulary(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return the codes of every level, each after the one it lies in, then the others."""
    codes = sorted(code for level in LEVELS for code in ground.gazetteer.codes(level))
    return {"place": (*codes, *ANYWHERE, *ground.gazetteer.codes(FORMER_REGION))}


def mask(view: ViewState, facets: Facets) -> Bits | None:
    """Let through the activities with a location in one of the places."""
    if not view.place:
        return None
    rows = (facets[_level(place)].row(place) for place in view.place)
    return bitmaps.either(rows, facets["region"].size)


def _level(place: str) -> str:
    return "region" if place in ANYWHERE else level_of(place)


def selected(view: ViewState, facet: str, _ground: Ground) -> Predicate:
    """Take in the places chosen and those that lie in them."""
    if facet == FORMER_REGION and FORMER in view.place:
        return lambda id_: id_ != ELSEWHERE
    chosen = frozenset(view.place)
    inside = tuple(f"{place}." for place in view.place)
    return lambda id_: id_ in chosen or id_.startswith(inside)


FILTER = Filter(("place",), "place", "filter.place", facets, vocabulary, mask, selected)
