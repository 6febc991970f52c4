"""The key figures that are not counts of activities: people, funding and regions covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata import bitmaps
from geodata.answer import FundingFigure, PeopleFigure
from geodata.effective_places import NATIONAL, UNPLACED
from geodata.facets import Facet, Selection, positions_of
from geodata.gazetteer import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geodata.bitmaps import Bits
    from geodata.cited_sources import CitedSources
    from geodata.filtering import Ground

PERSONS = "persons"
CARRIED_OUT = ("ongoing", "done")
PLACED_BY = ("stated", "derived")


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a series than the preferred one."""

    id: str
    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class Stated:
    """The reading of a series that is shown, and the range of those that disagree with it.

    ``activity`` is the position of the activity it is about, -1 for a programme or a phase.
    """

    series: str
    measurement: str
    indicator: str
    unit: str
    value: float
    low: float
    high: float
    scope: tuple[str, ...]
    source_ids: tuple[str, ...]
    subject_table: str
    subject: str
    end: str
    end_precision: str
    activity: int


@dataclass(frozen=True)
class KeyFigures:
    """What key figures are taken from; ``covered`` has the bit row of each region."""

    people: tuple[Stated, ...]
    funding: tuple[Stated, ...]
    covered: Bits


def key_figures(ground: Ground, sources: CitedSources) -> KeyFigures:
    """Choose the readings that key figures show, and where activities count as covering."""
    measurements = ground.record.measurements
    whole = measurements[measurements["preferred"] & (measurements["part_of"] == "")]
    people = whole[(whole["kind"] == "result") & (whole["unit"] == PERSONS)]
    funding = whole[whole["kind"] == "budget"]
    return KeyFigures(
        people=_stated(people, ground, sources),
        funding=_stated(funding, ground, sources),
        covered=_covered(ground),
    )


def regions_covered(figures: KeyFigures, selection: Selection) -> int:
    """Count the regions where a chosen activity, ongoing or done, is placed."""
    return int(bitmaps.any_in(figures.covered, selection.bits).sum())


def people_reached(
    figures: KeyFigures, facets: Mapping[str, Facet], selection: Selection, places: tuple[str, ...]
) -> tuple[PeopleFigure, ...]:
    """Return the people reached by series.

    Parameters
    ----------
    figures
        What to choose from.
    facets
        The facets programme and phase.
    selection
        The activities chosen by every filter except place.
    places
        The places chosen; a figure whose scope they do not touch is left out.
    """
    return tuple(
        PeopleFigure(
            one.series, one.measurement, one.indicator, one.value, one.low, one.high, one.scope,
            inside, one.source_ids, one.subject_table, one.subject, one.end, one.end_precision,
        )
        for one, inside in _concerned(figures.people, facets, selection, places)
    )  # fmt: skip


def funding_stated(
    figures: KeyFigures, facets: Mapping[str, Facet], selection: Selection, places: tuple[str, ...]
) -> tuple[FundingFigure, ...]:
    """Return the funding as stated; the parameters are those of ``people_reached``."""
    return tuple(
        FundingFigure(
            one.series, one.measurement, one.unit, one.value, one.low, one.high, one.scope,
            inside, one.source_ids, one.subject_table, one.subject,
        )
        for one, inside in _concerned(figures.funding, facets, selection, places)
    )  # fmt: skip


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
    return code == place or code.startswith(f"{place}.")


def _concerned(
    stated: tuple[Stated, ...],
    facets: Mapping[str, Facet],
    selection: Selection,
    places: tuple[str, ...],
) -> Iterable[tuple[Stated, bool]]:
    concerned = {("programmes", id_) for id_ in _present(facets["programme"], selection)} | {
        ("phases", id_) for id_ in _present(facets["phase"], selection)
    }
    for one in stated:
        inside = is_inside(one.scope, places)
        if inside is not None and (
            (one.subject_table, one.subject) in concerned
            or (one.activity >= 0 and _has(selection.bits, one.activity))
        ):
            yield one, inside


def _present(facet: Facet, selection: Selection) -> list[str]:
    return [id_ for id_ in facet.ids if (facet.row(id_) & selection.bits).any()]


def _has(bits: Bits, position: int) -> bool:
    word, bit = divmod(position, bitmaps.WORD)
    return bool((int(bits[word]) >> bit) & 1)


def _stated(rows: pd.DataFrame, ground: Ground, sources: CitedSources) -> tuple[Stated, ...]:
    readings = _readings(ground.record.measurements)
    about = rows["subject"].where(rows["subject_table"] == "activities", "")
    rows = rows.assign(activity=ground.positions(about))
    return tuple(_one(row, readings, sources) for row in _latest(rows))


def _latest(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return one row a series, in the order of the record: the latest, of the whole if stated."""
    chosen: dict[str, dict[str, object]] = {}
    for row in rows.to_dict("records"):
        series = str(row["series"] or row["id"])
        if series not in chosen or _rank(row) > _rank(chosen[series]):
            chosen[series] = {str(key): value for key, value in row.items()}
    return list(chosen.values())


def _rank(row: Mapping[object, object] | Mapping[str, object]) -> tuple[bool, str, str]:
    found = {str(key): str(value) for key, value in row.items()}
    # A year or a month alone stands for its end.
    as_of = (found["end"] or found["start"]) + "-99-99"
    return found["disaggregation"] == "", as_of[:10], found["id"]


def _readings(measurements: pd.DataFrame) -> dict[str, list[Reading]]:
    """Return the readings that disagree with each preferred one."""
    readings: dict[str, list[Reading]] = {}
    others = measurements[measurements["reading_of"] != ""]
    for row in others.to_dict("records"):
        reading = Reading(str(row["id"]), str(row["unit"]), float(row["value"]))
        readings.setdefault(str(row["reading_of"]), []).append(reading)
    return readings


def _one(
    row: dict[str, object],
    readings: Mapping[str, list[Reading]],
    sources: CitedSources,
) -> Stated:
    id_, unit, value = str(row["id"]), str(row["unit"]), float(str(row["value"]))
    others = readings.get(id_, [])
    # The same sum in another currency is a reading, and no end of a range.
    values = [value, *(other.value for other in others if other.unit == unit)]
    return Stated(
        series=str(row["series"] or id_),
        measurement=id_,
        indicator=str(row["indicator"]),
        unit=unit,
        value=value,
        low=min(values),
        high=max(values),
        scope=tuple(code for code in str(row["scope"]).split(";") if code),
        source_ids=sources.for_measurements([id_, *(other.id for other in others)]),
        subject_table=str(row["subject_table"]),
        subject=str(row["subject"]),
        end=str(row["end"]),
        end_precision=str(row["end_precision"]),
        activity=int(str(row["activity"])),
    )


def _covered(ground: Ground) -> Bits:
    places = ground.places
    carried_out = ground.record.activities["status"].isin(CARRIED_OUT).to_numpy()
    regions = ground.gazetteer.codes("region")
    member = places["activity"].to_numpy()
    region = positions_of(places["region"], regions)
    keep = (member >= 0) & (region >= 0) & places["basis"].isin(PLACED_BY).to_numpy()
    keep[keep] = carried_out[member[keep]]
    return bitmaps.from_pairs(region[keep], member[keep], len(regions), ground.size)
