"""The bundle's map: the page's geometry as paths, and where points, names and neighbours are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.framing import units_in
from geodata.gazetteer import COUNTRY
from layers.geometry import Frame, mercator, read_shapes, simplified
from layers.map_guides import UN_LINE
from ui import assets
from ui.guides import guides

if TYPE_CHECKING:
    from ui.services import Services

SCALE = 100.0
"""Units of the drawing a degree of longitude; a tenth of one is the finest that is written."""
WEST, NORTH_LATITUDE = -26.0, 41.0
FINEST = 0.0015
"""Degrees: of what is smaller a map of one region shows nothing."""
DRAWN = ("regions", "provinces", "land")


def shapes(services: Services) -> dict[str, Any]:
    """Give the geometry of the map, ready for JSON.

    Parameters
    ----------
    services : Services
        The gazetteer and the points of the public record.

    Returns
    -------
    dict
        Paths by code, and for each place that can be framed what has to be seen of it.
    """
    frame = _frame()
    codes = services.gazetteer.codes("region")
    return {
        **{name: _paths(frame, name) for name in DRAWN},
        "frames": {code: _view(frame, code) for code in (COUNTRY, *codes)},
        "labels": {code: _at(frame, *point) for code, point in guides().labels.items()},
        "neighbours": guides().neighbours,
        "line": [
            _at(frame, lon, lat) for lon, lat in zip(UN_LINE["lon"], UN_LINE["lat"], strict=True)
        ],
        "inside": {code: units_in(services.gazetteer, code, "province") for code in codes},
        "points": _points(services),
        "marks": {code: _marks(services, frame, code) for code in (COUNTRY, *codes)},
    }


def _frame() -> Frame:
    [(_, north)] = mercator(np.array([[0.0, NORTH_LATITUDE]]))
    return Frame(WEST, float(north), SCALE)


def _paths(frame: Frame, name: str) -> dict[str, str]:
    path = assets.FOLDER / "geo" / f"{name}.json"
    simple = simplified(read_shapes(path), FINEST)
    return {code: frame.path(shape) for code, shape in simple.items()}


def _at(frame: Frame, lon: float, lat: float) -> tuple[float, float]:
    [(x, y)] = mercator(np.array([[lon, lat]]))
    return frame.point(float(x), float(y))


def _view(frame: Frame, code: str) -> tuple[float, float, float]:
    """Give the middle and the width of what has to be seen."""
    view = guides().view_of(code)
    return (*_at(frame, view.lon, view.lat), round(view.width * SCALE, 1))


def _points(services: Services) -> list[dict[str, Any]]:
    """List the points with the activities at each; one that has two locations there twice."""
    sites = services.sites
    members: list[list[int]] = [[] for _ in range(len(sites.points))]
    for member, point in zip(sites.member.tolist(), sites.point.tolist(), strict=True):
        members[point].append(member)
    return [
        {"at": f"{lon},{lat}", "commune": commune, "acts": bool(acts), "members": own}
        for (lon, lat, commune, acts), own in zip(_rows(services), members, strict=True)
    ]


def _rows(services: Services) -> Iterable[tuple[float, float, str, bool]]:
    points = services.sites.points
    columns = ("lon", "lat", "commune", "acts")
    return zip(*(points[column].tolist() for column in columns), strict=True)


def _marks(services: Services, frame: Frame, code: str) -> list[dict[str, Any]]:
    """List what is drawn in the map of a place: where, and the points that it stands for."""
    marks = services.sites.marks(code, guides().apart(code))
    return [
        {"at": _at(frame, lon, lat), "points": np.flatnonzero(marks.of_point == mark).tolist()}
        for mark, (lon, lat) in enumerate(zip(marks.lon.tolist(), marks.lat.tolist(), strict=True))
    ]
