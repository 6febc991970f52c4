"""Sections of a profile that are counted: programmes, sectors, partners, places, years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geodata.effective_places import SPECIAL
from geodata.filters.period import UNDATED
from geodata.gazetteer import COUNTRY
from geodata.profile.contents import children
from geodata.profile.subject import PLACE
from geodata.schema import ROLES
from ui.profile_page.parts import Entry, Group, Section

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet

SHOWN = 12
"""Lines of a long list in view; the rest opens on demand."""


def programmes(sheet: Sheet) -> Iterator[Section]:
    """List programmes, each with its phases where it has several."""
    rows = sheet.contents.rows("programme")
    if sheet.contents.programme or not rows:
        return
    phases = sheet.page.services.catalogue.record.phases
    owner = dict(zip(phases["id"], phases["programme"], strict=True))
    entries = []
    for row, entry in zip(rows, sheet.counted("programme", rows), strict=True):
        own = tuple(one for one in sheet.contents.rows("phase") if owner[one.id] == row.id)
        several = list(owner.values()).count(row.id) > 1
        entries.append(_programme(sheet, row.id, entry, sheet.counted("phase", own) * several))
    yield Section("programmes", sheet.t("profile.programmes"), (_folding(sheet, entries)))


def _programme(sheet: Sheet, id_: str, entry: Entry, phases: tuple[Entry, ...]) -> Entry:
    aimed = sheet.subject.kind == PLACE and id_ in sheet.contents.aims
    inside = tuple(Entry(one.label, one.href, one.number) for one in phases)
    roles = _roles_in(sheet, id_) if sheet.subject.kind == "organisation" else ()
    tag = sheet.t("profile.target_area") if aimed else ""
    return Entry(entry.label, entry.href, entry.number, entry.share, roles, tag, inside)


def _roles_in(sheet: Sheet, programme: str) -> tuple[str, ...]:
    """Name the roles of the organisation in the activities of one programme."""
    found = {
        link["role"]
        for one in sheet.contents.activities
        if one["programme"] == programme
        for link in one["organisations"]
        if link["id"] == sheet.subject.id
    }
    return tuple(sheet.t(f"role.{role}") for role in ROLES if role in found)


def phases(sheet: Sheet) -> Iterator[Section]:
    """List the phases of a programme."""
    if sheet.subject.kind != "programme":
        return
    rows = sheet.contents.rows("phase")
    if len(rows) > 1:
        entries = sheet.counted("phase", rows)
        yield Section("phases", sheet.t("filter.phase"), (Group(entries),))


def sectors(sheet: Sheet) -> Iterator[Section]:
    """List the sectors as bars."""
    rows = sheet.contents.rows("sector")
    if sheet.subject.kind == "sector" or not rows:
        return
    notes = sheet.reading.excess("sector")
    entries = list(sheet.counted("sector", rows))
    yield Section("sectors", sheet.t("chart.sectors"), _folding(sheet, entries), notes=notes)


def partners(sheet: Sheet) -> Iterator[Section]:
    """List the organisations under their first role, with their number whatever the role."""
    rows = sheet.contents.rows("organisation")
    if sheet.subject.kind == "organisation" or not rows:
        return
    groups = []
    for role in ROLES:
        own = tuple(row for row in rows if sheet.contents.roles[row.id][0] == role)
        listed = [
            _with_other_roles(sheet, row.id, entry)
            for row, entry in zip(own, sheet.counted("organisation", own), strict=True)
        ]
        if listed:
            groups.append(Group(tuple(listed), sheet.t(f"profile.role_{role}")))
    lead = sheet.t("profile.partners_lead")
    yield Section("partners", sheet.t("profile.partners"), tuple(groups), lead=lead)


def _with_other_roles(sheet: Sheet, id_: str, entry: Entry) -> Entry:
    others = sheet.contents.roles[id_][1:]
    about = (sheet.t("profile.also", roles=_roles(sheet, others)),) if others else ()
    return Entry(entry.label, entry.href, entry.number, about=about)


def _roles(sheet: Sheet, roles: tuple[str, ...]) -> str:
    return ", ".join(sheet.t(f"role.{role}") for role in roles)


def partners_by_sector(sheet: Sheet) -> Iterator[Section]:
    """Tell who works on what: the organisations of each sector of a place."""
    rows = sheet.contents.rows("sector")
    if sheet.subject.kind != PLACE or not rows:
        return
    groups = []
    for row in rows:
        among = sheet.contents.among(sector=(row.id,))
        entries = sheet.counted("organisation", among.rows("organisation"), among)
        plain = tuple(Entry(one.label, one.href, one.number) for one in entries)
        title = sheet.reading.label("sector", row.id)
        groups.append(Group(plain, title, sheet.profile("sector", row.id)))
    yield Section(
        "who", sheet.t("profile.who"), tuple(groups), "inline", sheet.t("profile.who_lead"),
        wide=True,
    )  # fmt: skip


def inside(sheet: Sheet) -> Iterator[Section]:
    """List the places one level down; those without an activity are named apart."""
    if sheet.subject.kind != PLACE:
        return
    codes = children(sheet.page.services.catalogue, sheet.subject.id)
    if not codes:
        return
    level = "province" if sheet.subject.level == "region" else "commune"
    counted = {row.id: row for row in sheet.contents.rows(level) if row.id in codes}
    known = tuple(row for code, row in counted.items())
    rest = tuple(
        Entry(sheet.reading.label(level, code), sheet.profile(PLACE, code))
        for code in codes
        if code not in counted
    )
    groups = [Group(sheet.counted(level, known))] if known else []
    if rest:
        title = sheet.n("profile.rest_not_in_sources", len(rest))
        groups.append(Group(rest, title, folded=bool(known), sized=False))
    yield Section(
        "inside", sheet.t(f"profile.inside_{level}"), tuple(groups),
        lead=sheet.t("profile.inside_lead"),
    )  # fmt: skip


def where(sheet: Sheet) -> Iterator[Section]:
    """List where the activities of a programme, an organisation or a sector are."""
    if sheet.subject.kind == PLACE:
        return
    rows = sheet.contents.rows("region")
    # Bars of both groups share one scale.
    bars = list(zip(rows, sheet.counted("region", rows), strict=True))
    today = tuple(bar for row, bar in bars if row.id not in SPECIAL)
    others = tuple(bar for row, bar in bars if row.id in SPECIAL)
    groups = [Group(today)] if today else []
    if others:
        groups.append(Group(others, sheet.t("map.elsewhere")))
    targets = tuple(_target(sheet, code) for code in sheet.contents.aims)
    if targets:
        note = sheet.t("profile.targets_note")
        groups.append(Group(targets, sheet.t("profile.targets"), note=note))
    for level in ("province", "commune"):
        finer = tuple(row for row in sheet.contents.rows(level) if row.id not in SPECIAL)
        if finer:
            entries = _without_bars(sheet.counted(level, finer))
            groups.append(Group(entries, sheet.t(f"profile.inside_{level}"), folded=True))
    if groups:
        notes = sheet.reading.excess("region")
        yield Section("where", sheet.t("profile.where"), tuple(groups), notes=notes)


def _target(sheet: Sheet, code: str) -> Entry:
    href = "" if code == COUNTRY else sheet.profile(PLACE, code)
    return Entry(sheet.reading.label("place", code), href)


def sites(sheet: Sheet) -> Iterator[Section]:
    """List communes and named sites inside a place."""
    if sheet.subject.kind != PLACE:
        return
    own, level = sheet.subject.id, sheet.subject.level
    groups = []
    if level == "region":
        rows = tuple(row for row in sheet.contents.rows("commune") if row.id not in SPECIAL)
        if rows:
            entries = _without_bars(sheet.counted("commune", rows))
            groups.append(Group(entries, sheet.t("profile.inside_commune")))
    named = tuple(dict.fromkeys(_sites(sheet, own)))
    if named:
        groups.append(Group(named, sheet.t("profile.sites_named")))
    if groups:
        yield Section("sites", sheet.t("profile.sites"), tuple(groups))


def _sites(sheet: Sheet, own: str) -> Iterator[Entry]:
    """Name the sites that may be public, each with the activity there."""
    lang = sheet.page.view.lang
    for one in sheet.contents.activities:
        for location in one["locations"]:
            code, site = location["code"], location["site"][lang]
            if site and (code == own or code.startswith(f"{own}.")):
                place = sheet.reading.label("place", code)
                title = one["title"][lang]
                yield Entry(site, sheet.details(one["id"]), about=(place, title))


def years(sheet: Sheet) -> Iterator[Section]:
    """Draw the activities by year."""
    values = {row.id: row.value for row in sheet.contents.rows("year")}
    dated = [int(year) for year in values if year != UNDATED]
    if not values:
        return
    span = range(min(dated), max(dated) + 1) if dated else range(0)
    greatest = max((values[str(year)] for year in dated), default=1)
    columns = tuple(
        (str(year), sheet.number(f"year:{year}"), values.get(str(year), 0) / greatest)
        for year in span
    )
    undated = sheet.number("total:undated") if UNDATED in values else None
    yield Section(
        "years", sheet.t("profile.years"), template="years",
        body={"columns": columns, "undated": undated, "unit": sheet.t("unit.distinct")},
    )  # fmt: skip


def _without_bars(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(Entry(one.label, one.href, one.number) for one in entries)


def _folding(sheet: Sheet, entries: list[Entry]) -> tuple[Group, ...]:
    """Keep the first lines of a long list in view; a rest of one line is in view too."""
    if len(entries) <= SHOWN + 1:
        return (Group(tuple(entries)),)
    rest = tuple(entries[SHOWN:])
    title = sheet.n("chart.show_rest", len(rest))
    return (Group(tuple(entries[:SHOWN])), Group(rest, title, folded=True, sized=False))
