"""The map's words: title, counting rule, legend, what is on no map, and the boundary note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    yield "map-foot", "map_foot", {"map": page.map}
