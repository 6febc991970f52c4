"""Activities by sector."""

from __future__ import annotations

from layers.description import ChartDescription, marks_of
from layers.reading import Reading


def describe(reading: Reading) -> ChartDescription:
    """Describe the activities of each sector, most first.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        One mark a sector that has activities under the other filters, or is selected.
    """
    keys = reading.catalogue.vocabulary.lists["sector"]
    marks = sorted(marks_of(reading, "sector", keys), key=lambda mark: -mark.value)
    return ChartDescription(
        name="sectors",
        title=reading.words.t("chart.sectors"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        parameter="sector",
        marks=tuple(marks),
    )
