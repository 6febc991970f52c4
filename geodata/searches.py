"""Which of the searches behind the record looked for something at a place or of a programme."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from geodata.frames import rows_of
from geodata.framing import lies_in

if TYPE_CHECKING:
    from geodata.record import Record


def searches_about(
    record: Record, places: Collection[str], programmes: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Find the searches that could have found something, and those that were left undone.

    Parameters
    ----------
    record
        The tables.
    places
        Codes of which one is enough. Words such as ``national`` are in the scope of no search but
        those about the whole country.
    programmes
        Ids of which one is enough; any may be meant where there are none.

    Yields
    ------
    dict
        Rows of ``searches`` in their order. One without a scope is about the whole country, one
        without programmes about all of them.
    """
    for row in rows_of(record.searches):
        scope = [code for code in row["scope"].split(";") if code]
        named = [one for one in row["programmes"].split(";") if one]
        there = not scope or any(
            lies_in(place, code) or lies_in(code, place) for place in places for code in scope
        )
        if there and (not named or not programmes or not set(named).isdisjoint(programmes)):
            yield row
