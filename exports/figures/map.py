"""The map, in the colours of the page's question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exports.asked import asked_in_words
from exports.figures import EVERY, Figure
from exports.geography import geography
from exports.map_panel import panel_of
from exports.map_table import notes_of, sources_of, table_of
from geodata.gazetteer import COUNTRY
from pictures.charts import map as chart
from pictures.charts.map import MapPicture
from ui import questions

if TYPE_CHECKING:
    from ui.page import Page

PAGES = (EVERY,)
RANK = 0
ALONE = "alone"
OVERLAP = "overlap"


def figure(page: Page) -> Figure | None:
    """Make the map; None on a page that has none."""
    if questions.layout(page) == ALONE:
        return None
    described = page.map
    crowded = partial(page.words.n, "map.crowded")
    picture = MapPicture(described, geography(), panel_of(page), crowded)
    return Figure(
        name="map",
        title=_title(page),
        unit=described.unit,
        table=table_of(page, _title(page)),
        draw=partial(chart.draw, picture=picture),
        # The other questions are told in its title.
        chosen=asked_in_words(page) if page.view.page == OVERLAP else (),
        notes=notes_of(page),
        source_ids=sources_of(page),
        bounded=True,
        counted=page.view.page != OVERLAP,
        height=partial(chart.height, picture=picture),
    )


def _title(page: Page) -> str:
    """Name the map, and the place that it frames, as the page does above it."""
    frame = page.map.frame
    if frame == COUNTRY:
        return page.map.title
    return f"{page.map.title} · {page.reading.label('place', frame)}"
