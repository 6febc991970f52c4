"""Activities by phase, the phases of a programme together."""

from __future__ import annotations

from layers.description import ChartDescription, marks_of
from layers.reading import Reading


def describe(reading: Reading) -> ChartDescription:
    """Describe the activities of each phase under the name of its programme.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        Marks in the order of the record; ``group`` is the programme's id. A phase that the
        sources do not tell is a mark of its own.
    """
    phases = reading.catalogue.record.phases
    owner = dict(zip(phases["id"], phases["programme"], strict=True))
    marks = tuple(marks_of(reading, "phase", owner, owner))
    return ChartDescription(
        name="programmes",
        title=reading.words.t("chart.programmes"),
        unit=reading.words.t(f"unit.{reading.answer.view.count}"),
        parameter="phase",
        marks=marks,
    )
