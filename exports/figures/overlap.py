"""Union, intersection and differences of the sets that a view compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import identified
from exports.figures import Figure
from exports.table import Cell, Column, Table
from geodata.overlap_answer import set_keys
from layers.overlap import describe_overlap
from pictures.charts.overlap import draw_parts, height_of_parts
from ui.questions.overlap import INCLUDE

if TYPE_CHECKING:
    from geodata.overlap_answer import Overlap
    from layers.overlap import NamedSet, OverlapDescription
    from ui.page import Page

PAGES = ("overlap",)
RANK = 30
TWO = 2


def found_by(page: Page) -> Overlap | None:
    """Answer the overlap of a page; None where fewer than two sets are chosen."""
    sets = set_keys(page.view, page.services.vocabulary)
    if len(sets) < TWO:
        return None
    planned = page.view.planned == INCLUDE
    return page.services.overlaps.overlap(page.view, sets, planned=planned, limit=0)


def notes_of(page: Page, sets: Sequence[NamedSet]) -> tuple[str, ...]:
    """Say of each set how much of it is in a unit, and why the rest is in none."""
    words = page.words
    notes = [words.t(f"figure.planned_{page.view.planned}")]
    for one in sets:
        activities = words.n("unit.activities", one.activities)
        placed = words.t("overlap.placed", placed=one.placed, activities=activities)
        told = words.t("overlap.told", name=one.name, activities=placed)
        notes.append(". ".join((told, *(line.rstrip(".") for line in one.left_out))) + ".")
    return tuple(notes)


def sources_of(page: Page, sets: Sequence[NamedSet]) -> tuple[str, ...]:
    """Return the sources of the placed activities of all sets."""
    cited = {id_ for one in sets for id_ in one.source_ids}
    return tuple(id_ for id_ in page.services.catalogue.sources.ids if id_ in cited)


def figure(page: Page) -> Figure | None:
    """Make the parts of the sets that are chosen."""
    found = found_by(page)
    if found is None:
        return None
    described, words = describe_overlap(page.reading, found), page.words
    return Figure(
        name="overlap",
        title=words.t("overlap.parts"),
        unit=words.t(f"figure.units_{described.level}"),
        table=_table(page, found, described),
        draw=partial(draw_parts, described=described, words=words),
        notes=notes_of(page, described.sets),
        source_ids=sources_of(page, described.sets),
        counted=False,
        height=partial(height_of_parts, described=described, words=words),
    )


def _table(page: Page, found: Overlap, described: OverlapDescription) -> Table:
    words, level = page.words, described.level
    t = words.t
    columns = (
        Column("part", t("figure_table.part_code")),
        Column("part_name", t("overlap.part")),
        *identified(words, level, t(f"map.level_{level}")),
        Column("sets_present", t("figure_table.sets_present"), "integer", "#indicator+num"),
    )
    rows = tuple(_rows(page, found, described))
    return Table("overlap", t("overlap.parts"), columns, rows, len(rows))


def _rows(page: Page, found: Overlap, described: OverlapDescription) -> Iterator[tuple[Cell, ...]]:
    """Yield every unit of every part: of all sets, then of every two; keys are the endpoint's."""
    present = {one.code: len(one.activities) for one in found.units}
    label = page.reading.label
    parts: list[tuple[str, str, Sequence[str]]] = [
        (part.key, part.text, [place.code for place in part.places]) for part in described.parts
    ]
    names = {one.key: one.name for one in described.sets}
    for pair in found.pairs if described.pairs else ():
        both = f"{names[pair.left]} + {names[pair.right]}"
        parts.append((f"both/{pair.left}/{pair.right}", both, pair.intersection))
    for key, name, codes in parts:
        for code in codes:
            yield key, name, code, label(described.level, code), present[code]
