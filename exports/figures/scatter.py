"""Need and activity of every unit as dots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.figures import Figure
from exports.ranked import need_notes, need_sources, need_table
from layers.need_scatter import describe_scatter
from pictures.charts import scatter

if TYPE_CHECKING:
    from layers.need_words import NeedReading
    from ui.page import Page

PAGES = ("need",)
RANK = 20


def figure(page: Page) -> Figure | None:
    """Make the dots of the units that have a census figure."""
    words: NeedReading = page.asked
    chart = describe_scatter(words)
    if not chart.dots:
        return None
    title = f"{chart.title} · {words.title}"
    return Figure(
        name="scatter",
        title=title,
        unit=words.t("need.both_unit", against=chart.y_title),
        table=need_table(page, "need", title, words.need.units),
        draw=partial(scatter.draw, chart=chart),
        notes=tuple(need_notes(page)),
        source_ids=need_sources(page),
        height=scatter.height,
    )
