"""The dialog of a part of an overlap: exactly the activities behind its number, by set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.cited_sources import uses
from geodata.overlap_answer import set_key, set_keys
from geodata.overlap_parts import AT, LEFT, OF_ONE, OVERLAP, SEVERAL, Parts
from i18n.lists import listed
from layers.overlap import reason, set_name
from ui.links import Links
from ui.panels.details.documents import used_documents
from ui.panels.details.parts import Fact, Item, fact
from ui.questions.overlap import INCLUDE

if TYPE_CHECKING:
    from geodata.facets import Selection
    from geodata.overlap_parts import Part
    from ui.page import Page

MOST = 200
"""Activities listed of each set."""


@dataclass(frozen=True)
class OfSet:
    """The activities of one set behind the number; of more than `MOST`, the first."""

    name: str
    count: int
    activities: tuple[tuple[str, str], ...]


def overlap_item(page: Page, key: str) -> Item:
    """Describe a part of the overlap that the view asks for."""
    sets = set_keys(page.view, page.services.vocabulary)
    planned = page.view.planned == INCLUDE
    part = Parts(page.services.overlaps, page.view, sets, planned).part(key)
    record = page.services.catalogue.record
    counted = record.activities["id"][part.counted.flags]
    return Item(
        id=f"{OVERLAP}:{key}",
        kind=page.words.t("question.overlap"),
        title=page.words.t("rests.title", name=_name(page, part), value=_value(page, part)),
        template="details_overlap.html",
        documents=used_documents(page, part.source_ids, uses(record.citations, counted)),
        as_of=page.services.catalogue.data_as_of,
        facts=tuple(_facts(page, part)),
        body={
            "rule": _rule(page, part),
            "count": part.counted.count,
            "sets": tuple(_sets(page, part)),
        },
    )


def _name(page: Page, part: Part) -> str:
    t, kind, names = page.words.t, part.name.kind, [_set(page, one) for one in part.name.sets]
    if kind == AT:
        place = page.reading.label(page.view.level, part.name.code)
        whose = t("overlap.part_both", one=names[0], other=names[1]) if names[1:] else names[0]
        return t("overlap.part_at", name=whose, place=place)
    if kind in ("set", LEFT):
        return names[0]
    if kind in OF_ONE:
        return t("overlap.only", name=names[0])
    if len(names) > 1:
        return t(f"overlap.part_{kind}", one=names[0], other=names[1])
    return t("overlap.part_several") if kind == SEVERAL else t(f"overlap.{kind}")


def _set(page: Page, text: str) -> str:
    key = set_key(text, page.services.vocabulary)
    return set_name(page.reading, key) if key else text


def _value(page: Page, part: Part) -> str:
    """Write the number that the page shows: units, or activities where it is about these."""
    if part.name.kind in (AT, SEVERAL, LEFT, "set"):
        return page.words.n("unit.activities", part.counted.count)
    return page.reading.number(len(part.units))


def _rule(page: Page, part: Part) -> str:
    statuses = page.words.t(f"overlap.statuses_{page.view.planned}")
    if part.name.kind == LEFT:
        why = reason(page.reading, part.name.code, part.counted.count)
        return f"{why} {page.words.t('overlap.counted_left')}"
    several = part.name.kind == SEVERAL
    msgid = "overlap.counted_several" if several else "overlap.counted_there"
    return page.words.t(msgid, statuses=statuses)


def _facts(page: Page, part: Part) -> Iterator[Fact]:
    names = [page.reading.label(page.view.level, code) for code in part.units]
    if part.name.kind not in (SEVERAL, LEFT):
        told = listed(names, page.words) or page.words.t("overlap.no_unit")
        yield fact(page.words.t(f"map.level_{page.view.level}"), told)


def _sets(page: Page, part: Part) -> Iterator[OfSet]:
    # What belongs to both of two sets is listed once.
    same = part.name.kind == AT
    for key, found in part.by_set[:1] if same else part.by_set:
        yield _of_set(page, str(key), found)


def _of_set(page: Page, key: str, found: Selection) -> OfSet:
    catalogue, links = page.services.catalogue, Links(page.view)
    positions = catalogue.in_order(found.flags, limit=MOST)
    rows = catalogue.record.activities[["id", f"title_{page.view.lang}"]].iloc[positions]
    activities = tuple((title, links.details(id_)) for id_, title in rows.itertuples(index=False))
    return OfSet(_set(page, key), found.count, activities)
