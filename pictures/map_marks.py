"""The marks of a map: land, units, borders, points and labels, from the ground upwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from layers import map_parts, theme
from layers.geometry import Frame, Points, Shape, mercator, path_of
from layers.map_guides import UN_LINE
from layers.region_map import MapDescription, Point
from pictures import labels, stripes
from pictures.box import Box
from pictures.canvas import NOTHING, Canvas
from pictures.geography import Geography
from pictures.text import width

BEYOND = 6
"""Pixels beyond the edge of the map that are drawn, so that no line runs along it."""
NAME, LEAST_NAME, OF_STAGE = 13.0, 11.0, 54.0
"""Size of a name: at most, at least, and how many of them a map is high."""
LARGER, MANY = 2.5, 30
"""By how much a number is larger than a name, where there are not too many of them."""
LINE = 1.16
"""From one line to the next, in the size of the letters."""
DIGITS = 11.0
"""Size of a number in a point."""
ASIDE, CROWDED = 2.0, 3.0
"""How far labels stay from the edge of the map, and numbers from each other where they are many."""


_Found = tuple[map_parts.Label, labels.Wanted, labels.Placed]


@dataclass(frozen=True)
class Type:
    """Sizes of the letters of names and numbers, and how far numbers stand apart."""

    name: float
    number: float
    apart: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """A map that is being drawn: what, on what, and where."""

    canvas: Canvas
    description: MapDescription
    geography: Geography
    frame: Frame
    stage: Box

    @cached_property
    def units(self) -> dict[str, Shape]:
        """The units of the description in pixels, by their codes."""
        shapes = self.geography.shapes(map_parts.units_geometry(self.description), self.frame)
        return {mark.key: shapes[mark.key] for mark in self.description.marks if mark.key in shapes}

    @cached_property
    def type(self) -> Type:
        """Letters that suit the size of the map; many numbers have small ones."""
        if sum(bool(mark.written) for mark in self.description.marks) >= MANY:
            return Type(LEAST_NAME, LEAST_NAME, CROWDED)
        size = min(self.stage.width, self.stage.height) / OF_STAGE
        name = min(NAME, max(LEAST_NAME, size))
        return Type(name, name + LARGER)

    def position(self, lon: float, lat: float) -> tuple[float, float]:
        """Find the pixel of a longitude and latitude."""
        x, y = self.frame.points(mercator(np.array([[lon, lat]])))[0]
        return float(x), float(y)


def draw_marks(drawing: Drawing, taken: list[Box], crowded: Callable[[int], str]) -> None:
    """Draw the whole map.

    Parameters
    ----------
    drawing : Drawing
        What is drawn.
    taken : list of Box
        Where no label may stand.
    crowded : callable
        Says that so many numbers have no room on the map.
    """
    canvas, stage = drawing.canvas, drawing.stage
    canvas.rect(stage.x, stage.y, stage.width, stage.height, "sea")
    with canvas.clip(stage):
        _ground(drawing)
        _units(drawing)
        _outlines(drawing)
        _edges(drawing)
        if drawing.description.boundary == "un":
            _un_line(drawing)
        _points_and_labels(drawing, taken, crowded)


def _ground(drawing: Drawing) -> None:
    """Draw land, and around a framed place its neighbours."""
    description, canvas = drawing.description, drawing.canvas
    shapes = drawing.geography.shapes(map_parts.land_geometry(description), drawing.frame)
    canvas.path(_seen(drawing, shapes["land"]), fill="land", data_land="land")
    for code, name in description.around:
        path = _seen(drawing, shapes[code]) if code in shapes else ""
        if path:
            with canvas.group(name):
                canvas.path(path, fill="around", stroke="hairline", data_around=code)


def _seen(drawing: Drawing, shape: Shape) -> str:
    stage = drawing.stage
    cut = shapely.clip_by_rect(
        shape, stage.x - BEYOND, stage.y - BEYOND, stage.right + BEYOND, stage.bottom + BEYOND
    )
    return path_of(cut)


def _units(drawing: Drawing) -> None:
    description, canvas = drawing.description, drawing.canvas
    paths = drawing.geography.paths(map_parts.units_geometry(description), drawing.frame)
    striped = dict(description.stripes)
    seam = {
        "stroke": "seam",
        "stroke_width": f"{map_parts.UNIT_LINES[description.level]:g}",
        "stroke_linejoin": "round",
    }
    for mark, colour in zip(description.marks, description.colours, strict=True):
        if mark.key not in paths:
            continue
        dimmed = {"opacity": f"{map_parts.DIMMED:g}"} if mark.dimmed else {}
        own = {"data_code": mark.key, **seam}
        with canvas.group(f"{mark.label}: {mark.text}", **dimmed):
            canvas.path(paths[mark.key], fill=theme.token_of(colour), **own)
            if mark.key in striped:
                _stripes(drawing, mark.key, striped[mark.key])
                canvas.path(paths[mark.key], **seam)


def _stripes(drawing: Drawing, code: str, colours: tuple[str, ...]) -> None:
    cuts = stripes.cut(drawing.units[code], len(colours) + 1)
    for colour, shape in zip(colours, cuts, strict=True):
        drawing.canvas.path(path_of(shape), fill=theme.token_of(colour), data_stripes=code)


def _outlines(drawing: Drawing) -> None:
    """Draw a line around the units that are chosen."""
    paths = drawing.geography.paths(map_parts.units_geometry(drawing.description), drawing.frame)
    for mark in drawing.description.marks:
        if mark.selected and mark.key in paths:
            _line(drawing, paths[mark.key], "ink", map_parts.CHOSEN_LINE, data_chosen=mark.key)


def _edges(drawing: Drawing) -> None:
    """Draw the borders of what is coarser than the units."""
    edges = map_parts.edges(drawing.description)
    if not edges:
        return
    name = map_parts.edges_geometry(drawing.description)
    shapes = drawing.geography.shapes(name, drawing.frame)
    for edge in edges:
        path = _seen(drawing, shapes[edge.code]) if edge.code in shapes else ""
        token, wide = map_parts.edge_line(edge)
        if path and edge.aside:
            drawing.canvas.path(path, fill="around")
        if path:
            _line(drawing, path, token, wide, data_edge=edge.code)


def _line(drawing: Drawing, path: str, token: str, wide: float, **more: str) -> None:
    line = {"stroke_width": f"{wide:g}", "stroke_linejoin": "round", **more}
    drawing.canvas.path(path, stroke=token, **line)


def _un_line(drawing: Drawing) -> None:
    """Draw the dashed line of the United Nations."""
    ends = zip(UN_LINE["lon"], UN_LINE["lat"], strict=True)
    (x1, y1), (x2, y2) = (drawing.position(lon, lat) for lon, lat in ends)
    drawing.canvas.line(
        x1, y1, x2, y2, "ink", map_parts.UN_LINE_WIDTH, stroke_dasharray="7 5", data_line="un"
    )


def _points_and_labels(drawing: Drawing, taken: list[Box], crowded: Callable[[int], str]) -> None:
    """Draw the points over the lines that lead to numbers, and under the labels."""
    spots = [_spot(drawing, point) for point in drawing.description.points]
    found = _labels(drawing, [*taken, *spots], crowded)
    for _label, wanted, placed in found:
        if placed.box and placed.tied:
            _tie(drawing, wanted, placed.box)
    for point, spot in zip(drawing.description.points, spots, strict=True):
        with drawing.canvas.group(_plain(point.text), data_site=point.count):
            draw_site(drawing.canvas, spot.x + spot.width / 2, spot.y + spot.height / 2, point)
    for label, _wanted, placed in found:
        if placed.box:
            _write(drawing, label, placed.box, named=placed.named)


def _spot(drawing: Drawing, point: Point) -> Box:
    """Find the place of a point."""
    x, y = drawing.position(point.lon, point.lat)
    radius = site_radius(point)
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def site_radius(point: Point) -> float:
    """Tell how large the sign of a point is."""
    if not point.several:
        return map_parts.SITE_SIZE / 2
    return (map_parts.COUNTED_SIZE + map_parts.DIGIT * (len(point.count) - 1)) / 2


def draw_site(canvas: Canvas, x: float, y: float, point: Point) -> None:
    """Draw the sign of a point about a pixel, as the map and its legend have it."""
    radius, edge = site_radius(point), "mark" if point.event else "ring"
    if not point.several:
        fill = NOTHING if point.event else "mark"
        canvas.circle(x, y, radius, fill, stroke=edge, stroke_width="1.5")
        return
    fill, ink = ("card", "ink") if point.event else ("mark", "on-mark")
    canvas.circle(x, y, radius, fill, stroke=edge, stroke_width="1.5")
    middle = y + DIGITS * 0.36
    canvas.text(x, middle, point.count, size=DIGITS, weight=700, fill=ink, anchor="middle")


def _plain(text: str) -> str:
    return re.sub("<[^>]*>", "", text.replace("<br>", " · "))


def _labels(drawing: Drawing, taken: list[Box], crowded: Callable[[int], str]) -> list[_Found]:
    """Find the place of every label that the map has room for."""
    stage, type_ = drawing.stage, drawing.type
    about = drawing.description, drawing.geography.guides
    # On paper nobody can point at a unit to learn its name.
    every = (*map_parts.names(*about), *map_parts.labels(*about))
    room = stage.inset(ASIDE, ASIDE, ASIDE, ASIDE)
    pairs = [(label, _wanted(drawing, label)) for label in every]
    seen = [(label, one) for label, one in pairs if _is_seen(one, room)]

    def placed(corner: list[Box]) -> list[_Found]:
        wanted, many = [one for _label, one in seen], bool(type_.apart)
        boxes = [*taken, *corner]
        found = labels.place(wanted, boxes, room, _covers(drawing), crowded=many)
        return [(*pair, one) for pair, one in zip(seen, found, strict=True)]

    corner = [_corner(drawing, crowded(len(every)))]
    found = placed(corner if type_.apart else [])
    if _left_out(found):
        found = found if type_.apart else placed(corner)
        _say(drawing, crowded(_left_out(found)))
    return found


def _left_out(found: list[_Found]) -> int:
    """Count the numbers without a place."""
    return sum(bool(label.number) and not placed.box for label, _wanted, placed in found)


def _say(drawing: Drawing, text: str) -> None:
    x, y = (corner := _corner(drawing, text)).right, corner.bottom - 4
    drawing.canvas.text(x, y, text, size=DIGITS, fill="muted", anchor="right", halo="halo")


def _corner(drawing: Drawing, text: str) -> Box:
    """Keep the lower right corner, which is desert in most maps, for what has to be said."""
    wide, high = width(text, DIGITS, 400), DIGITS * 1.5
    return Box(drawing.stage.right - wide - 10, drawing.stage.bottom - high - 4, wide, high)


def _is_seen(wanted: labels.Wanted, room: Box) -> bool:
    """Tell whether a place lies on the map; a number that does not would lead nowhere."""
    return room.x <= wanted.x <= room.right and room.y <= wanted.y <= room.bottom


def _covers(drawing: Drawing) -> labels.Covers:
    units = drawing.units

    def covers(code: str, x: Points, y: Points) -> npt.NDArray[np.bool_]:
        if code not in units:
            return np.zeros(len(x), dtype=bool)
        shapely.prepare(units[code])
        found: npt.NDArray[np.bool_] = shapely.contains_xy(units[code], x, y)
        return found

    return covers


def _wanted(drawing: Drawing, label: map_parts.Label) -> labels.Wanted:
    x, y = drawing.position(label.lon, label.lat)
    type_ = drawing.type
    weight = 600 if label.number else 400
    wide = max(width(line, type_.name, weight) for line in label.lines)
    high = len(label.lines) * type_.name * LINE
    if not label.number:
        return labels.Wanted(label.code, x, y, None, (wide, high))
    number = (width(label.number, type_.number, 700) + type_.apart, type_.number * LINE)
    return labels.Wanted(label.code, x, y, number, (max(wide, number[0]), high + number[1]))


def _write(drawing: Drawing, label: map_parts.Label, box: Box, *, named: bool) -> None:
    canvas, type_ = drawing.canvas, drawing.type
    x, top = box.x + box.width / 2, box.y
    if label.number:
        more = {"fill": label.token, "halo": "halo", "data_number_of": label.code}
        baseline, size = top + 0.88 * type_.number, type_.number
        canvas.text(x, baseline, label.number, size=size, weight=700, anchor="middle", **more)
        top += type_.number * LINE
    for rank, line in enumerate(label.lines if named else ()):
        baseline = top + (0.88 + rank * LINE) * type_.name
        more, weight = {"fill": label.token, "halo": "halo"}, 600 if label.number else 400
        canvas.text(x, baseline, line, size=type_.name, weight=weight, anchor="middle", **more)


def _tie(drawing: Drawing, wanted: labels.Wanted, box: Box) -> None:
    """Draw a line from a unit to the number that had to leave it, which it ends short of."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    far = float(np.hypot(x - wanted.x, y - wanted.y))
    part = max(0.0, 1 - box.height / 2 / far) if far else 0.0
    end_x, end_y = wanted.x + (x - wanted.x) * part, wanted.y + (y - wanted.y) * part
    drawing.canvas.line(wanted.x, wanted.y, end_x, end_y, "ink", 1)
