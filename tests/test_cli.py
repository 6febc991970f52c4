from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli import main
from geodata.schema import TABLES

DATA = Path(__file__).resolve().parents[1] / "data"
STATUSES = "one of planned, ongoing, done, cancelled"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a copy of the record with an unknown status in row 2 of activities."""
    for table in DATA.glob("*.csv"):
        shutil.copy(table, tmp_path)
    activities = tmp_path / "activities.csv"
    header, first, *others = activities.read_text(encoding="utf-8").splitlines()
    first = first.replace(",done,", ",finished,")
    activities.write_text("\n".join([header, first, *others]), encoding="utf-8")
    return tmp_path


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["check", *arguments])
    return status, capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(output(capsys, str(folder), "--json")[1])
    return content


def test_the_record_is_reported_as_valid(capsys: pytest.CaptureFixture[str]) -> None:
    rows = sum(as_json(capsys, DATA)["tables"].values())
    expected = f"{DATA}: valid ({len(TABLES)} tables, {rows} rows)\n"
    assert output(capsys, str(DATA)) == (0, expected)


def test_a_problem_is_reported_with_its_place(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = output(capsys, str(broken))
    *report, summary = out.splitlines()
    assert status == 1
    assert report == [
        "activities.csv",
        "  row 2, column status [choice]",
        "    found     finished",
        f"    expected  {STATUSES}",
        "    remedy    Correct the cell.",
        "",
    ]
    assert summary.startswith(f"{broken}: 1 problem (activities.csv 1) in {len(TABLES)} tables, ")


def test_the_report_as_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = as_json(capsys, broken)
    assert list(content) == ["folder", "valid", "tables", "problems"]
    assert (content["folder"], content["valid"]) == (str(broken), False)
    assert content["problems"] == [
        {
            "file": "activities.csv",
            "row": 2,
            "column": "status",
            "found": "finished",
            "expected": STATUSES,
            "remedy": "Correct the cell.",
            "check": "choice",
        }
    ]


def test_the_tables_of_the_report_have_their_rows(capsys: pytest.CaptureFixture[str]) -> None:
    content = as_json(capsys, DATA)
    assert (content["valid"], content["problems"]) == (True, [])
    assert list(content["tables"]) == list(TABLES)


def test_files_come_in_the_order_of_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = output(capsys, str(tmp_path))
    files = [line for line in out.splitlines()[:-1] if line and not line.startswith(" ")]
    assert status == 1
    assert files == [f"{table}.csv" for table in TABLES]


def test_a_whole_file_is_named_as_the_place(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (broken / "sectors.csv").unlink()
    _status, out = output(capsys, str(broken))
    place = out.splitlines()[out.splitlines().index("sectors.csv") + 1]
    assert place == "  the whole file [file]"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_folder_that_does_not_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    folder = tmp_path / "nowhere"
    assert main(["check", str(folder), *options]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err == (
        f"Found no folder {folder}; expected the folder of the record's tables. "
        "Give its path, such as data.\n"
    )
