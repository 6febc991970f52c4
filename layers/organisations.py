"""Activities by organisation, whatever its role in them."""

from __future__ import annotations

from dataclasses import replace

from layers.description import ChartDescription, bars
from layers.reading import Reading

PLACE = 3

SHOWN = 12
"""Organisations in the chart; every one of them can be chosen in the filter bar."""


def describe(reading: Reading) -> ChartDescription:
    """Describe the organisations with the most activities.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        At most 12 marks, most activities first, and those selected whatever their number;
        ``notes`` tells how many organisations have no mark.
    """
    keys = reading.catalogue.vocabulary.lists["org"]
    chart = bars(reading, "organisations", "organisation", keys)
    marks = sorted(chart.marks, key=lambda mark: -mark.value)
    shown = tuple(mark for rank, mark in enumerate(marks) if rank < SHOWN or mark.selected)
    left_out = len(marks) - len(shown)
    note = (reading.words.n("note.more_organisations", left_out),) if left_out else ()
    return replace(chart, marks=shown, notes=note)
