"""Which sources are cited for which activities and measurements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.facets import positions_of
from geodata.schema import CONFIDENCES

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


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a source among some activities.

    ``places`` are the places in the document that are cited, in reading order (``§2`` before
    ``§10``);
    ``confidences`` the different ones, from high to low.
    """

    activities: int
    places: tuple[str, ...]
    confidences: tuple[str, ...]


def uses(citations: pd.DataFrame, activities: Iterable[str]) -> dict[str, Use]:
    """Tell what of some activities rests on each source that is cited for them.

    Parameters
    ----------
    citations
        That table of the record.
    activities
        Ids of activities; what their own rows and their links cite is taken in.

    Returns
    -------
    dict of str to Use
        By id of the source; one that is cited for none of them is absent.
    """
    about = citations[citations["table"].isin(ACTIVITY_TABLES)]
    about = about.assign(activity=activity_of(about["row"]))
    about = about[about["activity"].isin(set(activities))]
    return {str(source): _use(rows) for source, rows in about.groupby("source", sort=False)}


def _use(rows: pd.DataFrame) -> Use:
    found = set(rows["confidence"])
    return Use(
        activities=rows["activity"].nunique(),
        places=tuple(sorted((place for place in set(rows["place"]) if place), key=_in_document)),
        confidences=tuple(one for one in CONFIDENCES if one in found),
    )


def _in_document(place: str) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"[0-9]+", place)], place


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
