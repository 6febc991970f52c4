"""Activities by sector."""

from __future__ import annotations

from dataclasses import replace

from layers.description import ChartDescription, bars, leading
from layers.reading import Reading

PLACE = 1

SHOWN = 12


def describe(reading: Reading) -> ChartDescription:
    """Describe the activities of each sector, most first.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        ``notes`` tells by how much the figures exceed their activities, which may have several
        sectors.
    """
    chart = bars(reading, "sectors", "sector", reading.catalogue.vocabulary.lists["sector"])
    marks = sorted(chart.marks, key=lambda mark: -mark.value)
    chart = replace(chart, marks=tuple(marks), notes=reading.excess("sector"))
    return leading(chart, SHOWN)
