"""Small maps of the country or a region: inline SVG, drawn on the server, without script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import shapely

from layers import geometry
from layers.map_guides import UN_LINE
from ui import shapes

WIDTH = 360
MARGIN = 6
STEPS = 5
SMALL = 14.0
"""A highlighted unit that is drawn smaller than this (units of the picture) has a ring around."""
Line = tuple[tuple[float, float], tuple[float, float]]


class Frame(geometry.Frame):
    """Fits shapes of the plane into a picture of a fixed width."""

    def __init__(self, drawn: Mapping[str, Any], width: int = WIDTH) -> None:
        west, south, east, north = (float(x) for x in shapely.total_bounds(list(drawn.values())))
        # Tall regions would fill a screen: a picture is at most as high as wide.
        scale = (width - 2 * MARGIN) / max(east - west, north - south)
        super().__init__(west, north, scale, (width - (east - west) * scale) / 2, MARGIN)
        self.height = round((north - south) * scale + 2 * MARGIN)

    def ring(self, shape: Any) -> tuple[float, float] | None:  # noqa: ANN401
        """Tell where a ring helps to find a small shape."""
        west, south, east, north = shapely.bounds(shape)
        if max(east - west, north - south) * self.scale >= SMALL:
            return None
        return self.point(float((west + east) / 2), float((south + north) / 2))


def step(index: int, classes: int) -> int:
    """Spread a class, 1 for the lowest, over the five steps of the scale."""
    return STEPS if classes == 1 else 1 + round((index - 1) * (STEPS - 1) / (classes - 1))


def un_line(frame: Frame) -> Line:
    """Place the dashed line of the United Nations in a frame."""
    ends = geometry.mercator(np.column_stack([UN_LINE["lon"], UN_LINE["lat"]]))
    first, last = (frame.point(float(x), float(y)) for x, y in ends)
    return first, last


@cache
def country(width: int) -> tuple[Frame, Mapping[str, str]]:
    """Draw the outlines of the regions once: their frame, and the path of each by its code."""
    drawn = shapes.regions()
    frame = Frame(drawn, width)
    return frame, {code: frame.path(drawn[code]) for code in sorted(drawn)}
