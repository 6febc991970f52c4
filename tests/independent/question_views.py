"""Random views of the questions: what is compared, set against each other or gathered."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from tests.independent.combinations import FIRST_YEAR, LAST_YEAR, by_roles, choices
from tests.independent.counter.places import SPECIAL

if TYPE_CHECKING:
    from tests.independent.counter.census import Indicator
    from tests.independent.counter.count import Counter

Asked = dict[str, str]
# Places of a comparison that have much to tell.
LIVELY = ("02", "09", "01", "05", "02.411", "09.541")

MOSTLY = 0.8
# Places whose communes are shown.
FRAMES = ("02", "09", "12", "02.411", "09.541", "12.066", "06.141", "02.411.01.23", "01,01.511")
GROUPS = ("total", "male", "female", "urban", "rural")
CENSUSES = ("2014", "2024", "change")


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - sampled views need no cryptography


def times(counter: Counter, count: int, seed: int) -> list[Asked]:
    return by_roles(counter, count, seed)


def flows(counter: Counter, count: int, seed: int) -> Iterator[Asked]:
    random = seeded(seed)
    for view in by_roles(counter, count, seed):
        yield {**view, "flow": random.choice(("leading", "leading", "all"))}


def comparisons(counter: Counter, count: int, seed: int) -> Iterator[Asked]:
    random = seeded(seed)
    allowed = choices(counter)
    for view in by_roles(counter, count, seed):
        across = random.choice(("phase", "sector", "year"))
        yield {**view, "compare": some_keys(random, allowed), "across": across}


def some_keys(random: Random, allowed: dict[str, list[str]]) -> str:
    """Two to four keys of any kinds."""
    many = random.choice((2, 2, 3, 4))
    kind = random.choice(KINDS)
    mixed = random.random() < 0.3
    keys: list[str] = []
    while len(keys) < many:
        key = some_key(random, random.choice(KINDS) if mixed else kind, allowed)
        keys += [] if key in keys else [key]
    return ",".join(keys)


KINDS = ("place", "place", "programme", "programme", "phase", "sector", "organisation", "period")


def some_key(random: Random, kind: str, allowed: dict[str, list[str]]) -> str:
    if kind == "period":
        first, last = sorted(random.choices(range(FIRST_YEAR, LAST_YEAR + 1), k=2))
        return f"period:{first}-{last}"
    values = allowed["org" if kind == "organisation" else kind]
    # The words are places of a view, and none that can be compared.
    values = [value for value in values if value not in SPECIAL]
    lively = kind == "place" and random.random() < 0.5
    return f"{kind}:{random.choice(LIVELY if lively else values)}"


def needs(
    counter: Counter, indicators: dict[str, Indicator], count: int, seed: int
) -> Iterator[Asked]:
    random = seeded(seed)
    for view in by_roles(counter, count, seed):
        if view["level"] == "commune" and random.random() < MOSTLY:
            view["place"] = random.choice(FRAMES)
        indicator = indicators[random.choice(sorted(indicators))]
        own = random.random() < MOSTLY
        asked = {
            "indicator": indicator.id,
            "group": random.choice(indicator.groups if own else GROUPS),
            "census": random.choice([*indicator.years, "change"] if own else CENSUSES),
            "against": random.choice(("activities", "people", "funding")),
            "draw": random.choice(("indicator", "both")),
            "breaks": random.choice(("natural", "quantile", "equal", "own")),
            "classes": random.choice("2345"),
            "limits": ",".join(str(limit) for limit in some_limits(random)),
        }
        names = random.sample(sorted(asked), random.choice((3, 5, 8, 8)))
        yield view | {name: asked[name] for name in names if asked[name]}


def some_limits(random: Random) -> list[float]:
    many = random.choice((0, 1, 2, 3, 4))
    return [round(random.choice((1, 10, 100)) * random.uniform(-1, 5), 1) for _ in range(many)]
