"""Organisation: who takes part, in whichever role; one with two roles counts once."""

from __future__ import annotations

from geodata.facets import Facet, positions_of
from geodata.filtering import Ground, list_filter


def _ids(ground: Ground) -> tuple[str, ...]:
    return tuple(ground.record.organisations["id"])


def _facet(ground: Ground, ids: tuple[str, ...]) -> Facet:
    links = ground.record.activity_organisations
    positions = (ground.positions(links["activity"]), positions_of(links["organisation"], ids))
    return ground.evenly("organisation", ids, positions)


FILTER = list_filter("org", "organisation", _ids, _facet)
