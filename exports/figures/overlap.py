"""Union, intersection and differences of the sets that a view compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exports.dimension_columns import identified
from exports.overlapping import Compared, Look, compared, figure_of
from exports.table import Cell, Column, Table
from pictures.charts.overlap import draw_parts, height_of_parts

if TYPE_CHECKING:
    from exports.figures import Figure
    from ui.page import Page

PAGES = ("overlap",)
RANK = 30


def figure(page: Page) -> Figure | None:
    """Make the parts of the sets that are chosen."""
    sets = compared(page)
    if sets is None:
        return None
    unit = page.words.t(f"figure.units_{sets.described.level}")
    look = Look("overlap", unit, draw_parts, height_of_parts)
    return figure_of(page, sets, _table(page, sets), look)


def _table(page: Page, sets: Compared) -> Table:
    words, level = page.words, sets.described.level
    t = words.t
    columns = (
        Column("part", t("figure_table.part_code")),
        Column("part_name", t("overlap.part")),
        *identified(words, level, t(f"map.level_{level}")),
        Column("sets_present", t("figure_table.sets_present"), "integer", "#indicator+num"),
    )
    rows = tuple(_rows(page, sets))
    return Table("overlap", t("overlap.parts"), columns, rows, len(rows))


def _rows(page: Page, sets: Compared) -> Iterator[tuple[Cell, ...]]:
    """Yield every unit of every part: of all sets, then of every two; keys are the endpoint's."""
    found, described = sets.found, sets.described
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
