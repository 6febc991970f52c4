"""The key figures: what is counted, and what only sources state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import joined, sources_column
from exports.figures import Figure
from exports.table import Cell, Column, Table
from i18n.direction import embed
from pictures.charts.cards import Card, Item, draw_cards, height_of_cards
from ui.panels.figures import contexts

if TYPE_CHECKING:
    from geodata.answer import StatedFigure
    from ui.page import Page
    from ui.panels.figures import Item as Shown
    from ui.panels.figures import Plain, Stated

PAGES = ("explore", "overlap", "coverage", "need", "time", "partners", "compare")
RANK = 80
"""After what each page is about."""
COUNTED = ("activities", "programmes", "organisations", "regions_covered", "national", "unplaced")


def figure(page: Page) -> Figure:
    """Make the key figures of the view."""
    [(_element, _template, prepared)] = list(contexts(page))
    stated = (_stated(page, one) for one in prepared["stated"])
    cards = (*map(_plain, prepared["plain"]), *stated)
    t, totals = page.words.t, page.answer.totals
    return Figure(
        name="key_figures",
        title=t("figure.title"),
        unit="",
        table=_table(page),
        draw=partial(draw_cards, cards=cards, words=page.words),
        source_ids=_cited(page, (*totals.people, *totals.funding)),
        height=partial(height_of_cards, cards=cards, words=page.words),
    )


def _plain(one: Plain) -> Card:
    return Card(
        _begun(one.title), (Item(one.value, "", tuple(aside.text for aside in one.asides)),)
    )


def _stated(page: Page, one: Stated) -> Card:
    items = tuple(_item(item, page.view.lang) for item in (*one.items, *one.more))
    note = one.aside if items else page.words.t("state.not_in_sources")
    return Card(_begun(one.title), items, note, wide=True)


def _begun(title: str) -> str:
    """Begin with a capital, as the page does."""
    return title[:1].upper() + title[1:]


def _item(item: Shown, lang: str) -> Item:
    label = f"{item.label} ({item.as_of})" if item.as_of else item.label
    return Item(embed(item.value, lang), label, (item.shared,) if item.shared else ())


def _cited(page: Page, stated: tuple[StatedFigure, ...]) -> tuple[str, ...]:
    """Return the sources of what is counted and of what is stated, in the order of the record."""
    sources = page.services.catalogue.sources
    cited = set(sources.for_activities(page.answer.chosen.bits))
    cited |= {id_ for one in stated for id_ in one.source_ids}
    return tuple(id_ for id_ in sources.ids if id_ in cited)


def _table(page: Page) -> Table:
    t = page.words.t
    columns = (
        Column("figure", t("figure_table.figure_code")),
        Column("figure_name", t("figure_table.name")),
        Column("value", t("details.value"), "number", "#indicator+value+num"),
        Column("unit", t("figure_table.unit"), hxl="#indicator+unit"),
        Column("low", t("figure_table.low"), "number", "#indicator+value+min"),
        Column("high", t("figure_table.high"), "number", "#indicator+value+max"),
        Column("measurement_id", t("figure_table.measurement"), hxl="#indicator+id"),
        Column("series", t("figure_table.series")),
        Column(
            "scope_codes", t("figure_table.code", name=t("details.scope")), hxl="#loc+code+list"
        ),
        Column("inside", t("figure_table.inside"), "integer"),
        sources_column(page.words),
    )
    rows = tuple(_rows(page))
    return Table("key_figures", t("figure.title"), columns, rows, len(rows))


def _rows(page: Page) -> Iterator[tuple[Cell, ...]]:
    """Yield the counts of the view, then what sources state of people and funding."""
    totals = page.services.catalogue.answer(page.view, sources=True).totals
    for key in COUNTED:
        value = getattr(totals, key)
        cited = joined(totals.source_ids.get(key, ())) or None
        yield (key, _name(page, key), value, key, None, None, None, None, None, None, cited)
    for key, figures in (("people", totals.people), ("funding", totals.funding)):
        for one in figures:
            yield (
                key, page.words.t(f"figure.{key}"), one.value, one.unit, one.low, one.high,
                one.id, one.series, joined(one.scope) or None, int(one.inside),
                joined(one.source_ids) or None,
            )  # fmt: skip


def _name(page: Page, key: str) -> str:
    pairs = key == "activities" and page.view.count == "touches"
    names = {"national": "place.national", "unplaced": "place.unplaced"}
    return page.words.t("figure.pairs" if pairs else names.get(key, f"figure.{key}"))
