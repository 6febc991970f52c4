"""Places, programmes or periods side by side, with their differences in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.figures import Figure
from exports.table import Cell, Column, Table
from geodata import bitmaps
from geodata.comparing import DIMENSIONS, compare
from layers.comparing import GLANCE, describe_comparison
from pictures.charts.compare import draw_comparison, height_of_comparison

if TYPE_CHECKING:
    from geodata.comparing import Comparison, Side
    from layers.comparing import ComparisonDescription
    from ui.page import Page

PAGES = ("compare",)
RANK = 20
TITLES = {"region": "compare.by_region", "year": "compare.by_year"}


def figure(page: Page) -> Figure | None:
    """Make the comparison of the view; None where nothing is compared."""
    if not page.view.compare:
        return None
    found = compare(page.services.catalogue, page.view, page.view.compare)
    described = describe_comparison(page.reading, found)
    words = page.words
    title = words.t("figure.compared", names=" – ".join(one.name for one in described.columns))
    return Figure(
        name="compare",
        title=title,
        unit=words.t(f"unit.{page.view.count}"),
        table=_table(page, found, described, title),
        draw=partial(draw_comparison, described=described, words=words),
        notes=(words.t("compare.lead"),),
        source_ids=_sources(page, found),
        height=partial(height_of_comparison, described=described, words=words),
    )


def _sources(page: Page, found: Comparison) -> tuple[str, ...]:
    catalogue = page.services.catalogue
    chosen = (side.answer.chosen.bits for side in found.sides)
    return catalogue.sources.for_activities(bitmaps.either(chosen, catalogue.ground.size))


def _table(page: Page, found: Comparison, described: ComparisonDescription, title: str) -> Table:
    t = page.words.t
    columns = (
        Column("side", t("figure_table.side_code")),
        Column("side_name", t("figure_table.side")),
        Column("dimension", t("figure_table.dimension")),
        Column("id", t("figure_table.id")),
        Column("name", t("figure_table.name")),
        Column("value", t("details.value"), "number", "#indicator+value+num"),
        Column("unit", t("figure_table.unit"), hxl="#indicator+unit"),
    )
    rows = tuple(
        row
        for side, column in zip(found.sides, described.columns, strict=True)
        for row in _rows(page, side, column.name)
    )
    return Table("comparison", title, columns, rows, len(rows))


def _rows(page: Page, side: Side, name: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the counts of a side, and its figures by every dimension; zeros are left out."""
    label = page.reading.label
    counts = {**side.counts, "sectors": len(side.by["sector"])}
    counts["regions_covered"] = side.answer.totals.regions_covered
    for one in GLANCE:
        yield side.key, name, "total", one, page.words.t(f"compare.{one}"), counts[one], one
    for dimension in DIMENSIONS:
        for id_, value in side.by[dimension].items():
            yield side.key, name, dimension, id_, label(dimension, id_), value, "activities"
    totals = side.answer.totals
    for kind, figures in (("people", totals.people), ("funding", totals.funding)):
        for figure in figures:
            indicator = label("indicator", figure.indicator)
            yield side.key, name, kind, figure.id, indicator, figure.value, figure.unit
