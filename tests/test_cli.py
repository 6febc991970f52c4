from __future__ import annotations

import csv
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
    expected = (
        f"{DATA}: valid ({len(TABLES)} tables, {rows} rows)\n"
        f"{DATA}/stories: valid (2 stories, 21 steps)\n"
    )
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
    assert list(content) == ["folder", "valid", "tables", "problems", "stories"]
    assert (content["folder"], content["valid"]) == (str(broken), False)
    # Nothing can be asked of a record that is not valid.
    assert content["stories"] is None
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
        f"Found no folder {folder}; expected the folder of the record's tables, or the "
        "file of a story. Give its path, such as data.\n"
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a copy of a story with an unknown figure in the French caption of step 3."""
    content = json.loads((DATA / "stories" / "meeting-places.json").read_text(encoding="utf-8"))
    content["steps"][2]["caption"]["fr"] = "{{total:money}}"
    path = tmp_path / "meeting-places.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_story_is_checked_alone(capsys: pytest.CaptureFixture[str]) -> None:
    path = DATA / "stories" / "reading-jihat.json"
    assert output(capsys, str(path)) == (0, f"{path}: valid (1 story, 10 steps)\n")


def test_a_problem_of_a_story_is_reported_with_its_step(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = output(capsys, str(story))
    file, where, found, expected, remedy, _blank, summary = out.splitlines()
    assert status == 1
    assert (file, where) == ("meeting-places.json", "  step 3, caption.fr [reference]")
    assert found == "    found     {{total:money}} (total:money)"
    assert expected.startswith("    expected  one of activities, programmes, ")
    assert remedy == "    remedy    Correct what follows the colon."
    assert summary == f"{story}: 1 problem in 1 story, 11 steps"


def test_the_report_of_a_story_as_json(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = output(capsys, str(story), "--json")
    content = json.loads(out)
    assert (status, content["valid"], content["stories"]) == (1, False, {"meeting-places": 11})
    (problem,) = content["problems"]
    assert list(problem) == ["file", "step", "field", "found", "expected", "remedy", "check"]
    assert (problem["step"], problem["field"]) == (3, "caption.fr")


def test_a_record_is_checked_with_the_stories_in_it(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = story.parent / "record"
    folder.mkdir()
    for table in DATA.glob("*.csv"):
        shutil.copy(table, folder)
    assert output(capsys, str(folder))[0] == 0
    (folder / "stories").mkdir()
    shutil.copy(story, folder / "stories")
    status, out = output(capsys, str(folder), "--json")
    content = json.loads(out)
    assert (status, content["valid"], content["stories"]["valid"]) == (1, True, False)
    assert [one["check"] for one in content["stories"]["problems"]] == ["reference"]


def export(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run `cli.py export`; return its status, and what it wrote on stderr."""
    status = main(["export", *arguments])
    written = capsys.readouterr()
    assert written.out == ""
    return status, written.err


def test_activities_are_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "oriental.csv"
    view = ("--view", "lang=fr&place=02", "--format", "csv")
    assert export(capsys, *view, "--out", str(out), "--hxl") == (0, "")
    with out.open(encoding="utf-8-sig", newline="") as file:
        tags, *rows = csv.DictReader(file)
    assert tags["id"] == "#activity+id"
    # Nothing but the record's own tables tells which these are.
    with (DATA / "activity_locations.csv").open(encoding="utf-8", newline="") as file:
        places = [(row["activity"], row["code"]) for row in csv.DictReader(file)]
    expected = {activity for activity, code in places if code[:2] == "02"}
    assert {row["id"] for row in rows} == expected


def test_a_figure_is_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sectors.csv"
    what = ("--view", "lang=en", "--format", "csv", "--what", "sectors")
    assert export(capsys, *what, "--out", str(out)) == (0, "")
    with out.open(encoding="utf-8-sig", newline="") as file:
        names = [row["sector_name"] for row in csv.DictReader(file)]
    assert "Health and psychosocial support" in names


def test_what_is_unknown_in_the_view_is_named_and_left_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = ("--view", "lang=en&place=99&colour=red", "--format", "csv")
    status, told = export(capsys, *view, "--out", str(tmp_path / "a.csv"))
    assert status == 0
    assert [name for name in ("99", "place", "colour") if name in told] == ["99", "place", "colour"]
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--format", "docx", "--out", "{}/a.docx"), "Found --format docx; expected one of "),
        (("--format", "csv", "--out", "{}/no/a.csv"), "Found --out {}/no/a.csv; expected a file"),
        (("--format", "csv", "--out", "{}"), "Found --out {}; expected a file"),
        (
            ("--format", "csv", "--out", "{}/a.csv", "--scale", "9"),
            "Found --scale 9; expected one of 1, 2, 3, 4.",
        ),
        (
            ("--format", "csv", "--out", "{}/a.csv", "--size", "poster"),
            "Found --size poster; expected one of ",
        ),
        (
            ("--format", "csv", "--out", "{}/a.csv", "--what", "weather"),
            "Found --what weather; expected one of map, ",
        ),
    ],
)
def test_a_command_that_cannot_be_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], found: str
) -> None:
    status, told = export(capsys, *(argument.format(tmp_path) for argument in arguments))
    assert status == 2
    assert told.startswith(found.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    what = ("--view", "lang=en", "--format", "geojson", "--what", "sectors")
    status, told = export(capsys, *what, "--out", str(tmp_path / "a.geojson"))
    assert (status, told.count("\n")) == (1, 1)
    assert "choose CSV or Excel" in told
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_told_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    _status, told = export(capsys, "--format", "csv", "--out", str(tmp_path / "a.csv"))
    assert told.endswith("\r71 / 71\n")
