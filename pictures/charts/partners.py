"""Who with whom: the flow with as many names as can be read, or the organisations as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.partners_answer import Pair, Partner
from geodata.schema import ROLES
from i18n.lists import listed
from layers.partners import Flow
from layers.reading import Reading
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.flow import draw_flow, has_room, height_of_flow
from pictures.charts.table import Cell, Column, Row, Sheet, draw_table, height_of_table

NAMED = 3
"""Sectors of a pair that are named, as on the page; the others are counted."""


@dataclass(frozen=True)
class WhoWithWhom:
    """What is drawn: flows from the one with most names to the one with fewest."""

    reading: Reading
    flows: tuple[Flow, ...]
    partners: tuple[Partner, ...]


def draw_partners(canvas: Canvas, box: Box, told: WhoWithWhom) -> None:
    """Draw the flow with most names that has room in a box; a ranked table where none has.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    told : WhoWithWhom
        What is drawn.
    """
    words = told.reading.words
    for flow in told.flows:
        if has_room(flow, box, words):
            draw_flow(canvas, box, flow, words)
            return
    draw_table(canvas, box, roles_sheet(told.reading, told.partners))


def height_of_partners(room: float, told: WhoWithWhom) -> float:
    """Tell how high the flow, or the table, wants to be in a width."""
    words = told.reading.words
    high = height_of_flow(told.flows[0])
    if has_room(told.flows[0], Box(0, 0, room, high), words):
        return high
    return height_of_table(roles_sheet(told.reading, told.partners), room)


def roles_sheet(reading: Reading, partners: Sequence[Partner]) -> Sheet:
    """Put organisations into a table: their activities in any role, and in each."""
    t = reading.words.t
    greatest = max((one.activities for one in partners), default=1)
    columns = (
        Column(t("filter.org")),
        Column(t("figure.activities"), numeric=True),
        *(Column(t(f"filter.{role}"), numeric=True, spare=1) for role in ROLES),
        Column(t("figure.programmes"), numeric=True, spare=2),
        Column(t("partners.regions_column"), numeric=True, spare=3),
    )
    rows = tuple(
        Row(
            (
                Cell(reading.label("organisation", one.id)),
                Cell(reading.number(one.activities), one.activities / greatest),
                *(
                    _number(reading, value)
                    for value in (*map(one.role, ROLES), one.programmes, one.regions)
                ),
            )
        )
        for one in partners
    )
    return _sheet(reading, columns, rows)


def pairs_sheet(reading: Reading, pairs: Sequence[Pair]) -> Sheet:
    """Put every two organisations of the same activities into a table."""
    t = reading.words.t
    greatest = max((pair.activities for pair in pairs), default=1)
    columns = (
        Column(t("filter.org")),
        Column(t("figure_table.other", name=t("filter.org"))),
        Column(t("figure.activities"), numeric=True),
        Column(t("partners.pair_sectors"), spare=1),
    )
    rows = tuple(
        Row(
            (
                Cell(reading.label("organisation", pair.left)),
                Cell(reading.label("organisation", pair.right)),
                Cell(reading.number(pair.activities), pair.activities / greatest),
                Cell(_sectors(reading, pair), quiet=True),
            )
        )
        for pair in pairs
    )
    return _sheet(reading, columns, rows)


def _sectors(reading: Reading, pair: Pair) -> str:
    names = [reading.label("sector", id_) for id_ in pair.sectors]
    if len(names) > NAMED + 1:
        rest = reading.words.n("partners.more_sectors", len(names) - NAMED)
        names = [*names[:NAMED], rest]
    return listed(names, reading.words)


def _number(reading: Reading, value: int) -> Cell:
    # What is not in our sources is never written as zero.
    return Cell(reading.number(value) if value else "–", quiet=not value)


def _sheet(reading: Reading, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Sheet:
    return Sheet(
        columns,
        rows,
        more_rows=lambda count: reading.words.n("picture.more", count),
        more_columns=lambda count: reading.words.n("figure.more_columns", count),
    )
