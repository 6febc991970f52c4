"""Time the answer of a view: ``python -m benchmarks.counting [ACTIVITIES]``."""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter

from benchmarks.synthetic import synthetic_record
from geodata.catalogue import Catalogue, build_catalogue
from geodata.gazetteer import load_gazetteer
from geodata.view_state import parse_view

ACTIVITIES = 1_000_000
SEED = 7
REPEATS = 15
VIEWS = (
    "",
    "place=02",
    "place=02,09&sector=s01",
    "place=02&programme=p01&phase=p02-1&sector=s01,s03&status=done&from=2018&to=2022",
    "level=province&place=02&sector=s01",
    "level=commune&place=02&sector=s01",
    "count=touches&place=02&sector=s01",
    "count=allocated",
    "count=allocated&place=02&sector=s01",
    "count=allocated&level=commune&place=02&sector=s01",
)


def milliseconds(catalogue: Catalogue, query: str) -> float:
    """Return the median time of the answer to a query."""
    view, ignored = parse_view(query, catalogue.vocabulary)
    assert not ignored, ignored
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        catalogue.answer(view)
        times.append(perf_counter() - start)
    return median(times) * 1000


def main() -> None:
    """Print the time that building takes, and the median of each view."""
    activities = int(sys.argv[1]) if len(sys.argv) > 1 else ACTIVITIES
    gazetteer = load_gazetteer()
    record = synthetic_record(activities, SEED, gazetteer)
    start = perf_counter()
    catalogue = build_catalogue(record, gazetteer)
    print(f"{activities:,} activities: catalogue built in {perf_counter() - start:.1f} s")
    for query in VIEWS:
        print(f"{milliseconds(catalogue, query):8.1f} ms  {query or '(everything)'}")


if __name__ == "__main__":
    main()
