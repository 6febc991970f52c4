"""A picture as vectors: opens in browsers, drawing programs and office programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.picture import svg

if TYPE_CHECKING:
    from pathlib import Path

    from exports.order import Order, Progress

EXTENSION = "svg"
MEDIA_TYPE = "image/svg+xml"
KIND = "figure"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the picture."""
    progress(0, 1)
    path.write_text(svg(order), encoding="utf-8")
    progress(1, 1)
