"""The details of one activity or of one stated figure, with everything they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geodata.frames import rows_of
from i18n.dates import format_date, format_period
from i18n.lists import listed
from i18n.numbers import format_amount, format_number, format_percent
from ui.panels.activities import place_names

if TYPE_CHECKING:
    from ui.page import Page

CURRENCIES = ("EUR", "USD", "MAD", "CHF")


@dataclass(frozen=True)
class Reading:
    """One stated figure as the details list it."""

    value: str
    label: str
    tags: tuple[str, ...]
    parts: str
    note: str


@dataclass(frozen=True)
class Source:
    """One document with what of the item rests on it."""

    id: str
    title: str
    about: str
    lines: tuple[str, ...]
    address: str
    host: str


@dataclass(frozen=True)
class Item:
    """What the dialog shows."""

    id: str
    kind: str
    title: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    measurements: tuple[Reading, ...]
    sources: tuple[Source, ...]


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the details of what the view has selected, if anything."""
    yield "details", "details", {"item": _item(page, page.view.select)}


def _item(page: Page, key: str) -> Item | None:
    catalogue = page.services.catalogue
    if catalogue.has_activity(key):
        return _activity(page, catalogue.activity(key))
    measurements = catalogue.record.measurements
    found = rows_of(measurements[measurements["id"] == key])
    return _figure(page, found[0]) if found else None


def _activity(page: Page, activity: dict[str, Any]) -> Item:
    lang = page.view.lang
    stated = page.services.catalogue.record.measurements
    own = stated[(stated["subject_table"] == "activities") & (stated["subject"] == activity["id"])]
    return Item(
        id=activity["id"],
        kind=page.reading.label("programme", activity["programme"]),
        title=activity["title"][lang],
        summary=activity["summary"][lang],
        facts=tuple(_facts(page, activity)),
        measurements=_with_parts(page, rows_of(own)),
        sources=_sources(page, activity["citations"]),
    )


def _facts(page: Page, activity: dict[str, Any]) -> Iterator[tuple[str, str]]:
    t, label = page.words.t, page.reading.label
    phases = [
        f"{label('phase', phase['id'])} ({t('phase_basis.' + phase['basis'])})"
        for phase in activity["phases"]
    ]
    yield t("table.phase"), listed(phases, page.words)
    places = [
        f"{name} ({t('acts_at.' + place['acts_at'])}, {t('location_basis.' + place['basis'])})"
        for name, place in zip(place_names(page, activity), activity["locations"], strict=True)
    ]
    yield t("table.place"), listed(places, page.words)
    sectors = [label("sector", one["id"]) for one in activity["sectors"]]
    yield t("table.sectors"), listed(sectors, page.words)
    yield t("table.status"), t(f"status.{activity['status']}")
    dates = format_period(
        (activity["start"], activity["start_precision"]),
        (activity["end"], activity["end_precision"]),
        page.words,
    )
    yield t("table.dates"), dates or t("date.none")
    for role in ("funder", "implementer", "partner", "authority"):
        names = [
            label("organisation", one["id"])
            for one in activity["organisations"]
            if one["role"] == role
        ]
        if names:
            yield t(f"role.{role}"), listed(names, page.words)
    yield t("details.validation"), _validation(page, activity)


def _validation(page: Page, activity: dict[str, Any]) -> str:
    if not activity["verified_by"]:
        return page.words.t("details.not_verified")
    day = format_date(activity["verified_on"], "day", page.view.lang)
    return page.words.t("details.verified", name=activity["verified_by"], date=day)


def _figure(page: Page, measurement: dict[str, Any]) -> Item:
    """Details of a stated figure: every reading of its series, the preferred one first."""
    record = page.services.catalogue.record
    series = record.measurements[record.measurements["series"] == measurement["series"]]
    readings = rows_of(series.sort_values(["preferred", "end"], ascending=False))
    cited = record.citations[
        (record.citations["table"] == "measurements")
        & record.citations["row"].isin([reading["id"] for reading in readings])
    ]
    return Item(
        id=measurement["id"],
        kind=page.reading.subject(measurement["subject_table"], measurement["subject"]),
        title=page.reading.label("indicator", measurement["indicator"]),
        summary="",
        facts=((page.words.t("details.scope"), _scope(page, measurement)),),
        measurements=_with_parts(page, readings),
        sources=_sources(page, rows_of(cited)),
    )


