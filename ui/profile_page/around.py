"""Sections about what surrounds a subject: neighbours, census, searches, and how it is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from geodata.frames import rows_of
from geodata.profile.subject import PLACE
from i18n.dates import format_date
from i18n.lists import listed
from ui import shapes
from ui.links import Links
from ui.profile_page.parts import Entry, Group, Section

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet

LATEST_CENSUS = 2024


def neighbours(sheet: Sheet) -> Iterator[Section]:
    """List the places that share a border, each with its activities or what is not known."""
    level = sheet.subject.level
    if level not in shapes.CODE_LENGTHS:
        return
    exists = sheet.page.services.gazetteer.exists
    codes = filter(exists, shapes.neighbours(level).get(sheet.subject.id, ()))
    entries = tuple(_neighbour(sheet, level, code) for code in codes)
    if entries:
        title, lead = sheet.t("profile.neighbours"), sheet.t(f"profile.neighbours_{level}")
        yield Section("neighbours", title, (Group(entries),), lead=lead)


def _neighbour(sheet: Sheet, level: str, code: str) -> Entry:
    number = sheet.number(f"{level}:{code}")
    about = "" if number.value else sheet.t("state.not_in_sources")
    people = sheet.page.services.gazetteer.population(code, LATEST_CENSUS)
    lived = sheet.n("profile.inhabitants", people) if people else ""
    return Entry(
        sheet.reading.label(level, code),
        sheet.profile(PLACE, code),
        number if number.value else None,
        about=tuple(part for part in (about, lived) if part),
    )


def searched(sheet: Sheet) -> Iterator[Section]:
    """Tell what was looked at: for the subject itself, then for the whole country."""
    own = [_search(sheet, row) for row in sheet.contents.searches]
    if sheet.subject.kind not in (PLACE, "programme", "phase"):
        return
    general = [_search(sheet, row) for row in sheet.contents.general_searches]
    groups = [Group(tuple(own))] if own else []
    if general and sheet.subject.kind == PLACE:
        title = sheet.t("profile.searched_general")
        groups.append(Group(tuple(general), title, folded=bool(own)))
    if groups:
        lead = "" if own else sheet.t("profile.searched_none")
        yield Section(
            "searched", sheet.t("sources.searched"), tuple(groups), "searches", lead, wide=True,
        )  # fmt: skip


def _search(sheet: Sheet, row: dict[str, Any]) -> Entry:
    lang = sheet.page.view.lang
    when = format_date(row["searched_on"], "day", lang)
    codes = [code for code in row["scope"].split(";") if code]
    places = [sheet.reading.label("region", code) for code in codes]
    outcome = row[f"outcome_{lang}"]
    return Entry(
        row[f"label_{lang}"],
        about=tuple(part for part in (outcome, listed(places, sheet.page.words), when) if part),
        tag=sheet.t(f"search_state.{row['state']}"),
    )


def counted(sheet: Sheet) -> Iterator[Section]:
    """Tell how the figures were counted, how old they are and how to report an error."""
    catalogue = sheet.page.services.catalogue
    figure = catalogue.figure(sheet.contents.view, "total", "activities")
    activities = catalogue.record.activities[figure.counted.flags]
    verified = int((activities["verified_by"] != "").sum())
    facts: list[tuple[str, tuple[Entry, ...]]] = [
        (sheet.t("rule.distinct.name"), (Entry(sheet.t("rule.distinct.text")),))
    ]
    if figure.bases:
        bases = tuple(
            Entry(sheet.t(f"location_basis.{basis}"), about=(sheet.reading.number(count),))
            for basis, count in figure.bases.items()
        )
        facts.append((sheet.t("counted.bases"), bases))
    if len(activities):
        facts.append((sheet.t("details.data_as_of"), _dates(sheet, set(activities["programme"]))))
        text = sheet.t("counted.verified", part=verified, whole=len(activities))
        facts.append((sheet.t("details.validation"), (Entry(text),)))
    notes = [sheet.n(f"note.{one.id}", one.count) for one in sheet.contents.answer.notes
             if one.id == "phase_not_specified"]  # fmt: skip
    yield Section(
        "counted", sheet.t("profile.counted"), template="facts", notes=tuple(notes), wide=True,
        body={"facts": tuple(facts)},
    )  # fmt: skip


def _dates(sheet: Sheet, programmes: set[str]) -> tuple[Entry, ...]:
    lang = sheet.page.view.lang
    sources = Links(sheet.page.view).to(page="sources", subject="")
    return tuple(
        Entry(
            row[f"label_{lang}"],
            f"{sources}#programme-{row['id']}",
            about=(format_date(row["data_as_of"], "day", lang) or sheet.t("date.none"),),
        )
        for row in rows_of(sheet.page.services.catalogue.record.programmes)
        if row["id"] in programmes
    )
