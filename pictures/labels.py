"""Where the labels of a map go: its numbers always, names where they have room.

The rules are those of the page (``assets/js/labels.js``), but that nothing may overlap, as nobody
can look closer. Labels come in order of their weight. Every number finds its place first, at its
unit or as near as nothing else is; one that has to leave its unit is tied to it by a line. A name
is written under its number where that hits nothing, aside by parts of its own size, or is left
out. A number is left out where it has no room, among many others already where it has none at its
unit: the table has them all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pictures.box import Box

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TOUCH = 2.0
"""How far the boxes of lines may meet, which are higher than their letters."""
ASIDE = np.array([(0.0, 0.0), (0.0, -0.8), (0.0, 0.8), (0.7, 0.0), (-0.7, 0.0)])
"""Where the name of what is no unit may stand, in its own widths and heights."""
NEAR = (0.0, 0.2, -0.2, 0.4, -0.4, 0.6, -0.6)
"""Where the name of a unit may stand, with its number; the number stays at its unit."""
RINGS = (0.5, 1.0, 1.5, 2.0, 2.75, 3.5, 4.5)
"""Where a number may stand around its unit, in its heights: nearest first, all around."""
ROUND = 12
ANGLES = tuple(2 * math.pi * part / ROUND for part in range(ROUND))
SPOTS = np.array(
    [
        (0.0, 0.0),
        *((far * math.cos(angle), far * math.sin(angle)) for far in RINGS for angle in ANGLES),
    ]
)
MOVES = np.array(
    sorted(((x, y) for x in NEAR for y in (*NEAR, 0.8, -0.8)), key=lambda move: math.hypot(*move))
)
Covers = Callable[[str, Numbers, Numbers], Flags]
"""Tells whether a unit lies under each of some points."""


@dataclass(frozen=True)
class Wanted:
    """A label about a point: the sizes of its number, and of the whole with its name under it.

    ``number`` is None for a name alone.
    """

    code: str
    x: float
    y: float
    number: tuple[float, float] | None
    whole: tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """Where a label goes: ``box`` is that of the whole, or of its number alone (not ``named``).

    ``tied`` where a line leads from the unit to the number; None for a label without room.
    """

    box: Box | None
    named: bool
    tied: bool = False


def place(
    labels: Sequence[Wanted],
    taken: Sequence[Box],
    stage: Box,
    covers: Covers,
    *,
    crowded: bool = False,
) -> tuple[Placed, ...]:
    """Place labels so that none hits another.

    Parameters
    ----------
    labels : sequence of Wanted
        The weightiest first.
    taken : sequence of Box
        Where no label may stand: marks, a legend.
    stage : Box
        What the map fills.
    covers : callable
        Tells whether a unit lies under a point.
    crowded : bool
        Whether a number without room at its unit is left out.

    Returns
    -------
    tuple of Placed
        One for each label. Unless they are crowded, a number is left out only where no spot near
        it is free.
    """
    others = list(taken)
    spots: list[tuple[Box, bool] | None] = []
    for label in labels:
        spot = _spot(label, others, stage, covers, crowded=crowded) if label.number else None
        spots.append(spot)
        others += [spot[0]] if spot else []
    found = zip(labels, spots, strict=True)
    return tuple(_write(label, spot, others, stage, covers) for label, spot in found)


def _spot(
    label: Wanted, taken: Sequence[Box], stage: Box, covers: Covers, *, crowded: bool
) -> tuple[Box, bool] | None:
    """Find the place of a number, and whether it had to leave its unit."""
    assert label.number  # noqa: S101 - only numbers have spots
    wide, high = label.number
    at = np.array([label.x, label.y]) + SPOTS * high
    own = covers(label.code, at[:, 0], at[:, 1]).tolist()
    spots = list(zip(own, at.tolist(), strict=True))
    outside = [] if crowded else [spot for spot in spots if not spot[0]]
    for inside, (x, y) in (*(spot for spot in spots if spot[0]), *outside):
        box = _about(x, y, wide, high)
        if _free(box, taken, stage):
            return box, own[0] and not inside
    return None


def _write(
    label: Wanted,
    spot: tuple[Box, bool] | None,
    taken: list[Box],
    stage: Box,
    covers: Covers,
) -> Placed:
    if spot:
        taken.remove(spot[0])
    if label.number and not spot:
        return Placed(None, named=False)
    for box in _rooms(label, covers):
        if _free(box, taken, stage):
            taken.append(box)
            return Placed(box, named=True)
    if not spot:
        return Placed(None, named=False)
    taken.append(spot[0])
    return Placed(spot[0], named=False, tied=spot[1])


def _rooms(label: Wanted, covers: Covers) -> Iterator[Box]:
    """Offer places for the whole of a label, the nearest first."""
    wide, high = label.whole
    above = (high - label.number[1]) / 2 if label.number else 0
    at = np.array([label.x, label.y]) + MOVES * label.whole
    own = covers(label.code, at[:, 0], at[:, 1] - above)
    if not label.number and not own[0]:
        # The name of what is no unit, such as a region around them.
        at, own = (
            np.array([label.x, label.y]) + ASIDE * label.whole,
            np.full(len(ASIDE), fill_value=True),
        )
    for x, y in at[own].tolist():
        yield _about(x, y, wide, high)


def _about(x: float, y: float, wide: float, high: float) -> Box:
    return Box(x - wide / 2, y - high / 2, wide, high)


def _free(box: Box, taken: Sequence[Box], stage: Box) -> bool:
    return _is_in(box, stage) and not any(hits(box, other) for other in taken)


def _is_in(box: Box, stage: Box) -> bool:
    return (
        box.x >= stage.x
        and box.y >= stage.y
        and box.right <= stage.right
        and box.bottom <= stage.bottom
    )


def hits(one: Box, other: Box) -> bool:
    """Tell whether two boxes meet by more than a touch."""
    return (
        one.x < other.right
        and other.x < one.right
        and one.y + TOUCH < other.bottom
        and other.y + TOUCH < one.bottom
    )
