"""Everything about one activity of the public record."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.cited_sources import ACTIVITY_TABLES, activity_of
from geodata.effective_places import SPECIAL
from i18n.languages import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from geodata.bitmaps import Ints
    from geodata.filtering import Ground

Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Linked:
    """The rows of a table by the activity they belong to; rows of none are left out."""

    columns: Mapping[str, np.ndarray]
    order: Ints
    bounds: Ints

    def rows(self, activity: int) -> list[dict[str, Any]]:
        """Return the rows of the activity at a position."""
        found = self.order[self.bounds[activity] : self.bounds[activity + 1]]
        return [{name: cells[row] for name, cells in self.columns.items()} for row in found]


def link(frame: pd.DataFrame, activity: Ints, size: int) -> Linked:
    """Gather the rows of a frame by the position of their activity."""
    order = np.argsort(activity, kind="stable")
    return Linked(
        columns={str(name): frame[name].to_numpy(dtype="object") for name in frame.columns},
        order=order,
        bounds=np.searchsorted(activity[order], np.arange(size + 1)).astype(np.int64),
    )


class ActivityDetails:
    """Descriptions of the activities of a record."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def describe(self, position: int) -> dict[str, Any]:
        """Return the activity at a position; raise IndexError where there is none."""
        described: dict[str, Any] = self.own(position)
        places = self._places.rows(position)
        return {
            "id": described["id"],
            "programme": described["programme"],
            "phases": self.part(position, "phases"),
            "sectors": self.part(position, "sectors"),
            "regions": _codes(places, "region"),
            "provinces": _codes(places, "province"),
            "communes": _codes(places, "commune"),
            "locations": _locations(places),
            "organisations": self.part(position, "organisations"),
            **{name: described[name] for name in _OWN},
            "title": _three(described, "title"),
            "summary": _three(described, "summary"),
            "measurements": self.part(position, "measurements"),
            "citations": self.part(position, "citations"),
        }

    def own(self, position: int) -> dict[str, Any]:
        """Return the cells of the activity's own row; raise IndexError where there is none."""
        if not 0 <= position < self._ground.size:
            raise IndexError(f"Found the position {position}; expected 0 to {self._ground.size}.")
        return self._activities.rows(position)[0]

    def part(self, position: int, name: str) -> list[dict[str, Any]]:
        """Return one of the lists of `describe` by its name."""
        match name:
            case "phases":
                return _pick(self._phases.rows(position), {"phase": "id", "basis": "basis"})
            case "sectors":
                return _pick(self._sectors.rows(position), {"sector": "id", "weight": "weight"})
            case "organisations":
                names = {"organisation": "id", "role": "role"}
                return _pick(self._organisations.rows(position), names)
            case "locations":
                return _locations(self._places.rows(position))
            case "measurements":
                return [_measurement(row) for row in self._measurements.rows(position)]
            case "citations":
                return _pick(self._citations.rows(position), _CITATION)
        raise KeyError(name)

    def codes(self, position: int) -> tuple[list[str], list[str], list[str]]:
        """Return the regions, provinces and communes at which the activity counts."""
        places = self._places.rows(position)
        return _codes(places, "region"), _codes(places, "province"), _codes(places, "commune")

    def sizes(self, name: str) -> Ints:
        """Count the rows of a part of `describe`; shape ``(activities,)``."""
        linked: Linked = getattr(self, f"_{'places' if name == 'locations' else name}")
        if name != "locations":
            return np.diff(linked.bounds)
        listed = linked.columns["listed"][linked.order].astype(np.int64)
        sums = np.concatenate(([0], np.cumsum(listed)))
        return np.asarray(sums[linked.bounds[1:]] - sums[linked.bounds[:-1]], dtype=np.int64)

    @cached_property
    def _activities(self) -> Linked:
        return link(self._ground.record.activities, np.arange(self._ground.size), self._ground.size)

    @cached_property
    def _phases(self) -> Linked:
        return self._by_column(self._ground.record.activity_phases)

    @cached_property
    def _sectors(self) -> Linked:
        return self._by_column(self._ground.record.activity_sectors)

    @cached_property
    def _organisations(self) -> Linked:
        return self._by_column(self._ground.record.activity_organisations)

    @cached_property
    def _measurements(self) -> Linked:
        rows = self._ground.record.measurements
        about = rows["subject"].where(rows["subject_table"] == "activities", "")
        return link(rows, self._ground.positions(about), self._ground.size)

    @cached_property
    def _citations(self) -> Linked:
        rows = self._ground.record.citations
        measurements = self._ground.record.measurements
        subjects = measurements[measurements["subject_table"] == "activities"]
        subject = dict(zip(subjects["id"], subjects["subject"], strict=True))
        about = activity_of(rows["row"]).where(rows["table"].isin(ACTIVITY_TABLES), "")
        measured = rows["row"].where(rows["table"] == "measurements", "").map(subject)
        # Without any measurement the column is one of numbers, which no text may fill.
        measured = measured.astype("object").fillna("")
        about = about.where(about != "", measured)
        return link(rows, self._ground.positions(about), self._ground.size)

    @cached_property
    def _places(self) -> Linked:
        places = self._ground.places
        locations = self._ground.record.activity_locations[list(_ONLY_RECORDED)]
        joined = places.join(locations, how="left").assign(listed=places.index >= 0)
        return link(joined, places["activity"].to_numpy(), self._ground.size)

    def _by_column(self, frame: pd.DataFrame) -> Linked:
        return link(frame, self._ground.positions(frame["activity"]), self._ground.size)


_OWN = (
    "status", "start", "start_precision", "end", "end_precision", "verified_by", "verified_on",
)  # fmt: skip
_ONLY_RECORDED = (
    *(f"site_{lang}" for lang in LANGUAGES), "lat", "lon", "exactness", "share", "public_precision",
)  # fmt: skip
_CITATION = {name: name for name in ("source", "table", "row", "field", "place", "confidence")}
_MEASUREMENT = (
    "id", "kind", "indicator", "value", "unit", "start", "start_precision", "end",
    "end_precision", "series", "cumulative", "part_of", "reading_of", "disaggregation",
    "preferred",
)  # fmt: skip


def _locations(places: Iterable[Cells]) -> list[dict[str, Any]]:
    return [_location(place) for place in places if place["listed"]]


def _location(place: Cells) -> dict[str, Any]:
    drawn = not math.isnan(place["lat"]) and not math.isnan(place["lon"])
    return {
        "code": place["code"],
        "acts_at": place["acts_at"],
        "basis": place["basis"],
        "share": _known(place["share"]),
        "point": {"lat": place["lat"], "lon": place["lon"]} if drawn else None,
        "exactness": place["exactness"],
        "site": _three(place, "site"),
        "precision": place["public_precision"],
    }


def _codes(places: Iterable[Cells], level: str) -> list[str]:
    return sorted({str(place[level]) for place in places} - set(SPECIAL))


def _measurement(row: Cells) -> dict[str, Any]:
    return {
        **{name: _known(row[name]) for name in _MEASUREMENT},
        # Every measurement of the record has a value, until it is withheld.
        "suppressed": math.isnan(row["value"]),
        "scope": [code for code in row["scope"].split(";") if code],
        "note": _three(row, "note"),
    }


def _pick(rows: Iterable[Cells], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{new: _known(row[old]) for old, new in names.items()} for row in rows]


def _known(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value


def _three(row: Cells, stem: str) -> dict[str, str]:
    return {lang: row[f"{stem}_{lang}"] for lang in LANGUAGES}
