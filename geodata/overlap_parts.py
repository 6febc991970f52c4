"""Parts of an overlap, each with the activities behind its number and the sources they rest on.

A part is named by a key, with sets written as in a query:

``union``, ``intersection``
    Units of any set; units of every one (it takes two to meet).
``set/A``, ``only/A``
    Units of the set A; those of A without any other.
``both/A/B``, ``either/A/B``, ``without/A/B``
    Units of two sets, of one of them at least, and of A without B.
``at/A/02``
    One unit, of A alone.
``at/A/B/02``
    One unit, of the activities there that belong to both A and B.
``several``
    No unit: the carried out activities, placed or not, of more than one set.
``left/A/national``
    No unit: the activities of A that are in none, for this reason.

The activities behind a part are those that make one of its sets present in one of its units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geodata import bitmaps
from geodata.effective_places import SPECIAL
from geodata.facets import Selection
from geodata.overlap_answer import SetKey, set_keys

if TYPE_CHECKING:
    from geodata.bitmaps import Bits
    from geodata.overlap import Overlaps, Side
    from geodata.view_state import ViewState, Vocabulary

OVERLAP = "overlap"
"""Dimension of the keys of parts, as `cell` is of those of a coverage table."""
UNION, INTERSECTION, SEVERAL = "union", "intersection", "several"
OF_ALL = (UNION, INTERSECTION, SEVERAL)
OF_ONE = ("set", "only")
OF_TWO = ("both", "either", "without")
AT, LEFT = "at", "left"
REASONS = ("not_carried_out", *SPECIAL, "inherited")


@dataclass(frozen=True)
class Name:
    """The key of a part, taken apart; ``code`` is that of one unit, or a reason, else ""."""

    kind: str
    sets: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Part:
    """A part of an overlap.

    ``units`` are empty for activities of several sets, or in none. ``by_set`` has the activities
    behind the part by set, ``counted`` all of them, each once; ``source_ids`` is what these rest
    on.
    """

    key: str
    name: Name
    units: tuple[str, ...]
    by_set: tuple[tuple[SetKey, Selection], ...]
    counted: Selection
    source_ids: tuple[str, ...]


def read_name(key: str) -> Name | None:
    """Take the key of a part apart; None where it names none."""
    kind, *rest = key.split("/")
    if kind in OF_ALL and not rest:
        return Name(kind)
    if kind in OF_ONE and len(rest) == 1:
        return Name(kind, tuple(rest))
    if kind in OF_TWO and len(set(rest)) == len(rest) == len(("one", "other")):
        return Name(kind, tuple(rest))
    if kind == LEFT and len(rest) == len(("set", "reason")) and rest[1] in REASONS:
        return Name(kind, (rest[0],), rest[1])
    *sets, code = rest or [""]
    if kind == AT and len(set(sets)) == len(sets) and 1 <= len(sets) <= len(("one", "other")):
        return Name(kind, tuple(sets), code)
    return None


def has_part(view: ViewState, vocabulary: Vocabulary, codes: Sequence[str], key: str) -> bool:
    """Tell whether a view has a part of that key; ``codes`` are the units of its level."""
    name, known = read_name(key), {str(one) for one in set_keys(view, vocabulary)}
    if name is None or not known:
        return False
    is_there = name.kind == LEFT or not name.code or name.code in codes
    return is_there and known.issuperset(name.sets)


@dataclass(frozen=True)
class Parts:
    """The parts of one overlap; what they share is computed once.

    ``view``, ``sets`` and ``planned`` are as for `geodata.overlap.Overlaps.overlap`.
    """

    overlaps: Overlaps
    view: ViewState
    sets: tuple[SetKey, ...]
    planned: bool = False

    def part(self, key: str) -> Part:
        """Return a part with the activities behind it.

        Raises
        ------
        KeyError
            The key names no part of these sets.
        """
        name = read_name(key)
        if name is None or not self._sides.keys() >= set(name.sets):
            raise KeyError(key)
        units = self._units(name)
        members = self._members(name, units)
        chosen = name.sets[:1] if name.kind == "without" else name.sets
        sides = [self._sides[one] for one in chosen] or list(self._sides.values())
        size = self.overlaps.catalogue.ground.size
        by_set = tuple((side.key, Selection(_own(side, name) & members, size)) for side in sides)
        counted = bitmaps.either((found.bits for _key, found in by_set), size)
        return Part(
            key=key,
            name=name,
            units=units,
            by_set=by_set,
            counted=Selection(counted, size),
            source_ids=self.overlaps.catalogue.sources.for_activities(counted),
        )

    @cached_property
    def _sides(self) -> dict[str, Side]:
        sides = self.overlaps.sides(self.view, self.sets, planned=self.planned)
        return {str(side.key): side for side in sides}

    @cached_property
    def _present(self) -> dict[str, frozenset[str]]:
        ids = self.overlaps.placed(self.view.level).ids
        return {
            key: frozenset(id_ for id_, is_there in zip(ids, side.units, strict=True) if is_there)
            for key, side in self._sides.items()
        }

    def _units(self, name: Name) -> tuple[str, ...]:
        own = [self._present[one] for one in name.sets]
        every = list(self._present.values())
        if name.kind in (UNION, "either"):
            found = frozenset[str]().union(*(own or every))
        elif name.kind in (INTERSECTION, "both"):
            found = _met(own or every)
        elif name.kind == AT:
            found = own[0] & {name.code}
        elif name.kind in (SEVERAL, LEFT):
            found = frozenset()
        else:
            found = own[0] - self._others(name)
        return tuple(sorted(found))

    def _others(self, name: Name) -> frozenset[str]:
        """Return the units that the first set of a part must not share."""
        if name.kind == "set":
            return frozenset()
        others = name.sets[1:] or [key for key in self._present if key not in name.sets]
        return frozenset[str]().union(*(self._present[key] for key in others))

    def _members(self, name: Name, units: tuple[str, ...]) -> Bits:
        """Return the activities of any set that a part may have."""
        if name.kind == SEVERAL:
            return self._several
        sides = [self._sides[one] for one in name.sets]
        if name.kind == LEFT:
            return self.overlaps.left_out(sides[0], self.view.level)[name.code]
        there = self.overlaps.placed(self.view.level).union(units)
        for side in sides if name.kind == AT else ():
            there = there & side.placed.bits
        return there

    @cached_property
    def _several(self) -> Bits:
        size = self.overlaps.catalogue.ground.size
        once, more = bitmaps.empty(size), bitmaps.empty(size)
        for side in self._sides.values():
            more |= once & side.carried_out
            once |= side.carried_out
        return more


def _own(side: Side, name: Name) -> Bits:
    own = {SEVERAL: side.carried_out, LEFT: side.matching}
    return own.get(name.kind, side.placed.bits)


def _met(units: Sequence[frozenset[str]]) -> frozenset[str]:
    # It takes two to meet.
    return units[0].intersection(*units) if len(units) > 1 else frozenset()
