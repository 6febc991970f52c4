"""Activities by phase, the phases of a programme together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from layers.description import ChartDescription, Mark, bars, leading

if TYPE_CHECKING:
    from layers.reading import Reading

PLACE = 2

SHOWN = 10


def describe(reading: Reading) -> ChartDescription:
    """Describe the activities of each phase, those of one programme together.

    Parameters
    ----------
    reading : Reading
        The answer to draw.

    Returns
    -------
    ChartDescription
        The programmes with most activities first; ``group`` is the programme's id. ``groups``
        names the programmes of several phases: the only phase of a programme carries its name.
        A phase that the sources do not tell is a mark of its own.
    """
    owner = reading.catalogue.record.owners
    several = [key for key, phases in Counter(owner.values()).items() if phases > 1]
    names = {key: reading.label("programme", key) for key in several}
    chart = bars(reading, "programmes", "phase", owner, owner)
    marks = _together(chart.marks)
    return leading(replace(chart, marks=marks, groups=names), SHOWN)


def _together(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    total: Counter[str] = Counter()
    for mark in marks:
        # A fraction of an activity counts too, which a Counter's annotation does not know.
        total[mark.group] += mark.value  # type: ignore[assignment]
    # The sort is stable: phases stay in the order of the record.
    return tuple(sorted(marks, key=lambda mark: (-total[mark.group], mark.group)))
