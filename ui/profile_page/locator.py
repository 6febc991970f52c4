"""The locator map of a profile: inline SVG, drawn on the server, without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geodata.gazetteer import FORMER_REGION
from geodata.profile.subject import PLACE
from layers.breaks import class_of, count_breaks
from layers.map_figure import UN_LINE
from ui.profile_page import shapes

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet

WIDTH = 360
MARGIN = 6
STEPS = 5
SMALL = 14.0
"""A highlighted unit that is drawn smaller than this (units of the picture) has a ring around."""
Line = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Unit:
    """One outline: ``state`` is plain, near, chosen, or a step of the scale, 1 to 5."""

    path: str
    state: str


@dataclass(frozen=True)
class Label:
    """A number on the map."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Picture:
    """One map of a profile."""

    id: str
    height: int
    title: str
    desc: str
    units: tuple[Unit, ...]
    labels: tuple[Label, ...] = ()
    ring: tuple[float, float] | None = None
    line: Line | None = None
    width: int = WIDTH


def pictures(sheet: Sheet) -> tuple[Picture, ...]:
    """Draw where the subject of a profile is, or where its activities are."""
    if sheet.subject.kind != PLACE:
        return (_shaded(sheet),)
    level, code = sheet.subject.level, sheet.subject.id
    if level == FORMER_REGION:
        today = sheet.page.services.gazetteer.former(code).today
        desc = sheet.t("profile.map_former", places=sheet.names("region", today))
        return (_country(sheet, dict.fromkeys(today, "near"), desc),)
    region = code[:2]
    names = sheet.names("place", (region,))
    within = sheet.t("profile.map_within", name=names)
    country = _country(sheet, {region: "chosen"}, within)
    return (country,) if level == "region" else (*_closer(sheet, region), country)


def _country(sheet: Sheet, states: Mapping[str, str], desc: str) -> Picture:
    drawn = shapes.regions()
    frame = _Frame(drawn)
    return Picture(
        id="country",
        height=frame.height,
        title=sheet.t("profile.map_title", name=sheet.name()),
        desc=desc,
        units=_units(frame, drawn, states),
        line=_un_line(sheet, frame),
    )


def _shaded(sheet: Sheet) -> Picture:
    """Shade the regions by their activities; the text of each says how many."""
    drawn = shapes.regions()
    frame = _Frame(drawn)
    values = {row.id: row.value for row in sheet.contents.rows("region") if row.id in drawn}
    breaks = count_breaks(list(values.values()))
    states = {
        code: str(_step(class_of(value, breaks), len(breaks))) for code, value in values.items()
    }
    points = shapes.label_points()
    told = [
        sheet.t("profile.pair", name=sheet.reading.label("region", code), value=value)
        for code, value in values.items()
    ]
    return Picture(
        id="country",
        height=frame.height,
        title=sheet.t("profile.map_counts", name=sheet.name()),
        desc="; ".join(told) if told else sheet.t("profile.map_none"),
        units=_units(frame, drawn, states),
        labels=tuple(
            Label(*frame.point(*points[code]), sheet.reading.number(value))
            for code, value in values.items()
        ),
        line=_un_line(sheet, frame),
    )


def _closer(sheet: Sheet, region: str) -> tuple[Picture, ...]:
    """Draw the provinces of the region around a province or commune."""
    code = sheet.subject.id
    drawn = shapes.provinces_of(region)
    if code[:6] not in drawn:
        return ()
    frame = _Frame(drawn)
    commune = shapes.commune(code) if sheet.subject.level == "commune" else None
    states = {code[:6]: "chosen" if commune is None else "near"}
    units = _units(frame, drawn, states)
    if commune is not None:
        units = (*units, Unit(frame.path(commune), "chosen"))
    target = commune if commune is not None else drawn[code[:6]]
    return (
        Picture(
            id="region",
            height=frame.height,
            title=sheet.t("profile.map_title", name=sheet.name()),
            desc=sheet.t("profile.map_within", name=sheet.names("place", (region,))),
            units=units,
            ring=frame.ring(target),
        ),
    )


def _units(frame: _Frame, drawn: Mapping[str, Any], states: Mapping[str, str]) -> tuple[Unit, ...]:
    """Draw every unit, those with a state last: their borders lie on top."""
    codes = sorted(drawn, key=lambda code: (code in states, code))
    return tuple(Unit(frame.path(drawn[code]), states.get(code, "plain")) for code in codes)


def _step(index: int, classes: int) -> int:
    return STEPS if classes == 1 else 1 + round((index - 1) * (STEPS - 1) / (classes - 1))


def _un_line(sheet: Sheet, frame: _Frame) -> Line | None:
    if sheet.page.view.boundary != "un":
        return None
    ends = shapes.mercator(np.column_stack([UN_LINE["lon"], UN_LINE["lat"]]))
    first, last = (frame.point(float(x), float(y)) for x, y in ends)
    return first, last


class _Frame:
    """Puts shapes of the plane into a picture of a fixed width, y downwards."""

    def __init__(self, drawn: Mapping[str, Any]) -> None:
        west, south, east, north = shapely.total_bounds(list(drawn.values()))
        self._west, self._north = float(west), float(north)
        # Tall regions would fill a screen: a picture is at most as high as wide.
        self._scale = (WIDTH - 2 * MARGIN) / max(float(east - west), float(north - south))
        self._left = (WIDTH - float(east - west) * self._scale) / 2
        self.height = round(float(north - south) * self._scale + 2 * MARGIN)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Place a point of the plane."""
        return (
            round((x - self._west) * self._scale + self._left, 1),
            round((self._north - y) * self._scale + MARGIN, 1),
        )

    def path(self, shape: Any) -> str:  # noqa: ANN401
        """Write a polygon as the data of a path."""
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        rings = (ring for part in parts for ring in shapely.get_rings(part))
        return "".join(self._ring(shapely.get_coordinates(ring)) for ring in rings)

    def ring(self, shape: Any) -> tuple[float, float] | None:  # noqa: ANN401
        """Tell where a ring helps to find a small shape."""
        west, south, east, north = shapely.bounds(shape)
        if max(east - west, north - south) * self._scale >= SMALL:
            return None
        return self.point(float((west + east) / 2), float((south + north) / 2))

    def _ring(self, points: np.ndarray) -> str:
        placed = [self.point(float(x), float(y)) for x, y in points[:-1]]
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in placed) + "Z"
