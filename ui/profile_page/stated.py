"""Sections of a profile that sources state: people, money, results, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geodata.cited_sources import uses
from geodata.frames import rows_of
from geodata.profile.subject import PLACE
from i18n.lists import listed
from layers import stated as layer
from ui.panels.details.documents import plain_document, used_documents
from ui.panels.details.parts import names_of, period_of, value_of
from ui.profile_page.parts import Entry, Group, Number, Section

if TYPE_CHECKING:
    from geodata.profile.contents import Disagreement
    from layers.stated import Line
    from ui.profile_page.parts import Sheet


ASIDE = ("result", "participants", "context")
"""Figures that are read on demand where they are not of the place itself."""
SHOWN = 8
"""Documents in view."""


def stated(sheet: Sheet) -> Iterator[Section]:
    """List stated figures with their scope; those of wider scope stand apart."""
    inside = {one.id for one in sheet.contents.answer.stated if one.inside}
    described = layer.describe(sheet.reading)
    own, wider = [], []
    for section in described.sections:
        title, note = section.title, section.note
        near = tuple(_line(sheet, one) for one in section.lines if one.key in inside)
        far = tuple(_line(sheet, one) for one in section.lines if one.key not in inside)
        own += [Group(near, title, note=note)] if near else []
        folded = section.key in ASIDE
        wider += [Group(far, title, note=note, folded=folded)] if far else []
    if own:
        # What a joint programme states is no organisation's own.
        joint = sheet.subject.kind == "organisation"
        lead = sheet.t("profile.stated_joint") if joint else ""
        yield Section("stated", sheet.t("chart.stated"), tuple(own), "figures", lead)
    elif sheet.subject.kind == PLACE:
        yield Section("stated", sheet.t("chart.stated"), lead=sheet.t("profile.stated_none"))
    if wider:
        yield Section(
            "wider", sheet.t("profile.wider"), tuple(wider), "figures",
            sheet.t("profile.wider_lead"),
        )  # fmt: skip


def _line(sheet: Sheet, line: Line) -> Entry:
    regions = listed([one.label for one in line.regions], sheet.page.words)
    scope = line.places or regions or line.place
    target = sheet.t("stated.beside", value=line.target) if line.target else ""
    about = tuple(part for part in (line.subject, scope, line.as_of, target) if part)
    number = Number(line.key, line.number, line.value, sheet.details(line.key))
    return Entry(line.label, number=number, about=about, tag=line.shared)


def disagreements(sheet: Sheet) -> Iterator[Section]:
    """List the figures of which sources give several readings."""
    found = sheet.contents.disagreements
    if found:
        entries = tuple(_disagreement(sheet, one) for one in found)
        yield Section(
            "conflicts", sheet.t("profile.conflicts"), (Group(entries),), "figures",
            sheet.t("profile.conflicts_lead"),
        )  # fmt: skip


def _disagreement(sheet: Sheet, one: Disagreement) -> Entry:
    figure = one.figure
    number = Number(
        figure.id, figure.value, layer.value_of(figure, sheet.page.view.lang),
        sheet.details(figure.id),
    )  # fmt: skip
    label = sheet.reading.label("indicator", figure.indicator)
    subject = sheet.reading.subject(figure.subject_table, figure.subject)
    rows = sheet.page.services.catalogue.record.measurements
    shown = rows_of(rows[rows["id"] == figure.id])
    readings = tuple(_reading(sheet, row) for row in (*shown, *one.readings))
    return Entry(label, number=number, about=(subject,), inside=readings)


def _reading(sheet: Sheet, row: dict[str, Any]) -> Entry:
    codes = [code for code in row["scope"].split(";") if code]
    sources = sheet.page.services.catalogue.sources.for_measurements([row["id"]])
    titles = [plain_document(sheet.explore, id_).title for id_ in sources]
    about = (names_of(sheet.explore, codes), period_of(sheet.explore, row), *titles)
    return Entry(value_of(sheet.explore, row), about=tuple(part for part in about if part))


def documents(sheet: Sheet) -> Iterator[Section]:
    """List the documents that the activities rest on, those of most activities first."""
    catalogue, chosen = sheet.page.services.catalogue, sheet.contents.answer.chosen
    ids = catalogue.sources.for_activities(chosen.bits)
    if not ids:
        return
    names = catalogue.record.activities["id"][chosen.flags]
    used = uses(catalogue.record.citations, names)
    found = used_documents(sheet.explore, ids, used)
    ordered = sorted(found, key=lambda one: -used[one.id].activities)
    yield Section(
        "documents", sheet.t("table.sources"), template="documents", wide=True,
        lead=sheet.n("profile.documents_lead", len(ordered)),
        body={"documents": tuple(ordered), "shown": SHOWN},
    )  # fmt: skip
