"""The record's document agrees with the record: counts, ids and the list of facts."""

import csv
import re
from collections import Counter
from pathlib import Path

from geodata.schema import KEYS, TABLES, column_names

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
DOCUMENT = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
FACTS_HEADING = "## Where each fact stands"
BEFORE, FACTS = DOCUMENT.split(FACTS_HEADING)
FACT = re.compile(r"^\| ([A-Z0-9]+-?\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
EXPECTED = [
    *(f"M4SD-{number:02}" for number in range(1, 41)),
    *(f"DEPOMI-{number:02}" for number in range(1, 29)),
    *(f"W{number:03}" for number in range(1, 86)),
]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RECORD = {table: rows(DATA / f"{table}.csv") for table in TABLES}
KEYED = [table for table in TABLES if KEYS[table] == ("id",)]
IDS = {row["id"] for table in KEYED for row in RECORD[table]}
PROGRAMMES = {row["id"] for row in RECORD["programmes"]}
PLACES = {
    code
    for table, column in (
        ("activity_locations", "code"),
        ("coverage_statements", "code"),
        ("measurements", "scope"),
    )
    for row in RECORD[table]
    for code in row[column].split(";")
} | {row["code"] for row in rows(DATA / "boundaries" / "former_regions.csv")}
COLUMNS = {name for table in TABLES for name in column_names(table)} | {"today"}
VALUES = {
    value for table in TABLES for column in TABLES[table] if column.choices
    for value in column.choices
}  # fmt: skip
# Beginnings: of codes, of fact ids, and of what a part says of itself.
PATTERNS = {"1997-", "M4SD-…", "DEPOMI-…", "W…", "place=", "funder="}


def backticked(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def section_table(heading: str) -> list[list[str]]:
    found = BEFORE.split(heading, 1)[1].split("\n\n", 1)[0].strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1:]]


def test_it_counts_the_rows_of_every_table() -> None:
    stated = {name.strip("`"): int(count) for name, count in section_table("| table | rows |\n")}
    assert stated == {path.stem: len(rows(path)) for path in DATA.glob("*.csv")}


def test_it_lists_the_programmes_as_they_are() -> None:
    phases = Counter(row["programme"] for row in RECORD["phases"])
    activities = Counter(row["programme"] for row in RECORD["activities"])
    stated = section_table("| programme | phases | activities | data as of |\n")
    assert stated == [
        [
            f"`{row['id']}` {row['label_en']}",
            str(phases[row["id"]]),
            str(activities[row["id"]]),
            row["data_as_of"] or "–",
        ]
        for row in RECORD["programmes"]
    ]


def test_what_stands_in_backticks_exists() -> None:
    known = IDS | PLACES | COLUMNS | VALUES | PATTERNS | set(TABLES)
    unknown = {
        name
        for name in backticked(DOCUMENT)
        if name not in known and not ("/" in name and (ROOT / name).exists())
    }
    assert unknown == set()


def test_the_ids_of_the_facts_are_in_backticks_and_exist() -> None:
    unmarked = [
        word
        for _, _, stands in FACT.findall(FACTS)
        for word in re.findall(r"[a-z0-9.]+(?:-[a-z0-9.]+)+", re.sub(r"`[^`]+`", "", stands))
        if word in IDS or word.split("-")[0] in PROGRAMMES
    ]
    assert unmarked == []


def test_every_fact_stands_once() -> None:
    assert [fact for fact, _, _ in FACT.findall(FACTS)] == EXPECTED


def test_a_fact_names_a_row_or_says_that_it_has_none() -> None:
    without = {fact for fact, _, stands in FACT.findall(FACTS) if stands.startswith("no row: ")}
    silent = {
        fact
        for fact, _, stands in FACT.findall(FACTS)
        if fact not in without and not IDS & set(backticked(stands))
    }
    listed = FACTS.split(" facts have no row: ", 1)[1].split(".", 1)[0]
    assert silent == set()
    assert without == set(re.findall(r"[A-Z0-9]+-?\d+", listed))


def test_every_activity_and_figure_comes_from_a_fact() -> None:
    named = set(backticked(FACTS))
    lacking = {
        row["id"]
        for table in (
            *("programmes", "phases", "activities", "measurements", "coverage_statements"),
            "plans",
        )
        for row in RECORD[table]
        if row["id"] not in named
    }
    assert lacking == set()
