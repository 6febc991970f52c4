"""Who with whom: three columns of bars, and ribbons between them as thick as their numbers.

Columns stand in the order of reading. Where a box has no room for every name, whoever draws it
hands over a flow of fewer names, or a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n.catalogues import Translator
from layers.partners import Flow, FlowNode, Key, Ribbon
from pictures.box import Box
from pictures.canvas import NOTHING, Anchor, Canvas
from pictures.charts.matrix import TALLEST
from pictures.text import shortened, width, wrap

SIZE = 12
SMALL = 11
_LEAST_SLOT = 15.0
"""Height of one line with a name."""
_LEAST_RIBBON = 64.0
"""Width that a ribbon needs to be followed."""
_THICKEST = 26.0
"""Thickness of one activity at most: few activities would make blocks of colour."""
_GAP = 3.0
_WIDEST_GAP = 26.0
_BAR = 9.0
_THINNEST = 2.5
_HAIR, _THICK = 1.1, 3.0
"""Thickness of a ribbon at least, and from which it has an edge."""
_PAD = 6.0
_ROOMY = 17.0
"""Height from which a line has letters of the usual size."""
_LINE = 13.5


@dataclass(frozen=True)
class _Place:
    """Where a node stands: its slot, and its bar in the middle of it."""

    top: float
    slot: float
    bar: float

    @property
    def bar_top(self) -> float:
        return self.top + (self.slot - self.bar) / 2


@dataclass(frozen=True)
class _Frame:
    """Where columns stand: room of the names of each, and width of the ribbons."""

    names: tuple[float, float, float]
    ribbon: float
    head: float


def has_room(flow: Flow, box: Box, words: Translator) -> bool:
    """Tell whether every name of a flow can be read in a box.

    Parameters
    ----------
    flow : Flow
        What would be drawn.
    box : Box
        The room.
    words : Translator
        The language of the heads.
    """
    frame = _frame(flow, box, words)
    longest = max((len(column) for column in flow.columns), default=0)
    needed = longest * (_LEAST_SLOT + _GAP) - _GAP
    return frame.ribbon >= _LEAST_RIBBON and needed <= box.height - frame.head


def draw_flow(canvas: Canvas, box: Box, flow: Flow, words: Translator) -> None:
    """Draw a flow that has room in a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    flow : Flow
        Nodes and ribbons; their lengths in it are those of the page and not looked at.
    words : Translator
        The language of the heads.
    """
    frame = _frame(flow, box, words)
    _heads(canvas, box, frame, words)
    inner = box.inset(top=frame.head)
    placed = _layout(flow.columns, frame, inner.height)
    for rank, band in enumerate(flow.bands):
        _band(canvas, inner, frame, rank, band, placed)
    for rank, column in enumerate(flow.columns):
        for node in column:
            _node(canvas, inner, frame, rank, node, placed[node.column, node.id])


def height_of_flow(flow: Flow) -> float:
    """Tell how high a flow wants to be: two lines for each name of its longest column."""
    longest = max((len(column) for column in flow.columns), default=0)
    return min(34 + longest * (2 * _LINE + 1 + _GAP), TALLEST)


def _frame(flow: Flow, box: Box, words: Translator) -> _Frame:
    """Give names what they need, up to a part of the width; ribbons have the rest."""
    parts = (0.27, 0.27, 0.24)
    rooms = tuple(
        min(box.width * part, _widest(column))
        for part, column in zip(parts, flow.columns, strict=True)
    )
    ribbon = (box.width - sum(rooms) - 4 * _BAR) / 2
    lines = max(
        len(wrap(words.t(f"partners.head_{name}"), SIZE, 600, max(room, 60)))
        for name, room in zip(("funder", "implementer", "region"), rooms, strict=True)
    )
    first, second, third = rooms
    return _Frame((first, second, third), ribbon, lines * 16 + 10)


def _widest(column: Sequence[FlowNode]) -> float:
    texts = (_told(node) for node in column)
    return max((width(text, SIZE, 400) for text in texts), default=0.0) + 2 * _PAD + 12


def _told(node: FlowNode) -> str:
    return f"{node.label}  {node.text}"


def _layout(
    columns: Sequence[Sequence[FlowNode]], frame: _Frame, height: float
) -> dict[Key, _Place]:
    """Give each node its room; columns of few nodes are spread, up to a gap that still reads."""
    leasts = [
        _leasts(column, room, height) for column, room in zip(columns, frame.names, strict=True)
    ]
    scale = _scale(columns, leasts, height)
    placed: dict[Key, _Place] = {}
    for column, least in zip(columns, leasts, strict=True):
        slots = _slots(column, least, scale)
        gap = min((height - sum(slots)) / max(len(column) - 1, 1), _WIDEST_GAP)
        top = 0.0
        for node, slot in zip(column, slots, strict=True):
            bar = max(_THINNEST, float(node.value) * scale)
            placed[node.column, node.id] = _Place(top, slot, bar)
            top += slot + gap
    return placed


def _leasts(column: Sequence[FlowNode], names: float, height: float) -> list[float]:
    """Tell what each name needs: two lines where it does, and where the column has the room."""
    two = [_LEAST_SLOT if _one_line(node, names) else 2 * _LINE + 1 for node in column]
    fits = sum(two) + _GAP * (len(column) - 1) <= height
    return two if fits else [_LEAST_SLOT] * len(column)


def _one_line(node: FlowNode, names: float) -> bool:
    return width(node.label, SMALL, 400) <= _room(node, names, SMALL)


def _room(node: FlowNode, names: float, size: float) -> float:
    """Tell what a number leaves to the name beside it."""
    return names - 3 * _PAD - width(node.text, size, 700)


def _slots(column: Sequence[FlowNode], leasts: Sequence[float], scale: float) -> list[float]:
    pairs = zip(column, leasts, strict=True)
    return [max(least, float(node.value) * scale) for node, least in pairs]


def _scale(
    columns: Sequence[Sequence[FlowNode]], leasts: Sequence[Sequence[float]], height: float
) -> float:
    """Find how thick one activity is, so that every column has room for bars, names and gaps."""
    low, high = 0.0, _THICKEST
    for _step in range(24):
        middle = (low + high) / 2
        fits = all(
            sum(_slots(column, least, middle)) + _GAP * (len(column) - 1) <= height
            for column, least in zip(columns, leasts, strict=True)
        )
        low, high = (middle, high) if fits else (low, middle)
    return low


def _starts(frame: _Frame) -> tuple[float, float, float]:
    """Where the bar of each column begins, from the side that reading begins at."""
    first, second, _third = frame.names
    one = first
    two = one + _BAR + frame.ribbon
    return one, two, two + 2 * _BAR + second + frame.ribbon


def _heads(canvas: Canvas, box: Box, frame: _Frame, words: Translator) -> None:
    starts = _starts(frame)
    places = (
        (starts[0] + _BAR, canvas.end),
        (starts[1], canvas.start),
        (starts[2], canvas.start),
    )
    for name, room, (along, anchor) in zip(
        ("funder", "implementer", "region"), frame.names, places, strict=True
    ):
        lines = wrap(words.t(f"partners.head_{name}"), SIZE, 600, max(room, 60))
        for rank, line in enumerate(lines):
            base = box.y + 13 + rank * 16
            x = canvas.along(box, along)
            canvas.text(x, base, line, size=SIZE, weight=600, fill="muted", anchor=anchor)


def _node(canvas: Canvas, box: Box, frame: _Frame, rank: int, node: FlowNode, at: _Place) -> None:
    start = _starts(frame)[rank]
    quiet = node.quiet or node.others
    for along in (start, start + _BAR + frame.names[1]) if rank == 1 else (start,):
        x = canvas.along(box, along) - (_BAR if canvas.mirrored else 0)
        canvas.rect(x, box.y + at.bar_top, _BAR, at.bar, "edge" if quiet else "fill-strong")
    roomy = at.slot >= _ROOMY and width(node.label, SIZE, 400) <= _room(
        node, frame.names[rank], SIZE
    )
    size = SIZE if roomy or at.slot > 2 * (_LINE + 1) else SMALL
    number, room = width(node.text, size, 700), _room(node, frame.names[rank], size)
    lines = shortened(node.label, size, 400, room, 2 if at.slot >= 2 * _LINE else 1)
    middle = box.y + at.top + at.slot / 2 + size * 0.36
    (value, side), (name, name_side) = _anchors(canvas, start, frame.names[rank], rank, number)
    canvas.text(canvas.along(box, value), middle, node.text, size=size, weight=700, anchor=side)
    for row, line in enumerate(lines):
        base = middle + (row - (len(lines) - 1) / 2) * _LINE
        fill = "muted" if quiet else "ink"
        canvas.text(canvas.along(box, name), base, line, size=size, fill=fill, anchor=name_side)


def _anchors(
    canvas: Canvas, start: float, room: float, rank: int, number: float
) -> tuple[tuple[float, Anchor], tuple[float, Anchor]]:
    """Say where number and name stand: numbers beside the bars that ribbons go on from."""
    if rank == 0:
        end = start - _PAD
        return (end, canvas.end), (end - number - _PAD, canvas.end)
    begin = start + _BAR + _PAD
    if rank == 1:
        return (begin + room - 2 * _PAD, canvas.end), (begin, canvas.start)
    return (begin, canvas.start), (begin + number + _PAD, canvas.start)


def _band(
    canvas: Canvas,
    box: Box,
    frame: _Frame,
    rank: int,
    band: Sequence[Ribbon],
    placed: Mapping[Key, _Place],
) -> None:
    starts = _starts(frame)
    left = starts[rank] + _BAR + (frame.names[1] + _BAR if rank == 1 else 0)
    ends = (canvas.along(box, left), canvas.along(box, starts[rank + 1]))
    sources = _shared(band, placed, at_source=True)
    targets = _shared(band, placed, at_source=False)
    for at, ribbon in enumerate(band):
        outline = _outline(ends, box.y, sources[at], targets[at])
        token = "axis" if ribbon.quiet else "fill"
        # An edge would cover what is thin itself.
        edge = "card" if min(_thick(sources[at]), _thick(targets[at])) > _THICK else NOTHING
        with canvas.group(ribbon.told):
            canvas.path(outline, fill=token, stroke=edge, fill_opacity="0.5", stroke_width="0.6")


def _shared(
    band: Sequence[Ribbon], placed: Mapping[Key, _Place], *, at_source: bool
) -> list[tuple[float, float]]:
    """Divide the bar of each node among its ribbons, in the order of their other ends."""
    by_node: dict[Key, list[tuple[float, int]]] = defaultdict(list)
    for at, one in enumerate(band):
        own, other = (one.source, one.target) if at_source else (one.target, one.source)
        by_node[own].append((placed[other].top, at))
    found = [(0.0, 0.0)] * len(band)
    for key, ribbons in by_node.items():
        # Ribbons do not add up to their node, so they share its bar in proportion.
        whole = sum(band[at].value for _, at in ribbons)
        top = placed[key].bar_top
        for _, at in sorted(ribbons):
            thick = placed[key].bar * band[at].value / whole
            hair = max(0.0, _HAIR - thick) / 2
            found[at] = (top - hair, top + thick + hair)
            top += thick
    return found


def _thick(end: tuple[float, float]) -> float:
    return end[1] - end[0]


def _outline(
    ends: tuple[float, float], top: float, source: tuple[float, float], target: tuple[float, float]
) -> str:
    (x1, x2), half = ends, sum(ends) / 2
    (a, b), (c, d) = ((top + one, top + other) for one, other in (source, target))
    return (
        f"M{x1:.1f} {a:.1f}C{half:.1f} {a:.1f} {half:.1f} {c:.1f} {x2:.1f} {c:.1f}"
        f"V{d:.1f}C{half:.1f} {d:.1f} {half:.1f} {b:.1f} {x1:.1f} {b:.1f}Z"
    )
