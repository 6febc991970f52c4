"""Arrows of axes, drawn: the fonts that a picture carries have none."""

from __future__ import annotations

from typing import Literal

from pictures.canvas import Canvas

Direction = Literal["up", "left", "right"]
ROOM = 15.0
"""Width of an arrow with the gap between it and its words."""
BESIDE = 6.0
"""The gap alone."""
_LONG, _HEAD = ROOM - BESIDE, 3.2


def draw_arrow(canvas: Canvas, x: float, base: float, direction: Direction) -> None:
    """Draw an arrow beside a line of words.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    x, base : float
        The left edge of the arrow, and the line that the words stand on.
    direction : str
        Where it points: ``up``, ``left`` or ``right``.
    """
    middle = base - _LONG / 2
    if direction == "up":
        centre, top = x + _LONG / 2, base - _LONG
        way = (
            f"M{centre:g} {base:g}V{top:g}"
            f"M{centre - _HEAD:g} {top + _HEAD:g}L{centre:g} {top:g}L{centre + _HEAD:g} "
            f"{top + _HEAD:g}"
        )
    else:
        tail, tip = (x, x + _LONG) if direction == "right" else (x + _LONG, x)
        back = tip - _HEAD if direction == "right" else tip + _HEAD
        way = (
            f"M{tail:g} {middle:g}H{tip:g}"
            f"M{back:g} {middle - _HEAD:g}L{tip:g} {middle:g}L{back:g} {middle + _HEAD:g}"
        )
    canvas.path(way, stroke="muted", stroke_width="1.6", data_arrow=direction)


def left_edge(x: float, *, before: bool) -> float:
    """Give the left edge of an arrow that ends, or begins, at ``x``."""
    return x - _LONG if before else x
