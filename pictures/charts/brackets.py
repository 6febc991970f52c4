"""Figures that sources state, over the regions that each is for: a line joins those that share one.

Each stands once: it is neither repeated nor divided. People and funding come first where there is
no room for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from i18n.catalogues import Translator
from i18n.direction import embed
from layers.stated import Line, Section, StatedDescription
from pictures.box import Box
from pictures.canvas import NOTHING, Canvas
from pictures.charts.matrix import TALLEST
from pictures.text import shortened, width, wrap

SIZE, SMALL = 12.5, 11
_LINE, _FINE = 16, 14
_PAD = 5
_GAP = 12
_HEADING = 30.0
_LEADING = 2
"""Sections that share the room before the others, as those that are open on the page."""
_NARROWEST, _WIDEST = 15.0, 46.0
_HEADS = 150.0


@dataclass(frozen=True)
class _Plan:
    """Widths of values, of what they count, and of one region; height of the regions' names."""

    value: float
    what: float
    column: float
    columns: int
    head: float

    @property
    def before(self) -> float:
        """Where the regions begin."""
        return self.value + self.what + 2 * _GAP


def draw_stated(canvas: Canvas, box: Box, described: StatedDescription, words: Translator) -> None:
    """Draw stated figures into a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many figures are drawn as it has room for.
    described : StatedDescription
        What is drawn.
    words : Translator
        The language of the description.
    """
    plan = _plan(described, box)
    _heads(canvas, box, described, plan)
    chosen = _chosen(described, words, plan, box)
    y = box.y + plan.head
    drawn = 0
    for section in described.sections:
        lines = [line for line in section.lines if line.key in chosen]
        drawn += len(lines)
        if lines:
            y = _section(canvas, box, section, y)
        for line in lines:
            high = _height(line, words, plan)
            _row(canvas, Box(box.x, y, box.width, high), line, words, plan)
            y += high
    rest = sum(len(section.lines) for section in described.sections) - drawn
    if rest:
        told = words.n("picture.more", rest)
        x = canvas.along(box, 0)
        canvas.text(x, y + _LINE, told, size=SMALL, fill="muted", anchor=canvas.start)


def height_of_stated(room: float, described: StatedDescription, words: Translator) -> float:
    """Tell how high stated figures want to be in a width: with every figure."""
    plan = _plan(described, Box(0, 0, room, 1e5))
    lines = (line for section in described.sections for line in section.lines)
    high = sum(_height(line, words, plan) for line in lines)
    return min(plan.head + high + _HEADING * len(described.sections) + 4, TALLEST)


def _plan(described: StatedDescription, box: Box) -> _Plan:
    values = (line.value for section in described.sections for line in section.lines)
    value = min(max((width(text, SIZE, 600) for text in values), default=0), box.width * 0.24)
    free = box.width - value - 2 * _GAP
    columns = max(len(described.columns), 1)
    column = max(_NARROWEST, min(_WIDEST, free * 0.42 / columns))
    names = max((width(_named(one), SMALL, 400) for one in _regions(described)), default=0.0)
    head = min(names, _HEADS, box.height * 0.34) + 12
    return _Plan(value, free - column * columns, column, columns, head)


def _regions(described: StatedDescription) -> tuple[tuple[str, str], ...]:
    return tuple((column.code, column.label) for column in described.columns)


def _named(region: tuple[str, str]) -> str:
    return region[1]


def _chosen(
    described: StatedDescription, words: Translator, plan: _Plan, box: Box
) -> frozenset[str]:
    """Choose the figures that find room, in the order in which they matter."""
    ranked = list(_ranked(described.sections))
    free = box.height - plan.head
    most = sum(_height(line, words, plan) for _key, line in ranked)
    if most + _HEADING * len(described.sections) > free:
        free -= _LINE + 6
    chosen: list[str] = []
    opened: set[str] = set()
    for key, line in ranked:
        needed = _height(line, words, plan) + (0 if key in opened else _HEADING)
        if needed > free:
            break
        free -= needed
        opened.add(key)
        chosen.append(line.key)
    return frozenset(chosen)


def _ranked(sections: Sequence[Section]) -> Iterator[tuple[str, Line]]:
    """Yield lines of the leading sections by turns, then those of the others."""
    for lines in zip_longest(*(section.lines for section in sections[:_LEADING])):
        for section, line in zip(sections, lines, strict=False):
            if line is not None:
                yield section.key, line
    for section in sections[_LEADING:]:
        for line in section.lines:
            yield section.key, line


def _about(line: Line, words: Translator) -> str:
    """Say what stands under what a figure counts."""
    target = words.t("stated.beside", value=line.target) if line.target else ""
    parts = (line.subject, line.places, line.as_of, target, line.shared)
    return " · ".join(part for part in parts if part)


