"""Overlap: where programmes, phases, organisations, funders or sectors act in the same places.

A set is present in a place by its activities there that are carried out: ongoing or done (planned
ones too where asked), and placed by a stated or derived location that does not act nationally. It
is the rule of "regions covered".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata import bitmaps
from geodata.answer import LeftOut
from geodata.counting import distinct
from geodata.crossing import Crossing
from geodata.effective_places import SPECIAL
from geodata.facets import Facet, Selection, build_facet, positions_of
from geodata.key_figures import CARRIED_OUT, PLACED_BY
from geodata.overlap_answer import (
    FUNDER,
    KINDS,
    AllPairs,
    Meeting,
    Overlap,
    PairOverlap,
    SetKey,
    SetPresence,
    Several,
    UnitPresence,
)

if TYPE_CHECKING:
    from geodata.bitmaps import Bits, Flags, Ints
    from geodata.catalogue import Catalogue
    from geodata.view_state import ViewState

PLANNED = "planned"
LISTED = 20


@dataclass(frozen=True)
class Side:
    """One set under a view: what matches, what is carried out, what is placed, and where."""

    key: SetKey
    matching: Bits
    carried_out: Bits
    placed: Selection
    counts: Ints

    @property
    def units(self) -> Flags:
        """Whether the set is present in each unit; shape ``(units,)``."""
        return self.counts > 0


@dataclass(frozen=True)
class Overlaps:
    """Answers questions of overlap from a catalogue; what it needs is built when first asked."""

    catalogue: Catalogue
    crossing: Crossing = field(default_factory=Crossing, repr=False)
    _placed: dict[str, Facet] = field(default_factory=dict, repr=False)

    def overlap(
        self,
        view: ViewState,
        sets: Sequence[SetKey],
        *,
        planned: bool = False,
        limit: int = LISTED,
    ) -> Overlap:
        """Tell where some sets act and where they meet.

        Parameters
        ----------
        view
            Its level names the units; its filters apply to every set, but for those of the
            dimensions that the sets are values of.
        sets
            Different keys whose ids exist.
        planned
            Whether planned activities make a set present too.
        limit
            Most activities listed on each side of a meeting, and of several sets.
        """
        placed = self.placed(view.level)
        sides = self.sides(view, sets, planned=planned)
        union, several = _union(sides, placed), self._several(sides, limit)
        return Overlap(
            view=view,
            planned=planned,
            sets=tuple(self._presence(side, sides, placed, view.level) for side in sides),
            units=tuple(
                _unit(position, placed, sides) for position in np.flatnonzero(union).tolist()
            ),
            union=_codes(placed, union),
            intersection=_codes(placed, _intersection(sides, placed)),
            pairs=self._pairs(sides, placed, limit),
            several_count=several[0],
            several=several[1],
        )

    def all_pairs(
        self, view: ViewState, sets: Sequence[SetKey], *, planned: bool = False
    ) -> AllPairs:
        """Tell for every two of some sets which units they share.

        Parameters
        ----------
        view, sets, planned
            As for `overlap`; there may be any number of sets.
        """
        placed = self.placed(view.level)
        units = [side.units for side in self.sides(view, sets, planned=planned)]
        shared = tuple(tuple(_codes(placed, one & other) for other in units) for one in units)
        return AllPairs(view, planned, tuple(sets), shared)

    def programmes(self) -> tuple[SetKey, ...]:
        """Return the key of every programme, in the order of the record."""
        return tuple(SetKey("programme", id_) for id_ in self.catalogue.facets["programme"].ids)

    def funders(self) -> tuple[SetKey, ...]:
        """Return the key of every organisation that funds an activity, in the record's order."""
        facet, known = self.catalogue.facets[FUNDER], self.catalogue.facets["organisation"].ids
        return tuple(SetKey(FUNDER, id_) for id_ in known if facet.row(id_).any())

    def sides(self, view: ViewState, sets: Sequence[SetKey], *, planned: bool) -> tuple[Side, ...]:
        """Return each set under a view, in their order; parameters as for `overlap`."""
        placed = self.placed(view.level)
        anywhere = bitmaps.from_positions(placed.members, placed.size)
        own = {KINDS[key.kind][1] for key in sets}
        matching = self.catalogue.choose(view).leaving_out(*own).bits
        statuses = (*CARRIED_OUT, PLANNED) if planned else CARRIED_OUT
        carried_out = self.catalogue.facets["status"].union(statuses)
        sides = []
        for key in sets:
            bits = self._members(key) & matching
            there = Selection(bits & carried_out & anywhere, placed.size)
            counts = distinct(placed, there)
            sides.append(Side(key, bits, bits & carried_out, there, counts))
        return tuple(sides)

    def _members(self, key: SetKey) -> Bits:
        return self.catalogue.facets[key.kind].row(key.id)

    def placed(self, level: str) -> Facet:
        """Return the activities that can make a set present in each unit of a level."""
        if level not in self._placed:
            self._placed[level] = self._build_placed(level)
        return self._placed[level]

    def _build_placed(self, level: str) -> Facet:
        ground = self.catalogue.ground
        places = ground.places
        codes = ground.gazetteer.codes(level)
        # What acts nationally has no unit at any level.
        unit = positions_of(places[level], codes)
        unit[~places["basis"].isin(PLACED_BY).to_numpy()] = -1
        links = (places["activity"].to_numpy(), unit)
        return ground.evenly(f"placed:{level}", tuple(codes), links)

    @cached_property
    def _ranks(self) -> Ints:
        order = self.catalogue.table_order
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    @cached_property
    def sources(self) -> Facet:
        """The sources cited for each activity, as a facet, so that they can be crossed."""
        sources, size = self.catalogue.sources, self.catalogue.ground.size
        members = [bitmaps.positions(row, size) for row in sources.rows]
        member = np.concatenate([*members, np.array([], dtype=np.int64)])
        value = np.repeat(np.arange(len(members)), [len(one) for one in members])
        return build_facet("source", sources.ids, (member, value, np.ones(len(member))), size)

    def _presence(
        self, side: Side, sides: Sequence[Side], placed: Facet, level: str
    ) -> SetPresence:
        others = _union([other for other in sides if other is not side], placed)
        return SetPresence(
            key=side.key,
            activities=bitmaps.count(side.matching),
            placed=side.placed.count,
            units=_codes(placed, side.units),
            only=_codes(placed, side.units & ~others),
            left_out=self._left_out(side, level),
            source_ids=self.catalogue.sources.for_activities(side.placed.bits),
        )

    def left_out(self, side: Side, level: str) -> dict[str, Bits]:
        """Return the activities of a set that are in no unit, under their first reason."""
        facet = self.catalogue.facets[level]
        found = {"not_carried_out": bitmaps.leave_out(side.matching, side.carried_out)}
        rest = bitmaps.leave_out(side.carried_out, side.placed.bits)
        for special in SPECIAL:
            found[special] = rest & facet.row(special)
            rest = bitmaps.leave_out(rest, found[special])
        found["inherited"] = rest
        return found

    def _left_out(self, side: Side, level: str) -> tuple[LeftOut, ...]:
        found = self.left_out(side, level)
        counts = {reason: bitmaps.count(bits) for reason, bits in found.items()}
        return tuple(LeftOut(reason, count) for reason, count in counts.items() if count)

    def _pairs(self, sides: Sequence[Side], placed: Facet, limit: int) -> tuple[PairOverlap, ...]:
        details = {side.key: _Details(self, side, placed) for side in sides}
        return tuple(
            PairOverlap(
                left=one.key,
                right=other.key,
                union=_codes(placed, one.units | other.units),
                intersection=_codes(placed, one.units & other.units),
                left_only=_codes(placed, one.units & ~other.units),
                right_only=_codes(placed, other.units & ~one.units),
                activities=bitmaps.count(one.carried_out & other.carried_out),
                meetings=self._meetings((details[one.key], details[other.key]), placed, limit),
            )
            for one, other in combinations(sides, 2)
        )

    def _meetings(
        self, pair: tuple[_Details, _Details], placed: Facet, limit: int
    ) -> tuple[Meeting, ...]:
        one, other = pair
        units = np.flatnonzero((one.counts > 0) & (other.counts > 0))
        if not len(units):
            return ()
        sectors, sources = one.sectors & other.sectors, one.sources | other.sources
        together = one.together(other)
        names = self.catalogue.facets["sector"].ids
        found = []
        for unit in units.tolist():
            meeting = Meeting(
                code=placed.ids[unit],
                sectors=tuple(names[at] for at in np.flatnonzero(sectors[unit])),
                left=int(one.counts[unit]),
                right=int(other.counts[unit]),
                both=int(together[unit]),
                left_ids=one.first(unit, limit),
                right_ids=other.first(unit, limit),
                source_ids=tuple(self.sources.ids[at] for at in np.flatnonzero(sources[unit])),
            )
            found.append(meeting)
        return tuple(found)

    def _several(self, sides: Sequence[Side], limit: int) -> tuple[int, tuple[Several, ...]]:
        size = self.catalogue.ground.size
        once, more = bitmaps.empty(size), bitmaps.empty(size)
        for side in sides:
            more |= once & side.carried_out
            once |= side.carried_out
        ids = self.first_ids(bitmaps.positions(more, size), limit)
        rows = self.catalogue.ground.activities.get_indexer(pd.Index(ids, dtype="object"))
        listed = tuple(
            Several(id_, tuple(side.key for side in sides if _has(side.carried_out, int(row))))
            for id_, row in zip(ids, rows, strict=True)
        )
        return bitmaps.count(more), listed

    def first_ids(self, members: npt.NDArray[np.integer[Any]], limit: int) -> tuple[str, ...]:
        """Return the ids of the first of some activities, in the order of the table."""
        if limit == 0:
            return ()
        ranks = self._ranks[members]
        if limit < len(ranks):
            ranks = np.partition(ranks, limit)[:limit]
        rows = self.catalogue.table_order[np.sort(ranks)]
        return tuple(str(id_) for id_ in self.catalogue.ground.activities[rows])


