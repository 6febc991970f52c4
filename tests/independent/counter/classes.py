"""How figures are parted into classes, each by its own definition and in exact numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import floor

Number = Fraction


def exact(number: float | str) -> Fraction:
    """The number that a figure stands for as it is written."""
    return Fraction(str(number))


def class_of(value: Fraction, limits: Sequence[Fraction]) -> int:
    """The class of a figure, 1 for the lowest: one that equals a limit lies below it."""
    return bisect_left(limits, value) + 1


def sizes(values: Iterable[Fraction], limits: Sequence[Fraction]) -> list[int]:
    tally = Tally(class_of(value, limits) for value in values)
    return [tally[at + 1] for at in range(len(limits) + 1)]


def rounded_down(value: Fraction, decimals: int) -> Fraction:
    return Fraction(floor(value * 10**decimals), 10**decimals)


def quantile_limits(values: list[Fraction], count: int, decimals: int) -> list[Fraction]:
    """Limits between classes of equal numbers, read linearly between two figures."""
    ordered = sorted(values)
    limits = set()
    for part in range(1, count):
        place = Fraction(part, count) * (len(ordered) - 1)
        below, share = floor(place), place - floor(place)
        above = ordered[min(below + 1, len(ordered) - 1)]
        limits.add(ordered[below] + share * (above - ordered[below]))
    return below_greatest(limits, values, decimals)


def equal_limits(values: list[Fraction], count: int, decimals: int) -> list[Fraction]:
    """Limits between classes of equal width."""
    least, width = min(values), (max(values) - min(values)) / count
    return below_greatest((least + part * width for part in range(1, count)), values, decimals)


def below_greatest(
    limits: Iterable[Fraction], values: list[Fraction], decimals: int
) -> list[Fraction]:
    """Limits at their decimals, without one that leaves nothing above it."""
    down = {rounded_down(limit, decimals) for limit in limits}
    return sorted(limit for limit in down if limit < max(values))


def scatter(values: Iterable[Fraction], limits: Sequence[Fraction]) -> Fraction:
    """The squares of the distances from the mean of each class, added up."""
    classes: dict[int, list[Fraction]] = {}
    for value in values:
        classes.setdefault(class_of(value, limits), []).append(value)
    return sum(map(scatter_in, classes.values()), Fraction())


def scatter_in(values: list[Fraction]) -> Fraction:
    mean = sum(values, Fraction()) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction())


def least_scatter(values: Iterable[Fraction], count: int) -> Fraction:
    """The least that any division into so many classes leaves, equal figures together."""
    # Whole numbers keep the sums exact and quick.
    tally = Tally(values)
    scale = 100
    keys = [int(key * scale) for key in sorted(tally)]
    weights = [tally[key] for key in sorted(tally)]
    ones = [0, *accumulate(weights)]
    sums = [0, *accumulate(k * w for k, w in zip(keys, weights, strict=True))]
    squares = [0, *accumulate(k * k * w for k, w in zip(keys, weights, strict=True))]

    def inside(first: int, last: int) -> float:
        total, many = sums[last] - sums[first], ones[last] - ones[first]
        return (squares[last] - squares[first]) - total * total / many

    size = len(keys)
    best = [inside(0, last) if last else 0.0 for last in range(size + 1)]
    for classes in range(2, min(count, size) + 1):
        best = [
            min(best[cut] + inside(cut, last) for cut in range(classes - 1, last))
            if last >= classes
            else float("inf")
            for last in range(size + 1)
        ]
    return Fraction(best[size]) / scale**2
