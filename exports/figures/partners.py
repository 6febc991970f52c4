"""Who with whom: the flow from funders over implementers to regions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from exports.dimension_columns import identified
from exports.figures import Figure
from exports.table import Cell, Column, Table
from layers.partners import describe_flow, node_label
from pictures.charts.partners import WhoWithWhom as Drawn
from pictures.charts.partners import draw_partners, height_of_partners
from ui.questions.partners import ALL

if TYPE_CHECKING:
    from geodata.partners_answer import Node, WhoWithWhom
    from ui.page import Page

PAGES = ("partners",)
RANK = 20


def figure(page: Page) -> Figure | None:
    """Make the flow of the view, with every name where the view asks for it."""
    every = page.view.flow == ALL
    answers = [page.services.partners.answer(page.view, every=every)]
    if not answers[0].activities:
        return None
    if every:
        answers.append(page.services.partners.answer(page.view, every=False))
    t = page.words.t
    flows = tuple(describe_flow(page.reading, one) for one in answers)
    # Under the rule that splits activities, the flow is of their parts.
    allocated = page.view.count == "allocated"
    drawn = Drawn(page.reading, flows, answers[0].partners)
    return Figure(
        name="partners",
        title=t("partners.flow"),
        unit=t("unit.allocated" if allocated else "unit.distinct"),
        table=_table(page, answers[0]),
        draw=partial(draw_partners, told=drawn),
        notes=(t("partners.flow_allocated" if allocated else "partners.flow_note"),),
        source_ids=page.services.catalogue.sources.for_activities(page.answer.chosen.bits),
        counted=allocated,
        height=partial(height_of_partners, told=drawn),
    )


def _table(page: Page, found: WhoWithWhom) -> Table:
    words = page.words
    t = words.t
    columns = (
        Column("element", t("figure_table.element")),
        Column("from_column", t("figure_table.from_column")),
        *identified(words, "", t("figure_table.from"), "from"),
        Column("to_column", t("figure_table.to_column")),
        *identified(words, "", t("figure_table.to"), "to"),
        Column("value", t("figure.activities"), "number", "#activity+num"),
        Column("gathered", t("figure_table.gathered"), "integer"),
    )
    rows = tuple(_rows(page, found))
    return Table("partner_flow", t("partners.flow"), columns, rows, len(rows))


def _rows(page: Page, found: WhoWithWhom) -> Iterator[tuple[Cell, ...]]:
    """Yield every bar, and then every ribbon: ribbons do not add up to bars."""
    for node in (node for column in found.columns for node in column):
        yield ("node", *_end(page, node), None, None, None, node.value, node.gathered)
    for link in found.links:
        yield ("link", *_end(page, link.source), *_end(page, link.target), link.value, None)


def _end(page: Page, node: Node) -> tuple[str, str, str]:
    return node.column, node.id, node_label(node, page.words, page.reading.label)
