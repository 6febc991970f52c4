"""Who works with whom: the flow from funders to regions, organisations and pairs of them."""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product

from tests.independent.counter.activities import ROLES, Activity
from tests.independent.counter.filters import NOT_STATED, Query
from tests.independent.counter.places import REGIONS, row_at
from tests.independent.counter.rows import Weights, evenly, union

COLUMNS = ("funder", "implementer", "region")
OTHERS = "others"
LEADING = 10
Node = tuple[str, str]


@dataclass(frozen=True)
class Flow:
    nodes: dict[Node, Fraction]
    gathered: dict[Node, int]
    links: dict[tuple[Node, Node], Fraction]


@dataclass(frozen=True)
class Taking:
    """How an organisation takes part."""

    activities: int
    roles: dict[str, int]
    programmes: int
    regions: int


def parts_in(activity: Activity, column: str) -> Weights:
    """The values of a column that an activity has, with its part in each."""
    if column == "region":
        return activity.parts["region"]
    return evenly(activity.roles[column] or [NOT_STATED])


def flow_of(activities: Iterable[Activity], query: Query, order: list[str], *, every: bool) -> Flow:
    """The nodes and links of the activities; ``every`` gathers nothing.

    ``order`` has the organisations as they stand in the record.
    """
    found = tuple(activities)
    nodes_of = {name: names_of(found, query, name, order, every=every) for name in COLUMNS}
    nodes: dict[Node, Fraction] = defaultdict(Fraction)
    links: dict[tuple[Node, Node], Fraction] = defaultdict(Fraction)
    for each in found:
        columns = [column_of(each, name, nodes_of[name]) for name in COLUMNS]
        for column in columns:
            for node, part in column.items():
                nodes[node] += part if query.rule == "allocated" else 1
        for left, right in pairwise(columns):
            for one, other in product(left, right):
                part = left[one] * right[other]
                links[one, other] += part if query.rule == "allocated" else 1
    gathered = Tally((name, node) for name in COLUMNS for node in nodes_of[name].values())
    return Flow(dict(nodes), dict(gathered), dict(links))


def column_of(activity: Activity, name: str, nodes: dict[str, str]) -> dict[Node, Fraction]:
    """The nodes of one column that an activity is in, each once, with its part in them."""
    found: dict[Node, Fraction] = defaultdict(Fraction)
    for value, part in parts_in(activity, name).items():
        found[name, nodes[value]] += part
    return dict(found)


def names_of(
    found: tuple[Activity, ...], query: Query, name: str, order: list[str], *, every: bool
) -> dict[str, str]:
    """The node of each value of a column: itself or the rest."""
    figures: dict[str, Fraction] = defaultdict(Fraction)
    for each in found:
        for value, part in parts_in(each, name).items():
            figures[value] += part if query.rule == "allocated" else 1
    chosen = chosen_in(query, name)
    rest = set() if every else figures.keys() - (chosen or leading(figures, name, order))
    if len(rest) == 1 and not chosen:
        rest = set()
    return {value: OTHERS if value in rest else value for value in figures}


def leading(figures: Weights, name: str, order: list[str]) -> set[str]:
    """The ten organisations with the greatest figures and "not stated", or every region."""
    if name == "region":
        return set(figures)
    organisations = [id_ for id_ in order if id_ in figures]
    organisations.sort(key=lambda id_: -figures[id_])
    return {*organisations[:LEADING], NOT_STATED}


def chosen_in(query: Query, name: str) -> set[str]:
    """The values of a column that the view chooses."""
    if name == "region":
        return {row_at(place, "region") for place in query.lists["place"]}
    return set(query.lists[name])


def regions_of(activities: Iterable[Activity]) -> set[str]:
    """The regions of today that activities touch, by any basis and status."""
    return union(each.parts["region"] for each in activities) & set(REGIONS)


def taking_part(activities: Iterable[Activity]) -> dict[str, Taking]:
    found = tuple(activities)
    rows: dict[str, Taking] = {}
    for id_ in union(each.organisations for each in found):
        own = [each for each in found if id_ in each.organisations]
        roles = {role: sum(id_ in each.roles[role] for each in own) for role in ROLES}
        rows[id_] = Taking(
            activities=len(own),
            roles={role: count for role, count in roles.items() if count},
            programmes=len({each.programme for each in own}),
            regions=len(regions_of(own)),
        )
    return rows


def pairs_of(activities: Iterable[Activity]) -> dict[frozenset[str], tuple[int, Tally[str]]]:
    """The activities of every two organisations, and how many of them each sector has."""
    together: dict[frozenset[str], list[Activity]] = defaultdict(list)
    for each in activities:
        for pair in combinations(sorted(each.organisations), 2):
            together[frozenset(pair)].append(each)
    return {
        pair: (len(own), Tally(sector for each in own for sector in each.sectors))
        for pair, own in together.items()
    }
