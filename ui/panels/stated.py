"""The figures that sources state, over the regions that each is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layers import stated

if TYPE_CHECKING:
    from ui.page import Page

OPEN = 2
"""Sections that are open from the start."""
SHOWN = 8
"""Lines of an open section in view; the rest opens on demand."""


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the stated figures."""
    described = stated.describe(page.reading)
    yield "stated", "stated", {"chart": described, "open": OPEN, "shown": SHOWN}
