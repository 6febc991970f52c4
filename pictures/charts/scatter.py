"""Units as dots: need across, what is done upwards, and a strip for those without a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.need_scatter import BOTTOM, LEFT, RIGHT, TOP
from pictures.box import Box
from pictures.charts.arrows import ROOM, Direction, draw_arrow, left_edge
from pictures.text import fitted, shortened, width

if TYPE_CHECKING:
    from layers.need_scatter import Dot, Scatter
    from pictures.canvas import Canvas

SIZE, TICK = 12.5, 12.0
TITLE_LINE, TITLE_LINES = 17.0, 2
UNDER = 22.0
"""Height of the numbers under the plot."""
STRIP, ROOMY_STRIP, STRIP_TITLE = 34.0, 56.0, 20.0
FEW, TALL = 14, 400.0
"""In boxes so tall, a strip of so few dots has room for names over and under them."""
RADIUS, SELECTED = 5.5, 7.5
SIDE, ABOVE = 14.0, 12.0
"""Room at the sides of the dots, and over the highest."""
BESIDE = 9.0
MOST_NAMES = 40
AREA = 12_000.0
"""Pixels of the plot for each name that is written at most."""


@dataclass(frozen=True)
class _Plot:
    """The area of those with both figures, and the strip of the others under it."""

    area: Box
    strip: Box | None

    def at(self, dot: Dot) -> tuple[float, float]:
        """Tell where a dot is."""
        x = self.across(dot.x)
        if dot.known or self.strip is None:
            return x, self.upwards(dot.y)
        return x, self.strip.y + self.strip.height / 2

    def across(self, x: float) -> float:
        """Put a place of the description, in percent of its plot, into this one."""
        return self.area.x + (x - LEFT) / (RIGHT - LEFT) * self.area.width

    def upwards(self, y: float) -> float:
        """As `across`, from the upper edge downwards."""
        return self.area.y + (y - TOP) / (BOTTOM - TOP) * self.area.height


def draw(canvas: Canvas, box: Box, chart: Scatter) -> None:
    """Draw the dots, with the names of those that have room for one.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    chart : Scatter
        Its scales run from right to left where it is ``mirrored``.
    """
    upper = shortened(chart.y_title, SIZE, 600, box.width - ROOM, TITLE_LINES)
    lower = shortened(chart.x_title, SIZE, 600, box.width - ROOM, TITLE_LINES)
    plot = _plot(box, chart, (len(upper), len(lower)))
    _titles(canvas, box, box.y, upper, start=True)
    _titles(canvas, box, box.bottom - len(lower) * TITLE_LINE, lower, start=False)
    _grid(canvas, box, chart, plot)
    for dot in sorted(chart.dots, key=lambda dot: dot.selected):
        with canvas.group(dot.told):
            _dot(canvas, plot, dot)
    for dot, where in _named(chart.dots, plot, box):
        _name(canvas, dot, where)


def height(room: float) -> float:
    """Tell how high a plot wants to be in a width."""
    return min(max(room * 0.72, 380.0), 640.0)


def _plot(box: Box, chart: Scatter, titles: tuple[int, int]) -> _Plot:
    upper, lower = (count * TITLE_LINE for count in titles)
    unknown = sum(not dot.known for dot in chart.dots)
    high = ROOMY_STRIP if unknown <= FEW and box.height >= TALL else STRIP
    low = high + STRIP_TITLE if unknown else 0.0
    area = box.inset(SIDE, upper + TICK + ABOVE, SIDE, lower + UNDER + low + 4)
    strip = Box(box.x, area.bottom + STRIP_TITLE, box.width, high) if unknown else None
    return _Plot(area, strip)


def _titles(canvas: Canvas, box: Box, top: float, lines: Sequence[str], *, start: bool) -> None:
    """Write the name of an axis at one side, with an arrow at its very edge."""
    at_right = canvas.mirrored == start
    edge, inwards = (box.right, -ROOM) if at_right else (box.x, ROOM)
    for rank, line in enumerate(lines):
        y = top + SIZE + rank * TITLE_LINE
        canvas.text(
            edge + inwards, y, line, size=SIZE, weight=600, fill="muted",
            anchor="right" if at_right else "left",
        )  # fmt: skip
    base = top + SIZE + (0 if start else len(lines) - 1) * TITLE_LINE
    across: Direction = "left" if canvas.mirrored else "right"
    draw_arrow(canvas, left_edge(edge, before=at_right), base, "up" if start else across)


def _grid(canvas: Canvas, box: Box, chart: Scatter, plot: _Plot) -> None:
    edge = box.right if canvas.mirrored else box.x
    for rank, tick in enumerate(chart.y_ticks):
        y = plot.upwards(tick.at)
        canvas.line(box.x, y, box.right, y, "hairline" if rank else "axis")
        canvas.text(edge, y - 4, tick.text, size=TICK, fill="muted", anchor=canvas.start)
    ground = plot.area.bottom
    if plot.strip:
        strip = plot.strip
        ground = strip.bottom
        canvas.rect(strip.x, strip.y, strip.width, strip.height, "track", rx="4")
        text = fitted(chart.absent_title, TICK, 400, box.width)
        canvas.text(edge, strip.y - 5, text, size=TICK, fill="muted", anchor=canvas.start)
    for tick in chart.x_ticks:
        x = plot.across(tick.at)
        canvas.line(x, ground, x, ground + 5, "axis")
        half = width(tick.text, TICK) / 2
        middle = min(max(x, box.x + half), box.right - half)
        canvas.text(middle, ground + 17, tick.text, size=TICK, fill="muted", anchor="middle")


def _dot(canvas: Canvas, plot: _Plot, dot: Dot) -> None:
    x, y = plot.at(dot)
    fill, edge = ("fill", "card") if dot.known else ("card", "edge")
    if dot.selected:
        fill, edge = "mark", "ink"
    radius = SELECTED if dot.selected else RADIUS
    canvas.circle(x, y, radius, fill, stroke=edge, stroke_width="1.5", **{"class": "dot"})


def _named(dots: Sequence[Dot], plot: _Plot, box: Box) -> Iterator[tuple[Dot, Box]]:
    """Choose the names that cover neither a dot nor each other, and where each stands."""
    taken = [_around(*plot.at(dot)) for dot in dots]
    most = min(MOST_NAMES, int(plot.area.width * plot.area.height / AREA))
    count = 0
    for dot in _by_weight(dots, plot):
        if count >= most and not dot.selected:
            continue
        for where in _places(dot, plot):
            if _holds(_own(dot, plot, box), where) and not any(
                _cover(where, other) for other in taken
            ):
                taken.append(where)
                count += 1
                yield dot, where
                break


def _by_weight(dots: Sequence[Dot], plot: _Plot) -> list[Dot]:
    """Begin with those chosen, then those that the page names, then the farthest from the rest."""
    known = [plot.at(dot) for dot in dots if dot.known] or [(plot.area.x, plot.area.y)]
    x = sum(place[0] for place in known) / len(known)
    y = sum(place[1] for place in known) / len(known)

    def apart(dot: Dot) -> float:
        across, down = plot.at(dot)
        return (across - x) ** 2 + (down - y) ** 2

    return sorted(dots, key=lambda dot: (not dot.selected, not dot.label, -apart(dot)))


def _places(dot: Dot, plot: _Plot) -> Iterator[Box]:
    """Yield where a name may stand: beside its dot, over it, under it."""
    x, y = plot.at(dot)
    wide = width(dot.name, SIZE, 600 if dot.selected else 400) + 2
    high = SIZE * 1.2
    sides = (x + BESIDE, x - BESIDE - wide)
    for left in sides[::-1] if dot.end else sides:
        yield Box(left, y - high / 2, wide, high)
    for top in (y - BESIDE - high, y + BESIDE):
        yield Box(x - wide / 2, top, wide, high)


def _own(dot: Dot, plot: _Plot, box: Box) -> Box:
    """Give the part of the picture that a name may stand in: names of the strip stay in it."""
    if not dot.known and plot.strip:
        return plot.strip
    top = plot.area.y - ABOVE
    return Box(box.x, top, box.width, plot.area.bottom - top + STRIP_TITLE / 4)


def _holds(one: Box, other: Box) -> bool:
    across = one.x <= other.x and other.right <= one.right
    return across and one.y <= other.y and other.bottom <= one.bottom


def _around(x: float, y: float) -> Box:
    return Box(x - RADIUS - 1, y - RADIUS - 1, 2 * RADIUS + 2, 2 * RADIUS + 2)


def _cover(one: Box, other: Box) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


def _name(canvas: Canvas, dot: Dot, where: Box) -> None:
    canvas.text(
        where.x + where.width / 2,
        where.bottom - SIZE * 0.25,
        dot.name,
        size=SIZE,
        weight=600 if dot.selected else 400,
        anchor="middle",
        halo="card",
        **{"class": "name"},
    )
