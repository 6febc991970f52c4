"""Who works together most: every two organisations of the same activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.dimension_columns import identified, joined
from exports.partner_tables import figure_of
from exports.table import Cell, Column, Table
from pictures.charts.partners import pairs_sheet

if TYPE_CHECKING:
    from exports.figures import Figure
    from geodata.partners_answer import Pair
    from ui.page import Page

PAGES = ("partners",)
RANK = 24


def figure(page: Page) -> Figure | None:
    """Make the table of pairs, those with most activities first."""
    found = page.services.partners.answer(page.view).pairs
    if not found:
        return None
    sheet = pairs_sheet(page.reading, found)
    return figure_of(
        page, "partner_pairs", _table(page, found), sheet, (page.words.t("partners.pairs_lead"),)
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
