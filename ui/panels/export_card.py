"""The dialog of downloads: what will be in a file, before it is made; and the tray of files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.page import Page

DEFAULT_SCALE = 2


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the dialog; it is empty while it is closed."""
    take_away = page.services.take_away
    offer = take_away.offer(page) if take_away else None
    yield "export", "export", {"offer": offer, "scale": DEFAULT_SCALE}
    yield "tray", "export_tray", {}
