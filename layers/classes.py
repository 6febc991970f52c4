"""Classes of a census figure by the reader's choice: natural, quantile, equal or own limits."""

from __future__ import annotations

import math
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

SCHEMES = ("natural", "quantile", "equal", "own")
CACHED = 512


@dataclass(frozen=True)
class Classes:
    """Classes of figures from low to high.

    ``limits`` part them: a figure that equals a limit lies below it. ``low`` and ``high`` are the
    least and the greatest figure; ``decimals`` is how exactly figures are told.
    """

    limits: tuple[float, ...]
    low: float
    high: float
    decimals: int

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.limits) + 1

    def of(self, value: float) -> int:
        """Return the class of a figure, 0 for the lowest."""
        return bisect_left(self.limits, round(value, self.decimals))

    def bounds(self, index: int) -> tuple[float, float]:
        """Return the lowest and the highest figure that a class can have, at its decimals."""
        step = 10.0**-self.decimals
        above = self.limits[index - 1] + step if index else min((self.low, *self.limits[:1]))
        below = self.limits[index] if index < len(self.limits) else max(self.high, above)
        return round(above, self.decimals), round(below, self.decimals)


def classify(
    values: Iterable[float],
    scheme: str,
    count: int,
    *,
    own: Sequence[float] = (),
    decimals: int = 1,
) -> Classes | None:
    """Part figures into classes.

    Parameters
    ----------
    values : iterable of float
        The figures of the units shown, finite.
    scheme : str
        ``natural`` (Fisher and Jenks: least variance within classes), ``quantile`` (equal numbers
        of units), ``equal`` (equal widths) or ``own``.
    count : int
        Number of classes wanted; fewer where there are not as many different figures.
    own : sequence of float
        The limits of the scheme ``own``; ``count`` plays no part there.
    decimals : int
        Decimals that figures are told with; limits are rounded down to them, which moves no
        figure to another class.

    Returns
    -------
    Classes or None
        None without any figure.
    """
    told = tuple(sorted(round(value, decimals) for value in values))
    if not told:
        return None
    limits = tuple(own) if scheme == "own" else _limits(told, scheme, count)
    return Classes(_rounded(limits, told, decimals, scheme), told[0], told[-1], decimals)


def spread(index: int, classes: int, colours: int) -> int:
    """Return the colour of a class where there are more colours than classes.

    Parameters
    ----------
    index : int
        The class, 0 for the lowest.
    classes, colours : int
        How many there are of each.

    Returns
    -------
    int
        0 to ``colours - 1``; a class alone has the middle one.
    """
    if classes == 1:
        return colours // 2
    return math.floor(index * (colours - 1) / (classes - 1) + 0.5)


def _rounded(
    limits: Iterable[float], told: Sequence[float], decimals: int, scheme: str
) -> tuple[float, ...]:
    scale = 10**decimals
    # A limit as computed may be a hair below the figure that it is.
    down = {math.floor(limit * scale + 1e-6) / scale for limit in limits}
    if scheme != "own":
        down = {limit for limit in down if told[0] <= limit < told[-1]}
    return tuple(sorted(down))


@lru_cache(maxsize=CACHED)
def _limits(told: tuple[float, ...], scheme: str, count: int) -> tuple[float, ...]:
    different = sorted(set(told))
    if len(different) <= count:
        return tuple(different[:-1])
    # It brings scientific libraries that take a second to load, which only this question needs.
    import mapclassify  # noqa: PLC0415

    classifiers = {
        "natural": mapclassify.FisherJenks,
        "quantile": mapclassify.Quantiles,
        "equal": mapclassify.EqualInterval,
    }
    middle = sum(told) / len(told)
    with warnings.catch_warnings():
        # It would rather be compiled: for some hundred units that makes no difference.
        warnings.simplefilter("ignore")
        # It adds up squares in single precision, which is enough for figures around zero alone.
        bins = classifiers[scheme]([figure - middle for figure in told], k=count).bins
    return tuple(float(limit) + middle for limit in bins[:-1])
