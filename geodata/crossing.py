"""Crossing two facets: how many chosen activities have one value of each, and their parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata import bitmaps
from geodata.bitmaps import Flags, Ints
from geodata.counting import distinct
from geodata.facets import Facet, Floats, Selection

# What pairs cost, in words of bit rows: to look at one, to take one of a chosen activity, and to
# let that meet one of the other facet (measured at a million activities).
LOOKED_AT, TAKEN, MET = 3, 30, 22


@dataclass(frozen=True)
class Links:
    """The pairs of a facet, by activity: those of one begin at its ``starts``.

    ``starts`` has shape ``(size + 1,)``; ``value`` and ``weight`` shape ``(pairs,)``.
    """

    starts: Ints
    value: Ints
    weight: Floats


@dataclass(frozen=True)
class Crossing:
    """Crosses facets; the pairs of each are brought into order once, when they are needed."""

    _links: dict[str, Links] = field(default_factory=dict)
    _whole: dict[tuple[str, str, str], npt.NDArray[Any]] = field(default_factory=dict)

    def counts(self, rows: Facet, cols: Facet, selection: Selection) -> Ints:
        """Count the chosen activities that have a value of each of two facets.

        Parameters
        ----------
        rows, cols
            Facets of the same activities.
        selection
            The activities that count.

        Returns
        -------
        Shape ``(values of rows, values of cols)``; an activity counts once in a cell.
        """
        return self._remembered("counts", rows, cols, selection, self._counts)

    def _counts(self, rows: Facet, cols: Facet, selection: Selection) -> Ints:
        if _bits_are_cheaper(rows, cols, selection):
            return _by_bits(rows, cols, selection)
        return self._added(rows, cols, selection, None).astype(np.int64)

    def parts(self, rows: Facet, cols: Facet, selection: Selection) -> Floats:
        """Add up the parts of the chosen activities that fall to each pair of values.

        Parameters
        ----------
        rows, cols
            Facets of the same activities.
        selection
            The activities that count.

        Returns
        -------
        Shape ``(values of rows, values of cols)``. The part of an activity in a cell is its part
        in the row times its part in the column: the cells of an activity that has values of both
        facets add up to 1.
        """
        return self._remembered("parts", rows, cols, selection, self._parts)

    def _parts(self, rows: Facet, cols: Facet, selection: Selection) -> Floats:
        return self._added(rows, cols, selection, np.multiply)

    def _remembered(
        self, what: str, rows: Facet, cols: Facet, selection: Selection, count: Callable[..., Any]
    ) -> npt.NDArray[Any]:
        """Count, and keep what every activity together gives: most activities, most often asked."""
        if selection.count < rows.size:
            found: npt.NDArray[Any] = count(rows, cols, selection)
            return found
        key = what, rows.key, cols.key
        if key not in self._whole:
            self._whole[key] = count(rows, cols, selection)
        return self._whole[key]

    def _added(
        self, rows: Facet, cols: Facet, selection: Selection, weigh: Callable[..., Any] | None
    ) -> npt.NDArray[Any]:
        shape = len(rows.ids), len(cols.ids)
        value, member, own = _pairs_of(rows, selection.flags)
        links = self._of(cols)
        first, many = links.starts[member], np.diff(links.starts)[member]
        # Each pair of the rows meets every pair of the columns that its activity has.
        step = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        other = np.repeat(first, many) + step
        cell = np.repeat(value, many) * shape[1] + links.value[other]
        weight = weigh(np.repeat(own, many), links.weight[other]) if weigh else None
        return np.bincount(cell, weights=weight, minlength=shape[0] * shape[1]).reshape(shape)

    def _of(self, facet: Facet) -> Links:
        if facet.key not in self._links:
            order = np.argsort(facet.members, kind="stable")
            value = np.repeat(np.arange(len(facet.ids)), np.diff(facet.bounds))
            starts = np.concatenate([[0], np.cumsum(facet.values_of_each)])
            self._links[facet.key] = Links(starts, value[order], facet.weights[order])
        return self._links[facet.key]


def _pairs_of(facet: Facet, flags: Flags) -> tuple[Ints, Ints, Floats]:
    """Value, activity and weight of each pair of the activities flagged."""
    keep = flags[facet.members]
    value = np.repeat(np.arange(len(facet.ids)), np.diff(facet.bounds))
    return value[keep], facet.members[keep].astype(np.int64), facet.weights[keep]


def _bits_are_cheaper(rows: Facet, cols: Facet, selection: Selection) -> bool:
    if rows.rows is None or cols.rows is None:
        return False
    words = len(rows.ids) * len(cols.ids) * bitmaps.word_count(rows.size)
    size = max(rows.size, 1)
    taken = len(rows.members) * selection.count / size
    met = taken * len(cols.members) / size
    return words <= max(LOOKED_AT * len(rows.members) + TAKEN * taken + MET * met, bitmaps.BLOCK)


def _by_bits(rows: Facet, cols: Facet, selection: Selection) -> Ints:
    if len(rows.ids) > len(cols.ids):
        # The rows of the greater facet are gone through at once, those of the other in turn.
        return _by_bits(cols, rows, selection).T
    found = np.zeros((len(rows.ids), len(cols.ids)), dtype=np.int64)
    for position, id_ in enumerate(rows.ids):
        among = rows.row(id_) & selection.bits
        if among.any():
            found[position] = distinct(cols, Selection(among, rows.size))
    return found