class _Details:
    """What a set does in each unit: its sectors and sources there, and its activities."""

    def __init__(self, overlaps: Overlaps, side: Side, placed: Facet) -> None:
        self._overlaps, self._side, self._placed = overlaps, side, placed
        self._first: dict[int, tuple[str, ...]] = {}

    @property
    def counts(self) -> Ints:
        """Number of activities of the set in each unit."""
        return self._side.counts

    def together(self, other: _Details) -> Ints:
        """Count the activities of each unit that belong to another set too."""
        bits = self._side.placed.bits & other._side.placed.bits
        return distinct(self._placed, Selection(bits, self._placed.size))

    @cached_property
    def sectors(self) -> npt.NDArray[np.bool_]:
        """Whether the set has an activity of each sector there; shape ``(units, sectors)``."""
        return self._crossed(self._overlaps.catalogue.facets["sector"])

    @cached_property
    def sources(self) -> npt.NDArray[np.bool_]:
        """Whether an activity of the set rests on each source; shape ``(units, sources)``."""
        return self._crossed(self._overlaps.sources)

    def first(self, unit: int, limit: int) -> tuple[str, ...]:
        """Return the first activities of the set in a unit; found once, as it may meet several."""
        if unit not in self._first:
            bounds = self._placed.bounds
            there = self._placed.members[bounds[unit] : bounds[unit + 1]]
            own = there[self._side.placed.flags[there]]
            self._first[unit] = self._overlaps.first_ids(own, limit)
        return self._first[unit]

    def _crossed(self, facet: Facet) -> npt.NDArray[np.bool_]:
        crossing = self._overlaps.crossing
        return crossing.counts(self._placed, facet, self._side.placed) > 0


def _union(sides: Sequence[Side], placed: Facet) -> Flags:
    found = np.zeros(len(placed.ids), dtype=np.bool_)
    for side in sides:
        found |= side.units
    return found


def _intersection(sides: Sequence[Side], placed: Facet) -> Flags:
    # It takes two to meet.
    found = np.full(len(placed.ids), len(sides) > 1)
    for side in sides:
        found &= side.units
    return found


def _codes(placed: Facet, units: Flags) -> tuple[str, ...]:
    return tuple(placed.ids[position] for position in np.flatnonzero(units))


def _unit(position: int, placed: Facet, sides: Sequence[Side]) -> UnitPresence:
    present = ((side.key, int(side.counts[position])) for side in sides)
    return UnitPresence(placed.ids[position], tuple(one for one in present if one[1]))


def _has(bits: Bits, position: int) -> bool:
    word, bit = divmod(position, bitmaps.WORD)
    return bool((int(bits[word]) >> bit) & 1)
