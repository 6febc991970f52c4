"""What it means that a region has no activity: the states of the map, from what sources state."""

from __future__ import annotations

from collections.abc import Collection

from tests.independent.counter.filters import Query
from tests.independent.counter.places import COUNTRY, REGIONS, is_former, lies_in
from tests.independent.counter.rows import Row, Tables

DOCUMENTED, NOT_APPLICABLE, NONE = "documented", "not_applicable", "none"
NOT_IN_SOURCES = "not_in_sources"


def states_of(tables: Tables, query: Query, documented: Collection[str]) -> dict[str, str]:
    """The state of every region: with a matching activity, excluded, stated empty, or open."""
    chosen = programmes_of(tables, query)
    statements = tables["coverage_statements"]
    states = dict.fromkeys(REGIONS, NOT_IN_SOURCES)
    for region in REGIONS:
        if region in documented:
            states[region] = DOCUMENTED
        elif chosen and all(excludes(statements, each, region) for each in chosen):
            states[region] = NOT_APPLICABLE
        elif says_none(statements, chosen or ids(tables, "programmes"), region, query):
            states[region] = NONE
    return states


def programmes_of(tables: Tables, query: Query) -> set[str]:
    """The programmes asked for, by themselves or by one of their phases."""
    phases = query.lists["phase"]
    of_phases = {row["programme"] for row in tables["phases"] if row["id"] in phases}
    return of_phases | set(query.lists["programme"])


def ids(tables: Tables, table: str) -> set[str]:
    return {row["id"] for row in tables[table]}


def excludes(statements: list[Row], programme: str, region: str) -> bool:
    """Whether the sources keep a programme out of a region: in words, or by its target areas.

    A target of the former division tells nothing of today's regions.
    """
    own = [row for row in statements if row["programme"] == programme]
    if any(row["state"] == NOT_APPLICABLE and takes_in(row["code"], region) for row in own):
        return True
    targets = [row["code"] for row in own if row["state"] == "target"]
    aimed_at = any(takes_in(code, region) or lies_in(code, region) for code in targets)
    return bool(targets) and not aimed_at and not any(map(is_former, targets))


def says_none(
    statements: list[Row], programmes: Collection[str], region: str, query: Query
) -> bool:
    """Whether it is stated of each of the programmes that it did nothing in a region."""
    sectors = query.lists["sector"]
    stating = {
        row["programme"]
        for row in statements
        if row["state"] == NONE
        and takes_in(row["code"], region)
        and (not row["sector"] or (sectors and set(sectors) <= {row["sector"]}))
    }
    return bool(programmes) and set(programmes) <= stating


def takes_in(code: str, region: str) -> bool:
    return code in (COUNTRY, region)
