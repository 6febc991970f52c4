"""The dialog of one stated figure: every reading of its series, and the documents of this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.frames import rows_of
from i18n.dates import format_date
from i18n.lists import listed
from layers.stated import value_of as range_of
from ui.panels.details.documents import Document, cited_documents, plain_document
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
    from geodata.answer import StatedFigure
    from ui.page import Page

Cells = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """One reading of the series, with its own documents; ``shown`` marks the one of the page."""

    id: str
    value: str
    date: str
    place: str
    sources: tuple[Document, ...]
    shown: bool
    tags: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Part, ...]], ...]
    note: str


@dataclass(frozen=True)
class Beside:
    """Another stated figure that belongs to this one: its target, its result, its whole."""

    label: str
    value: str
    id: str


def stated_item(page: Page, measurement: Cells) -> Item:
    """Describe a stated figure, given its row of the measurements."""
    t, measurements = page.words.t, page.services.catalogue.record.measurements
    series = measurements[measurements["series"] == measurement["series"]]
    rows = rows_of(series.sort_values(["preferred", "end"], ascending=False, kind="stable"))
    own = _own(page, measurement)
    figure = _figure(page, measurement["id"])
    written = value_of(page, measurement)
    return Item(
        id=measurement["id"],
        kind=page.reading.subject(measurement["subject_table"], measurement["subject"]),
        title=t(
            "rests.title",
            name=page.reading.label("indicator", measurement["indicator"]),
            value=range_of(figure, page.view.lang) if figure else written,
        ),
        template="details_stated.html",
        documents=_documents(page, own),
        as_of=_as_of(page, measurement),
        facts=tuple(_facts(page, measurement)),
        body={
            "beside": tuple(_beside(page, measurement, figure)),
            "readings": tuple(_readings(page, rows, measurement, figure)),
        },
    )


def _figure(page: Page, id_: str) -> StatedFigure | None:
    stated = page.services.catalogue.figures.stated
    return next((one for one in stated if one.id == id_), None)


def _own(page: Page, measurement: Cells) -> list[str]:
    """Return this reading and those that disagree with it: what the figure rests on."""
    measurements = page.services.catalogue.record.measurements
    disagreeing = measurements["reading_of"] == measurement["id"]
    known = measurements["value"].notna()
    return [measurement["id"], *measurements["id"][disagreeing & known]]


def _documents(page: Page, own: Sequence[str]) -> tuple[Document, ...]:
    citations = page.services.catalogue.record.citations
    cited = citations[(citations["table"] == "measurements") & citations["row"].isin(own)]
    return cited_documents(page, rows_of(cited))


def _facts(page: Page, measurement: Cells) -> Iterator[Fact]:
    t = page.words.t
    codes = (code for code in measurement["scope"].split(";") if code)
    yield fact(t("details.kind"), t(f"measurement.{measurement['kind']}"))
    yield fact(t("details.scope"), names_of(page, codes))
    as_of = _as_of(page, measurement)
    if as_of:
        yield fact(t("details.data_as_of"), format_date(as_of, "day", page.view.lang))


def _as_of(page: Page, measurement: Mapping[str, Any]) -> str:
    """Find the date of the data of the programme that a figure belongs to; "" without one."""
    record, table, id_ = page.services.catalogue.record, *_subject(measurement)
    if table in ("activities", "phases"):
        rows: Any = getattr(record, table)
        [id_] = rows["programme"][rows["id"] == id_]
    programmes = record.programmes
    return max(programmes["data_as_of"][programmes["id"] == id_], default="")


def _subject(measurement: Mapping[str, Any]) -> tuple[str, str]:
    return measurement["subject_table"], measurement["subject"]


def _beside(page: Page, measurement: Cells, figure: StatedFigure | None) -> Iterator[Beside]:
    t, catalogue = page.words.t, page.services.catalogue
    rows = {row["id"]: row for row in rows_of(catalogue.record.measurements)}
    if figure and figure.target_id:
        yield Beside(
            t("measurement.target"), value_of(page, rows[figure.target_id]), figure.target_id
        )
    for one in catalogue.figures.stated:
        if one.target_id == measurement["id"]:
            yield Beside(t("measurement.result"), value_of(page, rows[one.id]), one.id)
    if measurement["part_of"]:
        whole = rows[measurement["part_of"]]
        yield Beside(t("details.part_of"), value_of(page, whole), whole["id"])


def _readings(
    page: Page, rows: list[Cells], measurement: Cells, figure: StatedFigure | None
) -> Iterator[Reading]:
    """Describe the readings that are no part of another one."""
    measurements = page.services.catalogue.record.measurements
    ids = {row["id"] for row in rows}
    parts = rows_of(measurements[measurements["part_of"].isin(ids)])
    for row in rows:
        if row["part_of"] in ids and row["id"] != measurement["id"]:
            continue
        yield Reading(
            id=row["id"],
            value=value_of(page, row),
            date=period_of(page, row),
            place=names_of(page, (code for code in row["scope"].split(";") if code)),
            sources=_sources(page, row["id"]),
            shown=bool(figure) and row["id"] == measurement["id"],
            tags=tuple(_tags(page, row)),
            parts=tuple(_parts(page, [part for part in parts if part["part_of"] == row["id"]])),
            note=row[f"note_{page.view.lang}"],
        )


def _tags(page: Page, row: Cells) -> Iterator[str]:
    if row["disaggregation"]:
        yield group_of(page, row["disaggregation"])
    if row["reading_of"]:
        yield page.words.t("reading.other")
    elif row["cumulative"]:
        yield page.words.t("measurement.cumulative")


def _sources(page: Page, measurement: str) -> tuple[Document, ...]:
    ids = page.services.catalogue.sources.for_measurements([measurement])
    return tuple(plain_document(page, source) for source in ids)


def _parts(page: Page, parts: Sequence[Cells]) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Gather parts by what divides them: sex, status, nationality, place."""
    by: dict[str, list[Part]] = {}
    for row in parts:
        keys = [pair.partition("=")[0] for pair in row["disaggregation"].split(";")]
        names = [_divided_by(page, key) for key in keys if key]
        by.setdefault(listed(names, page.words), []).append(part_of(page, row))
    for name, groups in by.items():
        yield name, tuple(groups)


def _divided_by(page: Page, key: str) -> str:
    msgid = f"details.by_{key}"
    return page.words.t(msgid) if page.words.has(msgid) else key
