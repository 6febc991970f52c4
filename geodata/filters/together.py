"""A second choice of organisations: both it and the first one take part, in whichever role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.filtering import Facets, Filter, Ground, Predicate

if TYPE_CHECKING:
    from geodata.bitmaps import Bits
    from geodata.facets import Facet
    from geodata.view_state import ViewState

PARAMETER = "with"


def facets(_ground: Ground) -> tuple[Facet, ...]:
    """Build none: it chooses among the values of the organisations."""
    return ()


def vocabulary(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return every organisation."""
    return {PARAMETER: tuple(ground.record.organisations["id"])}


def mask(view: ViewState, facets: Facets) -> Bits | None:
    """Let through the activities of one of the organisations."""
    chosen = view.chosen(PARAMETER)
    return facets["organisation"].union(chosen) if chosen else None


def selected(view: ViewState, _facet: str, _ground: Ground) -> Predicate:
    """Take in the organisations chosen."""
    return frozenset(view.chosen(PARAMETER)).__contains__


FILTER = Filter((PARAMETER,), PARAMETER, "filter.with", facets, vocabulary, mask, selected)
