"""What the questions answer and what is counted a second time, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from tests.independent.comparing import (
    differing,
    person_answered,
    person_counted,
    same,
)
from tests.independent.counter import calendar, compare, partners
from tests.independent.counter.filters import parse
from tests.independent.counter.places import REGIONS

if TYPE_CHECKING:
    from fractions import Fraction

    from fastapi.testclient import TestClient

    from tests.independent.counter.calendar import Bar, Days
    from tests.independent.counter.count import Counter
    from tests.independent.counter.figures import Figure

    Asked = dict[str, str]
    Check = Callable[[TestClient, Counter, Asked], Iterable[str]]

MANY_SHOWN = 20


def ask(client: TestClient, path: str, parameters: Asked) -> dict[str, Any]:
    response = client.get(f"/api/v1/{path}", params=parameters)
    assert response.status_code == 200, f"{path} {parameters}: {response.text[:500]}"
    answer: dict[str, Any] = response.json()
    return answer


def first_of(client: TestClient, counter: Counter, asked: Iterable[Asked], check: Check) -> str:
    """The first differences, a line each; empty where there are none."""
    lines = (f"{one}: {line}" for one in asked for line in check(client, counter, one))
    return "\n".join(islice(lines, MANY_SHOWN))


def value_differences(
    name: str, answered: dict[Any, float], counted: dict[Any, Fraction], *, exact: bool
) -> Iterator[str]:
    """Differences between two tables of numbers."""
    if answered.keys() != counted.keys():
        yield from differing(f"{name}: ids", sorted(answered), sorted(counted))
    for key in answered.keys() & counted.keys():
        if not same(answered[key], counted[key], exact=exact):
            yield from differing(f"{name} {key}", answered[key], counted[key])


def by_id(rows: list[dict[str, Any]]) -> dict[str, Any]:
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def values(rows: list[dict[str, Any]]) -> dict[Any, float]:
    return {id_: row["value"] for id_, row in by_id(rows).items()}


# Time


def time_differences(client: TestClient, counter: Counter, asked: Asked) -> Iterator[str]:
    answer, query = ask(client, "time", asked), parse(asked)
    found = counter.matching(query)
    undated = [each for each in counter.matching(query, "period") if not each.years]
    bars = calendar.bars_of(counter, found)
    yield from differing("ignored", answer["ignored"], [])
    yield from differing("drawn", answer["drawn"], "bars")
    yield from bar_differences("bar", answer["rows"], bars)
    years = {each.id: list(each.years) for each in found}
    for row in answer["rows"]:
        yield from differing(f"years of {row['id']}", row["years"], years.get(row["id"]))
    yield from differing("undated", sorted(answer["undated"]), sorted(e.id for e in undated))
    yield from differing("count of undated", answer["undated_count"], len(undated))
    yield from year_differences(answer, counter, asked)
    yield from programme_differences(answer, [e for e in found if e.years], undated)
    programmes = {each.programme for each in (*found, *undated)}
    phases = calendar.phase_bars(counter, programmes)
    yield from bar_differences("phase", answer["phases"], phases)
    yield from bar_differences("plan", answer["plans"], calendar.plan_bars(counter, query))


def bar_differences(name: str, rows: list[dict[str, Any]], bars: dict[str, Bar]) -> Iterator[str]:
    answered = by_id(rows)
    yield from differing(f"{name}s", sorted(answered), sorted(bars))
    for id_ in answered.keys() & bars.keys():
        row, bar = answered[id_], bars[id_]
        for end, own in (("start", bar.start), ("end", bar.end)):
            yield from differing(f"{end} of {id_}", end_answered(row[end]), end_counted(own))
        drawn = row["first"], row["last"], row["until"]
        yield from differing(f"days of {id_}", drawn, (bar.first, bar.last, bar.until))


def end_answered(end: dict[str, str] | None) -> tuple[str, ...] | None:
    return (end["date"], end["precision"], end["first"], end["last"]) if end else None


def end_counted(end: Days | None) -> tuple[str, ...] | None:
    return (end.date, end.precision, end.first, end.last) if end else None


def year_differences(answer: dict[str, Any], counter: Counter, asked: Asked) -> Iterator[str]:
    query = parse(asked)
    answered = {str(row["year"]): row["value"] for row in answer["years"]}
    counted = dict(counter.count(asked).by["year"].values)
    counted.pop("undated", None)
    yield from value_differences("year", answered, counted, exact=query.rule != "allocated")
    chosen = query.first is not None or query.last is not None
    for row in answer["years"]:
        inside = (query.first or 0) <= row["year"] <= (query.last or 9999)
        yield from differing(f"selected {row['year']}", row["selected"], chosen and inside)


def programme_differences(answer: dict[str, Any], dated: Any, undated: Any) -> Iterator[str]:
    counted: dict[str, Any] = {}
    for each in [*dated, *undated]:
        own = counted.setdefault(each.programme, {"activities": 0, "undated": 0, "years": {}})
        own["activities" if each.years else "undated"] += 1
        for year in each.years:
            own["years"][year] = own["years"].get(year, 0) + 1
    answered = {
        id_: {
            "activities": row["activities"],
            "undated": row["undated"],
            "years": {each["year"]: each["activities"] for each in row["years"]},
        }
        for id_, row in by_id(answer["programmes"]).items()
    }
    yield from differing("programmes", answered, counted)


# Who with whom


def partners_differences(client: TestClient, counter: Counter, asked: Asked) -> Iterator[str]:
    answer, query = ask(client, "partners", asked), parse(asked)
    found = counter.matching(query)
    yield from differing("ignored", answer["ignored"], [])
    yield from differing("activities", answer["activities"], len(found))
    yield from differing("regions", answer["regions"], len(partners.regions_of(found)))
    order = [row["id"] for row in counter.tables["organisations"]]
    flow = partners.flow_of(found, query, order, every=asked["flow"] == "all")
    exact = query.rule != "allocated"
    nodes = {(row["column"], row["id"]): row for row in answer["nodes"]}
    yield from value_differences(
        "node", {key: row["value"] for key, row in nodes.items()}, flow.nodes, exact=exact
    )
    gathered = {key: row["gathered"] for key, row in nodes.items()}
    yield from differing("gathered", gathered, flow.gathered)
    links = {
        ((row["source_column"], row["source"]), (row["target_column"], row["target"])): row["value"]
        for row in answer["links"]
    }
    yield from value_differences("link", links, flow.links, exact=exact)
    yield from taking_differences(answer["partners"], partners.taking_part(found))
    yield from together_differences(answer["pairs"], partners.pairs_of(found))


def taking_differences(rows: list[dict[str, Any]], counted: dict[str, Any]) -> Iterator[str]:
    answered = {
        id_: partners.Taking(
            row["activities"],
            {each["role"]: each["activities"] for each in row["roles"]},
            row["programmes"],
            row["regions"],
        )
        for id_, row in by_id(rows).items()
    }
    yield from differing("organisations", answered, counted)


def together_differences(rows: list[dict[str, Any]], counted: dict[Any, Any]) -> Iterator[str]:
    answered = {frozenset((row["left"], row["right"])): row for row in rows}
    if len(answered) != len(rows) or answered.keys() != counted.keys():
        yield from differing("pairs", sorted(map(sorted, answered)), sorted(map(sorted, counted)))
    for pair in answered.keys() & counted.keys():
        row, (activities, sectors) = answered[pair], counted[pair]
        yield from differing(f"pair {sorted(pair)}", row["activities"], activities)
        yield from differing(f"sectors {sorted(pair)}", sorted(row["sectors"]), sorted(sectors))
        if any(sectors[one] < sectors[other] for one, other in pairwise(row["sectors"])):
            yield f"sectors {sorted(pair)}: not the most frequent first"


# Compare


def compare_differences(client: TestClient, counter: Counter, asked: Asked) -> Iterator[str]:
    answer, query = ask(client, "compare", asked), parse(asked)
    keys = asked["compare"].split(",")
    sides = {key: compare.side_of(counter, asked, key) for key in keys}
    yield from differing("ignored", answer["ignored"], [])
    yield from differing("sides", [side["key"] for side in answer["sides"]], keys)
    for side in answer["sides"]:
        for line in side_differences(side, sides[side["key"]], exact=query.rule != "allocated"):
            yield f"{side['key']}: {line}"
    empty = [key for key in keys if not sides[key].counts["activities"]]
    yield from differing("empty", answer["empty"], empty)
    counts = {
        row["measure"]: (row["values"], row["highest"], row["lowest"]) for row in answer["counts"]
    }
    yield from differing("counts", counts, compare.differences_of(sides))
    for row in answer["counts"]:
        yield from differing("more", row["more"], max(row["values"]) - min(row["values"]))
    common = {
        row["dimension"]: (
            set(row["shared"]),
            {each["key"]: set(each["ids"]) for each in row["only"] if each["ids"]},
        )
        for row in answer["common"]
    }
    yield from differing("common", common, compare.common_of(sides))
    yield from map_differences(answer["maps"], counter, asked)


def side_differences(answered: dict[str, Any], side: compare.Side, *, exact: bool) -> Iterator[str]:
    counts = {name: answered[name] for name in side.counts}
    yield from differing("counts", counts, side.counts)
    for name, stated in (("people", side.count.people), ("funding", side.count.funding)):
        figures = sorted(figure_answered(row) for row in answered[name])
        yield from differing(name, figures, sorted(map(figure_counted, stated)))
    for name, counted in side.by.items():
        yield from value_differences(name, values(answered["by"][name]), counted, exact=exact)


def figure_answered(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["id"], row["unit"], *person_answered(row)[1:]


def figure_counted(each: Figure) -> tuple[Any, ...]:
    return each.id, each.unit, *person_counted(each)[1:]


def map_differences(rows: list[dict[str, Any]], counter: Counter, asked: Asked) -> Iterator[str]:
    query, across = parse(asked), asked["across"]
    exact = query.rule != "allocated"
    maps = compare.maps_of(counter, query, across)
    counted = {id_: each.value for id_, each in maps.items()}
    yield from value_differences("map", values(rows), counted, exact=exact)
    for row in rows:
        shown = values([*row["regions"], *row["elsewhere"]])
        own = maps[row["id"]].regions if row["id"] in maps else {}
        yield from value_differences(f"map {row['id']}", shown, own, exact=exact)
        yield from differing("regions", {*values(row["regions"])} - {*REGIONS}, set())
    if across == "year":
        ids = [row["id"] for row in rows]
        yield from differing("order", ids, sorted(ids))
    elif any(one["value"] < other["value"] - 1e-9 for one, other in pairwise(rows)):
        yield "maps: not the greatest first"
