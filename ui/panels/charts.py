"""The charts of the page: every layer of bars, and the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import layers
from layers import timeline
from layers.description import ChartDescription

if TYPE_CHECKING:
    from ui.page import Page


def names() -> list[str]:
    """Name the bar charts in the order in which they are read."""
    return [name for name, layer in layers.discover().items() if hasattr(layer, "PLACE")]


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the charts."""
    ordinal = page.services.programme_ranks
    for name in names():
        chart: ChartDescription = layers.discover()[name].describe(page.reading)
        yield name, "bars", {"chart": chart, "ordinal": ordinal}
    described = timeline.describe(page.reading)
    yield "timeline", "timeline", {"timeline": described, "ordinal": ordinal}
