"""The three rules of counting: what one unit is, and what the figures add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata import bitmaps
from geodata.bitmaps import Ints
from geodata.facets import Facet, Floats, Selection

# The figure of each value of a facet among some activities; shape ``(values,)``.
Figures = Callable[[Facet, Selection], Ints | Floats]
# The total of some activities, whose places are those of a facet.
Total = Callable[[Facet, Selection], int]


@dataclass(frozen=True)
class Rule:
    """A rule: the figures by a dimension, and the total."""

    figures: Figures
    total: Total


def distinct(facet: Facet, selection: Selection) -> Ints:
    """Count the activities that have each value; each is counted once a value."""
    if facet.rows is not None:
        return bitmaps.counts(facet.rows, selection.bits)
    return _segment_sums(facet, selection.flags[facet.members].view(np.uint8), np.int64)


def allocated(facet: Facet, selection: Selection) -> Floats:
    """Add up the part of each activity that falls to each value."""
    if facet.rows is None:
        return _segment_sums(facet, facet.weights * selection.flags[facet.members], np.float64)
    figures = np.zeros(len(facet.ids), dtype=np.float64)
    for parts, members in facet.even.items():
        figures += bitmaps.counts(facet.rows, members & selection.bits) / parts
    if len(facet.uneven.member):
        weights = facet.uneven.weight * selection.flags[facet.uneven.member]
        figures += np.bincount(facet.uneven.value, weights=weights, minlength=len(figures))
    return figures


def activities(places: Facet, selection: Selection) -> int:  # noqa: ARG001
    """Count each activity once, wherever it is."""
    return selection.count


def pairs(places: Facet, selection: Selection) -> int:
    """Count the pairs of an activity and one of its places."""
    return int(places.values_of_each @ selection.flags)


RULES: Mapping[str, Rule] = {
    "distinct": Rule(distinct, activities),
    "touches": Rule(distinct, pairs),
    "allocated": Rule(allocated, activities),
}


def _segment_sums(facet: Facet, values: npt.NDArray[Any], dtype: type) -> npt.NDArray[Any]:
    # An empty segment would make reduceat return its neighbour's first value.
    filled = np.flatnonzero(np.diff(facet.bounds))
    sums: npt.NDArray[Any] = np.zeros(len(facet.ids), dtype=dtype)
    if len(filled):
        sums[filled] = np.add.reduceat(values, facet.bounds[filled], dtype=dtype)
    return sums
