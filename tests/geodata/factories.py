"""A small valid record, the worked example of the counting rules, for every test."""

from pathlib import Path

import pandas as pd

from geodata.gazetteer import FormerRegion, Gazetteer, Unit
from geodata.record import Record
from geodata.record_rows import as_rows, row_key
from geodata.schema import CITED, TABLES, column_names

REGION_CODES = tuple(f"{number:02}" for number in range(1, 13))
CODES = frozenset({*REGION_CODES, "01.051", "02.411", "02.411.01.01", "09.001"})
FORMER_CODE = "1997-04"
GAZETTEER = Gazetteer(
    (Unit(code, f"{code} ar", f"{code} fr", f"{code} en", 1, 1) for code in sorted({*CODES, "MA"})),
    [FormerRegion(FORMER_CODE, dict.fromkeys(("ar", "fr", "en"), "4"), (), ("02",), {})],
)

_TEXT = {"ar": "نص", "fr": "Texte", "en": "Text"}


def three(stem: str, suffix: str = "") -> dict[str, str]:
    """Return one text in three languages."""
    return {f"{stem}_{language}": f"{text} {suffix}".strip() for language, text in _TEXT.items()}


def _programme(name: str) -> dict[str, str]:
    texts = {**three("label", name), **three("title", name), **three("summary", name)}
    return {"id": name, **texts, "data_as_of": "2024-06-30"}


def _phase(name: str, start: str, end: str, stands_for: str = "") -> dict[str, str]:
    dates = {"start": start, "start_precision": "year", "end": end, "end_precision": "year"}
    return {
        "id": name,
        "programme": name.split("-", maxsplit=1)[0],
        **three("label", name),
        **(dates if start else {}),
        "basis": "division",
        "stands_for": stands_for,
    }


def _organisation(name: str, kind: str) -> dict[str, str]:
    return {"id": name, **three("name", name), "acronym": name.upper(), "kind": kind}


def _activity(name: str, programme: str, status: str, start: str, end: str) -> dict[str, str]:
    return {
        "id": name,
        "programme": programme,
        **three("title", name),
        **three("summary", name),
        "status": status,
        "start": start,
        "start_precision": "month" if start else "",
        "end": end,
        "end_precision": "month" if end else "",
    }


def _location(activity: str, code: str, acts_at: str, public: str, **more: str) -> dict[str, str]:
    row = {"activity": activity, "code": code, "acts_at": acts_at, "basis": "stated"}
    return {**row, "public_precision": public, **more}


def _measurement(name: str, subject: str, value: str, **more: str) -> dict[str, str]:
    row = {
        "id": name,
        "subject_table": "activities",
        "subject": subject,
        "kind": "result",
        "indicator": "people",
        "value": value,
        "unit": "persons",
        "end": "2023-12",
        "end_precision": "month",
        "scope": "02;09;01",
        "series": "people-b",
        "cumulative": "true",
        "preferred": "true",
    }
    return {**row, **more}


