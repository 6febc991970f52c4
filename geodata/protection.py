"""What of the record is public: no place finer than may be shown, no count of very few people.

It is made once, when the record is loaded. Whatever counts, shows or hands out the record starts
from the public one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.public_places import cut, public_scopes
from geodata.schema import LANGUAGES
from geodata.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.record import Record

SUPPRESS_BELOW = 5
LOCATIONS = "activity_locations"
SITE_TEXTS = (*(f"site_{language}" for language in LANGUAGES), "exactness")
POINT = ("lat", "lon")
COMMUNE_DOTS = 3  # 02.411.01.23


def public_record(record: Record, located: pd.Series, threshold: int) -> Record:
    """Return what of a record is public.

    Parameters
    ----------
    record
        The validated tables.
    located
        Commune in which the point of each row of ``activity_locations`` lies, aligned with it; ""
        where there is none or it contradicts the code. It makes coarser codes of activities at a
        site or commune finer, before anything is cut.
    threshold
        Counts of people by group below this are hidden; 0 hides none.

    Returns
    -------
    Record
        As the record, with

        ``activity_locations``
            ``code`` no finer than ``public_precision`` (``MA`` where only the country may be
            told), the site's names and point only where that is ``site``; rows that nothing tells
            apart any more are one, their shares added. The additional column ``drawn_in`` has the
            commune that may be marked on a map, "" for none: where the activity acts, or the city
            of a meeting.
        ``measurements``
            Scopes cut likewise, see `geodata.public_places`; ``value`` is NaN and the additional
            flag ``suppressed`` set where a count is hidden, see `geodata.suppression`.
        ``citations`` and ``corrections``
            Rows of locations named by their public code, and nothing told of what is hidden.
    """
    locations = record.activity_locations
    refined = _refined(locations, located)
    codes = _cut_all(refined, locations["public_precision"])
    shown = _shown(locations, codes, located)
    scoped = public_scopes(record, refined, located, shown)
    measurements = suppress(scoped.measurements, threshold)
    keys = _new_keys(locations, codes)
    corrections = _untold(scoped.corrections(record.corrections), locations, measurements)
    return replace(
        record,
        activity_locations=_merged(shown) if keys else shown,
        measurements=measurements,
        citations=_renamed(record.citations, keys),
        corrections=_renamed(corrections, keys),
    )


def _refined(locations: pd.DataFrame, located: pd.Series) -> pd.Series:
    """Make codes as fine as the commune of their point; it never contradicts a code."""
    codes, found = locations["code"], located.astype("str")
    candidates = (found != "") & locations["acts_at"].isin(["site", "commune"])
    inside = [
        commune.startswith(f"{code}." if code else "")
        for code, commune in zip(codes[candidates], found[candidates], strict=True)
    ]
    finer = np.zeros(len(locations), dtype=np.bool_)
    finer[np.flatnonzero(candidates)[inside]] = True
    return codes.where(~finer, found)


def _cut_all(codes: pd.Series, precisions: pd.Series) -> pd.Series:
    # Few different pairs of a code and a precision stand for millions of rows.
    code, known = pd.factorize(codes)
    precision, finest = pd.factorize(precisions)
    pair, pairs = pd.factorize(code * len(finest) + precision)
    split = (divmod(int(each), len(finest)) for each in pairs)
    public = [cut(known[one], finest[other]) for one, other in split]
    return pd.Series(pd.array(public, dtype="str").take(pair), index=codes.index)


def _shown(locations: pd.DataFrame, codes: pd.Series, located: pd.Series) -> pd.DataFrame:
    precision = locations["public_precision"]
    hidden = precision != "site"
    columns: dict[str, pd.Series] = {}
    if hidden.any():
        columns |= {name: locations[name].mask(hidden, "") for name in SITE_TEXTS}
        columns |= {name: locations[name].mask(hidden) for name in POINT}
    communes = [code for code in codes.unique() if code.count(".") == COMMUNE_DOTS]
    marked = precision.isin(["site", "commune"])
    drawn = codes.where(codes.isin(communes), located.astype("str")).where(marked, "")
    return locations.assign(**columns, code=codes, drawn_in=drawn)


def _merged(locations: pd.DataFrame) -> pd.DataFrame:
    """Make one of the rows of an activity that differ in nothing but their share."""
    suspects = locations[locations.duplicated(["activity", "code"], keep=False)]
    if suspects.empty:
        return locations
    names = [str(name) for name in locations.columns if name != "share"]
    groups = suspects.groupby(names, sort=False, dropna=False)["share"]
    share = locations["share"].copy()
    share[suspects.index] = groups.transform("sum", min_count=1)
    repeated = suspects.index[suspects.duplicated(names)]
    return locations.assign(share=share).drop(index=repeated).reset_index(drop=True)


def _new_keys(locations: pd.DataFrame, codes: pd.Series) -> dict[str, str]:
    """Return the public name of each location whose name changes."""
    changed = (codes != locations["code"]).to_numpy()
    return {
        f"{activity}/{code}": f"{activity}/{public}"
        for activity, code, public in zip(
            locations["activity"][changed], locations["code"][changed], codes[changed], strict=True
        )
    }


def _renamed(frame: pd.DataFrame, keys: Mapping[str, str]) -> pd.DataFrame:
    """Name the locations of citations or corrections by their public codes; drop repeats."""
    if not keys or frame.empty:
        return frame
    row = frame["row"].astype("object")
    own = (frame["table"] == LOCATIONS) & row.isin(keys)
    # A correction of a citation names it by everything that tells it apart.
    nested = (frame["table"] == "citations") & row.str.contains(f"/{LOCATIONS}/", regex=False)
    if not (own.any() or nested.any()):
        return frame
    row[own] = row[own].map(keys)
    row[nested] = [_nested(text, keys) for text in row[nested]]
    renamed = frame.assign(row=row.astype("str"))
    touched = renamed[(frame["table"] == LOCATIONS) & row.isin(set(keys.values()))]
    repeated = touched.index[touched.duplicated()]
    return renamed.drop(index=repeated).reset_index(drop=True)


def _nested(text: str, keys: Mapping[str, str]) -> str:
    source, _, rest = text.partition(f"/{LOCATIONS}/")
    activity, code, *others = rest.split("/")
    key = f"{activity}/{code}"
    return "/".join([source, LOCATIONS, keys.get(key, key), *others])


def _untold(
    corrections: pd.DataFrame, locations: pd.DataFrame, measurements: pd.DataFrame
) -> pd.DataFrame:
    """Leave out what corrections would tell of sites and values that are hidden."""
    if corrections.empty:
        return corrections
    table, field = corrections["table"], corrections["field"]
    open_sites = locations[locations["public_precision"] == "site"]
    exact = corrections["row"].isin(open_sites["activity"] + "/" + open_sites["code"])
    site = (table == LOCATIONS) & field.isin([*SITE_TEXTS, *POINT]) & ~exact
    few = measurements["id"][measurements["suppressed"]]
    value = (table == "measurements") & (field == "value") & corrections["row"].isin(few)
    hidden = site | value
    return corrections.assign(
        was=corrections["was"].mask(hidden, ""), becomes=corrections["becomes"].mask(hidden, "")
    )
