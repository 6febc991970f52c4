"""Read the record, join it to the boundaries, keep what is public, and build what answers views."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.boundaries import load_boundaries
from geodata.catalogue import Catalogue, build_catalogue
from geodata.frames import rows_of
from geodata.gazetteer import Gazetteer
from geodata.places import check_points
from geodata.protection import SUPPRESS_BELOW, public_record
from geodata.record import Record, load_record
from geodata.sites import Sites, build_sites
from geodata.texts import in_every_language

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Joined:
    """The catalogue, the points of the map, and how the record's points agree with its codes.

    Catalogue and sites are made of the public record alone. ``points`` is of the whole record: it
    is for those who keep it, and never to be shown.
    """

    catalogue: Catalogue
    sites: Sites
    points: pd.DataFrame


def load(folder: Path, gazetteer: Gazetteer, suppress_below: int = SUPPRESS_BELOW) -> Joined:
    """Read a record, join it to the boundaries and keep what is public of it.

    Parameters
    ----------
    folder
        The folder of the record's tables.
    gazetteer
        The places that exist.
    suppress_below
        Counts of people by group below this are hidden; 0 hides none.

    Returns
    -------
    Joined
        Points that contradict their codes, lie offshore or lie outside the country are kept,
        marked in ``points`` (see `geodata.places.check_points`) and logged.

    Raises
    ------
    RecordError
        If the record breaks a rule; every problem is listed.
    BoundaryError
        If the boundaries are missing.
    """
    return join(load_record(folder, gazetteer), gazetteer, suppress_below)


def join(record: Record, gazetteer: Gazetteer, suppress_below: int = SUPPRESS_BELOW) -> Joined:
    """Join a record that was read and checked to the boundaries; as `load` otherwise."""
    communes = load_boundaries("commune")
    points = check_points(record.activity_locations, communes)
    _report(record.activity_locations, points)
    located = points["commune"].where(points["state"].isin(["agrees", "offshore"]), "")
    public = in_every_language(public_record(record, located, suppress_below))
    return Joined(
        catalogue=build_catalogue(public, gazetteer),
        sites=build_sites(public, communes),
        points=points,
    )


def _report(locations: pd.DataFrame, points: pd.DataFrame) -> None:
    doubtful = ~points["state"].isin(["agrees", "no_point"])
    beside = locations[["activity", "lat", "lon"]].join(points)
    for row in rows_of(beside[doubtful]):
        log.warning(
            "activity_locations.csv, %s at %s: the point %.4f, %.4f is %s (nearest commune: %s). "
            "Correct the code or the point.",
            row["activity"],
            row["code"] or "no stated place",
            row["lat"],
            row["lon"],
            row["state"],
            row["commune"] or "none",
        )
