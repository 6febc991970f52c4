"""The points of the map: where activities act, or only met, as the public record has them."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.bitmaps import Flags, Ints
from geodata.frames import rows_of
from geodata.record import Record

MOST_SITES = 500
"""Beyond this many, points are drawn at their communes: single ones could not be told apart."""

MOST_POINTS = 250
"""Beyond this many, no points are drawn: they would hide the regions and each other."""


@dataclass(frozen=True)
class Site:
    """A point with the activities that share it.

    ``acts`` tells whether they act there; otherwise it is the city of a meeting of activities
    that act elsewhere, which is drawn and never counted as a place of theirs.
    """

    lon: float
    lat: float
    commune: str
    acts: bool
    activities: int


@dataclass(frozen=True)
class Sites:
    """Every point of the record, and the activities at each.

    Attributes
    ----------
    points
        One row a point: ``lon`` and ``lat`` (degrees, EPSG:4326), ``commune`` (HCP code),
        ``acts``.
    member, point
        Positions of activities and of their points; an activity may have several.
    """

    points: pd.DataFrame
    member: Ints
    point: Ints

    def matching(self, chosen: Flags) -> list[Site]:
        """Give the points with chosen activities.

        Parameters
        ----------
        chosen
            Which activities match, as `geodata.catalogue.Catalogue.matching` tells.

        Returns
        -------
        list of Site
            In the order of the communes' codes; empty where there are more than `MOST_POINTS`.
        """
        counts = np.bincount(self.point[chosen[self.member]], minlength=len(self.points))
        present = np.flatnonzero(counts)
        if len(present) > MOST_POINTS:
            return []
        rows = self.points.iloc[present].assign(activities=counts[present])
        return [Site(**row) for row in rows_of(rows)]


def build_sites(record: Record, communes: gpd.GeoDataFrame) -> Sites:
    """Find the points of the record.

    Parameters
    ----------
    record
        The public tables, as `geodata.protection.public_record` returns them.
    communes
        ``code`` and ``geometry``, EPSG:4326.

    Returns
    -------
    Sites
        A location known to its commune stands at a point inside the commune. Its own point is
        used only where it is public and the points of the record are few. Coarser locations have
        no point, but for the city of a meeting.
    """
    rows = _rows(record)
    centres = communes.set_index("code").geometry
    own = rows["lat"].notna()
    if own.sum() > MOST_SITES:
        own[:] = False
    used = centres[centres.index.isin(rows["commune"])].representative_point()
    lon = rows["lon"].where(own, rows["commune"].map(used.x))
    lat = rows["lat"].where(own, rows["commune"].map(used.y))
    placed = pd.DataFrame(
        {"lon": lon, "lat": lat, "commune": rows["commune"], "acts": rows["acts"]}
    )
    groups = placed.groupby(["commune", "lon", "lat", "acts"], sort=True)
    points = groups.size().index.to_frame(index=False)[list(placed.columns)]
    return Sites(
        points=points,
        member=rows["member"].to_numpy(dtype=np.int64),
        point=np.asarray(groups.ngroup(), dtype=np.int64),
    )


def _rows(record: Record) -> pd.DataFrame:
    """Locations that are drawn in a commune, each with it and with its activity's position."""
    locations = record.activity_locations
    acts = locations["acts_at"].isin(["commune", "site"])
    commune = locations["drawn_in"]
    member = pd.Index(record.activities["id"]).get_indexer(pd.Index(locations["activity"]))
    own = acts & (locations["code"] == commune)
    return locations.assign(commune=commune, acts=own, member=member)[commune != ""]
