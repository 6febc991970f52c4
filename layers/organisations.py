"""Activities by organisation, whatever its role in them."""

from __future__ import annotations

from layers.description import ChartDescription, marks_of
from layers.reading import Reading

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
    marks = sorted(marks_of(reading, "organisation", keys), key=lambda mark: -mark.value)
    shown = [mark for rank, mark in enumerate(marks) if rank < SHOWN or mark.selected]
    left_out = len(marks) - len(shown)
    return ChartDescription(
        name="organisations",
        title=reading.words.t("chart.organisations"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        parameter="org",
        marks=tuple(shown),
        notes=(reading.words.n("note.more_organisations", left_out),) if left_out else (),
    )
