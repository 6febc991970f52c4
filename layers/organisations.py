"""Activities by organisation, whatever its role in them."""

from __future__ import annotations

from dataclasses import replace

from layers.description import ChartDescription, bars, leading
from layers.reading import Reading

PLACE = 3

SHOWN = 12


def describe(reading: Reading) -> ChartDescription:
    """Describe the organisations of the activities, most activities first.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        12 marks in view, and those selected whatever their number.
    """
    keys = reading.catalogue.vocabulary.lists["org"]
    chart = bars(reading, "organisations", "organisation", keys)
    marks = sorted(chart.marks, key=lambda mark: -mark.value)
    return leading(replace(chart, marks=tuple(marks)), SHOWN)
