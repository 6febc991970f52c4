"""The list of profiles: every region, programme, organisation and sector with its activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.gazetteer import FORMER_REGION
from geodata.profile.contents import Contents
from geodata.profile.subject import PARAMETERS, PLACE, Subject
from geodata.view_state import ViewState
from ui.profile_page.parts import Entry, Group, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.page import Page

DIMENSIONS = {PLACE: "region", "programme": "programme", "organisation": "organisation",
              "sector": "sector"}  # fmt: skip


def index(page: Page) -> dict[str, Any]:
    """Prepare the list of profiles."""
    view = ViewState(lang=page.view.lang, boundary=page.view.boundary, theme=page.view.theme)
    contents = Contents(page.services.catalogue, Subject(PLACE, ""), view)
    sheet = Sheet(page, contents)
    return {
        "title": f"{page.words.t('profile.title')} – {page.words.t('app.title')}",
        "description": page.words.t("profile.index_lead"),
        "sections": tuple(_sections(sheet)),
        "sheet": sheet,
    }


def _sections(sheet: Sheet) -> Iterator[Section]:
    lists = sheet.page.services.catalogue.vocabulary.lists
    gazetteer = sheet.page.services.gazetteer
    for kind, dimension in DIMENSIONS.items():
        ids = gazetteer.codes("region") if kind == PLACE else lists[PARAMETERS[kind]]
        rows = [row for row in sheet.contents.rows(dimension) if row.id in ids]
        known = {row.id for row in rows}
        entries = sheet.counted(dimension, tuple(rows))
        rest = tuple(_unknown(sheet, kind, dimension, id_) for id_ in ids if id_ not in known)
        title = sheet.t(f"profile.index_{kind}")
        yield Section(kind, title, (Group((*entries, *rest)),))
    former = sheet.contents.rows(FORMER_REGION)
    entries = tuple(
        one for one in sheet.counted(FORMER_REGION, former) if one.href
    )  # what lies in no former region has no profile
    if entries:
        yield Section(FORMER_REGION, sheet.t("place.former"), (Group(entries),))


def _unknown(sheet: Sheet, kind: str, dimension: str, id_: str) -> Entry:
    label = sheet.reading.label(dimension, id_)
    return Entry(label, sheet.profile(kind, id_), about=(sheet.t("state.not_in_sources"),))
