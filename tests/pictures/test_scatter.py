"""Dots: on both scales of the description, their names covering nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.need_scatter import BOTTOM, LEFT, RIGHT, STRIP, TOP, Dot, Scatter, Tick
from pictures.box import Box
from pictures.charts import scatter
from tests.pictures.chart_reading import (
    BOXES,
    LANGUAGES,
    NAMES,
    canvas_of,
    check_inside,
    of,
    overlap,
    texts,
)

TICKS = tuple(Tick(at, text) for at, text in ((LEFT, "10 %"), (50.0, "20 %"), (RIGHT, "30 %")))
RISING = tuple(Tick(at, text) for at, text in ((BOTTOM, "0"), (40.0, "2,500"), (TOP, "5,000")))


def scatter_of(*dots: Dot, mirrored: bool = False) -> Scatter:
    absent = "" if all(dot.known for dot in dots) else "not in our sources"
    return Scatter("", "Unemployment (%)", "Activities", absent, dots, TICKS, RISING, (), mirrored)


def dot_of(name: str, x: float, y: float | None, *, selected: bool = False) -> Dot:
    return Dot(name, name, name, x, STRIP if y is None else y, y is not None, selected)


@st.composite
def scatters(draw: st.DrawFn) -> Scatter:
    heights = st.none() | st.floats(TOP, BOTTOM)
    dots = [
        dot_of(draw(NAMES), draw(st.floats(LEFT, RIGHT)), draw(heights), selected=rank == 3)
        for rank in range(draw(st.sampled_from([1, 12, 75])))
    ]
    return scatter_of(*dots, mirrored=draw(st.booleans()))


@settings(deadline=None)
@given(scatters(), BOXES, LANGUAGES)
def test_no_name_covers_a_dot_or_another_name(chart: Scatter, box: Box, lang: str) -> None:
    canvas = canvas_of(lang)
    scatter.draw(canvas, box, chart)
    check_inside(canvas, box)
    dots = of(canvas, "dot")
    assert len(dots) == len(chart.dots)
    names = [one for one in of(canvas, "name") if one.text]
    assert not any(overlap(*pair) for pair in combinations(names, 2))
    chosen = {dot.name for dot in chart.dots if dot.selected}
    for name in names:
        covered = [dot for dot in dots if overlap(name, dot)]
        assert not covered or name.text in chosen
    assert all(one.size >= 11 for one in texts(canvas))


def test_places_are_those_of_the_scales() -> None:
    low, high = dot_of("low", LEFT, BOTTOM), dot_of("high", RIGHT, TOP)
    middle = dot_of("middle", (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2)
    canvas = canvas_of("en")
    scatter.draw(canvas, Box(0, 0, 600, 420), scatter_of(low, high, middle))
    one, other, between = of(canvas, "dot")
    assert one.left < between.left < other.left
    assert one.top > between.top > other.top
    assert between.left == pytest.approx((one.left + other.left) / 2, abs=0.02)
    assert between.top == pytest.approx((one.top + other.top) / 2, abs=0.02)


def test_what_has_no_figure_stands_in_the_strip_under_all_others() -> None:
    known, unknown = dot_of("known", 50.0, BOTTOM), dot_of("unknown", 50.0, None)
    canvas = canvas_of("en")
    scatter.draw(canvas, Box(0, 0, 600, 420), scatter_of(known, unknown))
    one, other = of(canvas, "dot")
    assert other.top > one.bottom
    assert "not in our sources" in [text.text for text in texts(canvas)]
