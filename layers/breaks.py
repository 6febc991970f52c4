"""Class breaks for counts: few, round, and never splitting one value over two classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

CLASSES = 5


def count_breaks(values: Sequence[float]) -> tuple[float, ...]:
    """Lower bounds of at most five classes for positive counts.

    Parameters
    ----------
    values : sequence of float
        Figures of the units shown; zeros and negative values are left aside, since a unit
        without activities has a state of its own.

    Returns
    -------
    tuple of float
        Increasing lower bounds, empty without positive values. Up to five values have a class
        each; more are put into equal shares of the sorted values (quantiles), whose bounds are
        rounded down to two significant digits.
    """
    ordered = sorted({value for value in values if value > 0})
    if not ordered:
        return ()
    if len(ordered) <= CLASSES:
        return tuple(float(value) for value in ordered)
    step = len(ordered) / CLASSES
    bounds = (_rounded(ordered[int(step * index)]) for index in range(CLASSES))
    return tuple(sorted(set(bounds)))


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Class of a figure: 0 without activities, else 1 for the lowest class and on.

    Parameters
    ----------
    value : float
        The figure of a unit.
    breaks : sequence of float
        What `count_breaks` gave.

    Returns
    -------
    int
        0 to ``len(breaks)``.
    """
    if value <= 0:
        return 0
    return max(1, sum(value >= bound for bound in breaks))


def _rounded(value: float) -> float:
    """Round down to two significant digits, so that the value stays in the class it opens."""
    digits = 1 - math.floor(math.log10(value))
    # Decimals are counted exactly: 0.29 in binary times 100 is a little less than 29.
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_FLOOR))
