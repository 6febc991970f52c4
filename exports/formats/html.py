"""The whole page in one file that needs no server and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.bundle.document import document

if TYPE_CHECKING:
    from pathlib import Path

    from exports.order import Order, Progress

EXTENSION = "html"
MEDIA_TYPE = "text/html"
KIND = "view"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the bundle; what is built first does not fail half-way through the file."""
    html = document(order, progress)
    path.write_text(html, encoding="utf-8")
