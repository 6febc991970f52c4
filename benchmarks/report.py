"""Prints what was measured beside the budgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlsplit

from benchmarks.page import Measured

COLUMNS = ("what", "Jihat", "plain Dash", "ratio", "budget")
WIDTHS = (34, 12, 12, 8, 24)
MEGABYTE = 1_000_000
TOP = 8


class Line(NamedTuple):
    """One row of the table; the ratio is ours to plain Dash's."""

    what: str
    ours: float
    plain: float | None
    unit: str
    budget: str = ""


def print_table(title: str, lines: Iterator[Line]) -> None:
    """Print a table of measurements."""
    print(f"\n{title}")
    _print(COLUMNS)
    for line in lines:
        ratio = f"{line.ours / line.plain:.2f}" if line.plain else "–"
        plain = _number(line.plain, line.unit) if line.plain is not None else "–"
        _print((line.what, _number(line.ours, line.unit), plain, ratio, line.budget))


def _print(cells: tuple[str, ...]) -> None:
    first, *rest = (cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    print(first, *rest)


def _number(value: float, unit: str) -> str:
    digits = {"MB": 2, "s": 2}.get(unit, 1 if value < 10 and unit == "ms" else 0)  # noqa: PLR2004
    return f"{value:.{digits}f} {unit}".strip()


def page_lines(results: Mapping[str, Measured], *, large: bool) -> Iterator[Line]:
    """Return the lines of the applications on one record; ``large``: the budgets hold for it."""
    ours, plain = results["jihat"], results["plain"]

    def line(what: str, unit: str, of: Callable[[Measured], float], budget: str = "") -> Line:
        return Line(what, of(ours), of(plain), unit, budget)

    yield line("first load", "MB", lambda one: one.load("bytes") / MEGABYTE, "≤ 2.0 MB")
    yield line("  requests", "", lambda one: float(len(one.loads[0].transfers)))
    yield line("  first figure visible", "ms", lambda one: one.load("figure"))
    yield line("  map painted", "ms", lambda one: one.load("map"))
    yield line(
        "filter to painted, median",
        "ms",
        lambda one: median(one.each("painted")),
        "≤ 100 ms and ≤ 0.6 ×" if large else "",
    )
    yield line("  95th percentile", "ms", lambda one: percentile(one.each("painted")))
    yield line("  until asked", "ms", lambda one: median(one.each("asked")))
    yield line("  request", "ms", lambda one: median(one.each("request")))
    yield line("  answer to painted", "ms", lambda one: median(_after(one)))
    yield line("  bytes of an answer", "B", lambda one: median(one.each("bytes")))
    yield line(
        "server's handler, median",
        "ms",
        lambda one: median(one.handler),
        "≤ 20 ms" if large else "",
    )
    yield line("  95th percentile", "ms", lambda one: percentile(one.handler))


def _after(one: Measured) -> list[float]:
    parts = (one.each("painted"), one.each("asked"), one.each("request"))
    return [all_ - asked - request for all_, asked, request in zip(*parts, strict=True)]


def percentile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def start_lines(seconds: Mapping[str, float]) -> Iterator[Line]:
    """Return the lines of a start."""
    budgets = {"/?lang=fr": "≤ 3 s"}
    for path, value in seconds.items():
        yield Line(f"start to {path}", value, None, "s", budgets.get(path, ""))


def print_transfers(measured: Measured) -> None:
    """Print the largest transfers of a first load."""
    print(f"\nLargest of the {len(measured.loads[0].transfers)} transfers of a first load")
    for address, size in measured.loads[0].transfers[:TOP]:
        print(f"{size:>10,} B  {urlsplit(address).path}")


def print_disagreements(results: Mapping[str, Measured]) -> None:
    """Tell where the applications counted differently: then the comparison is worth nothing."""
    figures = [[one["figure"] for one in each.gestures] for each in results.values()]
    wrong = sum(len(set(shown)) > 1 for shown in zip(*figures, strict=True))
    painted = {one["fills"] for one in results["jihat"].gestures}
    print(f"\n{len(figures[0])} gestures, {len(painted)} different maps of ours;", end=" ")
    print(f"total activities differ between the applications after {wrong}")
