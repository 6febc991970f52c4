"""Random views of the record, for what is counted twice."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.independent.counter.activities import ROLES
from tests.independent.counter.filters import NOT_STATED
from tests.independent.counter.places import (
    COUNTRY,
    FORMER,
    LEVELS,
    NATIONAL,
    REGIONS,
    UNPLACED,
    is_former,
)

if TYPE_CHECKING:
    from tests.independent.counter.count import Counter

FIRST_YEAR, LAST_YEAR = 2013, 2026
# Places that the record knows nothing of.
ELSEWHERE = ("01.051", "04.421", "07.351")
# How often a view has so many filters, from none to seven.
HOW_MANY = (2, 6, 8, 6, 4, 2, 1, 1)
RULES = ("distinct", "touches", "allocated")


def choices(counter: Counter) -> dict[str, list[str]]:
    """What each filter may be set to, likely places and organisations more often."""
    ids = {
        "programme": "programmes",
        "phase": "phases",
        "sector": "sectors",
        "org": "organisations",
    }
    return {
        "place": places(counter),
        "status": ["planned", "ongoing", "done", "cancelled"],
        "acts_at": ["national", "region", "province", "commune", "site", "not_stated"],
        "period": [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)],
        **{name: [row["id"] for row in counter.tables[table]] for name, table in ids.items()},
    }


def role_choices(counter: Counter) -> dict[str, list[str]]:
    """What each filter by role may be set to: organisations as often as they have the role."""
    found: dict[str, list[str]] = {role: [NOT_STATED] * 9 for role in ROLES}
    for row in counter.tables["activity_organisations"]:
        found[row["role"]].append(row["organisation"])
    everyone = [row["organisation"] for row in counter.tables["activity_organisations"]]
    return found | {"with": everyone}


def places(counter: Counter) -> list[str]:
    """The places that the record names and those they lie in, with what is no place of today."""
    tables = counter.tables
    codes = {row["code"] for row in tables["activity_locations"]} - {"", COUNTRY}
    scopes = {code for row in tables["measurements"] for code in row["scope"].split(";")}
    former = sorted(filter(is_former, codes | scopes))
    today = codes - set(former)
    above = {".".join(code.split(".")[:parts]) for code in today for parts in (1, 2, 4)}
    return [*sorted(above), *REGIONS, *ELSEWHERE, *[NATIONAL, UNPLACED, FORMER] * 2, *former]


def period(random: Random, years: list[str]) -> dict[str, str]:
    first, last = sorted(random.choices(years, k=2))
    return random.choice([{"from": first, "to": last}, {"from": first}, {"to": last}])


def combination(random: Random, allowed: dict[str, list[str]]) -> dict[str, str]:
    """One view: a rule, a level and some filters of one to three values."""
    view = {"lang": "en", "count": random.choice(RULES), "level": random.choice(LEVELS)}
    (count,) = random.choices(range(len(HOW_MANY)), HOW_MANY)
    for name in random.sample(sorted(allowed), count):
        if name == "period":
            view |= period(random, allowed[name])
        else:
            (size,) = random.choices([1, 2, 3], [5, 3, 2])
            view[name] = ",".join(dict.fromkeys(random.choices(allowed[name], k=size)))
    return view


def combinations(counter: Counter, count: int, seed: int) -> list[dict[str, str]]:
    random = Random(seed)  # noqa: S311 - sampled views need no cryptography
    allowed = choices(counter)
    return [combination(random, allowed) for _ in range(count)]


def by_roles(counter: Counter, count: int, seed: int) -> list[dict[str, str]]:
    """Views that are also filtered by the roles of organisations."""
    random = Random(seed)  # noqa: S311 - sampled views need no cryptography
    allowed = choices(counter) | role_choices(counter)
    return [combination(random, allowed) for _ in range(count)]
