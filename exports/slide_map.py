"""A map, drawn for a slide: its legend stands elsewhere, what is on no map stands over its sea."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from exports.map_panel import panel_of
from geodata.gazetteer import COUNTRY
from pictures.box import Box
from pictures.charts.map_panel import draw_elsewhere, elsewhere_height
from pictures.geography import fit
from pictures.map_marks import Drawing, draw_marks
from pictures.text import width

if TYPE_CHECKING:
    from layers.region_map import MapDescription
    from pictures.canvas import Canvas
    from pictures.charts.map import MapPicture
    from ui.page import Page

SEA, GAP = 118.0, 8.0
"""Width of the words over the sea of the whole country, and the space around them."""
EASTWARD = 28.0
LETTERS = 9.0
"""Half of the height of a name."""


def draw_map(canvas: Canvas, box: Box, page: Page, picture: MapPicture) -> None:
    """Draw a map; what is on no map stands over the sea of the country, else under the map."""
    panel = panel_of(page)
    high = elsewhere_height(panel, box.width, across=True)
    over = page.map.frame == COUNTRY
    stage = box if over or not high else box.inset(bottom=high + GAP)
    # North is up in every language: the sea lies at the left.
    place = Box(GAP, GAP, SEA, 0) if over else Box(0, box.bottom - high, box.width, 0)
    taken = [replace(place, height=elsewhere_height(panel, SEA))] if over else []
    # The words over the sea push the country to the east, where the desert is as wide.
    focus = stage.inset(left=EASTWARD) if over else stage
    frame = fit(picture.geography.extent(page.map.frame), focus, stage)
    drawing = Drawing(canvas, picture.description, picture.geography, frame, stage)
    drawing = replace(drawing, description=_named_apart(drawing))
    draw_marks(drawing, taken, picture.crowded)
    draw_elsewhere(canvas, place, panel, across=not over)


def _named_apart(drawing: Drawing) -> MapDescription:
    """Leave the names of neighbours out that would be written over what the map is about."""
    own = shapely.union_all(list(drawing.units.values()))
    labels = drawing.geography.guides.labels

    def apart(code: str, name: str) -> str:
        if code not in labels:
            return name
        x, y = drawing.position(*labels[code])
        half = width(name, drawing.type.name, 400) / 2
        near = shapely.box(x - half, y - LETTERS, x + half, y + LETTERS)
        return "" if shapely.intersects(own, near) or x < half else name

    description = drawing.description
    return replace(
        description,
        around=tuple((code, apart(code, name)) for code, name in description.around),
        edges=tuple(
            replace(edge, label=apart(edge.code, edge.label)) if edge.aside else edge
            for edge in description.edges
        ),
    )
