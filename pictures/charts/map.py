"""A map: units in their colours, what lies around them, points, labels, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import shapely

from geodata.gazetteer import COUNTRY
from layers.geometry import Frame
from layers.region_map import MapDescription
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.map_panel import (
    GAP,
    Panel,
    draw_elsewhere,
    draw_panel,
    elsewhere_height,
    panel_height,
    panel_width,
)
from pictures.geography import Geography, fit
from pictures.map_marks import Drawing, draw_marks

PAD = 12.0
"""Between the edge of the map and what stands over its sea."""
WIDE = 1.12
"""A box that is so much wider than high has the words beside the map."""
PARTS = (0.3, 0.36, 0.44, 0.52)
"""How much of the width words may take: beside a map as little, over the sea as much as can be."""
TALLEST, FLATTEST = 1.25, 0.5
"""Height of a map in its width."""
EMPTY = Box(0, 0, 0, 0)
LEAST_STAGE = 150.0
LIMITS = "regions"


@dataclass(frozen=True)
class MapPicture:
    """A map and what goes with it; ``crowded`` says that so many figures have no room on it."""

    description: MapDescription
    geography: Geography
    panel: Panel
    crowded: Callable[[int], str]

    @property
    def is_country(self) -> bool:
        """Whether the map frames the country, which leaves the north-west to the sea."""
        return self.description.frame == COUNTRY


@dataclass(frozen=True)
class Layout:
    """Where the map, its legend and what is on no map stand.

    ``across`` and ``flowing`` tell whether the entries of the legend, and of what is on no map,
    stand side by side; ``over`` is what stands over the map.
    """

    stage: Box
    frame: Frame
    panel: Box
    elsewhere: Box
    across: bool = False
    flowing: bool = False
    over: tuple[Box, ...] = ()


def draw(canvas: Canvas, box: Box, *, picture: MapPicture) -> None:
    """Draw a map with its legend and what is on no map.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Where; its shape decides whether the words stand over the sea, beside the map or above it.
    picture : MapPicture
        What is drawn.
    """
    layout = arrange(picture, box, mirrored=canvas.mirrored)
    drawing = Drawing(canvas, picture.description, picture.geography, layout.frame, layout.stage)
    draw_marks(drawing, list(layout.over), picture.crowded)
    draw_panel(canvas, layout.panel, picture.panel, across=layout.across)
    draw_elsewhere(canvas, layout.elsewhere, picture.panel, across=layout.flowing)


def height(width: float, *, picture: MapPicture) -> float:
    """Tell how high a map wants to be in a width."""
    extent = picture.geography.extent(picture.description.frame)
    shape = (extent.north - extent.south) / (extent.east - extent.west)
    under = _under(picture, width)
    high = width * min(TALLEST, max(FLATTEST, shape)) + under
    box = Box(0, 0, width, high)
    over = (_over_sea(picture, box, part) for part in PARTS if picture.is_country)
    if any(not _hides(picture, layout) for layout in over):
        return high
    return high + _above(picture, width)


def arrange(picture: MapPicture, box: Box, *, mirrored: bool) -> Layout:
    """Find where everything of a map stands in a box."""
    for layout in _layouts(picture, box, mirrored=mirrored):
        lowest = max(layout.panel.bottom, layout.elsewhere.bottom)
        if lowest <= box.bottom + 1 and not _hides(picture, layout):
            return layout
    return _stacked(picture, box)


def _layouts(picture: MapPicture, box: Box, *, mirrored: bool) -> Iterator[Layout]:
    """Offer arrangements, the best first."""
    wide = box.width > WIDE * box.height
    if picture.is_country and wide:
        yield from (_over_wide_sea(picture, box, part) for part in reversed(PARTS))
        yield from (_over_wide_sea(picture, box, part, aside=True) for part in PARTS)
    elif picture.is_country:
        yield from (_over_sea(picture, box, part) for part in reversed(PARTS))
    elif wide:
        yield from (_beside(picture, box, part, mirrored=mirrored) for part in PARTS)


def _over_sea(picture: MapPicture, box: Box, part: float) -> Layout:
    """Put the legend over the sea of a tall map, and what is on no map under it."""
    under = _under(picture, box.width)
    stage = _cropped(box, box.height - under)
    room = panel_width(picture.panel, box.width * part)
    panel = Box(box.x + PAD, box.y + PAD, room, panel_height(picture.panel, room))
    elsewhere = _under_box(stage, under)
    return Layout(
        stage, _fitted(picture, stage, stage), panel, elsewhere, flowing=True, over=(panel,)
    )


def _over_wide_sea(picture: MapPicture, box: Box, part: float, *, aside: bool = False) -> Layout:
    """Put all words over the sea, the country in the middle or as far aside as they need."""
    panel, elsewhere = _column(picture, box.x + PAD, box.y + PAD, box.width * part)
    frame = _fitted(picture, box.inset(left=panel.width + PAD if aside else 0), box)
    return Layout(box, frame, panel, elsewhere, over=(panel, elsewhere))


def _beside(picture: MapPicture, box: Box, part: float, *, mirrored: bool) -> Layout:
    """Put the words into a column of their own, where reading begins."""
    panel, elsewhere = _column(picture, box.x, box.y, box.width * part)
    taken = panel.width + 2 * PAD
    stage = box.inset(right=taken) if mirrored else box.inset(left=taken)
    if mirrored:
        moved = box.right - panel.width
        panel, elsewhere = replace(panel, x=moved), replace(elsewhere, x=moved)
    return Layout(stage, _fitted(picture, stage, stage), panel, elsewhere)


def _column(picture: MapPicture, x: float, y: float, most: float) -> tuple[Box, Box]:
    """Put the legend into a column, and what is on no map under it."""
    room = panel_width(picture.panel, most)
    panel = Box(x, y, room, panel_height(picture.panel, room))
    under = elsewhere_height(picture.panel, room)
    return panel, Box(x, panel.bottom + (GAP if under else 0), room, under)


def _stacked(picture: MapPicture, box: Box) -> Layout:
    """Put the legend above the map, and what is on no map under it."""
    above, under = _above(picture, box.width), _under(picture, box.width)
    stage = _cropped(box.inset(top=above), max(LEAST_STAGE, box.height - above - under))
    panel = Box(box.x, box.y, box.width, above - GAP)
    elsewhere = _under_box(stage, under)
    frame = _fitted(picture, stage, stage)
    return Layout(stage, frame, panel, elsewhere, across=True, flowing=True)


def _cropped(box: Box, high: float) -> Box:
    """Keep a map from being much higher than wide: all that it would gain is sea."""
    return Box(box.x, box.y, box.width, min(high, TALLEST * box.width))


def _fitted(picture: MapPicture, focus: Box, stage: Box) -> Frame:
    return fit(picture.geography.extent(picture.description.frame), focus, stage)


def _above(picture: MapPicture, width: float) -> float:
    return panel_height(picture.panel, width, across=True) + GAP


def _under(picture: MapPicture, width: float) -> float:
    high = elsewhere_height(picture.panel, width, across=True)
    return high + GAP if high else 0.0


def _under_box(stage: Box, under: float) -> Box:
    return Box(stage.x, stage.bottom + GAP, stage.width, under - GAP) if under else EMPTY


def _hides(picture: MapPicture, layout: Layout) -> bool:
    """Tell whether words over the sea would hide a part of the country."""
    over = [
        shapely.box(one.x - PAD, one.y - PAD, one.right + PAD, one.bottom + PAD)
        for one in layout.over
        if one.height
    ]
    shapes = list(picture.geography.shapes(LIMITS, layout.frame).values()) if over else []
    return any(bool(shapely.intersects(shape, one)) for shape in shapes for one in over)
