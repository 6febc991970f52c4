"""A picture of strings, one a line, as pictures are made."""

from __future__ import annotations

from collections.abc import Sequence

from exports.picture import style
from pictures import fonts
from pictures.canvas import Canvas
from pictures.text import width

LINE = 20


def picture_of(strings: Sequence[str], direction: str) -> tuple[str, float, float]:
    """Return an SVG, its width and its height."""
    wide = max(width(text, 12) for text in strings) + 20
    canvas = Canvas({}, "ar", direction)
    for rank, text in enumerate(strings, start=1):
        x = wide - 10 if canvas.mirrored else 10
        canvas.text(x, rank * LINE, text, size=12, fill="#000000", anchor=canvas.start)
    high = (len(strings) + 1) * LINE
    drawn = "".join(canvas.elements)
    written = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.2f} {high}" '
        f'font-family="{fonts.FAMILY}"><style>{style(drawn)}</style>{drawn}</svg>'
    )
    return written, wide, high
