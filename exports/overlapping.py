"""What the figures of an overlap share: its answer, its words and its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from exports.asked import asked_in_words
from exports.figures import Figure
from geodata.overlap_answer import set_keys
from layers.overlap import describe_overlap
from ui.questions.overlap import INCLUDE

if TYPE_CHECKING:
    from exports.table import Table
    from geodata.overlap_answer import Overlap
    from layers.overlap_description import NamedSet, OverlapDescription
    from ui.page import Page

TWO = 2


@dataclass(frozen=True)
class Compared:
    """The sets that a page compares: the answer, and the same in words."""

    found: Overlap
    described: OverlapDescription


@dataclass(frozen=True)
class Look:
    """What tells the figures of an overlap apart: ``draw`` and ``height`` take its description."""

    name: str
    unit: str
    draw: Callable[..., None]
    height: Callable[..., float]


def compared(page: Page) -> Compared | None:
    """Answer the overlap of a page; None where fewer than two sets are chosen."""
    sets = set_keys(page.view, page.services.vocabulary)
    if len(sets) < TWO:
        return None
    planned = page.view.planned == INCLUDE
    found = page.services.overlaps.overlap(page.view, sets, planned=planned, limit=0)
    return Compared(found, describe_overlap(page.reading, found))


def figure_of(page: Page, sets: Compared, table: Table, look: Look) -> Figure:
    """Make a figure of the sets that a page compares, which has the title of its table."""
    own = {"described": sets.described, "words": page.words}
    return Figure(
        name=look.name,
        title=table.title,
        unit=look.unit,
        table=table,
        draw=partial(look.draw, **own),
        chosen=asked_in_words(page),
        notes=_notes(page, sets.described.sets),
        source_ids=_sources(page, sets.described.sets),
        counted=False,
        height=partial(look.height, **own),
    )


def _notes(page: Page, sets: Sequence[NamedSet]) -> tuple[str, ...]:
    """Say of each set how much of it is in a unit, and why the rest is in none."""
    words = page.words
    notes = [words.t(f"figure.planned_{page.view.planned}")]
    for one in sets:
        activities = words.n("unit.activities", one.activities)
        placed = words.t("overlap.placed", placed=one.placed, activities=activities)
        told = words.t("overlap.told", name=one.name, activities=placed)
        notes.append(". ".join((told, *(line.text.rstrip(".") for line in one.left_out))) + ".")
    return tuple(notes)


def _sources(page: Page, sets: Sequence[NamedSet]) -> tuple[str, ...]:
    cited = {id_ for one in sets for id_ in one.source_ids}
    return tuple(id_ for id_ in page.services.catalogue.sources.ids if id_ in cited)
