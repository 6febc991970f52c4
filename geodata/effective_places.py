"""Where activities count and what of it may be shown: one row a location, at every level."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.facets import positions_of, shares
from geodata.gazetteer import COUNTRY, LEVELS, ancestor

NATIONAL, UNPLACED, COARSER = "national", "unplaced", "coarser"
SPECIAL = (NATIONAL, UNPLACED, COARSER)
# A location without a stated precision is not shown to the metre.
FINEST = {"site": "commune", "": "commune", "national": "country"}


def effective_places(
    locations: pd.DataFrame, activities: pd.Index, located: pd.Series | None = None
) -> pd.DataFrame:
    """Work out the place at which each location counts.

    Parameters
    ----------
    locations
        The table ``activity_locations``.
    activities
        The ids of the activities, in order.
    located
        Commune in which the point of a location lies, aligned with ``locations``; "" where it
        has none or lies outside. It refines coarser codes of activities at a site or commune.

    Returns
    -------
    One row a location, with the index of ``locations``, then one for each activity without any,
    which counts as not placed. Columns: ``activity`` (position, -1 if unknown), ``code`` (at
    most as fine as ``public_precision``; "" if not stated), ``region``, ``province``,
    ``commune`` (a code, or national, unplaced or coarser), ``acts_at``, ``basis``, ``weight``
    (part of the activity, adding up to 1), ``shared`` (whether a source states the share).
    """
    places = pd.DataFrame(
        {
            "activity": positions_of(locations["activity"], activities),
            "code": _public_codes(locations, located),
            "acts_at": locations["acts_at"],
            "basis": locations["basis"],
            "national": (locations["acts_at"] == "national") | (locations["code"] == COUNTRY),
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


def _public_codes(locations: pd.DataFrame, located: pd.Series | None) -> pd.Series:
    codes = locations["code"].astype("object")
    if located is not None:
        codes = codes.where(~_refined(locations, located), located.astype("object"))
    together = codes + "|" + locations["public_precision"].astype("object")
    cut = {pair: _cut(*pair.split("|")) for pair in together.unique()}
    return together.map(cut)


def _refined(locations: pd.DataFrame, located: pd.Series) -> pd.Series:
    """Tell which codes the commune of the point makes finer; it never contradicts a code."""
    together = locations["code"].astype("object") + "|" + located.astype("object")
    finer = {pair for pair in together.unique() if _is_finer(*pair.split("|"))}
    acts_in_commune = locations["acts_at"].isin(["site", "commune"])
    return acts_in_commune & together.isin(finer)


def _is_finer(code: str, commune: str) -> bool:
    return commune.startswith(f"{code}." if code else "") and commune != ""


def _cut(code: str, precision: str) -> str:
    if code == "":
        return ""
    finest = FINEST.get(precision, precision)
    return ancestor(code, finest) or code


def _with_weights(places: pd.DataFrame) -> pd.DataFrame:
    # Rows of unknown activities form a group of their own behind the others.
    group = places["activity"].to_numpy() + 1
    stated = places["stated"].to_numpy()
    weight = shares(group, stated) if len(group) else stated
    return places.assign(weight=weight, shared=~np.isnan(stated)).drop(columns="stated")


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
    return ancestor(code, level) or COARSER
