"""The units in the order of their need, with what is done there beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.figures import Figure
from exports.ranked import need_notes, need_sources, need_table
from layers.need_ranking import describe_ranking
from layers.need_words import against_id
from pictures.charts import ranking

if TYPE_CHECKING:
    from layers.need_words import NeedReading
    from ui.page import Page

PAGES = ("need",)
RANK = 21


def figure(page: Page) -> Figure | None:
    """Make the ranking in the order that the view asks for."""
    words: NeedReading = page.asked
    chart = describe_ranking(words)
    if not any(row.number is not None for row in chart.rows):
        return None
    units = {unit.code: unit for unit in words.need.units}
    title = f"{chart.title} · {words.title}"
    return Figure(
        name="ranking",
        title=title,
        unit=words.unit,
        table=need_table(
            page, "ranking", title, [units[row.code] for row in chart.rows], words.need.references
        ),
        draw=partial(
            ranking.draw, chart=chart, against=words.t(against_id(words)), words=page.words
        ),
        notes=tuple(need_notes(page)),
        source_ids=need_sources(page),
        height=partial(ranking.height, chart=chart),
    )
