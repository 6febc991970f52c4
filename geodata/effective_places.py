"""Where activities count: one row a location, with its place at every level."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.facets import Floats, positions_of, shares
from geodata.gazetteer import LEVELS, ancestor, is_former

NATIONAL, UNPLACED, FORMER, COARSER = "national", "unplaced", "former", "coarser"
SPECIAL = (NATIONAL, UNPLACED, FORMER, COARSER)


def effective_places(locations: pd.DataFrame, activities: pd.Index) -> pd.DataFrame:
    """Work out the place at which each location counts.

    Parameters
    ----------
    locations
        The table ``activity_locations``, as public as it is to be counted.
    activities
        The ids of the activities, in order.

    Returns
    -------
    One row a location, with the index of ``locations``, then one for each activity without any,
    which counts as not placed. Columns: ``activity`` (position, -1 if unknown), ``code`` ("" if
    not stated), ``region``, ``province``, ``commune`` (a code, or national, unplaced, former or
    coarser; the country counts as coarser where the activity acts in a place that is withheld),
    ``acts_at``, ``basis``, ``weight`` (part of the activity, adding up to 1; without stated shares
    even over its different places), ``shared`` (whether a source states the share).
    """
    places = pd.DataFrame(
        {
            "activity": positions_of(locations["activity"], activities),
            "code": locations["code"].astype("object"),
            "acts_at": locations["acts_at"],
            "basis": locations["basis"],
            "national": locations["acts_at"] == "national",
            "stated": locations["share"].astype("float64"),
        }
    )
    places = pd.concat([places, _missing(places, len(activities))])
    return _with_levels(_with_weights(places))


def _missing(places: pd.DataFrame, size: int) -> pd.DataFrame:
    gaps = np.setdiff1d(np.arange(size), places["activity"].to_numpy())
    return pd.DataFrame(
        {
            "activity": gaps, "code": "", "acts_at": "not_stated", "basis": "stated",
            "national": False, "stated": np.nan,
        },
        index=pd.RangeIndex(-len(gaps), 0),
    )  # fmt: skip


def _with_weights(places: pd.DataFrame) -> pd.DataFrame:
    # Rows of unknown activities form a group of their own behind the others.
    group = places["activity"].to_numpy() + 1
    stated = places["stated"].to_numpy()
    weight = shares(group, stated) if len(group) else stated
    weight = _even_over_places(places, weight)
    return places.assign(weight=weight, shared=~np.isnan(stated)).drop(columns="stated")


def _even_over_places(places: pd.DataFrame, weight: Floats) -> Floats:
    """Count a place once that several rows of an activity name, where no share is stated."""
    keys = ["activity", "code", "national"]
    repeated = places.duplicated(keys, keep=False) & places["stated"].isna()
    if not repeated.any():
        return weight
    rows = places.assign(weight=weight)[
        places["activity"].isin(places["activity"][repeated]) & places["stated"].isna()
    ]
    left = rows.groupby("activity")["weight"].transform("sum")
    different = (~rows.duplicated(keys)).groupby(rows["activity"]).transform("sum")
    of_place = rows.groupby(keys)["weight"].transform("size")
    even = pd.Series(weight, index=places.index)
    even[rows.index] = left / different / of_place
    return np.asarray(even, dtype=np.float64)


def _with_levels(places: pd.DataFrame) -> pd.DataFrame:
    known = places["code"].unique()
    levels = {}
    for level in LEVELS:
        at = places["code"].map({code: _place(code, level) for code in known})
        levels[level] = at.astype("object").where(~places["national"], NATIONAL)
    return places.assign(**levels).drop(columns="national")


def _place(code: str, level: str) -> str:
    if code == "":
        return UNPLACED
    if is_former(code):
        return FORMER
    return ancestor(code, level) or COARSER
