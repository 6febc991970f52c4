"""What a subject is: dates, funders, identifiers, codes, what became of a former region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geodata import provenance
from geodata.frames import rows_of
from geodata.gazetteer import FORMER_REGION
from geodata.profile.subject import PLACE
from i18n.dates import format_date, format_period
from i18n.lists import listed
from ui.profile_page.parts import Entry, Section

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet

Fact = tuple[str, tuple[Entry, ...]]
TABLES = {
    "programme": "programmes",
    "phase": "phases",
    "organisation": "organisations",
    "sector": "sectors",
}


def what(sheet: Sheet) -> Iterator[Section]:
    """Tell what the subject is."""
    found = tuple(fact for fact in _facts(sheet) if fact[1])
    if found:
        yield Section("what", sheet.t("profile.what"), template="facts", body={"facts": found})


def subtitle(sheet: Sheet) -> str:
    """Give the full title of a programme where it says more than its name."""
    if sheet.subject.kind != "programme":
        return ""
    title = str(_row(sheet)[f"title_{sheet.page.view.lang}"])
    return "" if title == sheet.name() else title


def summary(sheet: Sheet) -> str:
    """Give the summary of a programme, or what became of a former region."""
    lang = sheet.page.view.lang
    if sheet.subject.kind == "programme":
        return str(_row(sheet)[f"summary_{lang}"])
    if sheet.subject.level == FORMER_REGION:
        return sheet.page.services.gazetteer.former(sheet.subject.id).note.get(lang, "")
    return ""


def _row(sheet: Sheet) -> dict[str, Any]:
    rows = getattr(sheet.page.services.catalogue.record, TABLES[sheet.subject.kind])
    return rows_of(rows[rows["id"] == sheet.subject.id])[0]


def _facts(sheet: Sheet) -> Iterator[Fact]:
    kind = sheet.subject.kind
    if kind in ("programme", "phase"):
        yield from _programme(sheet)
    elif kind == "organisation":
        yield from _organisation(sheet)
    elif kind == "sector":
        yield from _sector(sheet)
    elif sheet.subject.level == FORMER_REGION:
        today = sheet.page.services.gazetteer.former(sheet.subject.id).today
        names = (Entry(sheet.name_of(code), sheet.profile(PLACE, code)) for code in today)
        yield sheet.t("profile.today"), tuple(names)


def _programme(sheet: Sheet) -> Iterator[Fact]:
    t, contents = sheet.t, sheet.contents
    if sheet.subject.kind == "phase":
        name = sheet.reading.label("programme", contents.programme)
        link = Entry(name, sheet.profile("programme", contents.programme))
        yield t("table.programme"), (link,)
    yield t("table.dates"), tuple(_periods(sheet))
    for role in ("funder", "implementer"):
        ids = [id_ for id_, roles in contents.roles.items() if role in roles]
        names = (
            Entry(sheet.reading.label("organisation", id_), sheet.profile("organisation", id_))
            for id_ in ids
        )
        yield t(f"profile.role_{role}"), tuple(names)
    if sheet.subject.kind == "programme":
        row = _row(sheet)
        identifiers = tuple(Entry(one) for one in row["identifiers"].split(";") if one)
        yield t("details.identifiers"), identifiers
        yield t("profile.aliases"), tuple(Entry(one) for one in row["aliases"].split(";") if one)
    yield from _standing(sheet)


def _periods(sheet: Sheet) -> Iterator[Entry]:
    """Write the period of each phase, naming the phase where there are several."""
    phases = sheet.page.services.catalogue.record.phases
    own = phases[phases["programme"] == sheet.contents.programme]
    if sheet.subject.kind == "phase":
        own = own[own["id"] == sheet.subject.id]
    for row in rows_of(own):
        period = format_period(
            (row["start"], row["start_precision"]),
            (row["end"], row["end_precision"]),
            sheet.page.words,
        )
        basis = sheet.t(f"phase_basis.{row['basis']}")
        if len(own) == 1:
            yield Entry(period or sheet.t("date.none"), about=(basis,))
        elif period:
            name = sheet.reading.label("phase", row["id"])
            yield Entry(name, sheet.profile("phase", row["id"]), about=(period, basis))


def _standing(sheet: Sheet) -> Iterator[Fact]:
    t, n = sheet.t, sheet.n
    for one in provenance.standing(sheet.page.services.catalogue.record):
        if one.programme == sheet.contents.programme:
            as_of = format_date(one.data_as_of, "day", sheet.page.view.lang) or t("date.none")
            yield t("details.data_as_of"), (Entry(as_of),)
            checked = n("sources.validated", one.validated) if one.validated else ""
            yield t("details.validation"), (Entry(checked or t("details.not_verified")),)


def _organisation(sheet: Sheet) -> Iterator[Fact]:
    t, row = sheet.t, _row(sheet)
    if row["kind"]:
        yield t("profile.organisation_kind"), (Entry(t(f"organisation_kind.{row['kind']}")),)
    if row["acronym"]:
        yield t("profile.acronym"), (Entry(row["acronym"]),)
    yield t("profile.aliases"), tuple(Entry(one) for one in row["aliases"].split(";") if one)
    if row["iati_id"]:
        yield t("profile.iati"), (Entry(row["iati_id"]),)
    roles = sheet.contents.roles.get(sheet.subject.id, ())
    yield t("profile.roles"), tuple(Entry(t(f"role.{role}")) for role in roles)


def _sector(sheet: Sheet) -> Iterator[Fact]:
    t, row = sheet.t, _row(sheet)
    for name in ("dac", "sdg"):
        codes = [code for code in row[name].split(";") if code]
        if codes:
            about = (t("profile.mapping"),)
            yield t(f"profile.{name}"), (Entry(", ".join(codes), about=about),)
    yield (
        t("profile.aliases_sector"),
        tuple(Entry(text) for text in (listed(_aliases(sheet, row), sheet.page.words),) if text),
    )


def _aliases(sheet: Sheet, row: dict[str, Any]) -> list[str]:
    """Keep the search words written in the script of the language."""
    arabic = sheet.page.view.lang == "ar"
    words = [one for one in row["aliases"].split(";") if one]
    return [one for one in words if any("\u0600" <= letter <= "\u06ff" for letter in one) == arabic]
