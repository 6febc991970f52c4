"""Activities by phase, the phases of a programme together."""

from __future__ import annotations

from dataclasses import replace

from layers.description import ChartDescription, bars
from layers.reading import Reading

PLACE = 2


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
    record = reading.catalogue.record
    owner = dict(zip(record.phases["id"], record.phases["programme"], strict=True))
    names = {str(key): reading.label("programme", str(key)) for key in record.programmes["id"]}
    return replace(bars(reading, "programmes", "phase", owner, owner), groups=names)
