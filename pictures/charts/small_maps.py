"""Several small maps on one scale: the regions of each phase, sector or year."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from geodata.gazetteer import COUNTRY
from layers import theme
from layers.comparing import MultipleDescription, MultiplesDescription
from layers.geometry import Frame, mercator
from layers.map_guides import UN_LINE
from layers.shading import LegendEntry
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.geography import Geography, fit
from pictures.legend import draw_legend, legend_height
from pictures.text import shortened, wrap

REGIONS = "regions"
MOST = 12
"""Maps that are drawn; the table has them all."""
SHAPE = 1.06
"""Height of the country in its width."""
TITLE, SMALL = 12.5, 11.0
LINE = 1.3
"""From one line to the next, in the size of the letters."""
GAP, ROOM = 16.0, 6.0
REST = GAP + 16
"""Room for the line that says how many maps are not drawn."""
NARROW, WIDE = 84.0, 190.0
"""Width of a map below which fewer are drawn, and that it has where the height is left open."""
NAMED = 118.0
"""Width that the name of a map needs."""
TITLE_LINES = 2


@dataclass(frozen=True)
class SmallMaps:
    """Small maps and their words.

    ``absent`` names a region without activities, ``more`` says how many maps are not drawn.
    ``timely`` maps run from left to right in every language.
    """

    description: MultiplesDescription
    geography: Geography
    unit: str
    absent: str
    boundary: str
    timely: bool
    more: Callable[[int], str]

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """The classes, and last what is in no source."""
        none = LegendEntry(theme.EMPTY["not_in_sources"], self.absent)
        classes = (LegendEntry(theme.LIGHT[s.token], s.text) for s in self.description.legend)
        return (*classes, none)


@dataclass(frozen=True)
class Layout:
    """How many maps stand in a row, how many are drawn, and how large they and their words are."""

    columns: int
    drawn: int
    cell: float
    size: float
    above: float
    under: float

    @property
    def high(self) -> float:
        """Height of a map with its words."""
        return self.above + self.size * SHAPE + self.under


def draw(canvas: Canvas, box: Box, *, picture: SmallMaps) -> None:
    """Draw the maps in rows under their legend.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Where; maps are as large as it has room for.
    picture : SmallMaps
        What is drawn.
    """
    high = draw_legend(canvas, box, picture.legend, title=picture.unit, across=True) + ROOM
    layout = arrange(picture, box.width, box.height - high)
    for rank, one in enumerate(picture.description.maps[: layout.drawn]):
        row, column = divmod(rank, layout.columns)
        along = column * (layout.cell + GAP)
        if canvas.mirrored and not picture.timely:
            along = box.width - along - layout.cell
        top = box.y + high + row * (layout.high + GAP)
        _map(canvas, Box(box.x + along, top, layout.cell, layout.high), one, layout, picture)
    rest = len(picture.description.maps) - layout.drawn
    if rest:
        x = box.right if canvas.mirrored else box.x
        rows = math.ceil(layout.drawn / layout.columns)
        y = box.y + high + rows * (layout.high + GAP) + SMALL
        more = picture.more(rest)
        canvas.text(x, y, more, size=TITLE, fill="muted", anchor=canvas.start)


def height(width: float, *, picture: SmallMaps) -> float:
    """Tell how high the maps want to be in a width."""
    many = min(MOST, len(picture.description.maps))
    columns = max(2, min(many, int((width + GAP) / (WIDE + GAP))))
    layout = _layout(picture, width, columns, many)
    rows = math.ceil(many / columns)
    legend = legend_height(picture.legend, width, title=picture.unit, across=True) + ROOM
    rest = REST if len(picture.description.maps) > many else 0
    return legend + rows * (layout.high + GAP) - GAP + rest


def arrange(picture: SmallMaps, width: float, room: float) -> Layout:
    """Choose how many maps stand in a row: so that they are largest, and none is too small."""
    every = len(picture.description.maps)
    for many in range(min(MOST, every), 0, -1):
        left = room - (REST if many < every else 0)
        most = max(1, min(many, int((width + GAP) / (NAMED + GAP))))
        layouts = [_sized(picture, width, left, columns, many) for columns in range(1, most + 1)]
        best = max(layouts, key=lambda layout: layout.size)
        if best.size >= NARROW or many == 1:
            return best
    raise AssertionError(picture)


def _sized(picture: SmallMaps, width: float, room: float, columns: int, many: int) -> Layout:
    layout = _layout(picture, width, columns, many)
    rows = math.ceil(many / columns)
    high = (room - (rows - 1) * GAP) / rows - layout.above - layout.under
    size = max(1.0, min(layout.cell, high / SHAPE))
    return Layout(columns, many, layout.cell, size, layout.above, layout.under)


def _layout(picture: SmallMaps, width: float, columns: int, many: int) -> Layout:
    cell = (width - (columns - 1) * GAP) / columns
    maps = picture.description.maps[:many]
    titles = max(len(shortened(one.title, TITLE, 600, cell, TITLE_LINES)) for one in maps)
    under = max(len(_elsewhere(one, cell)) for one in maps)
    above = (titles * TITLE + SMALL) * LINE + ROOM
    return Layout(columns, many, cell, cell, above, under * SMALL * LINE + (ROOM if under else 0))


def _elsewhere(one: MultipleDescription, cell: float) -> list[str]:
    """Write what is in no region of today."""
    # A number stays in the line of the last word of its name.
    texts = (f"{figure.label}\u00a0{figure.text}" for figure in one.map.elsewhere)
    return wrap(" · ".join(texts), SMALL, 400, cell)


def _map(
    canvas: Canvas, box: Box, one: MultipleDescription, layout: Layout, picture: SmallMaps
) -> None:
    x = box.right if canvas.mirrored else box.x
    y = box.y
    for line in shortened(one.title, TITLE, 600, box.width, TITLE_LINES):
        canvas.text(x, y + TITLE, line, size=TITLE, weight=600, anchor=canvas.start)
        y += TITLE * LINE
    canvas.text(x, y + SMALL, one.text, size=SMALL, fill="muted", anchor=canvas.start)
    left = box.right - layout.size if canvas.mirrored else box.x
    move = f"translate({left:g} {box.y + layout.above:g})"
    with canvas.group(f"{one.title}. {one.map.told}", transform=move, data_map=one.id):
        _country(canvas, layout.size, one, picture)
    y = box.y + layout.above + layout.size * SHAPE + ROOM
    for line in _elsewhere(one, box.width):
        canvas.text(x, y + SMALL, line, size=SMALL, fill="muted", anchor=canvas.start)
        y += SMALL * LINE


def _country(canvas: Canvas, size: float, one: MultipleDescription, picture: SmallMaps) -> None:
    """Draw the regions: all maps have one frame, so that their paths are worked out once."""
    stage = Box(0, 0, size, size * SHAPE)
    frame = fit(picture.geography.extent(COUNTRY), stage, stage)
    tokens = dict(one.map.tokens)
    absent = theme.STATES["not_in_sources"]
    for code, path in picture.geography.paths(REGIONS, frame).items():
        fill = tokens.get(code, absent)
        canvas.path(path, fill=fill, stroke="seam", stroke_width="0.6", data_code=code)
    if picture.boundary == "un":
        (x1, y1), (x2, y2) = _un_line(frame)
        canvas.line(x1, y1, x2, y2, "ink", 1, stroke_dasharray="4 3", data_line="un")


def _un_line(frame: Frame) -> Iterator[tuple[float, float]]:
    for x, y in mercator(np.column_stack([UN_LINE["lon"], UN_LINE["lat"]])):
        yield frame.point(float(x), float(y))
