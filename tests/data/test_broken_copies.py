"""Every defect of a copy of the record is found, where it is, and nothing else is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geodata.boundaries import load_boundaries
from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.record import check_record, read_tables
from tests.data.breaking import Defect, Tables, line_of
from tests.data.defects import DEFECTS, PLACES
from tests.geodata.check_ids import check_ids

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
COMMAND_LINE = [
    defect for defect in DEFECTS if defect.name in ("a point in another country", "not UTF-8")
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables(DATA)


@cache
def communes() -> gpd.GeoDataFrame:
    return load_boundaries("commune")


def break_copy(defect: Defect, tables: Tables, folder: Path) -> tuple[str, str, Any, Any]:
    """Write a broken copy, and return what must be reported: check, file, row and column."""
    for path in DATA.glob("*.csv"):
        shutil.copy(path, folder)
    broken = dict(tables)
    for edit in defect.edits:
        edit(broken)
    for table, frame in broken.items():
        if frame is not tables[table]:
            frame.to_csv(folder / f"{table}.csv", index=False, lineterminator="\n")
    file = folder / f"{defect.place.table}.csv"
    if defect.raw:
        content = defect.raw(file.read_bytes())
        file.unlink() if content is None else file.write_bytes(content)
    return defect.check, file.name, line_of(broken, defect.place), defect.place.column


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_the_defect_of_a_copy_is_found(
    defect: Defect, tables: Tables, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    expected = break_copy(defect, tables, tmp_path)
    boundaries = communes() if defect in PLACES else None
    problems = check_record(tmp_path, gazetteer, boundaries)
    found = [(one.check, one.file, one.row, one.column) for one in problems]
    assert found == [expected], "\n".join(map(str, problems))


@pytest.mark.parametrize("defect", COMMAND_LINE, ids=lambda defect: defect.name)
def test_the_command_line_finds_the_defect(defect: Defect, tables: Tables, tmp_path: Path) -> None:
    expected = break_copy(defect, tables, tmp_path)
    command = [sys.executable, "cli.py", "check", str(tmp_path), "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    problems = json.loads(ran.stdout)["problems"]
    found = [(one["check"], one["file"], one["row"], one["column"]) for one in problems]
    assert (ran.returncode, found) == (1, [expected])


def test_every_check_has_a_defect() -> None:
    assert {defect.check for defect in DEFECTS} == check_ids()
