"""What has to be said beside the figures of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.answer import Note, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.bitmaps import Bits
    from geodata.catalogue import Catalogue, Chosen
    from geodata.filtering import Ground
    from geodata.view_state import ViewState


def our_split(ground: Ground) -> Bits:
    """Return the activities with several places, at least one without a stated share."""
    places = ground.places
    member = places["activity"].to_numpy()
    known = member >= 0
    several = np.bincount(member[known], minlength=ground.size) > 1
    unshared = np.zeros(ground.size, dtype=np.bool_)
    unshared[member[known & ~places["shared"].to_numpy(dtype=np.bool_)]] = True
    return bitmaps.from_flags(several & unshared)


def view_notes(
    view: ViewState, catalogue: Catalogue, chosen: Chosen, by: Mapping[str, tuple[Row, ...]]
) -> tuple[Note, ...]:
    """Return the notes of a view, given its figures."""
    return (
        *_phases_not_specified(view, catalogue, chosen),
        *_undated(view, catalogue, chosen),
        *_about_the_rule(view, catalogue, chosen, by),
    )


def _phases_not_specified(view: ViewState, catalogue: Catalogue, chosen: Chosen) -> Iterator[Note]:
    otherwise = chosen.leaving_out("programme").bits
    for phase in view.phase:
        ids = open_phases(view, catalogue, phase)
        open_to = catalogue.facets["phase"].union(ids) & otherwise
        count = bitmaps.count(bitmaps.leave_out(open_to, chosen.total.bits))
        if count:
            yield Note("phase_not_specified", count, (phase, *ids))


def open_phases(view: ViewState, catalogue: Catalogue, phase: str) -> tuple[str, ...]:
    """Return the phases that leave a chosen one open, and are not chosen themselves."""
    phases = catalogue.record.phases
    open_ones = phases[(phases["stands_for"] != "") & ~phases["programme"].isin(view.programme)]
    return tuple(
        id_
        for id_, stands_for in zip(open_ones["id"], open_ones["stands_for"], strict=True)
        if phase in stands_for.split(";") and id_ not in view.phase
    )


def _undated(view: ViewState, catalogue: Catalogue, chosen: Chosen) -> Iterator[Note]:
    if view.from_year is None and view.to_year is None:
        return
    count = catalogue.undated(chosen)
    if count:
        yield Note("undated_left_out", count)


def _about_the_rule(
    view: ViewState, catalogue: Catalogue, chosen: Chosen, by: Mapping[str, tuple[Row, ...]]
) -> Iterator[Note]:
    if view.count == "touches":
        yield Note("touches_total", chosen.total.count, (view.level,))
    elif view.count == "allocated":
        count = bitmaps.count(catalogue.our_split & chosen.total.bits)
        if count:
            yield Note("our_split", count, (view.level,))
    else:
        yield from _sums(view, catalogue, chosen, by)


def _sums(
    view: ViewState, catalogue: Catalogue, chosen: Chosen, by: Mapping[str, tuple[Row, ...]]
) -> Iterator[Note]:
    for key in (view.level, "sector"):
        activities = chosen.leaving_out(catalogue.owners[key].dimension).count
        excess = int(sum(row.value for row in by.get(key, ()))) - activities
        if excess > 0:
            yield Note("sums_exceed_total", excess, (key,))