def _scope(page: Page, measurement: dict[str, Any]) -> str:
    codes = [code for code in str(measurement["scope"]).split(";") if code]
    if not codes:
        return page.reading.label("region", "unplaced")
    names = [page.services.catalogue.gazetteer.name(code, page.view.lang) for code in codes]
    return listed(names, page.words)


def _with_parts(page: Page, rows: list[dict[str, Any]]) -> tuple[Reading, ...]:
    """List figures, those that are parts of another one in a line beneath it."""
    listed_ids = {row["id"] for row in rows}
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["part_of"] in listed_ids:
            parts.setdefault(row["part_of"], []).append(row)
    whole = [row for row in rows if row["part_of"] not in listed_ids]
    return tuple(_reading(page, row, parts.get(row["id"], [])) for row in whole)


def _reading(
    page: Page, measurement: dict[str, Any], parts: Sequence[dict[str, Any]] = ()
) -> Reading:
    t = page.words.t
    named = [f"{_group(page, part['disaggregation'])} {_value(page, part)}" for part in parts]
    tags = [
        t(f"measurement.{measurement['kind']}"),
        _as_of(page, measurement),
        _scope(page, measurement),
    ]
    if measurement["disaggregation"]:
        tags.append(_group(page, measurement["disaggregation"]))
    if measurement["part_of"]:
        tags.append(t("reading.part"))
    if measurement["reading_of"]:
        tags.append(t("reading.other"))
    elif measurement["cumulative"]:
        tags.append(t("measurement.cumulative"))
    return Reading(
        value=_value(page, measurement),
        label=page.reading.label("indicator", measurement["indicator"]),
        tags=tuple(tag for tag in tags if tag),
        parts=t("reading.of_which", parts=listed(named, page.words)) if named else "",
        note=measurement[f"note_{page.view.lang}"],
    )


def _group(page: Page, disaggregation: str) -> str:
    """Name the group of people that ``sex=female`` and the like stand for."""
    value = disaggregation.partition("=")[2]
    return page.words.t(f"disaggregation.{value}") if value.islower() else value


def _as_of(page: Page, measurement: dict[str, Any]) -> str:
    return format_period(
        (measurement["start"], measurement["start_precision"]),
        (measurement["end"], measurement["end_precision"]),
        page.words,
    )


def _value(page: Page, measurement: dict[str, Any]) -> str:
    value, unit, lang = measurement["value"], measurement["unit"], page.view.lang
    if unit in CURRENCIES:
        return format_amount(value, unit, lang)
    if unit == "percent":
        return format_percent(value / 100, lang)
    return format_number(value, lang)


def _sources(page: Page, citations: list[dict[str, Any]]) -> tuple[Source, ...]:
    """List each document once, with the places in it that are cited."""
    record = page.services.catalogue.record
    by_source: dict[str, list[str]] = {}
    for citation in citations:
        lines = by_source.setdefault(citation["source"], [])
        line = " · ".join(
            part
            for part in (
                citation["place"],
                page.words.t(f"confidence.{citation['confidence']}"),
                citation.get("note", ""),
            )
            if part
        )
        if line not in lines:
            lines.append(line)
    known = rows_of(record.sources[record.sources["id"].isin(by_source)])
    return tuple(_source(page, source, by_source[source["id"]]) for source in known)


def _source(page: Page, source: dict[str, Any], lines: list[str]) -> Source:
    published = format_date(source["published"], source["published_precision"], page.view.lang)
    language = page.words.t(f"language.{source['language']}") if source["language"] else ""
    about = [source["publisher"], published, language]
    address = urlsplit(source["address"])
    # Only what a browser opens as a page: a record from elsewhere may hold any text.
    is_page = address.scheme in ("http", "https")
    return Source(
        id=source["id"],
        title=source["title"],
        about=" · ".join(part for part in about if part),
        lines=tuple(lines),
        address=source["address"] if is_page else "",
        host=(is_page and address.hostname) or "",
    )
