"""Place: regions, provinces and communes by prefix, national, and place not stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.effective_places import NATIONAL, SPECIAL, UNPLACED
from geodata.facets import Facet, build_facet, positions_of
from geodata.filtering import Facets, Filter, Ground, Predicate
from geodata.gazetteer import LEVELS, level_of

if TYPE_CHECKING:
    from geodata.bitmaps import Bits
    from geodata.view_state import ViewState

ANYWHERE = (NATIONAL, UNPLACED)


def facets(ground: Ground) -> tuple[Facet, ...]:
    """Build one facet a level; each has the rows national, unplaced and coarser."""
    return tuple(_facet(ground, level) for level in LEVELS)


def _facet(ground: Ground, level: str) -> Facet:
    places = ground.places[level]
    # Codes that the gazetteer lacks keep their weight rather than vanish.
    codes = {*ground.gazetteer.codes(level), *places.unique()} - {*SPECIAL}
    ids = (*sorted(codes), *SPECIAL)
    pairs = (
        ground.places["activity"].to_numpy(),
        positions_of(places, ids),
        ground.places["weight"].to_numpy(dtype=np.float64),
    )
    return build_facet(level, ids, pairs, ground.size)


def vocabulary(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return the codes of every level, each after the one it lies in, then the two others."""
    codes = sorted(code for level in LEVELS for code in ground.gazetteer.codes(level))
    return {"place": (*codes, *ANYWHERE)}


def mask(view: ViewState, facets: Facets) -> Bits | None:
    """Let through the activities with a location in one of the places."""
    if not view.place:
        return None
    rows = (facets[_level(place)].row(place) for place in view.place)
    return bitmaps.either(rows, facets["region"].size)


def _level(place: str) -> str:
    return "region" if place in ANYWHERE else level_of(place)


def selected(view: ViewState, _facet: str, _ground: Ground) -> Predicate:
    """Take in the places chosen and those that lie in them."""
    chosen = frozenset(view.place)
    inside = tuple(f"{place}." for place in view.place)
    return lambda id_: id_ in chosen or id_.startswith(inside)


FILTER = Filter(("place",), "place", "filter.place", facets, vocabulary, mask, selected)
