"""The sizes of pictures: what a report, a slide or a message has room for.

A picture is drawn in pixels as on a page, at about 96 to the inch, so that text of 13 pixels reads
alike at every size: a slide is drawn smaller than its own 1600 dots and enlarged as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRES = 25.4
SCALES = (1, 2, 3, 4)
"""How many dots a pixel of a PNG may have."""


@dataclass(frozen=True)
class Size:
    """A size by its name.

    ``width`` and ``height`` are in pixels of the drawing; a ``height`` of None grows with what is
    drawn, from ``least`` on. ``dots`` is how wide a PNG is at scale 1, ``millimetres`` how wide
    the picture is on paper.
    """

    name: str
    width: float
    height: float | None
    dots: int
    millimetres: float
    least: float = 0.0

    @property
    def enlarged(self) -> float:
        """Dots of a PNG at scale 1 for each pixel of the drawing."""
        return self.dots / self.width

    def on_paper(self, height: float) -> tuple[float, float]:
        """Give the width and height in millimetres of a picture that was drawn so high."""
        return self.millimetres, height * self.millimetres / self.width


SIZES = {
    size.name: size
    for size in (
        # A slide of 16 : 9 is 13⅓ inches wide in PowerPoint and LibreOffice.
        Size("slide", 1200, 675, 1600, 13 * MILLIMETRES + MILLIMETRES / 3, 675),
        # The text column of an A4 page with margins of 20 mm: in half of it, text of 13 pixels
        # would be 5 points high.
        Size("column", 640, None, 640, 170, 420),
        Size("page", 794, 1122.94, 794, 210, 1122.94),
        Size("square", 810, 810, 1080, 810 / 96 * MILLIMETRES, 810),
    )
}
"""Every size, by its name."""
