"""Who works together most: every two organisations of the same activities."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import identified, joined
from exports.figures import Figure
from exports.figures.partners import sources_of
from exports.table import Cell, Column, Table
from pictures.charts.partners import pairs_sheet
from pictures.charts.table import draw_table, height_of_table

if TYPE_CHECKING:
    from geodata.partners_answer import Pair
    from ui.page import Page

PAGES = ("partners",)
RANK = 24


def figure(page: Page) -> Figure | None:
    """Make the table of pairs, those with most activities first."""
    found = page.services.partners.answer(page.view)
    if not found.pairs:
        return None
    t = page.words.t
    sheet = pairs_sheet(page.reading, found.pairs)
    return Figure(
        name="partner_pairs",
        title=t("partners.pairs"),
        unit=t("unit.distinct"),
        table=_table(page, found.pairs),
        draw=partial(draw_table, sheet=sheet),
        notes=(t("partners.pairs_lead"),),
        source_ids=sources_of(page),
        counted=False,
        height=partial(height_of_table, sheet),
    )


def _table(page: Page, pairs: tuple[Pair, ...]) -> Table:
    words, name = page.words, page.words.t("filter.org")
    t = words.t
    other = t("figure_table.other", name=name)
    columns = (
        *identified(words, "organisation", name),
        *identified(words, "organisation", other, "other"),
        Column("activities", t("figure.activities"), "integer", "#activity+num"),
        Column("sector_ids", t("figure_table.code", name=t("table.sectors"))),
        Column("sectors", t("table.sectors"), hxl="#sector+list"),
    )
    rows = tuple(_row(page, pair) for pair in pairs)
    return Table("partner_pairs", t("partners.pairs"), columns, rows, len(rows))


def _row(page: Page, pair: Pair) -> tuple[Cell, ...]:
    label = page.reading.label
    return (
        pair.left,
        label("organisation", pair.left),
        pair.right,
        label("organisation", pair.right),
        pair.activities,
        joined(pair.sectors) or None,
        joined(tuple(label("sector", id_) for id_ in pair.sectors)) or None,
    )
