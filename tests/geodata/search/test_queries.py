"""Some four hundred searches, each with the one thing that its reader means."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from geodata.search import Engine, build_engine

ROOT = Path(__file__).resolve().parents[3]
QUERIES = Path(__file__).with_name("queries.csv")
RIGHT = 0.98
AT_LEAST = {
    "place": 100, "arabic": 60, "typo": 40, "former": 30, "organisation": 30, "programme": 20,
    "other": 20, "transliteration": 30,
}  # fmt: skip


@cache
def engine() -> Engine:
    return build_engine(load(ROOT / "data", load_gazetteer(), 5).catalogue)


def queries() -> list[dict[str, str]]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first(query: str) -> tuple[str, str]:
    for hits in engine().search(query).values():
        return hits[0].kind, hits[0].id
    return "", ""


def test_there_are_enough_queries_of_each_group() -> None:
    counts = Counter(row["group"] for row in queries())
    assert {name: counts[name] for name, least in AT_LEAST.items() if counts[name] < least} == {}


def test_no_query_is_asked_twice() -> None:
    counts = Counter((row["lang"], row["query"]) for row in queries())
    assert [query for query, count in counts.items() if count > 1] == []


def test_the_first_hit_is_what_is_meant() -> None:
    asked = queries()
    missed = [
        f"{row['query']}: expected {row['kind']} {row['id']}, found {' '.join(first(row['query']))}"
        for row in asked
        if first(row["query"]) != (row["kind"], row["id"])
    ]
    assert len(missed) <= (1 - RIGHT) * len(asked), "\n".join(missed)


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_every_place_is_found_by_its_own_name(lang: str) -> None:
    gazetteer = load_gazetteer()
    missed = []
    for level in ("region", "province", "commune"):
        for code in gazetteer.codes(level):
            name = gazetteer.name(code, lang)
            found = engine().search(name, limit=50).get("place", ())
            if code not in [hit.id for hit in found if hit.score >= 400]:
                missed.append(f"{code} {name}")
    assert missed == []
