"""What the page of need answers and what is counted a second time, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.independent.comparing import differing
from tests.independent.counter.classes import (
    class_of,
    equal_limits,
    exact,
    least_scatter,
    quantile_limits,
    rounded_down,
    scatter,
    sizes,
)
from tests.independent.counter.need import Need, Needs, needs_of
from tests.independent.question_comparing import ask

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.census import Census
    from tests.independent.counter.count import Counter

    Asked = dict[str, str]

CLOSE = 1e-9
ROUNDING = Fraction(1, 10**6)
MIDDLE = {1: {1: 2}, 2: {1: 1, 2: 3}}


def need_differences(
    census: Census, client: TestClient, counter: Counter, asked: Asked
) -> Iterator[str]:
    answer, needs = ask(client, "need", asked), needs_of(counter, census, asked)
    expected = {
        "ignored": [],
        "indicator": needs.asked.indicator.id,
        "group": needs.asked.group,
        "census": needs.asked.census,
        "measure": needs.asked.measure,
        "frame": needs.frame,
        "against_unit": needs.against.unit,
    }
    for name, value in expected.items():
        yield from differing(name, answer[name], value)
    yield from differing("replaced", set(answer["replaced"]), set(needs.asked.replaced))
    yield from differing("around", [row["code"] for row in answer["references"]], [*needs.around])
    for row in answer["references"]:
        yield from figure_differences(row, needs.around[row["code"]])
    left_out = {row["measurement"]: row["reason"] for row in answer["left_out"]}
    yield from differing("left out", left_out, needs.against.left_out)
    yield from differing("units", sorted(row["code"] for row in answer["units"]), [*needs.units])
    for row in answer["units"]:
        yield from figure_differences(row, needs.units[row["code"]])
        yield from unit_differences(row, needs)
    yield from class_differences(answer, needs, asked)


def close(answered: float | None, counted: Fraction | None) -> bool:
    if answered is None or counted is None:
        return answered is None and counted is None
    return abs(answered - float(counted)) <= CLOSE * max(1, abs(answered))


def near(name: str, answered: float | None, counted: Fraction | None) -> Iterator[str]:
    if not close(answered, counted):
        yield from differing(name, answered, None if counted is None else float(counted))


def figure_differences(row: dict[str, Any], need: Need) -> Iterator[str]:
    code = row["code"]
    yield from near(f"value of {code}", row["value"], need.value)
    ends = row["first"], row["last"], row["reason"], row["renumbered"]
    expected = need.first, need.last, need.reason, need.renumbered
    yield from differing(f"figures of {code}", ends, expected)


def unit_differences(row: dict[str, Any], needs: Needs) -> Iterator[str]:
    code = row["code"]
    yield from differing(f"rank of {code}", row["rank"], needs.rank(code))
    yield from near(f"population of {code}", row["population"], needs.population.get(code))
    yield from near(f"activities of {code}", row["activities"], needs.activities.get(code))
    yield from near(f"against {code}", row["against"], needs.against.values.get(code))
    yield from near(f"by 100,000 of {code}", row["per_100000"], needs.by_100_000(code))
    figures = needs.against.figures.get(code, frozenset())
    yield from differing(f"figures of {code}", set(row["figures"]), set(figures))


@dataclass(frozen=True)
class Parting:
    """How figures are to be parted: by a scheme, or at the limits that the reader gives."""

    values: dict[str, Fraction]
    scheme: str
    own: list[Fraction]
    count: int
    decimals: int

    def limits(self) -> list[Fraction] | None:
        """The limits; None where only what they leave is defined."""
        values, different = [*self.values.values()], sorted(set(self.values.values()))
        if self.scheme == "own" and self.own:
            return sorted({rounded_down(limit, self.decimals) for limit in self.own})
        if len(different) <= self.count:
            return different[:-1]
        if self.scheme == "quantile":
            return quantile_limits(values, self.count, self.decimals)
        if self.scheme == "equal":
            return equal_limits(values, self.count, self.decimals)
        return None


def class_differences(answer: dict[str, Any], needs: Needs, asked: Asked) -> Iterator[str]:
    """The limits by their definition, and the class of every unit by the limits."""
    for name, parting in partings(needs, asked).items():
        found = answer[name]
        yield from differing(f"{name} at all", found is not None, bool(parting.values))
        if found and parting.values:
            limits = [exact(limit) for limit in found["limits"]]
            for line in limit_differences(limits, parting):
                yield f"{name} ({parting.scheme}): {line}"
            units = sizes(parting.values.values(), limits)
            yield from differing(f"{name}: units", found["units"], units)
            yield from place_differences(answer["units"], name, parting.values, limits)


def partings(needs: Needs, asked: Asked) -> dict[str, Parting]:
    """The classes of the map, and those of need and of activity for both together."""
    values = {code: need.value for code, need in needs.units.items() if need.value is not None}
    limits = sorted({exact(limit) for limit in asked.get("limits", "").split(",") if limit})
    scheme, decimals = asked.get("breaks", "natural"), needs.asked.decimals
    drawn = Parting(values, scheme, limits, int(asked.get("classes", "5")), decimals)
    if needs.asked.census == "change":
        # As many colours on each side of zero.
        count = 2 if drawn.count <= 3 else 3
        by_size = {code: abs(value) for code, value in values.items()}
        drawn = Parting(
            by_size, scheme, sorted({abs(limit) for limit in limits if limit})[:2], count, decimals
        )
    rates = {code: needs.by_100_000(code) for code in needs.units}
    done = {code: exact(round(float(rate), 2)) for code, rate in rates.items() if rate is not None}
    equally = "quantile" if scheme == "own" else scheme
    return {
        "classes": drawn,
        "need_classes": Parting(values, scheme, limits[:2], 3, decimals),
        "against_classes": Parting(done, equally, [], 3, 2),
    }


def limit_differences(found: list[Fraction], parting: Parting) -> Iterator[str]:
    limits = parting.limits()
    if limits is not None:
        yield from differing("limits", found, limits)
        return
    values = [*parting.values.values()]
    yield from differing("number of limits", len(found), parting.count - 1)
    yield from differing("limits that are no figures", set(found) - set(values), set())
    least, left = least_scatter(values, parting.count), scatter(values, found)
    if left > least * (1 + ROUNDING) + ROUNDING:
        yield f"{float(left)} is left, the least is {float(least)}"


def place_differences(
    rows: list[dict[str, Any]],
    name: str,
    values: Mapping[str, Fraction],
    limits: Sequence[Fraction],
) -> Iterator[str]:
    column = name.replace("classes", "class")
    for row in rows:
        expected = None if name == "classes" else 0
        if row["code"] in values:
            expected = class_of(values[row["code"]], limits)
            if name != "classes":
                expected = MIDDLE.get(len(limits) + 1, {}).get(expected, expected)
        yield from differing(f"{column} of {row['code']}", row[column], expected)
