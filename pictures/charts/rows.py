"""Rows of bars: how many of them fit, how their labels break, and how long the bars are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pictures.text import shortened, width

SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
"""Sizes of the letters, from roomy boxes to small ones."""
LINE = 1.3
"""From one baseline of a label to the next, in sizes of the letters; the gaps below too."""
COMFORTABLE, TIGHT, ROOMIEST = 0.8, 0.45, 1.3
MOST_LINES = 2
NARROW = 720
"""Boxes that are narrower give more of their width to the labels."""
WIDEST_LABEL = 440.0
AFTER_LABEL, BESIDE_BAR, INDENT = 14.0, 7.0, 14.0
MORE = 12.5
"""Size of the line that tells how many rows are left out; it takes twice as much."""


@dataclass(frozen=True)
class BarRow:
    """One row, or the heading of those that are ``inside`` it.

    ``share`` is the length of the bar as a part of the longest, below zero for one that grows
    backwards; None where ``text`` stands in the place of a bar. ``parted`` rows stand apart from
    the one before. ``lead`` stands before the label, ``asides`` in columns after the bars.
    a whole. ``lead`` stands before the label, ``asides`` in columns after the bars.
    """

    label: str
    share: float | None = None
    text: str = ""
    fill: str = "fill"
    bold: bool = False
    dimmed: bool = False
    heading: bool = False
    inside: bool = False
    parted: bool = False
    hollow: bool = False
    lead: str = ""
    asides: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Weight of the label."""
        return 700 if self.bold else 400

    @property
    def indent(self) -> float:
        """How far the label stands in."""
        return INDENT if self.inside else 0.0


@dataclass(frozen=True)
class Placed:
    """A row with the lines of its label; ``top`` and ``height`` without the gap below it."""

    row: BarRow
    lines: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True)
class Fit:
    """The rows that fit into a height, from 0 downwards.

    ``label`` is the width of the labels and ``lead`` of what stands before them; ``left_out``
    counts the bars that did not fit.
    """

    size: float
    label: float
    lead: float
    placed: tuple[Placed, ...]
    left_out: int
    bottom: float


@dataclass(frozen=True)
class Scale:
    """Where bars begin and how long they are, along the reading direction."""

    zero: float
    length: float
    start: float = field(default=0.0)

    def at(self, share: float) -> float:
        """Tell where a bar ends."""
        return self.zero + share * self.length


def fit(rows: Sequence[BarRow], room: float, height: float, must: int = 0) -> Fit:
    """Choose the size of the letters, and the rows that have room.

    Parameters
    ----------
    rows : sequence of BarRow
        From the first to the last.
    room, height : float
        Width that labels and bars share, and height, in pixels.
    must : int
        How many bars ought to be in view where not all have room in letters of usual size: for so
        many, they become smaller still. By default all.

    Returns
    -------
    Fit
        As many of the first rows as fit, the space that is left spread between them.
    """
    every = sum(not row.heading for row in rows)
    usual = [(every, size, COMFORTABLE) for size in SIZES[:-1]]
    wanted = min(must or every, every)
    smaller = [(wanted, size, COMFORTABLE) for size in SIZES]
    for enough, size, gap in (*usual, *smaller, (wanted, SIZES[-1], TIGHT)):
        found = _laid(rows, room, height, size, gap)
        if every - found.left_out >= enough:
            break
    return _spread(found, height, gap)


def wanted_height(rows: Sequence[BarRow], room: float, size: float = 14.0) -> float:
    """Tell how high rows are with room between them."""
    return _laid(rows, room, 1e6, size, 1.0).bottom


def _laid(rows: Sequence[BarRow], room: float, height: float, size: float, gap: float) -> Fit:
    lead = max((width(row.lead, size) for row in rows), default=0.0)
    lead += 10 if lead else 0
    most = min(room * (0.4 if room < NARROW else 0.34), WIDEST_LABEL) - lead
    everything = _placed(rows, (room, most), size, gap)
    placed = everything
    if everything and _bottom(everything) > height:
        limit = height - 2 * MORE
        placed = [one for one in everything if one.top + one.height <= limit]
    while placed and placed[-1].row.heading:
        placed = placed[:-1]
    lines = [
        one.row.indent + width(line, size, one.row.weight)
        for one in placed
        if not one.row.heading
        for line in one.lines
    ]
    shown = sum(not one.row.heading for one in placed)
    left_out = sum(not row.heading for row in rows) - shown
    return Fit(size, max(lines, default=0.0), lead, tuple(placed), left_out, _bottom(placed))


def _placed(
    rows: Sequence[BarRow], rooms: tuple[float, float], size: float, gap: float
) -> list[Placed]:
    room, most = rooms
    placed: list[Placed] = []
    top = 0.0
    for row in rows:
        if row.heading:
            lines = tuple(shortened(row.label, size - 1, 600, room, 1))
        else:
            own = most - row.indent
            lines = tuple(shortened(row.label, size, row.weight, own, MOST_LINES))
        top += size * gap * 0.5 if placed and (row.heading or row.parted) else 0.0
        high = max(len(lines), 1) * size * LINE
        placed.append(Placed(row, lines, top, high))
        top += high + size * gap * (0.5 if row.heading else 1.0)
    return placed


def _bottom(placed: Sequence[Placed]) -> float:
    return placed[-1].top + placed[-1].height if placed else 0.0


def _spread(found: Fit, height: float, gap: float) -> Fit:
    """Let the rows take the height that is left, as far as they still belong together."""
    count = len(found.placed)
    spare = height - found.bottom - (2 * MORE if found.left_out else 0.0)
    more = min(spare / count if count else 0.0, (ROOMIEST - gap) * found.size)
    if more <= 0:
        return found
    moved = tuple(replace(one, top=one.top + rank * more) for rank, one in enumerate(found.placed))
    return replace(found, placed=moved, bottom=_bottom(moved))


def scaled(rows: Sequence[BarRow], start: float, room: float, size: float) -> Scale:
    """Choose the scale on which every bar and the value at its end have room.

    Parameters
    ----------
    rows : sequence of BarRow
        Those in view; headings and rows without a bar are left aside.
    start, room : float
        Where the bars' part of the width begins, and how wide it is.
    size : float
        Of the letters.

    Returns
    -------
    Scale
        One for all rows, so that lengths can be compared.
    """
    ahead, behind = [0.0], [0.0]
    greatest = least = 0.0
    for row in rows:
        if row.heading or row.share is None:
            continue
        (behind if row.share < 0 else ahead).append(width(row.text, size, 700) + BESIDE_BAR)
        greatest, least = max(greatest, row.share), min(least, row.share)
    length = (room - max(ahead) - max(behind)) / ((greatest - least) or 1.0)
    length = max(length, 0.0)
    return Scale(start + max(behind) - least * length, length, start)
