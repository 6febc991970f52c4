"""The points of the map: where activities act, or only met, as the public record has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.bitmaps import Flags, Ints
from geodata.facets import Floats
from geodata.framing import lies_in
from geodata.gazetteer import COUNTRY
from geodata.record import Record

MOST_SITES = 500
"""Beyond this many, points are counted by their communes: single ones could not be told apart."""


@dataclass(frozen=True)
class Site:
    """A point with the activities that share it.

    ``acts`` tells whether activities act there, and ``activities`` how many. Otherwise it is the
    city of a meeting of ``activities`` that act elsewhere, which is drawn and never counted as a
    place of theirs. ``meetings`` counts the activities that only met where others act. ``others``
    is the number of further points that lie too close to be drawn by themselves.
    """

    lon: float
    lat: float
    commune: str
    acts: bool
    activities: int
    meetings: int = 0
    others: int = 0


@dataclass(frozen=True)
class Marks:
    """Points that are drawn, each for itself and for those too close to it.

    Attributes
    ----------
    of_point
        The mark of each point, by position; -1 outside the frame.
    lon, lat
        Where each mark stands (degrees, EPSG:4326).
    member, mark
        Pairs of an activity and a mark, each once; twice where it both acts and met there. Marks
        of places of action are numbered from 0, the same marks of meetings follow.
    """

    of_point: Ints
    lon: Floats
    lat: Floats
    member: Ints
    mark: Ints


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
    _known: dict[tuple[str, float], Marks] = field(default_factory=dict, repr=False, compare=False)

    def matching(self, chosen: Flags, within: str = COUNTRY, apart: float = 0.0) -> list[Site]:
        """Give the points with chosen activities, none too close to another.

        Parameters
        ----------
        chosen
            Which activities match, as `geodata.catalogue.Catalogue.matching` tells.
        within
            The place whose points are wanted.
        apart
            Points closer than this (degrees) are one, drawn at the one with most activities.

        Returns
        -------
        list of Site
            Which points are one does not depend on the choice, so that marks stay where they are.
            Beyond `MOST_SITES` in the frame, the points of a commune are one.
        """
        marks = self.marks(within, apart)
        size = len(marks.lon)
        counts = np.bincount(marks.mark[chosen[marks.member]], minlength=2 * size)
        here = np.bincount(self.point[chosen[self.member]], minlength=len(self.points))
        present = np.flatnonzero((here > 0) & (marks.of_point >= 0))
        # The most active first: a mark has the commune of that one.
        present = present[np.argsort(-here[present], kind="stable")]
        mark_of = marks.of_point[present]
        drawn, first = np.unique(mark_of, return_index=True)
        places = np.unique(np.column_stack([mark_of, self._place[present]]), axis=0)
        others = np.bincount(places[:, 0], minlength=size) - 1
        order = np.argsort(present[first])
        return [
            Site(
                lon=float(marks.lon[mark]),
                lat=float(marks.lat[mark]),
                commune=self._commune[position],
                acts=bool(counts[mark]),
                activities=int(counts[mark] or counts[size + mark]),
                meetings=int(counts[size + mark]) if counts[mark] else 0,
                others=int(others[mark]),
            )
            for mark, position in zip(drawn[order], present[first][order], strict=True)
        ]

    def marks(self, within: str, apart: float) -> Marks:
        """Tell which points are drawn as one in the map of a place; see `matching`."""
        if (within, apart) not in self._known:
            self._known[within, apart] = self._marks(within, apart)
        return self._known[within, apart]

    @cached_property
    def _place(self) -> Ints:
        """Number the places of the points: where activities act and where they met may be one."""
        places = self.points.groupby(["lon", "lat"], sort=False)
        return np.asarray(places.ngroup(), dtype=np.int64)

    @cached_property
    def _commune(self) -> list[str]:
        return self.points["commune"].tolist()

    def _marks(self, within: str, apart: float) -> Marks:
        """Find which points are drawn as one: slow, and the same for every choice."""
        inside = np.array([lies_in(code, within) for code in self.points["commune"]], dtype=bool)
        rows = np.flatnonzero(inside)
        activities = np.bincount(self.point, minlength=len(self.points))
        shown = self.points.iloc[rows].assign(activities=activities[rows])
        leaders = _leaders(shown, apart)
        drawn, numbers = np.unique(leaders, return_inverse=True)
        of_point = np.full(len(self.points), -1)
        of_point[rows] = numbers
        met = ~self.points["acts"].to_numpy(dtype=bool)
        pairs = inside[self.point]
        mark = of_point[self.point[pairs]] + len(drawn) * met[self.point[pairs]]
        at, width = shown.iloc[drawn], max(2 * len(drawn), 1)
        once = np.unique(self.member[pairs] * width + mark)
        return Marks(of_point, at["lon"].to_numpy(), at["lat"].to_numpy(), *divmod(once, width))


def _leaders(points: pd.DataFrame, apart: float) -> Ints:
    """Tell by position which point is drawn for each: the most active one nearby."""
    lon, lat = points["lon"].to_numpy(), points["lat"].to_numpy()
    place = ["commune"] if len(points) > MOST_SITES else ["lon", "lat"]
    groups = points.groupby(place, sort=False).ngroup().to_numpy()
    order = np.argsort(-points["activities"].to_numpy(), kind="stable")
    first = np.zeros(len(points), dtype=np.int64)
    first[groups[order[::-1]]] = order[::-1]
    lead: Ints = first[groups]
    # On the screen a degree of longitude is shorter than one of latitude.
    at = np.column_stack([lon * np.cos(np.radians(lat)), lat])
    stands = _spread(order[lead[order] == order], at, apart)
    return stands[lead]


def _spread(order: Ints, at: Floats, apart: float) -> Ints:
    """Let points follow an earlier one that lies closer than a distance."""
    stands = np.zeros(len(at), dtype=np.int64)
    kept: list[int] = []
    for position in order:
        away = np.hypot(*(at[kept] - at[position]).T)
        near = int(away.argmin()) if kept else 0
        if kept and away[near] < apart:
            stands[position] = kept[near]
        else:
            stands[position] = position
            kept.append(int(position))
    return stands


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
        used only where it is public. Coarser locations have no point, but for the city of a
        meeting.
    """
    rows = _rows(record)
    centres = communes.set_index("code").geometry
    own = rows["lat"].notna()
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
