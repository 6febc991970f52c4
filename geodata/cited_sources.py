"""Which sources are cited for which activities and measurements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.facets import positions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geodata.bitmaps import Bits

ACTIVITY_TABLES = (
    "activities", "activity_phases", "activity_locations", "activity_sectors",
    "activity_organisations",
)  # fmt: skip


@dataclass(frozen=True)
class CitedSources:
    """Sources by what they are cited for.

    Attributes
    ----------
    ids
        The sources, in the order of the record.
    rows
        Bit rows of shape ``(sources, words)``: the activities each is cited for, by their own
        row or one of their links.
    of_measurements
        Positions of sources by id of the measurement.
    """

    ids: tuple[str, ...]
    rows: Bits
    of_measurements: Mapping[str, frozenset[int]]

    def for_activities(self, bits: Bits) -> tuple[str, ...]:
        """Return the sources cited for at least one of some activities."""
        found = np.flatnonzero(bitmaps.any_in(self.rows, bits))
        return tuple(self.ids[position] for position in found)

    def for_measurements(self, measurements: Iterable[str]) -> tuple[str, ...]:
        """Return the sources cited for at least one of some measurements."""
        found = (self.of_measurements.get(id_, frozenset()) for id_ in measurements)
        return tuple(self.ids[position] for position in sorted(frozenset().union(*found)))


def cited_sources(
    citations: pd.DataFrame, sources: pd.DataFrame, activities: pd.Index
) -> CitedSources:
    """Gather what each source is cited for.

    Parameters
    ----------
    citations, sources
        Those tables of the record.
    activities
        The ids of the activities, in order.
    """
    ids = tuple(sources["id"])
    about = citations[citations["table"].isin(ACTIVITY_TABLES)]
    source = positions_of(about["source"], ids)
    member = positions_of(activity_of(about["row"]), activities)
    known = (source >= 0) & (member >= 0)
    return CitedSources(
        ids=ids,
        rows=bitmaps.from_pairs(source[known], member[known], len(ids), len(activities)),
        of_measurements=_of_measurements(citations, ids),
    )


def activity_of(keys: pd.Series) -> pd.Series:
    """Return the activity of each row key: what stands before its first ``/``."""
    return keys.map({key: key.partition("/")[0] for key in keys.unique()}).astype("object")


def _of_measurements(citations: pd.DataFrame, ids: tuple[str, ...]) -> dict[str, frozenset[int]]:
    about = citations[citations["table"] == "measurements"]
    gathered: dict[str, set[int]] = {}
    for row, position in zip(about["row"], positions_of(about["source"], ids), strict=True):
        if position >= 0:
            gathered.setdefault(row, set()).add(int(position))
    return {row: frozenset(positions) for row, positions in gathered.items()}
