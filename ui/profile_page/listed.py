"""Sections of a profile that list activities: what is documented, only planned, or cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from geodata.effective_places import NATIONAL, UNPLACED
from geodata.gazetteer import is_former
from geodata.profile.contents import MOST
from geodata.profile.subject import PLACE
from ui.profile_page.parts import Group, Section

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet

Activity = dict[str, Any]
LONG = 8
"""A group of more activities than this is folded where there are several groups."""


def planned(sheet: Sheet) -> Iterator[Section]:
    """List what is only planned, by programme or, for a programme, by region."""
    for status in ("planned", "cancelled"):
        found = sheet.contents.of_status(status)
        if found:
            groups = tuple(_groups(sheet, found))
            lead = sheet.t(f"profile.{status}_lead")
            yield Section(
                status, sheet.t(f"profile.{status}"), groups, lead=lead, wide=True,
            )  # fmt: skip


def documented(sheet: Sheet) -> Iterator[Section]:
    """List what was carried out or is under way."""
    found = sheet.contents.of_status("done", "ongoing")
    if not found:
        return
    rest = sheet.contents.answer.totals.matching - len(sheet.contents.activities)
    notes = (sheet.n("counted.more", rest),) if rest and len(found) <= MOST else ()
    groups = tuple(_groups(sheet, found))
    yield Section("activities", sheet.t("profile.done"), groups, notes=notes, wide=True)


def plans(sheet: Sheet) -> Iterator[Section]:
    """Tell what sources say of the regional development programme of a region."""
    if sheet.subject.level != "region":
        return
    written, others = sheet.contents.plans
    groups = []
    if written:
        entries = tuple(sheet.activity(one) for one in written)
        groups.append(Group(entries, sheet.t("profile.plans_written")))
    if others:
        entries = tuple(sheet.activity(one) for one in others)
        groups.append(Group(entries, sheet.t("profile.plans_others"), folded=bool(written)))
    lead = "" if written else sheet.t("profile.plans_none")
    yield Section(
        "plans", sheet.t("profile.plans"), tuple(groups), lead=lead,
        notes=(sheet.t("profile.plans_rule"),),
    )  # fmt: skip


def _groups(sheet: Sheet, activities: Iterable[Activity]) -> Iterator[Group]:
    by: dict[tuple[str, str], list[Activity]] = {}
    for one in activities:
        for key in _keys(sheet, one):
            by.setdefault(key, []).append(one)
    for (dimension, id_), found in sorted(by.items(), key=lambda item: -len(item[1])):
        entries = tuple(sheet.activity(one) for one in found)
        yield Group(
            entries,
            sheet.reading.label(dimension, id_),
            sheet.profile_of(dimension, id_),
            folded=len(by) > 1 and len(found) > LONG,
        )


def _keys(sheet: Sheet, activity: Activity) -> list[tuple[str, str]]:
    """Tell under which headings an activity stands."""
    if not sheet.contents.programme:
        return [("programme", activity["programme"])]
    places = [("region", code) for code in activity["regions"]]
    if any(one["acts_at"] == NATIONAL for one in activity["locations"]):
        places.append(("region", NATIONAL))
    former = {one["code"] for one in activity["locations"] if is_former(one["code"])}
    places += [("former_region", code) for code in sorted(former)]
    return places or [("region", UNPLACED)]


def nationwide(sheet: Sheet) -> Iterator[Section]:
    """List what acts in the whole country: it may apply in every place."""
    if sheet.subject.kind != PLACE:
        return
    among = sheet.contents.nationwide
    rows = among.rows("programme")
    groups = []
    for row in rows:
        own = [one for one in among.activities if one["programme"] == row.id]
        entries = tuple(sheet.activity(one) for one in own)
        title = sheet.reading.label("programme", row.id)
        groups.append(Group(entries, title, sheet.profile("programme", row.id), folded=True))
    if groups:
        yield Section(
            "national", sheet.t("profile.national"), tuple(groups), lead=sheet.n(
                "profile.national_lead", among.answer.totals.activities,
                programmes=sheet.n("unit.programmes", among.answer.totals.programmes),
            ), body={"number": sheet.number("total:activities", among)},
        )  # fmt: skip
