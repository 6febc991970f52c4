"""Sector: what an activity is about; several divide it by stated weights, else evenly."""

from __future__ import annotations

from geodata.facets import Facet, build_facet, positions_of, shares
from geodata.filtering import Ground, list_filter


def _ids(ground: Ground) -> tuple[str, ...]:
    return tuple(ground.record.sectors["id"])


def _facet(ground: Ground, ids: tuple[str, ...]) -> Facet:
    links = ground.record.activity_sectors
    activity = ground.positions(links["activity"])
    # Group 0 gathers the rows of unknown activities, which build_facet leaves out.
    weight = shares(activity + 1, links["weight"].to_numpy(dtype="float64"))
    pairs = (activity, positions_of(links["sector"], ids), weight)
    return build_facet("sector", ids, pairs, ground.size)


FILTER = list_filter("sector", "sector", _ids, _facet)
