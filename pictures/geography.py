"""Where places lie in a picture: the page's geometry, simplified to what the picture can show."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely

from geodata.gazetteer import COUNTRY
from layers.geometry import Frame, Shape, mercator, path_of, read_shapes, simplified
from layers.map_guides import Guides
from pictures.box import Box

VISIBLE = 0.45
"""Pixels: what sticks out less than this is left out."""
KNOWN = (-25.8, 9.0, 16.0, 41.0)
"""West, east, south and north of the land that is known (degrees): beyond, all would be sea."""
MARGIN = 1.08
"""How much more than the framed place has room."""
CACHED = 64


@dataclass(frozen=True)
class Extent:
    """A part of the plane that has to be seen."""

    west: float
    south: float
    east: float
    north: float

    def around(self, part: float) -> Extent:
        """Return the extent enlarged about its middle."""
        across = (self.east - self.west) * (part - 1) / 2
        up = (self.north - self.south) * (part - 1) / 2
        return Extent(self.west - across, self.south - up, self.east + across, self.north + up)


@dataclass(frozen=True, eq=False)
class Geography:
    """What the map knows of places, and the files that their geometry is read from.

    ``file`` gives the path of a file of the web geometry by its name, such as ``regions``.
    """

    guides: Guides
    file: Callable[[str], Path]

    def extent(self, code: str) -> Extent:
        """Find what has to be seen of a place; of one that is not known, the country.

        Parameters
        ----------
        code : str
            An HCP code, or ``MA``.

        Returns
        -------
        Extent
            Of the plane, with a margin.
        """
        boxes = self.guides.boxes
        west, south, east, north = boxes.get(code, boxes[COUNTRY])
        (_, low), (_, high) = mercator(np.array([[west, south], [east, north]]))
        return Extent(west, float(low), east, float(high)).around(MARGIN)

    def shapes(self, name: str, frame: Frame) -> Mapping[str, Shape]:
        """Read geometry into the pixels of a picture.

        Parameters
        ----------
        name : str
            Of the file of web geometry.
        frame : Frame
            Of the picture.

        Returns
        -------
        mapping of str to shapely geometry
            By code, simplified as far as nobody sees it; y grows downwards.
        """
        return _placed(self.file(name), *_key(frame))

    def paths(self, name: str, frame: Frame) -> Mapping[str, str]:
        """Write geometry as paths of a picture, by code; see `shapes`."""
        return _paths(self.file(name), *_key(frame))


def fit(extent: Extent, focus: Box, stage: Box) -> Frame:
    """Fit a part of the plane into a picture.

    Parameters
    ----------
    extent : Extent
        What has to be seen.
    focus : Box
        Where it has to be seen.
    stage : Box
        What the map fills; no more of it than can be helped lies beyond the land that is known.

    Returns
    -------
    Frame
        With the extent in the middle of the focus, unless that shows where the land ends.
    """
    scale = min(
        focus.width / (extent.east - extent.west), focus.height / (extent.north - extent.south)
    )
    left = focus.x + focus.width / 2 - (extent.west + extent.east) / 2 * scale
    top = focus.y + focus.height / 2 + (extent.south + extent.north) / 2 * scale
    west, east, south, north = KNOWN
    (_, low), (_, high) = mercator(np.array([[west, south], [east, north]]))
    left = max(left, stage.right - east * scale)
    top = min(max(top, stage.bottom + float(low) * scale), stage.y + float(high) * scale)
    return Frame(0, 0, scale, left, top)


def tolerance(scale: float) -> float:
    """Tell how much may be left out at a scale: one of few steps, so that little is worked out."""
    return 2 ** (math.floor(2 * math.log2(VISIBLE / scale)) / 2)


def _key(frame: Frame) -> tuple[float, float, float]:
    # A frame of a picture has the plane's origin at its left and top.
    return frame.scale, frame.left, frame.top


@lru_cache(maxsize=CACHED)
def _simple(path: Path, step: float) -> Mapping[str, Shape]:
    return simplified(read_shapes(path), step)


@lru_cache(maxsize=CACHED)
def _placed(path: Path, scale: float, left: float, top: float) -> Mapping[str, Shape]:
    frame = Frame(0, 0, scale, left, top)
    simple = _simple(path, tolerance(scale))
    placed = shapely.transform(np.array(list(simple.values()), dtype="object"), frame.points)
    return dict(zip(simple, placed, strict=True))


@lru_cache(maxsize=CACHED)
def _paths(path: Path, scale: float, left: float, top: float) -> Mapping[str, str]:
    return {code: path_of(shape) for code, shape in _placed(path, scale, left, top).items()}
