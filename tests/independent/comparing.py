"""What the data endpoint answers and what the independent counter finds, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from fastapi.testclient import TestClient

    from tests.independent.counter import Count, Counter, Figure

Number = int | float


def ask(client: TestClient, parameters: Mapping[str, str]) -> dict[str, Any]:
    response = client.get("/api/v1/view", params=dict(parameters))
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def differences(client: TestClient, counter: Counter, parameters: dict[str, str]) -> list[str]:
    """Every difference between the two, named by its view; empty where they agree."""
    answer, counted = ask(client, parameters), counter.count(parameters)
    exact = parameters.get("count") != "allocated"
    found = [
        *differing("ignored", answer["ignored"], []),
        *differing("rule", answer["rule"], parameters.get("count", "distinct")),
        *total_differences(answer["totals"], counted),
        *(
            line
            for name in counted.by
            for line in row_differences(name, answer, counted, exact=exact)
        ),
    ]
    return [f"{parameters}: {line}" for line in found]


def differing(name: str, answered: object, counted: object) -> Iterator[str]:
    if answered != counted:
        yield f"{name}: the interface has {answered}, the counter {counted}"


def total_differences(totals: dict[str, Any], counted: Count) -> Iterator[str]:
    for name, value in counted.totals.items():
        yield from differing(name, totals[name], value)
    people = sorted(
        (row["series"], row["indicator"], row["value"], row["low"], row["high"], *stands(row))
        for row in totals["people"]
    )
    yield from differing("people", people, sorted(map(person_row, counted.people)))
    funding = sorted((row["currency"], row["amount"], *stands(row)) for row in totals["funding"])
    counted_funding = sorted(
        (each.unit, each.value, *stands_counted(each)) for each in counted.funding
    )
    yield from differing("funding", funding, counted_funding)


def stands(row: dict[str, Any]) -> tuple[list[str], bool, list[str]]:
    return sorted(row["scope"]), row["inside"], sorted(row["source_ids"])


def person_row(each: Figure) -> tuple[Any, ...]:
    numbers = (each.value, each.low, each.high)
    return each.series, each.indicator, *numbers, *stands_counted(each)


def stands_counted(each: Figure) -> tuple[list[str], bool, list[str]]:
    return sorted(each.scope), each.inside, sorted(each.sources)


def row_differences(
    name: str, answer: dict[str, Any], counted: Count, *, exact: bool
) -> Iterator[str]:
    rows, facet = answer["by"][name], counted.by[name]
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
