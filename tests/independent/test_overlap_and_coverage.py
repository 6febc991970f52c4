"""Overlap and coverage, as the data endpoints answer and as they are counted a second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations as two_of
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from tests.independent.combinations import combinations
from tests.independent.comparing import differing, same
from tests.independent.counter.filters import matches, parse
from tests.independent.counter.matrix import DIMENSIONS, cells_of, state_of
from tests.independent.counter.overlap import Side, sectors_of, sides, sources_of

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

MANY_SHOWN = 20
TABLES = {
    "programme": "programmes",
    "phase": "phases",
    "organisation": "organisations",
    "funder": "organisations",
    "sector": "sectors",
}
BOTH = "programme:depomi,phase:m4sd-3"
Asked = dict[str, str]


def ask(client: TestClient, path: str, parameters: Asked) -> dict[str, Any]:
    response = client.get(f"/api/v1/{path}", params=parameters)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def ids(units: dict[str, Any]) -> list[str]:
    assert units["count"] == len(units["units"])
    return [unit["id"] for unit in units["units"]]


def some_sets(random: Random, counter: Counter) -> str:
    keys = []
    for _ in range(random.choice((1, 2, 2, 2, 3, 4))):
        kind = random.choice(sorted(TABLES))
        if random.random() < 0.5:
            # Sets that meet are rare among all organisations and sectors.
            keys.append(random.choice(("programme:m4sd", "programme:depomi", "phase:m4sd-3")))
        else:
            keys.append(f"{kind}:{random.choice(counter.tables[TABLES[kind]])['id']}")
    return ",".join(dict.fromkeys(keys))


def overlaps(counter: Counter, count: int, seed: int) -> Iterator[Asked]:
    random = Random(seed)  # noqa: S311 - sampled views need no cryptography
    for view in combinations(counter, count, seed):
        planned = random.choice(("include", "leave_out"))
        yield {**view, "sets": some_sets(random, counter), "planned": planned, "limit": "200"}


def overlap_differences(client: TestClient, counter: Counter, asked: Asked) -> Iterator[str]:
    answer = ask(client, "overlap", asked)
    keys = asked["sets"].split(",")
    found = sides(counter, parse(asked), keys, planned=asked["planned"] == "include")
    units = {key: set(side.units) for key, side in found.items()}
    anywhere: set[str] = set().union(*units.values())
    meet = set.intersection(*units.values()) if len(keys) > 1 else set[str]()
    yield from differing("ignored", answer["ignored"], [])
    yield from differing("union", ids(answer["union"]), sorted(anywhere))
    yield from differing("intersection", ids(answer["intersection"]), sorted(meet))
    yield from differing("sets", [one["key"] for one in answer["sets"]], keys)
    for one in answer["sets"]:
        others = set().union(*(units[key] for key in keys if key != one["key"]))
        yield from set_differences(one, found[one["key"]], others)
    yield from unit_differences(answer["units"], found)
    for pair, (left, right) in zip(answer["pairs"], two_of(keys, 2), strict=True):
        yield from differing("pair", (pair["left"], pair["right"]), (left, right))
        yield from pair_differences(pair, found[left], found[right])
    yield from several_differences(answer["several"], found)
    yield from behind_differences("union", answer["union"], found.values(), anywhere)
    yield from behind_differences("intersection", answer["intersection"], found.values(), meet)


def behind_differences(
    name: str, answered: dict[str, Any], among: Iterable[Side], units: set[str]
) -> Iterator[str]:
    """The activities behind a number: those that make a set present in one of its units."""
    there = {
        each.id: each
        for side in among
        for unit, found in side.units.items()
        if unit in units
        for each in found
    }
    sources = sorted(sources_of(there.values()))
    yield from differing(f"activities behind {name}", answered["activities"], len(there))
    yield from differing(f"sources behind {name}", sorted(answered["source_ids"]), sources)


def set_differences(one: dict[str, Any], side: Side, others: set[str]) -> Iterator[str]:
    present = {name: each for found in side.units.values() for name, each in named(found)}
    answered = {row["reason"]: row["count"] for row in one["left_out"]}
    yield from differing("matching", one["activities"], len(side.matching))
    yield from differing("placed", one["placed"], len(side.placed))
    yield from differing("present", ids(one["present"]), sorted(side.units))
    yield from differing("only", ids(one["only"]), sorted(set(side.units) - others))
    yield from behind_differences("only", one["only"], [side], set(side.units) - others)
    yield from behind_differences("present", one["present"], [side], set(side.units))
    yield from differing("left out", answered, side.left_out)
    sources = sorted(sources_of(present.values()))
    yield from differing("sources of a set", sorted(one["source_ids"]), sources)


def named(activities: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(each.id, each) for each in activities]


def unit_differences(units: list[dict[str, Any]], found: dict[str, Side]) -> Iterator[str]:
    answered = {
        unit["id"]: {each["key"]: each["activities"] for each in unit["sets"]} for unit in units
    }
    counted: dict[str, dict[str, int]] = {}
    for key, side in found.items():
        for unit, activities in side.units.items():
            counted.setdefault(unit, {})[key] = len(activities)
    yield from differing("units", answered, counted)


def pair_differences(pair: dict[str, Any], left: Side, right: Side) -> Iterator[str]:
    one, other = set(left.units), set(right.units)
    both = {each.id for each in left.carried_out} & {each.id for each in right.carried_out}
    yield from differing("pair union", ids(pair["union"]), sorted(one | other))
    yield from differing("pair intersection", ids(pair["intersection"]), sorted(one & other))
    yield from differing("left only", ids(pair["left_only"]), sorted(one - other))
    yield from differing("right only", ids(pair["right_only"]), sorted(other - one))
    yield from behind_differences("pair union", pair["union"], [left, right], one | other)
    yield from behind_differences("both", pair["intersection"], [left, right], one & other)
    yield from behind_differences("left only", pair["left_only"], [left], one - other)
    yield from behind_differences("right only", pair["right_only"], [right], other - one)
    yield from differing("activities of both", pair["activities"], len(both))
    yield from differing("met", [each["id"] for each in pair["meetings"]], sorted(one & other))
    for each in pair["meetings"]:
        here, there = left.units[each["id"]], right.units[each["id"]]
        shared = sectors_of(here) & sectors_of(there)
        sectors = sorted(sector["id"] for sector in each["sectors"])
        yield from differing("sectors", sectors, sorted(shared))
        yield from side_differences(each["left"], here)
        yield from side_differences(each["right"], there)
        together = {name for name, _ in named(here)} & {name for name, _ in named(there)}
        yield from differing("both there", each["both"], len(together))
        sources = sorted(sources_of([*here, *there]))
        yield from differing("sources there", sorted(each["source_ids"]), sources)


def side_differences(answered: dict[str, Any], activities: Iterable[Any]) -> Iterator[str]:
    activities = list(activities)
    counted = sorted(name for name, _ in named(activities))
    sources = sorted(sources_of(activities))
    yield from differing("sources of a side", sorted(answered["source_ids"]), sources)
    yield from differing("side", sorted(answered["activities"]), counted)
    yield from differing("count of a side", answered["count"], len(counted))


def several_differences(answered: dict[str, Any], found: dict[str, Side]) -> Iterator[str]:
    sets: dict[str, list[str]] = {}
    activities = {each.id: each for side in found.values() for each in side.carried_out}
    for key, side in found.items():
        for each in side.carried_out:
            sets.setdefault(each.id, []).append(key)
    several = {name: keys for name, keys in sets.items() if len(keys) > 1}
    listed = {each["id"]: each["sets"] for each in answered["activities"]}
    yield from differing("several", listed, several)
    yield from differing("count of several", answered["count"], len(several))
    sources = sorted(sources_of(activities[name] for name in several))
    yield from differing("sources of several", sorted(answered["source_ids"]), sources)


def matrices(counter: Counter, count: int, seed: int) -> Iterator[Asked]:
    random = Random(seed)  # noqa: S311 - sampled views need no cryptography
    for view in combinations(counter, count, seed):
        rows, cols = random.sample(DIMENSIONS, 2)
        yield {**view, "rows": rows, "cols": cols}


def coverage_differences(client: TestClient, counter: Counter, asked: Asked) -> Iterator[str]:
    answer = ask(client, "coverage", asked)
    query = parse(asked)
    dimensions = asked["rows"], asked["cols"]
    counted, seen = cells_of(counter, query, dimensions), set()
    yield from differing("ignored", answer["ignored"], [])
    for row in answer["rows"]:
        for col, cell in zip(answer["cols"], row["cells"], strict=True):
            pair = row["id"], col["id"]
            seen.add(pair)
            own = dict(zip(dimensions, pair, strict=True))
            yield from cell_differences(cell, pair, counted, query.rule)
            if pair not in counted:
                state = state_of(counter, query, own)
                yield from differing(f"state of {pair}", cell["state"], state)
    yield from differing("cells that are missing", sorted(counted.keys() - seen), [])
    yield from total_differences(answer, counter, asked)
    yield from detail_differences(client, counter, asked, answer)


def cell_differences(
    cell: dict[str, Any], pair: tuple[str, str], counted: dict[Any, Any], rule: str
) -> Iterator[str]:
    if pair not in counted:
        empty = (cell["value"], cell["activities"], cell["query"])
        yield from differing(f"empty {pair}", empty, (None, None, None))
        return
    expected = counted[pair]
    yield from differing(f"state of {pair}", cell["state"], "documented")
    yield from differing(f"activities of {pair}", cell["activities"], expected.activities)
    if not same(cell["value"], expected.value, exact=rule != "allocated"):
        yield from differing(f"value of {pair}", cell["value"], expected.value)


def total_differences(answer: dict[str, Any], counter: Counter, asked: Asked) -> Iterator[str]:
    count = counter.count(asked)
    exact = asked["count"] != "allocated"
    yield from differing("total", answer["total"], count.totals["activities"])
    for lines, name in ((answer["rows"], asked["rows"]), (answer["cols"], asked["cols"])):
        totals = {line["id"]: line["total"] for line in lines if line["total"] is not None}
        expected = count.by[name].values
        yield from differing(f"lines of {name}", sorted(totals), sorted(expected))
        for id_ in totals.keys() & expected.keys():
            if not same(totals[id_], expected[id_], exact=exact):
                yield from differing(f"total of {name} {id_}", totals[id_], expected[id_])


def detail_differences(
    client: TestClient, counter: Counter, asked: Asked, answer: dict[str, Any]
) -> Iterator[str]:
    """One documented cell of each matrix: its sources, and the view that leads to it."""
    counted = cells_of(counter, parse(asked), (asked["rows"], asked["cols"]))
    if not counted:
        return
    random = Random(str(asked))  # noqa: S311 - sampled cells need no cryptography
    row, col = random.choice(sorted(counted))
    cell = ask(client, "coverage", {**asked, "row": row, "col": col})["cell"]
    yield from differing("sources", sorted(cell["source_ids"]), sorted(counted[row, col].sources))
    query = explore_of(answer, row, col)
    yield from differing("query", cell["query"], query)
    words = {row, col} & {"undated", "coarser"}
    yield from differing("query of words", query is None, bool(words))
    if query is not None:
        parameters = dict(part.split("=") for part in query.split("&"))
        found = [each for each in counter.activities if matches(each, parse(parameters))]
        yield from differing("explored", len(found), counted[row, col].activities)


def explore_of(answer: dict[str, Any], row: str, col: str) -> str | None:
    at = [each["id"] for each in answer["cols"]].index(col)
    (line,) = (each for each in answer["rows"] if each["id"] == row)
    query: str | None = line["cells"][at]["query"]
    return query


def first_of(client: TestClient, counter: Counter, asked: Iterable[Asked], check: Any) -> str:
    """The first differences, a line each; empty where there are none."""
    lines = (f"{one}: {line}" for one in asked for line in check(client, counter, one))
    return "\n".join(islice(lines, MANY_SHOWN))


def test_some_overlaps_are_counted_alike(client: TestClient, counter: Counter) -> None:
    asked = overlaps(counter, 100, seed=5)
    assert first_of(client, counter, asked, overlap_differences) == ""


def test_some_matrices_are_counted_alike(client: TestClient, counter: Counter) -> None:
    asked = matrices(counter, 100, seed=5)
    assert first_of(client, counter, asked, coverage_differences) == ""


@pytest.mark.long
def test_many_overlaps_are_counted_alike(client: TestClient, counter: Counter) -> None:
    asked = overlaps(counter, 3_000, seed=51)
    assert first_of(client, counter, asked, overlap_differences) == ""


@pytest.mark.long
def test_many_matrices_are_counted_alike(client: TestClient, counter: Counter) -> None:
    asked = matrices(counter, 3_000, seed=51)
    assert first_of(client, counter, asked, coverage_differences) == ""


def test_phase_three_and_depomi_meet_in_two_regions(client: TestClient) -> None:
    answer = ask(client, "overlap", {"sets": BOTH, "lang": "en"})
    assert ids(answer["intersection"]) == ["02", "09"]
    assert [unit["label"] for unit in answer["intersection"]["units"]] == [
        "Oriental",
        "Souss-Massa",
    ]
    assert ids(answer["union"]) == ["01", "02", "05", "09"]
    assert {one["key"]: ids(one["only"]) for one in answer["sets"]} == {
        "programme:depomi": ["05"],
        "phase:m4sd-3": ["01"],
    }


def test_a_programme_with_itself_covers_the_regions_of_its_view(client: TestClient) -> None:
    rows = ask(client, "overlap/programmes", {})["rows"]
    own = {
        row["id"]: shared["count"]
        for row in rows
        for shared in row["shared"]
        if shared["programme"] == row["id"]
    }
    covered = {
        id_: ask(client, "view", {"programme": id_})["totals"]["regions_covered"] for id_ in own
    }
    assert own == covered


def test_the_pairs_of_programmes_are_the_same_both_ways(
    client: TestClient, counter: Counter
) -> None:
    rows = ask(client, "overlap/programmes", {"level": "province"})["rows"]
    shared = {
        (row["id"], each["programme"]): each["units"] for row in rows for each in row["shared"]
    }
    keys = [f"programme:{row['id']}" for row in rows]
    units = {
        key.removeprefix("programme:"): set(side.units)
        for key, side in sides(counter, parse({"level": "province"}), keys, planned=False).items()
    }
    assert shared == {
        (one, other): sorted(units[one] & units[other]) for one in units for other in units
    }
