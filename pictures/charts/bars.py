"""Bars by category, drawn into whatever box there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pictures.charts.rows import (
    AFTER_LABEL,
    BESIDE_BAR,
    LINE,
    MORE,
    BarRow,
    Fit,
    Placed,
    Scale,
    fit,
    scaled,
    wanted_height,
)
from pictures.text import fitted

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.description import ChartDescription
    from pictures.box import Box
    from pictures.canvas import Canvas

COLOURED = 5
"""Programmes that have a colour of their own: those with most activities."""
DIMMED = "0.42"
MOST_AT_ONCE = 24
"""Up to how many bars a picture of any height shows all."""
ROUND = "2"
BAR = {"class": "bar"}


def draw(
    canvas: Canvas,
    box: Box,
    chart: ChartDescription,
    ranks: Mapping[str, int],
    words: Translator,
) -> None:
    """Draw bars from the first on, as many as the box has room for.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    chart : ChartDescription
        Its marks in order, families of marks under their names.
    ranks : mapping of str to int
        Rank of each programme, which has its colour from it.
    words : Translator
        The language.
    """
    rows = tuple(rows_of(chart, ranks))
    draw_rows(canvas, box, fit(rows, box.width, box.height, chart.shown), words)


def height(room: float, chart: ChartDescription) -> float:
    """Tell how high the bars want to be in a width; parameters as in `draw`."""
    marks = len(chart.marks)
    shown = chart.shown if chart.shown and marks > MOST_AT_ONCE else marks
    rest = 2 * MORE if shown < marks else 0.0
    kept = [*rows_of(chart, {}, shown)]
    return wanted_height(kept, room) + rest + 1


def programme_colour(ranks: Mapping[str, int], programme: str) -> str:
    """Give the token of a programme's colour: that of its rank, or the one of all others."""
    rank = ranks.get(programme, 0)
    return f"programme-{rank}" if 0 < rank <= COLOURED else "fill"


def rows_of(
    chart: ChartDescription, ranks: Mapping[str, int], shown: int | None = None
) -> Iterator[BarRow]:
    """Yield the marks of a chart as rows, families of several marks under a heading."""
    before = False
    for group, marks in groupby(chart.marks[:shown], key=lambda mark: mark.group):
        inside = group in chart.groups
        if inside:
            yield BarRow(chart.groups[group], heading=True)
        colour = programme_colour(ranks, group)
        for mark in marks:
            chosen = "primary" if mark.selected and colour == "fill" else colour
            yield BarRow(
                mark.label,
                mark.share if mark.value else 0.0,
                mark.text,
                chosen,
                bold=mark.selected,
                dimmed=mark.dimmed,
                inside=inside,
                parted=before and not inside,
            )
            before = inside


def draw_rows(
    canvas: Canvas,
    box: Box,
    found: Fit,
    words: Translator,
    *,
    end: float | None = None,
    line: float | None = None,
) -> Scale:
    """Draw rows of bars from the upper edge of a box.

    Parameters
    ----------
    canvas, box
        Where.
    found : Fit
        What `fit` found for the box.
    words : Translator
        The language.
    end : float, optional
        Where the bars end, along the reading direction; by default at the end of the box.
    line : float, optional
        A share of the longest bar that a dashed line is drawn at.

    Returns
    -------
    Scale
        That of the bars.
    """
    start = found.lead + found.label + AFTER_LABEL
    room = (box.width if end is None else end) - start
    bars = [one for one in found.placed if not one.row.heading]
    scale = scaled([one.row for one in bars], start, room, found.size)
    for first, last in _runs(found.placed):
        _axis(canvas, box, scale.zero, first.top - 3, last.top + last.height + 3)
    for one in bars:
        with canvas.group(_told(one.row)):
            _bar(canvas, box, one, found.size, scale)
    if line is not None and bars:
        # Over the bars, and under the numbers at their ends.
        at = _at(canvas, box, scale.at(line))
        top, bottom = box.y + bars[0].top, box.y + bars[-1].top + bars[-1].height
        canvas.line(at, top, at, bottom, "ink", 1, stroke_dasharray="3 3")
    for one in found.placed:
        _words(canvas, box, one, found, (scale, room))
    if found.left_out:
        more(canvas, box, found.bottom + 2 * MORE - 4, found.left_out, words)
    return scale


