"""The charts of the page: every layer of bars, and the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import layers
from layers import timeline
from layers.description import ChartDescription
from ui.linking import reached

if TYPE_CHECKING:
    from ui.page import Page


def names() -> list[str]:
    """Name the bar charts in the order in which they are read."""
    return [name for name, layer in layers.discover().items() if hasattr(layer, "PLACE")]


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the charts."""
    ordinal, take_away = page.services.programme_ranks, page.services.take_away
    for name in names():
        chart: ChartDescription = layers.discover()[name].describe(page.reading)
        reach = reached(page, chart.dimension, (mark.key for mark in chart.marks))
        taken = take_away is not None and take_away.knows(name, page.view)
        yield name, "bars", {"chart": chart, "ordinal": ordinal, "reach": reach, "taken": taken}
    described = timeline.describe(page.reading)
    reaches = {
        "year": reached(page, "year", (mark.key for mark in described.columns)),
        "phase": reached(page, "phase", (lane.key for lane in described.lanes)),
    }
    yield "timeline", "timeline", {"timeline": described, "ordinal": ordinal, "reach": reaches}
