"""The key figures that are not counts of activities: what sources state, and regions covered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata import bitmaps
from geodata.answer import StatedFigure
from geodata.effective_places import FORMER, NATIONAL, UNPLACED
from geodata.facets import Facet, Selection, positions_of
from geodata.frames import rows_of
from geodata.gazetteer import COUNTRY, is_former

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.bitmaps import Bits
    from geodata.cited_sources import CitedSources
    from geodata.filtering import Ground
    from geodata.record import Record

CARRIED_OUT = ("ongoing", "done")
PLACED_BY = ("stated", "derived")
AS_RECORDED = (
    "id", "kind", "indicator", "unit", "value", "subject_table", "subject",
    "start", "start_precision", "end", "end_precision",
)  # fmt: skip
Cells = dict[str, Any]


@dataclass(frozen=True)
class KeyFigures:
    """What key figures are taken from.

    Attributes
    ----------
    stated
        Every figure that sources state, as a view without a choice of places shows it.
    activity
        Position of the activity that each is about; -1 for a programme, a phase or a place.
    covered
        The bit row of each region: the activities that cover it.
    """

    stated: tuple[StatedFigure, ...]
    activity: tuple[int, ...]
    covered: Bits


def key_figures(ground: Ground, sources: CitedSources) -> KeyFigures:
    """Choose the readings that key figures show, and where activities count as covering."""
    rows = _latest(_whole(ground.record.measurements))
    targets = _targets(rows)
    beside = {target["id"] for target in targets.values()}
    readings = _readings(ground.record.measurements)
    shown = [row for row in rows if row["id"] not in beside]
    owners = _programmes(shown, ground.record)
    stated = tuple(
        replace(
            _figure(row, readings.get(row["id"], []), targets.get(row["id"]), sources),
            programme=owners.get((row["subject_table"], row["subject"]), ""),
        )
        for row in shown
    )
    return KeyFigures(stated, _activities(stated, ground), _covered(ground))


def regions_covered(figures: KeyFigures, selection: Selection) -> int:
    """Count the regions where a chosen activity, ongoing or done, is placed."""
    return int(bitmaps.any_in(figures.covered, selection.bits).sum())


def stated_figures(
    figures: KeyFigures, facets: Mapping[str, Facet], selection: Selection, places: tuple[str, ...]
) -> tuple[StatedFigure, ...]:
    """Return the figures that sources state for a view, each once, in the order of the record.

    Parameters
    ----------
    figures
        What to choose from.
    facets
        The facets programme and phase.
    selection
        The activities chosen by every filter except place. A figure is shown when its subject
        has one of them; what is stated of a place belongs to no programme and is always shown.
    places
        The places chosen; a figure whose scope they do not touch is left out.
    """
    subjects = {("programmes", id_) for id_ in _present(facets["programme"], selection)} | {
        ("phases", id_) for id_ in _present(facets["phase"], selection)
    }
    return tuple(
        figure if inside else replace(figure, inside=False)
        for figure, activity in zip(figures.stated, figures.activity, strict=True)
        if (inside := is_inside(figure.scope, places)) is not None
        and (
            figure.subject_table == "places"
            or (figure.subject_table, figure.subject) in subjects
            or (activity >= 0 and _has(selection.bits, activity))
        )
    )


def is_inside(scope: tuple[str, ...], places: tuple[str, ...]) -> bool | None:
    """Tell whether a scope lies in the places chosen.

    Returns
    -------
    True when every code of the scope lies in a place, when no place is chosen, or when the scope is
    not stated and such places are chosen; False when it only
    overlaps them; None when it is disjoint or not stated.
    """
    if not places:
        return True
    if not scope and UNPLACED in places:
        return True
    if scope and all(any(_lies_in(code, place) for place in places) for code in scope):
        return True
    touching = any(
        _lies_in(code, place) or _lies_in(place, code) for code in scope for place in places
    )
    return False if touching else None


def _lies_in(code: str, place: str) -> bool:
    if place == COUNTRY:
        return code not in (NATIONAL, UNPLACED)
    if place == NATIONAL:
        return code == COUNTRY
    if place == FORMER:
        return is_former(code)
    return code == place or code.startswith(f"{place}.")


def _present(facet: Facet, selection: Selection) -> list[str]:
    return [id_ for id_ in facet.ids if (facet.row(id_) & selection.bits).any()]


def _has(bits: Bits, position: int) -> bool:
    word, bit = divmod(position, bitmaps.WORD)
    return bool((int(bits[word]) >> bit) & 1)


def _whole(measurements: pd.DataFrame) -> pd.DataFrame:
    """Keep what may be shown on its own: preferred, no part of another figure, not withheld."""
    parts = measurements["part_of"] != ""
    return measurements[measurements["preferred"] & ~parts & measurements["value"].notna()]


def _latest(measurements: pd.DataFrame) -> list[Cells]:
    """Return one row a series, in the order of the record: the latest, of the whole if stated."""
    chosen: dict[tuple[str, str], Cells] = {}
    for row in rows_of(measurements):
        series = row["kind"], row["series"] or row["id"]
        if series not in chosen or _rank(row) > _rank(chosen[series]):
            chosen[series] = row
    return list(chosen.values())


def _rank(row: Cells) -> tuple[bool, str, str]:
    # A year or a month alone stands for its end.
    as_of = (row["end"] or row["start"]) + "-99-99"
    return row["disaggregation"] == "", as_of[:10], row["id"]


def _targets(rows: Iterable[Cells]) -> dict[str, Cells]:
    """Return the target to show beside each result, where neither could be taken for another."""
    groups: dict[object, dict[str, list[Cells]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        about = (row["subject_table"], row["subject"], row["indicator"], frozenset(_codes(row)))
        groups[about][row["kind"]].append(row)
    return {
        group["result"][0]["id"]: group["target"][0]
        for group in groups.values()
        if len(group["result"]) == len(group["target"]) == 1
    }


def _readings(measurements: pd.DataFrame) -> dict[str, list[Cells]]:
    """Return the readings that disagree with each preferred one."""
    readings: dict[str, list[Cells]] = defaultdict(list)
    others = measurements[(measurements["reading_of"] != "") & measurements["value"].notna()]
    for row in rows_of(others):
        readings[row["reading_of"]].append(row)
    return readings


def _figure(
    row: Cells, others: list[Cells], target: Cells | None, sources: CitedSources
) -> StatedFigure:
    # The same sum in another currency is a reading, and no end of a range.
    values = [row["value"], *(each["value"] for each in others if each["unit"] == row["unit"])]
    return StatedFigure(
        series=row["series"] or row["id"],
        low=min(values),
        high=max(values),
        scope=_codes(row),
        inside=True,
        programme="",
        target=target["value"] if target else None,
        target_id=target["id"] if target else "",
        source_ids=sources.for_measurements([row["id"], *(each["id"] for each in others)]),
        **{name: row[name] for name in AS_RECORDED},
    )


def _codes(row: Cells) -> tuple[str, ...]:
    """Return the places that a figure is for: those that the figure is stated of, if no others."""
    scope = tuple(code for code in row["scope"].split(";") if code)
    return scope or ((row["subject"],) if row["subject_table"] == "places" else ())


def _programmes(rows: Iterable[Cells], record: Record) -> dict[tuple[str, str], str]:
    """Return the programme of each subject, by its table and id."""
    named = {row["subject"] for row in rows if row["subject_table"] == "activities"}
    activities = record.activities[record.activities["id"].isin(named)]
    return {
        **{("programmes", id_): id_ for id_ in record.programmes["id"]},
        **{("phases", row["id"]): row["programme"] for row in rows_of(record.phases)},
        **{("activities", row["id"]): row["programme"] for row in rows_of(activities)},
    }


def _activities(stated: tuple[StatedFigure, ...], ground: Ground) -> tuple[int, ...]:
    about = [one.subject if one.subject_table == "activities" else "" for one in stated]
    return tuple(ground.positions(pd.Series(about, dtype="object")).tolist())


def _covered(ground: Ground) -> Bits:
    places = ground.places
    carried_out = ground.record.activities["status"].isin(CARRIED_OUT).to_numpy()
    regions = ground.gazetteer.codes("region")
    member = places["activity"].to_numpy()
    region = positions_of(places["region"], regions)
    keep = (member >= 0) & (region >= 0) & places["basis"].isin(PLACED_BY).to_numpy()
    keep[keep] = carried_out[member[keep]]
    return bitmaps.from_pairs(region[keep], member[keep], len(regions), ground.size)
