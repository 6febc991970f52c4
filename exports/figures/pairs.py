"""Every two programmes, and how many places they share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import identified, joined
from exports.figures import Figure
from exports.table import Cell, Column, Table
from layers.overlap_pairs import describe_pairs
from pictures.charts.pairs import draw_pairs, height_of_pairs
from ui.questions.overlap import INCLUDE

if TYPE_CHECKING:
    from geodata.overlap_answer import AllPairs
    from ui.page import Page

PAGES = ("overlap",)
RANK = 34


def figure(page: Page) -> Figure | None:
    """Make the matrix of every two programmes that are present in a unit."""
    overlaps, words = page.services.overlaps, page.words
    planned = page.view.planned == INCLUDE
    found = overlaps.all_pairs(page.view, overlaps.programmes(), planned=planned)
    described = describe_pairs(page.reading, found)
    if not described.rows:
        return None
    return Figure(
        name="pairs",
        title=described.title,
        unit=words.t(f"figure.pairs_{described.level}"),
        table=_table(page, found, described.title),
        draw=partial(draw_pairs, matrix=described, words=words),
        notes=(words.t(f"figure.planned_{page.view.planned}"), described.absent),
        source_ids=_sources(page, found),
        counted=False,
        height=partial(height_of_pairs, matrix=described, words=words),
    )


def _sources(page: Page, found: AllPairs) -> tuple[str, ...]:
    answer = page.services.overlaps.overlap(page.view, found.keys, planned=found.planned, limit=0)
    cited = {id_ for one in answer.sets for id_ in one.source_ids}
    return tuple(id_ for id_ in page.services.catalogue.sources.ids if id_ in cited)


def _table(page: Page, found: AllPairs, title: str) -> Table:
    t = page.words.t
    programme = t("table.programme")
    columns = (
        *identified(page.words, "programme", programme),
        *identified(page.words, "programme", t("figure_table.other", name=programme), "other"),
        Column("count", t(f"figure.pairs_{page.view.level}"), "integer", "#indicator+num"),
        Column("place_codes", t("figure_table.code", name=t(f"map.level_{page.view.level}"))),
    )
    rows = tuple(_rows(page, found))
    return Table("programme_pairs", title, columns, rows, len(rows))


def _rows(page: Page, found: AllPairs) -> Iterator[tuple[Cell, ...]]:
    """Yield each programme with every one, itself included, as the endpoint does."""
    names = [page.reading.label(key.kind, key.id) for key in found.keys]
    for at, shared in enumerate(found.shared):
        for other, units in enumerate(shared):
            one, two = found.keys[at], found.keys[other]
            yield one.id, names[at], two.id, names[other], len(units), joined(units)
