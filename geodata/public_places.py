"""How finely places may be told: codes cut to a precision, and scopes to what is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.frames import rows_of
from geodata.gazetteer import COUNTRY, ancestor, is_former

if TYPE_CHECKING:
    from geodata.record import Record

# A location without a stated precision is not shown to the metre.
FINEST = {"site": "commune", "": "commune", "national": "country"}
DEPTHS = {"national": 0, "region": 1, "province": 2, "commune": 3, "site": 3, "": 3}
PLACE, WITHHELD = "place=", "place=withheld"


def cut(code: str, precision: str) -> str:
    """Return a code no finer than a precision: ``MA`` for ``national``, "" for an unknown place."""
    if code == "":
        return ""
    return ancestor(code, FINEST.get(precision, precision)) or code


@dataclass(frozen=True)
class Known:
    """What is public of the places of one activity.

    ``codes`` are those that it is shown at. ``bounds`` has each place inside of which nothing
    finer than a depth (0 the country, 3 a commune) may be told. ``hiding`` are those of the codes
    at which less is shown than is known.
    """

    codes: frozenset[str]
    bounds: tuple[tuple[str, int], ...]
    hiding: frozenset[str]

    def scope(self, cell: str) -> str:
        """Return the codes of a cell, each as fine as may be told, and each once."""
        return ";".join(dict.fromkeys(self.code(code) for code in cell.split(";") if code))

    def code(self, code: str) -> str:
        """Return the finest unit around a code that may be told."""
        while not self._may_be_told(code):
            code = _around(code)
        return code

    def groups(self, cell: str, scope: str = "") -> str:
        """Return a disaggregation without the name of a place that is not told by its code."""
        if not self.hiding or (scope and set(scope.split(";")) <= self.codes - self.hiding):
            return cell
        pairs = cell.split(";")
        return ";".join(WITHHELD if pair.startswith(PLACE) else pair for pair in pairs)

    def _may_be_told(self, code: str) -> bool:
        if code == COUNTRY or any(_lies_in(known, code) for known in self.codes):
            return True
        return not any(
            code != place and _lies_in(code, place) and _depth(code) > finest
            for place, finest in self.bounds
        )


@dataclass(frozen=True)
class PublicScopes:
    """Measurements with public scopes, and what is public of each activity with some."""

    measurements: pd.DataFrame
    known: Mapping[str, Known]

    def corrections(self, corrections: pd.DataFrame) -> pd.DataFrame:
        """Return corrections that tell no more of scopes and groups than the measurements do."""
        if corrections.empty:
            return corrections
        about = self.measurements[self.measurements["subject_table"] == "activities"]
        subjects = dict(zip(about["id"], about["subject"], strict=True))
        rows = [
            _told(row, self.known.get(subjects.get(row["row"], "")))
            if row["table"] == "measurements"
            else row
            for row in rows_of(corrections)
        ]
        return pd.DataFrame(rows, index=corrections.index).astype(corrections.dtypes)


def _told(correction: dict[str, Any], known: Known | None) -> dict[str, Any]:
    if known is None or correction["field"] not in ("scope", "disaggregation"):
        return correction
    shown = known.scope if correction["field"] == "scope" else known.groups
    return correction | {column: shown(correction[column]) for column in ("was", "becomes")}


def public_scopes(
    record: Record, codes: pd.Series, located: pd.Series, shown: pd.DataFrame
) -> PublicScopes:
    """Cut the scopes of measurements about activities.

    Parameters
    ----------
    record
        The validated tables.
    codes
        True code of each location, aligned with ``activity_locations``, as `located` refines it.
    located
        Commune of the point of each location, "" for none.
    shown
        The public locations: ``code`` and ``drawn_in``.

    Returns
    -------
    PublicScopes
        A code that lies inside the public place of a location, and is finer than the location's
        ``public_precision``, becomes the finest unit around it that may be told. Codes at which
        the activity is shown, and what lies around them, stay. Where more is known of an
        activity's places than is shown, a group such as ``place=Oujda`` stays only beside the
        public code of its place; otherwise it is ``place=withheld``.
    """
    measurements = record.measurements
    about = measurements["subject_table"] == "activities"
    subjects = set(measurements["subject"][about])
    rows = record.activity_locations["activity"].isin(subjects)
    known = _known(
        zip(
            record.activity_locations["activity"][rows],
            codes[rows],
            located[rows],
            shown[rows][["code", "drawn_in", "public_precision"]].itertuples(index=False),
            strict=True,
        )
    )
    scopes, groups = measurements["scope"].to_list(), measurements["disaggregation"].to_list()
    for line, subject in enumerate(measurements["subject"].where(about, "")):
        if subject in known:
            groups[line] = known[subject].groups(groups[line], scopes[line])
            scopes[line] = known[subject].scope(scopes[line])
    return PublicScopes(_with(measurements, scopes, groups), known)


def _with(measurements: pd.DataFrame, scopes: list[str], groups: list[str]) -> pd.DataFrame:
    columns = {"scope": scopes, "disaggregation": groups}
    return measurements.assign(**columns).astype(dict.fromkeys(columns, "str"))


def _known(rows: Iterable[tuple[str, str, str, tuple[str, str, str]]]) -> dict[str, Known]:
    codes: dict[str, set[str]] = defaultdict(set)
    bounds: dict[str, list[tuple[str, int]]] = defaultdict(list)
    hiding: dict[str, set[str]] = defaultdict(set)
    for activity, code, commune, (public, drawn_in, precision) in rows:
        codes[activity] |= {public, drawn_in} - {""}
        # The country and an unknown place tell nothing; the city of a meeting there may.
        own = code if code not in ("", COUNTRY) else commune
        if own:
            bounds[activity].append((cut(own, precision), DEPTHS[precision]))
        if any(cut(each, precision) != each for each in (own, commune)):
            hiding[activity].add(public)
    return {
        activity: Known(frozenset(found), tuple(bounds[activity]), frozenset(hiding[activity]))
        for activity, found in codes.items()
    }


def _around(code: str) -> str:
    # By its dots alone: a correction tells of codes that were mistakes.
    return {0: COUNTRY, 1: code[:2]}.get(code.count("."), code[:6])


def _lies_in(code: str, place: str) -> bool:
    return place in (COUNTRY, code) or code.startswith(f"{place}.")


def _depth(code: str) -> int:
    if code == COUNTRY:
        return DEPTHS["national"]
    return DEPTHS["region"] if is_former(code) else min(code.count(".") + 1, DEPTHS["commune"])
