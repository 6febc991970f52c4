"""Facets: which activity has which value of a dimension, packed for counting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata import bitmaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.bitmaps import Bits, Flags, Ints

Floats = npt.NDArray[np.float64]

# Activities that have up to this many values, each of the same weight, are counted by bits.
MOST_EVEN_PARTS = 6
# A word of a bit row costs about as much as this many pairs of (activity, value).
PAIRS_A_WORD = 2
SMALLEST_DIFFERENCE = 1e-12


@dataclass(frozen=True)
class Selection:
    """A choice of activities: bits of shape ``(words,)`` over ``size`` activities."""

    bits: Bits
    size: int

    @cached_property
    def flags(self) -> Flags:
        """The same choice as booleans of shape ``(size,)``."""
        return bitmaps.to_flags(self.bits, self.size)

    @cached_property
    def count(self) -> int:
        """Number of activities chosen."""
        return bitmaps.count(self.bits)


@dataclass(frozen=True)
class Uneven:
    """The pairs of the activities whose values do not all weigh the same."""

    value: Ints
    member: Ints
    weight: Floats


@dataclass(frozen=True)
class Facet:
    """One dimension of the activities.

    Attributes
    ----------
    key
        Its name in ``Answer.by``.
    ids
        Its values, in the order in which they are listed.
    size
        Number of activities.
    bounds
        Shape ``(values + 1,)``: value ``i`` has the pairs from ``bounds[i]`` to ``bounds[i + 1]``.
    members
        Shape ``(pairs,)``: positions of activities, by value and then ascending.
    weights
        Shape ``(pairs,)``: the part of its activity that a pair stands for; those of one activity
        add up to 1.
    rows
        Bit rows of shape ``(values, words)``; None where pairs are cheaper than rows.
    even
        Bit rows of the activities split in 1, 2, 3 ... equal parts, by the number of parts.
    uneven
        Every other pair.
    """

    key: str
    ids: tuple[str, ...]
    size: int
    bounds: Ints
    members: npt.NDArray[np.int32]
    weights: Floats
    rows: Bits | None
    even: Mapping[int, Bits]
    uneven: Uneven

    @cached_property
    def _position(self) -> dict[str, int]:
        return {id_: position for position, id_ in enumerate(self.ids)}

    @cached_property
    def values_of_each(self) -> Ints:
        """Number of values of each activity; shape ``(size,)``."""
        return np.bincount(self.members, minlength=self.size)

    def row(self, id_: str) -> Bits:
        """Return the activities that have a value, as bits; nothing is set for an unknown one."""
        position = self._position.get(id_)
        if position is None:
            return bitmaps.empty(self.size)
        if self.rows is not None:
            row: Bits = self.rows[position]
            return row
        start, end = self.bounds[position], self.bounds[position + 1]
        return bitmaps.from_positions(self.members[start:end], self.size)

    def union(self, ids: Iterable[str]) -> Bits:
        """Return the activities that have at least one of some values, as bits."""
        return bitmaps.either((self.row(id_) for id_ in ids), self.size)


def build_facet(
    key: str,
    ids: Iterable[str],
    pairs: tuple[Ints, Ints, Floats],
    size: int,
    *,
    packed: bool | None = None,
) -> Facet:
    """Build a facet from pairs.

    Parameters
    ----------
    key, ids
        Name and values of the dimension.
    pairs
        Position of the activity, position of the value, and weight, one of each a pair. Pairs
        with a negative position are left out; the weights of repeated pairs are added.
    size
        Number of activities.
    packed
        Whether to keep bit rows; by default wherever they cost less than the pairs.
    """
    ids = tuple(ids)
    member, value, weight = _merged(*pairs, size)
    rows = len(ids) * bitmaps.word_count(size)
    if packed is None:
        packed = rows <= max(PAIRS_A_WORD * len(member), bitmaps.BLOCK)
    even, uneven = _split_by_weight(member, value, weight, size)
    return Facet(
        key=key,
        ids=ids,
        size=size,
        bounds=np.searchsorted(value, np.arange(len(ids) + 1)).astype(np.int64),
        members=member.astype(np.int32),
        weights=weight,
        rows=bitmaps.from_pairs(value, member, len(ids), size) if packed else None,
        even=even,
        uneven=uneven,
    )


def positions_of(values: pd.Series, ids: Iterable[str]) -> Ints:
    """Positions of values among ``ids``, -1 where they are not; shape ``(len(values),)``."""
    known = pd.Index(list(ids), dtype="object")
    return known.get_indexer(pd.Index(values.astype("object"))).astype(np.int64)


def shares(group: Ints, stated: Floats) -> Floats:
    """Split the weight 1 of each group over its rows.

    Parameters
    ----------
    group
        Position of the group of each row, from 0.
    stated
        Stated share of each row, 0 to 1; NaN where none is stated.

    Returns
    -------
    Shape of ``group``. Stated shares are kept, and rows without one divide evenly what is left;
    where nothing is left, or every row states one, they are scaled to add up to 1.
    """
    missing = np.isnan(stated)
    kept = np.where(missing, 0.0, stated)
    total = np.bincount(group, weights=kept)[group]
    gaps = np.bincount(group, weights=missing)[group]
    left = np.clip(1.0 - total, 0.0, None)
    filled = np.where(missing, left / np.maximum(gaps, 1.0), kept)
    scaled = np.divide(kept, total, out=np.zeros_like(kept), where=total > 0)
    result: Floats = np.where((gaps > 0) & (left > 0), filled, scaled)
    # Shares that are all stated as nothing tell nothing.
    return np.where((gaps == 0) & (total <= 0), 1.0 / np.bincount(group)[group], result)


def even_pairs(member: Ints, value: Ints, size: int) -> tuple[Ints, Ints, Floats]:
    """Pairs that divide each activity evenly over its different values."""
    keep = (member >= 0) & (value >= 0)
    member, value = member[keep], value[keep]
    width = int(value.max(initial=0)) + 1
    member, value = np.divmod(np.unique(member * width + value), width)
    each = np.bincount(member, minlength=size)
    return member, value, 1.0 / each[member]


def _merged(member: Ints, value: Ints, weight: Floats, size: int) -> tuple[Ints, Ints, Floats]:
    keep = (member >= 0) & (value >= 0)
    code, inverse = np.unique(value[keep] * max(size, 1) + member[keep], return_inverse=True)
    value, member = np.divmod(code, max(size, 1))
    added = np.bincount(inverse, weights=weight[keep], minlength=len(code))
    return member, value, added.astype(np.float64)


def _split_by_weight(
    member: Ints, value: Ints, weight: Floats, size: int
) -> tuple[dict[int, Bits], Uneven]:
    parts = np.bincount(member, minlength=size)
    odd = np.abs(weight * parts[member] - 1.0) > SMALLEST_DIFFERENCE
    uneven = parts > MOST_EVEN_PARTS
    uneven[member[odd]] = True
    even = {
        number: bitmaps.from_flags((parts == number) & ~uneven)
        for number in range(1, min(MOST_EVEN_PARTS, int(parts.max(initial=0))) + 1)
    }
    chosen = uneven[member]
    return even, Uneven(value[chosen], member[chosen], weight[chosen])
