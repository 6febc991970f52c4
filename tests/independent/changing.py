"""Changes a copy of the record's files, so that every rule of counting meets rows that need it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.independent.counter.rows import Row, key_of, read

SUPPORT = "m4sd-psychosocial-support"
UNITS = ("02.113.01.09", "02.411.01.23")
BOTH = ";".join(UNITS)
MEASUREMENTS = f"""\
id,subject_table,subject,kind,indicator,value,unit,end,end_precision,scope,series,cumulative,\
reading_of,disaggregation,preferred
aim,activities,{SUPPORT},target,people-supported,900,persons,2024,year,{BOTH},\
psychosocial-support,true,,,true
other,activities,{SUPPORT},result,people-supported,760,persons,2023-10,month,{BOTH},\
psychosocial-support,true,psychosocial-751,,false
alone,activities,{SUPPORT},result,people-supported,2,persons,2022,year,02,alone,false,,\
sex=female,true
of-country,places,MA,context,programme-countries,7,count,,,MA,of-country,false,,,true
of-region,places,02,context,programme-countries,8,count,,,,of-region,false,,,true
of-former,places,1997-04,context,programme-countries,9,count,,,1997-04,of-former,false,,,true
"""


def changed_copy(source: Path, folder: Path) -> Path:
    """Copy a record and change the copy."""
    for path in (*source.glob("*.csv"), source / "datapackage.json"):
        shutil.copy(path, folder)
    use_former_regions(folder)
    protect(folder)
    share(folder)
    measure(folder)
    state_coverage(folder)
    correct(folder)
    return folder


def use_former_regions(folder: Path) -> None:
    """Put two activities and three figures into regions of the former division."""
    move(folder, "m4sd-regional-health-plan-oriental", "02", "1997-04")
    move(folder, "depomi-territorial-support", "09", "1997-13")
    move(folder, "depomi-territorial-support", "05", "1997-12")
    edit(folder, "measurements", "depomi-levels-3", scope="02;1997-12;1997-13")
    edit(folder, "measurements", "regional-health-plan-1", scope="1997-04")
    edit(folder, "measurements", "depomi-budget-eur", scope="1997-04;1997-12;1997-13")


def protect(folder: Path) -> None:
    """Show a centre no closer than its province and another than its region; hide few people."""
    for code, precision in zip(UNITS, ("province", "region"), strict=True):
        edit(folder, "activity_locations", f"{SUPPORT}/{code}", public_precision=precision)
    # A text that names a hidden town is a mistake of the record.
    for table, key, columns in (
        ("activities", SUPPORT, ("title", "summary")),
        ("measurements", "psychosocial-751", ("note",)),
    ):
        edit(folder, table, key, **three(*columns))
    edit(folder, "measurements", "psychosocial-663-men", value="4")
    edit(folder, "measurements", "psychosocial-663-women", value="659")
    edit(folder, "measurements", "earthquake-2200-women", value="3")


def share(folder: Path) -> None:
    """State how two activities are split."""
    for code, part in (("01", "0.5"), ("02", "0.3"), ("09", "0.2")):
        edit(folder, "activity_locations", f"m4sd-training-local-actors/{code}", share=part)
    name = "m4sd-national-health-plan-workshop"
    for sector, part in (("health", "0.75"), ("planning", "0.25")):
        edit(folder, "activity_sectors", f"{name}/{sector}", weight=part)


def measure(folder: Path) -> None:
    """Add an aim of a figure, another reading of it, few people alone, and context of places."""
    rows = csv.DictReader(MEASUREMENTS.splitlines())
    for row in rows:
        add(folder, "measurements", **row)
        cite(folder, "measurements", row["id"])


def state_coverage(folder: Path) -> None:
    """Let sources state that nothing was done, and that nothing was meant to be."""
    statements = (
        ("none-m4sd", "m4sd", "01", "capacity", "none"),
        ("none-depomi", "depomi", "02", "health", "none"),
        ("apart-depomi", "depomi", "12", "", "not_applicable"),
    )
    for id_, programme, code, sector, state in statements:
        cells = {"programme": programme, "code": code, "sector": sector, "state": state}
        add(folder, "coverage_statements", id=id_, **cells)
        cite(folder, "coverage_statements", id_)


def correct(folder: Path) -> None:
    """Correct a status twice on two days, a scope and a level of action, latest first."""
    corrections = (
        ("c", "2026-03-01", "activities", "depomi-health-access", "status", "done", "planned"),
        ("b", "2026-02-01", "activities", "depomi-health-access", "status", "ongoing", "done"),
        ("a", "2026-01-01", "measurements", "labour-market-2639", "scope", "01", "01;02"),
        ("d", "2026-01-01", "activity_locations", "depomi-health-access/05", "basis", "derived",
         "inherited"),
    )  # fmt: skip
    for id_, made_on, table, row, field, was, becomes in corrections:
        cells = {"table": table, "row": row, "field": field, "was": was, "becomes": becomes}
        reasons = three("reason")
        add(folder, "corrections", id=id_, made_on=made_on, reviewed_by="us", **cells, **reasons)


def three(*columns: str) -> dict[str, str]:
    """Columns in three languages with a text that tells nothing."""
    words = {"ar": "نص", "fr": "Texte", "en": "Text"}
    return {f"{name}_{language}": word for name in columns for language, word in words.items()}


def move(folder: Path, activity: str, code: str, becomes: str) -> None:
    """Put an activity elsewhere, and its citations with it."""
    key, new_key = f"{activity}/{code}", f"{activity}/{becomes}"
    edit(folder, "activity_locations", key, code=becomes)

    def rename(rows: list[Row]) -> list[Row]:
        return [row | {"row": new_key} if row["row"] == key else row for row in rows]

    rewrite(folder, "citations", rename)


def edit(folder: Path, table: str, key: str, /, **cells: str) -> None:
    """Change cells of one row."""

    def change(rows: list[Row]) -> list[Row]:
        assert key in {key_of(table, row) for row in rows}
        return [row | cells if key_of(table, row) == key else row for row in rows]

    rewrite(folder, table, change)


def add(folder: Path, table: str, /, **cells: str) -> None:
    """Add a row; the cells left out are empty."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([cells.get(name, "") for name in columns])


def cite(folder: Path, table: str, row: str) -> None:
    cells = {"source": "joint-programme-communique", "confidence": "low", "place": "§1"}
    add(folder, "citations", table=table, row=row, **cells)


def rewrite(folder: Path, table: str, change: Callable[[list[Row]], list[Row]]) -> None:
    path = folder / f"{table}.csv"
    rows = change(read(path))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
