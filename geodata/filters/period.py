"""Period: activities whose years overlap it; those without dates fall out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.filtering import Facets, Filter, Ground, Predicate
from geodata.view_state import FIRST_YEAR, LAST_YEAR, ViewState

if TYPE_CHECKING:
    import pandas as pd

    from geodata.bitmaps import Bits, Ints
    from geodata.facets import Facet

UNDATED = "undated"


def facets(ground: Ground) -> tuple[Facet, ...]:
    """Build the facet year: every year from the first to the last, then undated."""
    first, last = _spans(ground)
    dated = np.flatnonzero(last > 0)
    years = range(int(first[dated].min()), int(last[dated].max()) + 1) if len(dated) else range(0)
    lengths = last[dated] - first[dated] + 1
    member = np.repeat(dated, lengths)
    step = np.arange(len(member)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    value = first[member] + step - (years.start if years else 0)
    undated = np.flatnonzero(last == 0)
    links = (
        np.concatenate([member, undated]),
        np.concatenate([value, np.full(len(undated), len(years))]),
    )
    return (ground.evenly("year", (*map(str, years), UNDATED), links),)


def _spans(ground: Ground) -> tuple[Ints, Ints]:
    """First and last year of each activity; both 0 without any date."""
    activities = ground.record.activities
    start, end = _years(activities["start"]), _years(activities["end"])
    open_ended = (end == 0) & (start > 0) & (activities["status"] == "ongoing").to_numpy()
    first = np.where(start > 0, start, end)
    last = np.where(open_ended, _as_of(ground), np.where(end > 0, end, start))
    return first, np.maximum(first, last)


def _as_of(ground: Ground) -> Ints:
    """Year in which the data of each activity's programme were last known; 0 for no programme."""
    programmes = ground.record.programmes
    known = dict(zip(programmes["id"], programmes["data_as_of"], strict=True))
    return _years(ground.record.activities["programme"].map(known).astype("object").fillna(""))


def _years(dates: pd.Series) -> Ints:
    known = {date: int(date[:4] or 0) for date in dates.unique()}
    return dates.map(known).to_numpy(dtype=np.int64)


def vocabulary(_ground: Ground) -> dict[str, tuple[str, ...]]:
    """Return nothing: years are numbers, not ids."""
    return {}


def mask(view: ViewState, facets: Facets) -> Bits | None:
    """Let through the activities with a year in the period."""
    if view.from_year is None and view.to_year is None:
        return None
    inside = selected(view, "year", None)
    year = facets["year"]
    return year.union(id_ for id_ in year.ids if inside(id_))


def selected(view: ViewState, _facet: str, _ground: Ground | None) -> Predicate:
    """Take in the years of the period."""
    if view.from_year is None and view.to_year is None:
        return lambda _id: False
    first, last = view.from_year or FIRST_YEAR, view.to_year or LAST_YEAR
    return lambda id_: id_ != UNDATED and first <= int(id_) <= last


FILTER = Filter(("from", "to"), "period", "filter.period", facets, vocabulary, mask, selected)
