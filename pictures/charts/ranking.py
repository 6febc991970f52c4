"""Units ranked by a figure, with another figure beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pictures.box import Box
from pictures.charts.bars import draw_rows
from pictures.charts.rows import MORE, BarRow, Fit, fit, wanted_height
from pictures.text import fitted, shortened

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.need_ranking import Ranking, Reference, Row
    from pictures.canvas import Canvas

WITH_ASIDES = 520.0
"""From this width on, the other figure stands beside the bars."""
ASIDE, WIDEST_ASIDE, GAP = 0.17, 128.0, 18.0
"""Width of that figure: of the box, and in pixels."""
HEAD, HEAD_LINE, HEAD_LINES = 12.0, 15.0, 3
MUST, MOST = 14, 40
"""How many units ought to be in view, and are at most where the height is open."""


def draw(canvas: Canvas, box: Box, chart: Ranking, against: str, words: Translator) -> None:
    """Draw a bar for each unit, from the first on, as many as there is room for.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    chart : Ranking
        What the units lie in comes first; a dashed line goes on at the first of these.
    against : str
        Heads the other figure.
    words : Translator
        The language.
    """
    head = _head(against, box.width)
    used = len(head) * HEAD_LINE + 6 if head else 0.0
    inner = box.inset(top=used)
    end = box.width - (_aside(box.width) + GAP if head else 0.0)
    found = fit(tuple(_rows(chart)), end, inner.height, MUST + len(chart.references))
    around = [] if chart.diverging else [_reference(one).share for one in chart.references[:1]]
    line = next((share for share in around if share), None)
    draw_rows(canvas, inner, found, words, end=end, line=line)
    if head:
        _asides(canvas, inner, found)
        edge = box.x if canvas.mirrored else box.right
        for rank, text in enumerate(head):
            y = box.y + HEAD + rank * HEAD_LINE
            canvas.text(edge, y, text, size=HEAD, fill="muted", anchor=canvas.end)


def height(room: float, chart: Ranking) -> float:
    """Tell how high the ranking wants to be in a width."""
    rows = tuple(_rows(chart))
    most = MOST + len(chart.references)
    rest = 2 * MORE if len(rows) > most else 0.0
    return wanted_height(rows[:most], room) + rest + HEAD_LINES * HEAD_LINE + 7


def _head(against: str, room: float) -> list[str]:
    if room < WITH_ASIDES:
        return []
    return shortened(against, HEAD, 400, _aside(room), HEAD_LINES)


def _aside(room: float) -> float:
    return min(room * ASIDE, WIDEST_ASIDE)


def _rows(chart: Ranking) -> Iterator[BarRow]:
    for one in chart.references:
        yield _reference(one)
    for rank, row in enumerate(chart.rows):
        more = "more-2" if chart.diverging else "fill"
        yield _row(row, more, parted=not rank and bool(chart.references))


def _reference(one: Reference) -> BarRow:
    share = -one.share if one.less else one.share
    return BarRow(one.name, share, one.value, "muted", hollow=True)


def _row(row: Row, more: str, *, parted: bool) -> BarRow:
    share = None if row.number is None else -row.share if row.less else row.share
    fill = "less-2" if row.less else "primary" if row.selected and more == "fill" else more
    return BarRow(
        row.name,
        share,
        row.value,
        fill,
        bold=row.selected,
        dimmed=row.dimmed,
        parted=parted,
        lead=row.rank,
        asides=(row.rate,),
    )


def _asides(canvas: Canvas, box: Box, found: Fit) -> None:
    edge = box.x if canvas.mirrored else box.right
    for one in found.placed:
        y = box.y + one.top + one.height / 2 + found.size * 0.36
        for text in one.row.asides:
            shown = fitted(text, found.size, 400, _aside(box.width))
            canvas.text(edge, y, shown, size=found.size, anchor=canvas.end)
