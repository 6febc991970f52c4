"""What the data endpoint answers and what the independent counter finds, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Count, Counter, Facet
    from tests.independent.counter.figures import Figure

Number = int | float
MANY_SHOWN = 40
# What only the page counts by.
PAGE_ONLY = ("acts_at",)


def ask(client: TestClient, parameters: Mapping[str, str]) -> dict[str, Any]:
    response = client.get("/api/v1/view", params=dict(parameters))
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def disagreements(client: TestClient, counter: Counter, views: Iterable[dict[str, str]]) -> str:
    """The first differences, a line each; empty where the views are counted alike."""
    lines = (line for view in views for line in differences(client, counter, view))
    return "\n".join(islice(lines, MANY_SHOWN))


def differences(client: TestClient, counter: Counter, parameters: dict[str, str]) -> list[str]:
    """Every difference between the two, named by its view; empty where they agree."""
    answer, counted = ask(client, parameters), counter.count(parameters)
    exact = parameters.get("count") != "allocated"
    found = [
        *differing("ignored", answer["ignored"], []),
        *differing("rule", answer["rule"], parameters.get("count", "distinct")),
        *total_differences(answer["totals"], counted),
        *figure_differences(answer["stated"], counted.stated),
        *differing("dimensions", sorted({*answer["by"], *PAGE_ONLY}), sorted(counted.by)),
        *(
            line
            for name, rows in answer["by"].items()
            for line in row_differences(name, rows, counted.by[name], exact=exact)
        ),
    ]
    return [f"{parameters}: {line}" for line in found]


def differing(name: str, answered: object, counted: object) -> Iterator[str]:
    if answered != counted:
        yield f"{name}: the interface has {answered}, the counter {counted}"


def total_differences(totals: dict[str, Any], counted: Count) -> Iterator[str]:
    for name, value in counted.totals.items():
        yield from differing(name, totals[name], value)
    answered = {name: sorted(ids) for name, ids in totals["source_ids"].items()}
    sources = {name: sorted(ids) for name, ids in counted.total_sources.items()}
    for name in sorted(answered.keys() | sources.keys()):
        yield from differing(f"sources of {name}", answered.get(name), sources.get(name))
    people = sorted(map(person_answered, totals["people"]))
    yield from differing("people", people, sorted(map(person_counted, counted.people)))
    funding = sorted(map(funding_answered, totals["funding"]))
    yield from differing("funding", funding, sorted(map(funding_counted, counted.funding)))


def person_answered(row: dict[str, Any]) -> tuple[Any, ...]:
    numbers = (row["value"], row["low"], row["high"])
    return row.get("series"), row["indicator"], *numbers, *stands_answered(row)


def person_counted(each: Figure) -> tuple[Any, ...]:
    numbers = (float(each.value), float(each.low), float(each.high))
    return each.series, each.indicator, *numbers, *stands_counted(each)


def funding_answered(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["currency"], row["amount"], *stands_answered(row)


def funding_counted(each: Figure) -> tuple[Any, ...]:
    return each.unit, float(each.value), *stands_counted(each)


def stands_answered(row: dict[str, Any]) -> tuple[list[str], bool, list[str]]:
    return sorted(row["scope"]), row["inside"], sorted(row["source_ids"])


def stands_counted(each: Figure) -> tuple[list[str], bool, list[str]]:
    return sorted(each.scope), each.inside, sorted(each.sources)


def figure_differences(rows: list[dict[str, Any]], counted: Iterable[Figure]) -> Iterator[str]:
    answered = {row["id"]: row for row in rows}
    figures = {each.id: each for each in counted}
    yield from differing("stated", sorted(answered), sorted(figures))
    if len(answered) != len(rows):
        yield "stated: an id comes twice"
    for id_ in answered.keys() & figures.keys():
        row, each = answered[id_], figures[id_]
        target = None if each.aim is None else float(each.aim.value)
        found = row["kind"], row["unit"], row["target"], *person_answered(row)[1:]
        expected = each.kind, each.unit, target, *person_counted(each)[1:]
        yield from differing(f"stated {id_}", found, expected)


def row_differences(
    name: str, rows: list[dict[str, Any]], facet: Facet, *, exact: bool
) -> Iterator[str]:
    values = {row["id"]: row["value"] for row in rows}
    if len(values) != len(rows):
        yield f"by {name}: an id comes twice"
    if values.keys() != facet.values.keys():
        yield from differing(f"ids by {name}", sorted(values), sorted(facet.values))
    for row in values.keys() & facet.values.keys():
        if not same(values[row], facet.values[row], exact=exact):
            yield from differing(f"{name} {row}", values[row], facet.values[row])
    sources = {row["id"]: sorted(row["source_ids"]) for row in rows}
    for row in sources.keys() & facet.sources.keys():
        yield from differing(f"sources of {name} {row}", sources[row], sorted(facet.sources[row]))


def same(answered: Number, counted: Fraction, *, exact: bool) -> bool:
    return answered == counted if exact else abs(answered - float(counted)) < 1e-9