def _rows() -> dict[str, list[dict[str, str]]]:
    return {
        "programmes": [_programme("m4sd"), _programme("depomi")],
        "phases": [
            _phase("m4sd-2", "2014", "2018"),
            _phase("m4sd-3", "2019", "2023"),
            _phase("m4sd-2-3", "", "", "m4sd-2;m4sd-3"),
            _phase("depomi-1", "2020", "2023"),
        ],
        "organisations": [_organisation("iom", "un"), _organisation("eu", "donor")],
        "sectors": [
            {"id": "governance", **three("name"), "dac": "15190;15110", "sdg": "10;16"},
            {"id": "employment", **three("name", "2"), "dac": "16020", "sdg": "8"},
        ],
        "indicators": [
            {"id": "people", **three("name"), "unit": "persons"},
            {"id": "budget", **three("name", "2"), "unit": "EUR"},
        ],
        "sources": [
            {
                "id": "report",
                "title": "Report, final",
                "publisher": "IOM",
                "published": "2024-03",
                "published_precision": "month",
                "address": "https://example.org/report",
                "language": "fr",
                "kind": "report",
                "read_on": "2024-05-02",
            }
        ],
        "activities": [
            _activity("A", "m4sd", "done", "2016-03", "2017-02"),
            _activity("B", "m4sd", "done", "2020-01", "2023-12"),
            _activity("C", "m4sd", "done", "", ""),
            _activity("D", "depomi", "ongoing", "2021-05", ""),
        ],
        "activity_phases": [
            {"activity": "A", "phase": "m4sd-2", "basis": "stated"},
            {"activity": "B", "phase": "m4sd-3", "basis": "inferred"},
            {"activity": "C", "phase": "m4sd-2-3", "basis": "not_specified"},
            {"activity": "D", "phase": "depomi-1", "basis": "stated"},
        ],
        "activity_locations": [
            _location("A", "02", "region", "region"),
            _location("B", "02", "region", "region"),
            _location("B", "09", "region", "region"),
            _location("B", "01", "region", "region"),
            _location("C", "MA", "national", "national"),
            _location(
                "D",
                "02.411.01.01",
                "site",
                "site",
                **three("site"),
                lat="34.68",
                lon="-1.91",
                exactness="approximate",
            ),
        ],
        "activity_sectors": [
            {"activity": "A", "sector": "governance"},
            {"activity": "B", "sector": "governance", "weight": "0.25"},
            {"activity": "B", "sector": "employment", "weight": "0.75"},
            {"activity": "C", "sector": "governance"},
            {"activity": "D", "sector": "employment"},
        ],
        "activity_organisations": [
            {"activity": "A", "organisation": "iom", "role": "implementer"},
            {"activity": "B", "organisation": "iom", "role": "implementer"},
            {"activity": "C", "organisation": "iom", "role": "implementer"},
            {"activity": "D", "organisation": "eu", "role": "funder"},
            {"activity": "D", "organisation": "iom", "role": "implementer"},
        ],
        "measurements": [
            _measurement("b-people", "B", "663"),
            _measurement("b-people-press", "B", "700", preferred="false", reading_of="b-people"),
            _measurement("b-women", "B", "414", part_of="b-people", disaggregation="sex=female"),
            _measurement(
                "depomi-budget",
                "depomi",
                "8000000",
                subject_table="programmes",
                kind="budget",
                indicator="budget",
                unit="EUR",
                end="",
                end_precision="",
                series="depomi-budget",
                cumulative="false",
            ),
        ],
        "coverage_statements": [
            {"id": "depomi-02", "programme": "depomi", "code": "02", "state": "target"},
            {
                "id": "m4sd-09",
                "programme": "m4sd",
                "code": "09",
                "sector": "employment",
                "state": "none",
            },
        ],
        "searches": [
            {
                "id": "press",
                "searched_on": "2024-05-02",
                **three("label"),
                "state": "read",
                "scope": "02;09",
                "programmes": "m4sd;depomi",
                "sources": "report",
                **three("outcome"),
            }
        ],
    }


def as_table(table: str, records: list[dict[str, str]]) -> pd.DataFrame:
    """Return rows as a frame of texts indexed by the line they have in a file."""
    index = pd.RangeIndex(2, 2 + len(records), name="line")
    columns = column_names(table)
    cells = [[record.get(column, "") for column in columns] for record in records]
    return pd.DataFrame(cells, index=index, columns=columns, dtype="str")


def cite_all(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one citation of the source ``report`` for each row that needs one."""
    table_rows = as_rows(tables)
    return as_table(
        "citations",
        [
            {
                "source": "report",
                "table": table,
                "row": row_key(table, row),
                "place": "§7",
                "confidence": "high",
            }
            for table in CITED
            for _line, row in table_rows[table]
        ],
    )


def small_record_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of the worked example, as texts.

    Activity A acts in 02; B in 02, 09 and 01; C nationally; D in commune 02.411.01.01.
    """
    rows = _rows()
    tables = {table: as_table(table, rows.get(table, [])) for table in TABLES}
    tables["citations"] = cite_all(tables)
    return tables


def make_record(**overrides: pd.DataFrame) -> Record:
    """Return the small record with some of its tables replaced."""
    return Record.from_tables({**small_record_tables(), **overrides})


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> Path:
    """Write tables as the files of a record and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        path = folder / f"{table}.csv"
        tables[table].to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return folder