def _texts(line: Line, words: Translator, plan: _Plan) -> tuple[list[str], list[str], list[str]]:
    return (
        wrap(embed(line.value, words.lang), SIZE, 600, plan.value),
        shortened(line.label, SIZE, 400, plan.what, 3),
        shortened(_about(line, words), SMALL, 400, plan.what, 4),
    )


def _height(line: Line, words: Translator, plan: _Plan) -> float:
    value, label, about = _texts(line, words, plan)
    told = len(label) * _LINE + len(about) * _FINE
    return max(len(value) * _LINE, told, len(_place(line, plan)) * _FINE) + 2 * _PAD


def _place(line: Line, plan: _Plan) -> list[str]:
    """Break the name of where a figure is for that has no bracket."""
    return shortened(line.place, SMALL, 400, plan.column * plan.columns - 16, 4)


def _heads(canvas: Canvas, box: Box, described: StatedDescription, plan: _Plan) -> None:
    """Write the names of the regions upwards, above their columns."""
    base = box.y + plan.head - 6
    for rank, column in enumerate(described.columns):
        name = shortened(column.label, SMALL, 400, plan.head - 10, 1)
        x = _column(canvas, box, plan, rank) + SMALL * 0.36
        canvas.text(
            x,
            base,
            name[0] if name else "",
            size=SMALL,
            weight=700 if column.selected else 400,
            fill="primary" if column.selected else "muted",
            anchor="left",
            transform=f"rotate(-90 {x:.2f} {base:.2f})",
        )


def _section(canvas: Canvas, box: Box, section: Section, y: float) -> float:
    """Write the heading of a section, and its note as far as it finds room."""
    base, x = y + _HEADING - 10, canvas.along(box, 0)
    canvas.text(x, base, section.title, size=SIZE + 0.5, weight=700, anchor=canvas.start)
    along = width(section.title, SIZE + 0.5, 700) + _GAP
    if section.note and width(section.note, SMALL, 400) <= box.width - along:
        canvas.text(
            canvas.along(box, along), base, section.note, size=SMALL, fill="muted",
            anchor=canvas.start,
        )  # fmt: skip
    canvas.line(box.x, y + _HEADING - 1, box.right, y + _HEADING - 1, "axis")
    return y + _HEADING


def _row(canvas: Canvas, box: Box, line: Line, words: Translator, plan: _Plan) -> None:
    value, label, about = _texts(line, words, plan)
    for rank, text in enumerate(value):
        x, y = canvas.along(box, plan.value), box.y + _PAD + 12 + rank * _LINE
        canvas.text(x, y, text, size=SIZE, weight=600, anchor=canvas.end)
    x, y = canvas.along(box, plan.value + _GAP), box.y + _PAD + 12
    for text in label:
        canvas.text(x, y, text, size=SIZE, anchor=canvas.start)
        y += _LINE
    for text in about:
        canvas.text(x, y - 2, text, size=SMALL, fill="muted", anchor=canvas.start)
        y += _FINE
    if line.marks:
        _bracket(canvas, box, line, plan)
    else:
        _extent(canvas, box, line, plan)
    canvas.line(box.x, box.bottom - 0.5, box.right, box.bottom - 0.5, "hairline")


def _bracket(canvas: Canvas, box: Box, line: Line, plan: _Plan) -> None:
    """Draw a dot for each region of a figure, and one line through them."""
    middle = box.y + box.height / 2
    marked = [rank for rank, mark in enumerate(line.marks) if mark]
    first, last = (_column(canvas, box, plan, rank) for rank in (marked[0], marked[-1]))
    if len(marked) > 1:
        canvas.line(first, middle, last, middle, "fill", 3)
    for rank in marked:
        if line.marks[rank] != "line":
            canvas.circle(
                _column(canvas, box, plan, rank), middle, 5.5, "fill-strong", stroke="card"
            )


def _extent(canvas: Canvas, box: Box, line: Line, plan: _Plan) -> None:
    """Write where a figure is for that is of no region of today."""
    wide, start = plan.column * plan.columns, plan.before
    left = canvas.along(box, start) - (wide if canvas.mirrored else 0)
    middle = box.y + box.height / 2
    solid = line.extent == "country"
    lines = _place(line, plan)
    high = len(lines) * _FINE + 6
    canvas.rect(
        left, middle - high / 2, wide, high, "primary-soft" if solid else NOTHING,
        rx="3", **({} if solid else {"stroke": "axis", "stroke_dasharray": "3 3"}),
    )  # fmt: skip
    for rank, text in enumerate(lines):
        base = middle + SMALL * 0.36 + (rank - (len(lines) - 1) / 2) * _FINE
        canvas.text(left + wide / 2, base, text, size=SMALL, fill="ink", anchor="middle")


def _column(canvas: Canvas, box: Box, plan: _Plan, rank: int) -> float:
    return canvas.along(box, plan.before + (rank + 0.5) * plan.column)