def more(canvas: Canvas, box: Box, below: float, count: int, words: Translator) -> None:
    """Say how many further rows only the table has; ``below`` is the baseline in the box."""
    text = fitted(words.n("picture.more", count), MORE, 400, box.width)
    x, y = _at(canvas, box, 0), min(box.y + below, box.bottom - 4)
    canvas.text(x, y, text, size=MORE, fill="muted", anchor=canvas.start)


def _told(row: BarRow) -> str:
    return row.label if row.heading else f"{row.label}: {row.text}"


def _runs(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Yield the first and last of the rows that belong together."""
    for row, several in groupby(placed, key=lambda one: (one.row.heading, one.row.inside)):
        run = list(several)
        if not row[0]:
            yield run[0], run[-1]


def _words(canvas: Canvas, box: Box, one: Placed, found: Fit, bars: tuple[Scale, float]) -> None:
    """Write the label, and the number at the end of the bar."""
    row, size, (scale, room) = one.row, found.size, bars
    if row.heading:
        x, y = _at(canvas, box, 0), box.y + one.top + size
        text = one.lines[0] if one.lines else ""
        canvas.text(x, y, text, size=size - 1, weight=600, fill="muted", anchor=canvas.start)
        return
    _label(canvas, box, one, found)
    baseline = box.y + one.top + one.height / 2 + size * 0.36
    if row.share is None:
        text = fitted(row.text, size, 400, room - (scale.zero - scale.start) - BESIDE_BAR)
        x = _at(canvas, box, scale.zero + BESIDE_BAR)
        canvas.text(x, baseline, text, size=size, fill="muted", anchor=canvas.start)
        return
    back = row.share < 0
    x = _at(canvas, box, scale.at(row.share) + (-BESIDE_BAR if back else BESIDE_BAR))
    side = canvas.end if back else canvas.start
    canvas.text(x, baseline, row.text, size=size, weight=700, anchor=side, halo="card")


def _label(canvas: Canvas, box: Box, one: Placed, found: Fit) -> None:
    size, row = found.size, one.row
    first = box.y + one.top + size * 1.02
    if row.lead:
        x = _at(canvas, box, found.lead - 10)
        middle = box.y + one.top + one.height / 2 + size * 0.36
        canvas.text(x, middle, row.lead, size=size, fill="muted", anchor=canvas.end)
    for rank, text in enumerate(one.lines):
        canvas.text(
            _at(canvas, box, found.lead + row.indent),
            first + rank * size * LINE,
            text,
            size=size,
            weight=row.weight,
            anchor=canvas.start,
        )


def _bar(canvas: Canvas, box: Box, one: Placed, size: float, scale: Scale) -> None:
    share = one.row.share or 0.0
    if not share:
        return
    middle = box.y + one.top + one.height / 2
    thick = size * LINE
    ends = sorted((_at(canvas, box, scale.zero), _at(canvas, box, scale.at(share))))
    faint = {"opacity": DIMMED} if one.row.dimmed else {}
    hollow = {"stroke": one.row.fill, "stroke_width": "1.5"} if one.row.hollow else {}
    fill = "card" if one.row.hollow else one.row.fill
    x, y = ends[0], middle - thick / 2
    canvas.rect(x, y, ends[1] - ends[0], thick, fill, rx=ROUND, **faint, **hollow, **BAR)


def _axis(canvas: Canvas, box: Box, along: float, top: float, bottom: float) -> None:
    x = _at(canvas, box, along)
    start, end = max(box.y, box.y + top), min(box.bottom, box.y + bottom)
    canvas.line(x, start, x, end, "axis", 1)


def _at(canvas: Canvas, box: Box, along: float) -> float:
    """Tell where something is that lies so far from the side that reading begins at."""
    return box.right - along if canvas.mirrored else box.x + along
