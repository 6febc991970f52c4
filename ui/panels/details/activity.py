"""The dialog of one activity."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from geodata.cited_sources import ACTIVITY_TABLES, activity_of
from geodata.frames import rows_of
from i18n.dates import format_date
from ui.panels.activities import place_names
from ui.panels.details.documents import cited_documents, field_of, word_of
from ui.panels.details.parts import (
    Fact,
    Item,
    Part,
    fact,
    group_of,
    names_of,
    part_of,
    period_of,
    value_of,
)

if TYPE_CHECKING:
    import pandas as pd

    from ui.page import Page

Cells = dict[str, Any]
# What may tell where a site is: a correction of it shows no value.
SITE_FIELDS = ("lat", "lon", "exactness", "site_ar", "site_fr", "site_en", "public_precision")


@dataclass(frozen=True)
class Reading:
    """One stated figure of the activity, which leads to its own dialog."""

    id: str
    value: str
    label: str
    tags: tuple[str, ...]
    parts: tuple[Part, ...]
    note: str


@dataclass(frozen=True)
class Correction:
    """One correction applied to the activity; ``was`` and ``becomes`` may be withheld."""

    made_on: str
    field: str
    was: str
    becomes: str
    reason: str
    shown: bool


def activity_item(page: Page, activity: Cells) -> Item:
    """Describe an activity as ``Catalogue.activity`` gives it."""
    lang, record = page.view.lang, page.services.catalogue.record
    stated = record.measurements
    own = stated[(stated["subject_table"] == "activities") & (stated["subject"] == activity["id"])]
    programmes = record.programmes
    [programme] = rows_of(programmes[programmes["id"] == activity["programme"]])
    measured = rows_of(own)
    return Item(
        id=activity["id"],
        kind=page.reading.label("programme", activity["programme"]),
        title=activity["title"][lang],
        template="details_activity.html",
        summary=activity["summary"][lang],
        facts=tuple(_facts(page, activity, programme)),
        documents=cited_documents(page, rows_of(_about(record.citations, activity["id"], own))),
        as_of=programme["data_as_of"],
        body={
            "readings": tuple(_readings(page, measured)),
            "corrections": tuple(
                _correction(page, row, measured)
                for row in rows_of(_about(record.corrections, activity["id"], own))
            ),
        },
    )


def _about(rows: pd.DataFrame, activity: str, measured: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that name an activity, its links or its measurements by table and row."""
    links = rows["table"].isin(ACTIVITY_TABLES) & (activity_of(rows["row"]) == activity)
    figures = (rows["table"] == "measurements") & rows["row"].isin(measured["id"])
    return rows[links | figures]


def _facts(page: Page, activity: Cells, programme: Cells) -> Iterator[Fact]:
    t, label = page.words.t, page.reading.label
    yield Fact(
        t("table.phase"),
        tuple(
            (label("phase", one["id"]), t(f"phase_basis.{one['basis']}"))
            for one in activity["phases"]
        ),
    )
    places = zip(place_names(page, activity), activity["locations"], strict=True)
    yield Fact(t("table.place"), tuple((name, _how(page, place)) for name, place in places))
    yield Fact(t("table.sectors"), tuple(_sector(page, one["id"]) for one in activity["sectors"]))
    yield fact(t("table.status"), t(f"status.{activity['status']}"))
    yield fact(t("table.dates"), period_of(page, activity) or t("date.none"))
    yield from _roles(page, activity)
    yield fact(t("details.validation"), _validation(page, activity))
    yield fact(t("details.data_as_of"), format_date(programme["data_as_of"], "day", page.view.lang))
    if programme["identifiers"]:
        yield fact(t("details.identifiers"), *programme["identifiers"].split(";"))


def _how(page: Page, place: Cells) -> str:
    level = page.words.t(f"acts_at.{place['acts_at']}")
    basis = page.words.t(f"location_basis.{place['basis']}")
    return page.words.t("list.join", first=level, rest=basis)


def _sector(page: Page, id_: str) -> tuple[str, str]:
    """Name a sector with its codes of the Development Assistance Committee and its goals."""
    sectors = page.services.catalogue.record.sectors
    [row] = rows_of(sectors[sectors["id"] == id_])
    codes = [
        page.words.t(f"details.{scheme}", codes=_joined(page, row[scheme].split(";")))
        for scheme in ("dac", "sdg")
        if row[scheme]
    ]
    return page.reading.label("sector", id_), " · ".join(codes)


def _joined(page: Page, codes: Sequence[str]) -> str:
    return reduce(lambda first, rest: page.words.t("list.join", first=first, rest=rest), codes)


def _roles(page: Page, activity: Cells) -> Iterator[Fact]:
    for role in ("funder", "implementer", "partner", "authority"):
        names = [
            page.reading.label("organisation", one["id"])
            for one in activity["organisations"]
            if one["role"] == role
        ]
        if names:
            yield fact(page.words.t(f"role.{role}"), *names)


def _validation(page: Page, activity: Cells) -> str:
    if not activity["verified_by"]:
        return page.words.t("details.not_verified")
    day = format_date(activity["verified_on"], "day", page.view.lang)
    return page.words.t("details.verified", name=activity["verified_by"], date=day)


def _readings(page: Page, rows: list[Cells]) -> Iterator[Reading]:
    """List figures, those that are parts of another one in a line beneath it."""
    ids = {row["id"] for row in rows}
    for row in rows:
        if row["part_of"] in ids:
            continue
        yield Reading(
            id=row["id"],
            value=value_of(page, row),
            label=page.reading.label("indicator", row["indicator"]),
            tags=tuple(tag for tag in _tags(page, row) if tag),
            parts=tuple(part_of(page, part) for part in rows if part["part_of"] == row["id"]),
            note=row[f"note_{page.view.lang}"],
        )


def _tags(page: Page, row: Cells) -> Iterator[str]:
    t = page.words.t
    yield t(f"measurement.{row['kind']}")
    yield period_of(page, row)
    yield names_of(page, (code for code in row["scope"].split(";") if code))
    if row["disaggregation"]:
        yield group_of(page, row["disaggregation"])
    if row["part_of"]:
        yield t("reading.part")
    if row["reading_of"]:
        yield t("reading.other")
    elif row["cumulative"]:
        yield t("measurement.cumulative")


def _correction(page: Page, row: Mapping[str, Any], measured: list[Cells]) -> Correction:
    withheld = {one["id"] for one in measured if math.isnan(one["value"])}
    hidden = row["row"] in withheld or row["field"] in SITE_FIELDS
    return Correction(
        made_on=format_date(row["made_on"], "day", page.view.lang),
        field=field_of(page, row["table"], row["field"]),
        was=word_of(page, row, row["was"]),
        becomes=word_of(page, row, row["becomes"]),
        reason=row[f"reason_{page.view.lang}"],
        shown=not hidden,
    )
