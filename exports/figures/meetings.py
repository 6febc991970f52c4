"""Who does what in each unit: the activities of every set there, and the sectors they share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.dimension_columns import identified, joined, sources_column
from exports.overlapping import Compared, Look, compared, figure_of
from exports.table import Cell, Column, Table
from pictures.charts.overlap import draw_meetings, height_of_meetings

if TYPE_CHECKING:
    from exports.figures import Figure
    from ui.page import Page

PAGES = ("overlap",)
RANK = 32


def figure(page: Page) -> Figure | None:
    """Make the units where sets meet; None where they meet nowhere."""
    sets = compared(page)
    if sets is None or not sets.described.meetings:
        return None
    look = Look("meetings", page.words.t("unit.distinct"), draw_meetings, height_of_meetings)
    return figure_of(page, sets, _table(page, sets), look)


def _table(page: Page, sets: Compared) -> Table:
    words, level = page.words, sets.described.level
    t = words.t
    columns = (
        *identified(words, level, t(f"map.level_{level}")),
        Column("set", t("figure_table.set_code")),
        Column("set_name", t("figure_table.set")),
        Column("activities", t("figure.activities"), "integer", "#activity+num"),
        Column("sets_present", t("figure_table.sets_present"), "integer", "#indicator+num"),
        Column("shared_sector_ids", t("figure_table.code", name=t("figure.shared_sectors"))),
        Column("shared_sectors", t("figure.shared_sectors"), hxl="#sector+list"),
        sources_column(words),
    )
    rows = tuple(_rows(page, sets))
    return Table("overlap_units", t("overlap.meetings"), columns, rows, len(rows))


def _rows(page: Page, sets: Compared) -> Iterator[tuple[Cell, ...]]:
    """Yield each set in each unit where it is present; those without another set are told too."""
    found, described = sets.found, sets.described
    names = {one.key: one.name for one in described.sets}
    met = {one.place.code: one for one in described.meetings}
    for unit in found.units:
        label = page.reading.label(described.level, unit.code)
        for key, count in unit.activities:
            there = met.get(unit.code)
            sectors = [
                sector
                for sector in (there.sectors if there else ())
                if key in (one.key for one in sector.sets)
            ]
            yield (
                unit.code, label, str(key), names[key], count, len(unit.activities),
                joined(tuple(sector.id for sector in sectors)) or None,
                joined(tuple(sector.name for sector in sectors)) or None,
                joined(there.source_ids) if there else None,
            )  # fmt: skip
