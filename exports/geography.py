"""Where the pictures' maps find their geometry: the files that the page loads."""

from __future__ import annotations

from functools import cache

from pictures.geography import Geography
from ui import assets
from ui.guides import guides


@cache
def geography() -> Geography:
    """Join what is known of places with the files of their geometry."""
    return Geography(guides(), lambda name: assets.FOLDER / "geo" / f"{name}.json")
