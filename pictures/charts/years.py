"""An axis of years, and the columns of what is counted in each. Time runs to the right always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.need_scatter import scale, ticks
from pictures.text import width

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.description import Mark
    from pictures.box import Box
    from pictures.canvas import Canvas

STEPS = (1, 2, 5, 10, 20, 50)
TICK = 12.0
"""Size of the years' letters."""
UNDER = 20.0
"""Height that they take."""
BEFORE, BEYOND = 8.0, 24.0
"""Room on both sides of the years, to fade out."""
VALUES = (13.0, 12.0, 11.0)
WIDEST, PART = 54.0, 0.74
"""Width of a column: in pixels, and of its year."""
DIMMED = "0.42"


@dataclass(frozen=True)
class Years:
    """An axis: where its years begin, and how wide each is."""

    years: tuple[int, ...]
    left: float
    pitch: float

    def at(self, moment: float) -> float:
        """Tell where a moment is, counted in years from the beginning of the first."""
        return self.left + moment * self.pitch

    @property
    def right(self) -> float:
        """Where the last year ends."""
        return self.at(len(self.years))

    @property
    def step(self) -> int:
        """How many years lie between two that are written."""
        room = width("2000", TICK) + 8
        return next((step for step in STEPS if step * self.pitch >= room), STEPS[-1])

    @property
    def written(self) -> list[int]:
        """The years that are written."""
        return [year for year in self.years if year % self.step == 0] or [*self.years[:1]]


def axis_of(years: Sequence[int], left: float, right: float) -> Years:
    """Lay out years between two sides, with room beyond both ends."""
    room = right - left - BEFORE - BEYOND
    return Years(tuple(years), left + BEFORE, max(room, 1.0) / max(len(years), 1))


def draw_years(canvas: Canvas, box: Box, axis: Years, baseline: float) -> None:
    """Write the years, each under the middle of its own."""
    half = width("2000", TICK) / 2
    for year in axis.written:
        x = axis.at(year - axis.years[0] + 0.5)
        x = min(max(x, box.x + half), box.right - half)
        canvas.text(x, baseline, str(year), size=TICK, fill="muted", anchor="middle")


def draw_grid(canvas: Canvas, axis: Years, top: float, bottom: float) -> None:
    """Draw where the written years begin."""
    for year in axis.written:
        x = axis.at(year - axis.years[0])
        canvas.line(x, top, x, bottom, "hairline")


def draw_columns(
    canvas: Canvas, box: Box, axis: Years, marks: Sequence[Mark], words: Translator
) -> None:
    """Draw a column for each year, the years under them.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Between its upper edge and the years all columns stand; the axis has its place across.
    axis : Years
        Where each year is.
    marks : sequence of Mark
        One for each year of the axis.
    words : Translator
        Writes the numbers of the scale, where the columns are too narrow for their own.
    """
    ground = box.bottom - UNDER
    size = _value_size(marks, axis.pitch)
    greatest = max((mark.value for mark in marks), default=0)
    top = box.y + (VALUES[0] + 5 if size else TICK + 4)
    if not size and greatest:
        greatest = scale([0, greatest])[1]
        _scale(canvas, axis, (ground, top), greatest, words)
    for position, mark in enumerate(marks):
        share = mark.value / greatest if greatest else 0.0
        with canvas.group(f"{mark.label}: {mark.text}"):
            _column(canvas, axis, (position, (ground - top) * share, ground), mark, size)
    canvas.line(axis.at(0), ground, axis.right, ground, "axis")
    draw_years(canvas, box, axis, box.bottom - 5)


def _value_size(marks: Sequence[Mark], pitch: float) -> float:
    """Choose the size at which every number has room over its column; 0 for none."""
    texts = [mark.text for mark in marks if mark.value]
    for size in VALUES:
        if all(width(text, size, 700) <= pitch - 1 for text in texts):
            return size
    return 0.0


def _column(
    canvas: Canvas, axis: Years, where: tuple[int, float, float], mark: Mark, size: float
) -> None:
    position, high, ground = where
    if not mark.value:
        return
    middle, wide = axis.at(position + 0.5), min(axis.pitch * PART, WIDEST)
    fill = "primary" if mark.selected else "fill"
    faint = {"opacity": DIMMED} if mark.dimmed else {}
    x, y = middle - wide / 2, ground - high
    canvas.rect(x, y, wide, high, fill, **faint, **{"class": "column"})
    if size:
        canvas.text(middle, y - 5, mark.text, size=size, weight=700, anchor="middle")


def _scale(
    canvas: Canvas, axis: Years, heights: tuple[float, float], greatest: float, words: Translator
) -> None:
    """Draw lines at round numbers, each written over the left end of its line."""
    ground, top = heights
    for tick in ticks((0.0, greatest))[1:]:
        y = ground - (ground - top) * tick / greatest
        canvas.line(axis.at(0), y, axis.right, y, "hairline")
        text = words.number(tick)
        canvas.text(axis.at(0), y - 3, text, size=11, fill="muted", halo="card", direction="ltr")
