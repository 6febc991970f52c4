"""Programme and phase: one dimension, so that a programme and another's phase are a union."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import bitmaps
from geodata.facets import Facet, positions_of
from geodata.filtering import Facets, Filter, Ground, Predicate

if TYPE_CHECKING:
    from geodata.bitmaps import Bits
    from geodata.view_state import ViewState


def facets(ground: Ground) -> tuple[Facet, ...]:
    """Build the facets programme (one an activity) and phase (one or several)."""
    ids = vocabulary(ground)
    links = ground.record.activity_phases
    positions = (ground.positions(links["activity"]), positions_of(links["phase"], ids["phase"]))
    return (
        ground.single("programme", ids["programme"], ground.record.activities["programme"]),
        ground.evenly("phase", ids["phase"], positions),
    )


def vocabulary(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return the programmes and the phases, in the order of the record."""
    record = ground.record
    return {"programme": tuple(record.programmes["id"]), "phase": tuple(record.phases["id"])}


def mask(view: ViewState, facets: Facets) -> Bits | None:
    """Let through the activities of the programmes, and those of the phases."""
    if not (view.programme or view.phase):
        return None
    rows = (facets["programme"].union(view.programme), facets["phase"].union(view.phase))
    return bitmaps.either(rows, facets["phase"].size)


def selected(view: ViewState, facet: str, ground: Ground) -> Predicate:
    """Take in what is chosen, and every phase of a chosen programme."""
    if facet == "programme":
        return frozenset(view.programme).__contains__
    phases = ground.record.phases
    of_programmes = phases["id"][phases["programme"].isin(view.programme)]
    return frozenset((*view.phase, *of_programmes)).__contains__


FILTER = Filter(
    ("programme", "phase"), "programme", "filter.programme", facets, vocabulary, mask, selected
)
