"""The frame of a figure: what it shows, above it, and where that comes from, below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from pictures.box import Box
from pictures.canvas import Canvas
from pictures.sizes import Size
from pictures.text import wrap

NARROW, WIDE = 700, 1000
"""Narrower pictures have smaller margins, wider ones two columns of text below the figure."""
SMALL = 11
_GAP = 10
_COLUMNS = 36
_LEFT_PART = 0.62
_LEADING = {"ltr": 1.32, "rtl": 1.5}
"""From one baseline to the next, in sizes of the font: Arabic letters reach further down."""
WISHED, LEAST = 0.56, 0.4
"""Parts of a picture's width or height, whichever is smaller, that the figure has: less than the
first, and fewer sources are named; less than the second, and the picture grows (`exports.picture`
then draws it on a larger sheet)."""

Draw = Callable[[Canvas, Box], None]


@dataclass(frozen=True)
class Caption:
    """What stands around a figure, in the order in which it is read.

    ``sources`` says the same from the fullest to the shortest wording: as much of it is written as
    there is room for. ``unit`` tells what the numbers are. ``address`` leads to the live view.
    ``wordmark`` is the name of the site.
    """

    name: str
    title: str
    unit: str
    filters: str
    rule: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    boundaries: tuple[str, ...]
    standing: tuple[str, ...]
    dates: tuple[str, ...]
    address: str
    wordmark: str


@dataclass(frozen=True)
class _Paragraph:
    """A text of one look; ``before`` is the space above it. An address reads left to right."""

    text: str
    size: float
    weight: int = 400
    fill: str = "muted"
    before: float = 0.0
    address: bool = False


def frame(
    canvas: Canvas,
    size: Size,
    caption: Caption,
    draw: Draw,
    wanted: Callable[[float], float] | None = None,
) -> float:
    """Draw a figure in its frame.

    Nothing is cut: where a text is so long that it leaves the figure too little, fewer sources are
    named, and then the picture grows.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    size : Size
        How large the picture is.
    caption : Caption
        What is said around the figure.
    draw : callable
        Draws the figure into a box.
    wanted : callable, optional
        How high the figure wants to be in a width.

    Returns
    -------
    float
        How high the picture is.
    """
    margin = 20 if size.width < NARROW else 28
    inner = Box(margin, margin, size.width - 2 * margin, 0)
    head = _head(caption, size)
    above = _height(canvas, head, inner.width) + 14
    wished = WISHED * min(size.width, size.height or size.width)
    columns, below = _columns(canvas, caption, inner, size, above + 2 * margin + wished)
    around = above + below + 2 * margin
    liked = wanted(inner.width) if wanted else 0.62 * inner.width
    room = _room(size, around, liked)
    canvas.rect(0, 0, size.width, around + room, "card")
    _write(canvas, head, inner)
    chart = Box(inner.x, margin + above, inner.width, _held(room, size, liked))
    draw(canvas, chart)
    _foot(canvas, columns, Box(inner.x, chart.bottom, inner.width, below))
    return around + room


def _room(size: Size, around: float, liked: float) -> float:
    """Tell how high the figure may be, beside so much that stands around it."""
    if size.height is None:
        return max(liked, size.least - around)
    return max(size.height - around, LEAST * min(size.width, size.height))


def _held(room: float, size: Size, liked: float) -> float:
    """Keep a figure from being stretched over a whole page: its words follow it closely."""
    upright = size.height is not None and size.height > size.width
    return min(room, max(liked, WISHED * size.width)) if upright else room


def _head(caption: Caption, size: Size) -> list[_Paragraph]:
    large = 22 if size.width < WIDE else 24
    return [
        _Paragraph(caption.name, 13, 600, "accent"),
        _Paragraph(caption.title, large, 700, "ink", 2 if caption.name else 0),
        _Paragraph(_sentence(caption.unit, caption.filters), 14, 400, "ink", 4),
        _Paragraph(caption.rule, 12, 400, "muted", 4),
    ]


def _sentence(unit: str, filters: str) -> str:
    return " · ".join(part for part in (unit, filters) if part)


def _columns(
    canvas: Canvas, caption: Caption, inner: Box, size: Size, taken: float
) -> tuple[list[tuple[list[_Paragraph], Box]], float]:
    """Lay out what stands below the figure, with as many sources as there is room for."""
    columns: list[tuple[list[_Paragraph], Box]] = []
    below = 0.0
    for sources in caption.sources or ("",):
        columns = _parted(canvas, caption, sources, inner)
        below = 2 * _GAP + max(_height(canvas, texts, box.width) for texts, box in columns)
        if size.height is None or taken + below <= size.height:
            break
    return columns, below


def _parted(
    canvas: Canvas, caption: Caption, sources: str, inner: Box
) -> list[tuple[list[_Paragraph], Box]]:
    told = [_Paragraph(note, 12, 400, "ink", 2) for note in caption.notes]
    told += [_Paragraph(sources, SMALL, before=6 if told else 0)]
    told += [_Paragraph(" ".join(caption.boundaries), SMALL, before=4)]
    narrow = inner.width < WIDE
    dates = (" · ".join(caption.dates),) if narrow else caption.dates
    imprint = [
        *(_Paragraph(date, SMALL, 600, before=6 if narrow else 0) for date in dates),
        _Paragraph(" ".join(caption.standing), SMALL, before=2),
        _Paragraph(caption.address, SMALL, 400, "primary", 4, address=True),
        _Paragraph(caption.wordmark, 13, 700, "primary", 6),
    ]
    if narrow:
        return [(told + imprint, inner)]
    first = inner.width * _LEFT_PART
    second = inner.width - first - _COLUMNS
    boxes = [
        Box(inner.x, 0, first, 0),
        Box(inner.right - second, 0, second, 0),
    ]
    if canvas.mirrored:
        boxes = [Box(inner.right - first, 0, first, 0), Box(inner.x, 0, second, 0)]
    return list(zip((told, imprint), boxes, strict=True))


def _foot(canvas: Canvas, columns: Sequence[tuple[list[_Paragraph], Box]], box: Box) -> None:
    canvas.line(box.x, box.y + _GAP, box.right, box.y + _GAP, "hairline")
    for texts, column in columns:
        _write(canvas, texts, Box(column.x, box.y + 2 * _GAP, column.width, 0))


def _height(canvas: Canvas, texts: Iterable[_Paragraph], room: float) -> float:
    return sum(
        one.before + len(_lines(one, room)) * _leading(canvas, one) for one in texts if one.text
    )


def _lines(one: _Paragraph, room: float) -> list[str]:
    return wrap(one.text, one.size, one.weight, room)


def _leading(canvas: Canvas, one: _Paragraph) -> float:
    return one.size * _LEADING["ltr" if one.address else canvas.direction]


def _write(canvas: Canvas, texts: Iterable[_Paragraph], box: Box) -> None:
    y = box.y
    x = box.right if canvas.mirrored else box.x
    for one in texts:
        if not one.text:
            continue
        y += one.before
        for line in _lines(one, box.width):
            baseline = y + one.size
            _line(canvas, one, x, baseline, line)
            y += _leading(canvas, one)


def _line(canvas: Canvas, one: _Paragraph, x: float, y: float, line: str) -> None:
    with canvas.link(one.text) if one.address else nullcontext():
        canvas.text(
            x,
            y,
            line,
            size=one.size,
            weight=one.weight,
            fill=one.fill,
            anchor=canvas.start,
            direction="ltr" if one.address else "",
        )
