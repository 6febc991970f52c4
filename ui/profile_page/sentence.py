"""The answer of a profile in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING

from geodata.effective_places import SPECIAL
from geodata.profile.subject import PLACE
from i18n.lists import listed

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet


def sentence(sheet: Sheet) -> str:
    """Say what is documented, about what, and how much of it is only planned."""
    msgid = "profile.in_place" if sheet.subject.kind == PLACE else "profile.about"
    if not sheet.contents.answer.totals.matching:
        return sheet.t("profile.nothing", name=sheet.name())
    clauses = list(_clauses(sheet))
    rest = reduce(lambda one, other: sheet.t("profile.join", first=one, rest=other), clauses)
    return sheet.t(msgid, name=sheet.name(), rest=rest)


def _clauses(sheet: Sheet) -> Iterator[str]:
    n, totals = sheet.n, sheet.contents.answer.totals
    if sheet.contents.programme:
        yield n("profile.documented", totals.activities)
    else:
        programmes = n("unit.programmes", totals.programmes)
        yield n("profile.documented_of", totals.activities, programmes=programmes)
    if sheet.subject.kind != PLACE:
        regions = [row for row in sheet.contents.rows("region") if row.id not in SPECIAL]
        if regions:
            yield n("profile.regions", len(regions))
    leading = sheet.contents.leading
    if leading.sectors:
        names = [
            sheet.t("profile.quoted", name=sheet.reading.label("sector", id_))
            for id_ in leading.sectors
        ]
        sectors = listed(names, sheet.page.words)
        if leading.most:
            yield n("profile.most", totals.activities, sectors=sectors)
        else:
            yield sheet.t("profile.frequent", sectors=sectors)
    planned = int(sheet.contents.value("status", "planned"))
    if planned == totals.activities:
        yield n("profile.all_planned", planned)
    elif planned:
        yield n("profile.some_planned", planned)
