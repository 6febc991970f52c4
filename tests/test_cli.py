from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli import main

DATA = Path(__file__).resolve().parents[1] / "data"


def test_the_record_is_reported_as_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(DATA)]) == 0
    assert capsys.readouterr().out == f"{DATA}: valid\n"


def test_a_broken_record_is_reported_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in DATA.glob("*.csv"):
        shutil.copy(table, tmp_path)
    activities = tmp_path / "activities.csv"
    text = activities.read_text(encoding="utf-8").replace(",done,", ",finished,", 1)
    activities.write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("activities.csv, row ")
    assert 'column status: found "finished"' in first
    assert last == f"{tmp_path}: 1 problems"


def test_a_folder_without_a_record_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "activities.csv" in capsys.readouterr().out
