"""One figure of a view, with the activities it counts, its sources, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.answer import Figure, LeftOut
from geodata.counting import RULES, distinct
from geodata.effective_places import NATIONAL, SPECIAL, UNPLACED
from geodata.facets import Selection
from geodata.filters.period import UNDATED
from geodata.gazetteer import LEVELS
from geodata.key_figures import CARRIED_OUT, regions_covered
from geodata.notes import open_phases
from geodata.schema import LOCATION_BASES

if TYPE_CHECKING:
    from geodata.bitmaps import Bits
    from geodata.catalogue import Catalogue, Chosen
    from geodata.view_state import ViewState

TOTAL = "total"
COVERED = "regions_covered"
Left = Iterator[tuple[str, "Bits"]]


def _all(_catalogue: Catalogue, chosen: Chosen) -> Bits:
    return chosen.total.bits


def _at(place: str) -> Callable[[Catalogue, Chosen], Bits]:
    return lambda catalogue, chosen: catalogue.facets["region"].row(place) & chosen.total.bits


def _covering(catalogue: Catalogue, chosen: Chosen) -> Bits:
    return bitmaps.either(catalogue.figures.covered, chosen.size) & chosen.total.bits


def _undated(catalogue: Catalogue, chosen: Chosen) -> Bits:
    return catalogue.facets["year"].row(UNDATED) & chosen.leaving_out("period").bits


# The counts of Totals by name, with the activities behind each.
COUNTS: Mapping[str, Callable[[Catalogue, Chosen], Bits]] = {
    "activities": _all,
    "programmes": _all,
    "organisations": _all,
    COVERED: _covering,
    NATIONAL: _at(NATIONAL),
    UNPLACED: _at(UNPLACED),
    UNDATED: _undated,
}


def count_of(catalogue: Catalogue, chosen: Chosen, id_: str) -> Bits:
    """Return the activities behind a count of ``Totals``, as bits."""
    return COUNTS[id_](catalogue, chosen)


def figure_of(catalogue: Catalogue, view: ViewState, dimension: str, id_: str) -> Figure:
    """Return one figure of a view; ``Catalogue.figure`` tells the parameters."""
    chosen = catalogue.choose(view)
    if dimension == TOTAL:
        counted = Selection(count_of(catalogue, chosen, id_), chosen.size)
        value: int | float = _count(catalogue, view, chosen.total, (id_, counted))
        left_out = _left_out_of_total(catalogue, view, chosen, id_)
    else:
        facet = catalogue.facets[dimension]
        among = chosen.leaving_out(catalogue.owners[dimension].dimension)
        counted = Selection(facet.row(id_) & among.bits, chosen.size)
        figures = RULES[view.count].figures(facet, among)
        value = figures[facet.ids.index(id_)].item()
        left_out = _left_out_of_value(catalogue, view, chosen, (dimension, id_))
    return Figure(
        dimension=dimension,
        id=id_,
        value=value,
        counted=counted,
        source_ids=catalogue.sources.for_activities(counted.bits),
        left_out=_counted(left_out),
        bases=_bases(catalogue, counted, (dimension, id_) if dimension in LEVELS else None),
    )


def _count(
    catalogue: Catalogue, view: ViewState, total: Selection, count: tuple[str, Selection]
) -> int:
    id_, counted = count
    if id_ == "activities":
        return RULES[view.count].total(catalogue.facets[view.level], total)
    if id_ in ("programmes", "organisations"):
        return int(np.count_nonzero(distinct(catalogue.facets[id_.removesuffix("s")], total)))
    return regions_covered(catalogue.figures, total) if id_ == COVERED else counted.count


def _counted(left_out: Left) -> tuple[LeftOut, ...]:
    counts = Counter[str]()
    for reason, bits in left_out:
        counts[reason] += bitmaps.count(bits)
    return tuple(LeftOut(reason, count) for reason, count in counts.items() if count)


def _left_out_of_total(catalogue: Catalogue, view: ViewState, chosen: Chosen, id_: str) -> Left:
    within = COUNTS[id_] if id_ in (NATIONAL, UNPLACED) else None
    row = catalogue.facets["region"].row(id_) if within else bitmaps.full(chosen.size)
    if id_ != UNDATED:
        yield from _by_filters(catalogue, view, chosen, row)
    if id_ == COVERED:
        yield from _not_covering(catalogue, chosen)


def _left_out_of_value(
    catalogue: Catalogue, view: ViewState, chosen: Chosen, value: tuple[str, str]
) -> Left:
    dimension, id_ = value
    facet, own = catalogue.facets[dimension], catalogue.owners[dimension].dimension
    yield from _by_filters(catalogue, view, chosen, facet.row(id_), own)
    if dimension in LEVELS and id_ not in SPECIAL:
        among = chosen.leaving_out(own).bits
        for special in (one for one in SPECIAL if one in facet.ids):
            yield special, bitmaps.leave_out(facet.row(special) & among, facet.row(id_))


def _by_filters(
    catalogue: Catalogue, view: ViewState, chosen: Chosen, row: Bits, own: str = ""
) -> Left:
    """Tell what the period and the choice of phases leave out for want of a date or a phase."""
    if own != "period" and "period" in chosen.rows:
        yield UNDATED, _undated_of(catalogue, chosen.leaving_out("period", own).bits & row)
    if own != "programme":
        among = chosen.leaving_out("programme", own).bits & row
        ids = {id_ for phase in view.phase for id_ in open_phases(view, catalogue, phase)}
        open_to = catalogue.facets["phase"].union(sorted(ids)) & among
        yield "phase_not_specified", bitmaps.leave_out(open_to, chosen.leaving_out(own).bits)


def _undated_of(catalogue: Catalogue, bits: Bits) -> Bits:
    return catalogue.facets["year"].row(UNDATED) & bits


def _not_covering(catalogue: Catalogue, chosen: Chosen) -> Left:
    """Tell which matching activities make no region covered, each under its first reason."""
    rest = bitmaps.leave_out(chosen.total.bits, _covering(catalogue, chosen))
    carried_out = catalogue.facets["status"].union(CARRIED_OUT)
    yield "not_carried_out", bitmaps.leave_out(rest, carried_out)
    rest = rest & carried_out
    region = catalogue.facets["region"]
    for special in (one for one in SPECIAL if one in region.ids):
        yield special, rest & region.row(special)
        rest = bitmaps.leave_out(rest, region.row(special))
    yield "inherited", rest


def _bases(
    catalogue: Catalogue, counted: Selection, place: tuple[str, str] | None
) -> dict[str, int]:
    """Count the places of some activities by basis: those in one place where it is named."""
    places = catalogue.ground.places
    member = places["activity"].to_numpy()
    keep = (member >= 0) & (places["acts_at"] != "not_stated").to_numpy()
    keep[keep] = counted.flags[member[keep]]
    if place:
        level, code = place
        keep &= (places[level] == code).to_numpy()
    counts = Counter(places["basis"][keep])
    return {basis: counts[basis] for basis in LOCATION_BASES if counts[basis]}
