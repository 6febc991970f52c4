"""The map's words: title, counting rule, legend, what is on no map, and the boundary note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ui.assets import FOLDER

if TYPE_CHECKING:
    from ui.page import Page


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare what stands around the map."""
    yield "map-head", "map_head", {"map": page.map}
    yield (
        "map-legend",
        "map_legend",
        {
            "map": page.map,
            "sites": any(not point.event for point in page.map.points),
            "events": any(point.event for point in page.map.points),
        },
    )
    yield "map-foot", "map_foot", {"map": page.map, "neighbours": _neighbours()}


@cache
def _neighbours() -> dict[str, list[str]]:
    """Read which regions share a border: arrow keys on the map move between them."""
    path = FOLDER / "geo" / "neighbours.json"
    found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found
