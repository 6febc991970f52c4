"""The legend keeps to its box, in both directions."""

from __future__ import annotations

import pytest

from layers.shading import LegendEntry
from layers.theme import LIGHT
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.legend import draw_legend, legend_height, legend_width
from tests.pictures.placing import colliding, outside, texts

ENTRIES = (
    LegendEntry(LIGHT["step-1"], "1–3", units="· 4"),
    LegendEntry(LIGHT["set-1"], "PRIM + DEPOMI", stripes=(LIGHT["set-2"],)),
    LegendEntry(
        LIGHT["set-1"], "ثلاثة برامج معا باسم طويل", stripes=(LIGHT["set-2"], LIGHT["set-3"])
    ),
    LegendEntry(LIGHT["none"], "absent de nos sources"),
)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("room", [90, 170, 400, 900])
def test_a_legend_lies_in_its_box(direction: str, room: float, *, across: bool) -> None:
    canvas, box = Canvas(LIGHT, "ar", direction), Box(31, 17, room, 500)
    high = draw_legend(canvas, box, ENTRIES, title="Number of activities", across=across)
    assert high == legend_height(ENTRIES, room, title="Number of activities", across=across)
    assert outside(canvas, Box(31, 17, room, high)) == []
    assert colliding(canvas) == []


def test_a_legend_that_has_its_width_breaks_no_line() -> None:
    canvas = Canvas(LIGHT, "fr", "ltr")
    draw_legend(canvas, Box(0, 0, legend_width(ENTRIES), 500), ENTRIES)
    assert texts(canvas) == [f"{one.text} {one.units}".strip() for one in ENTRIES]


def test_across_needs_less_height() -> None:
    assert legend_height(ENTRIES, 900, across=True) < legend_height(ENTRIES, 900)
