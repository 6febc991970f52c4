from pathlib import Path

import pandas as pd
import pytest

from geodata.errors import JihatError, Problem, RecordError
from geodata.record import Record, check_record, load_record, read_tables
from geodata.schema import TABLES, column_names
from tests.geodata.factories import GAZETTEER, make_record, small_record_tables, write_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tables(small_record_tables(), tmp_path)


def test_written_tables_are_read_back(folder: Path) -> None:
    written = small_record_tables()
    for table, frame in read_tables(folder).items():
        pd.testing.assert_frame_equal(frame, written[table], check_index_type=False)


def test_loaded_record_is_typed(folder: Path) -> None:
    record = load_record(folder, GAZETTEER)
    assert record.folder == folder
    for table, columns in TABLES.items():
        frame: pd.DataFrame = getattr(record, table)
        types = {"number": "float64", "flag": "bool"}
        expected = {column.name: types.get(column.kind, "str") for column in columns}
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected
        assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_loaded_values() -> None:
    record = make_record()
    assert record.measurements["value"].tolist() == [663, 700, 414, 8_000_000]
    assert record.measurements["preferred"].tolist() == [True, False, True, True]
    assert record.activity_sectors["weight"].fillna(-1).tolist() == [-1, 0.25, 0.75, -1, -1]
    assert record.activity_locations["lat"].notna().tolist() == [False] * 5 + [True]


def test_typed_frames_build_the_same_record() -> None:
    record = make_record()
    again = Record.from_tables({table: getattr(record, table) for table in TABLES})
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(again, table), getattr(record, table))


def test_absent_tables_and_columns_are_empty() -> None:
    record = Record.from_tables({"activities": pd.DataFrame({"id": ["A"], "extra": [1]})})
    assert record.activities.columns.tolist() == column_names("activities")
    assert record.activities["status"].tolist() == [""]
    assert record.citations.columns.tolist() == column_names("citations")
    assert len(record.citations) == 0


def test_a_byte_order_mark_is_accepted(folder: Path) -> None:
    path = folder / "programmes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_record(folder, GAZETTEER) == []


def test_windows_line_ends_are_accepted(folder: Path) -> None:
    path = folder / "activities.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_record(folder, GAZETTEER) == []


def test_rows_keep_their_line_after_line_breaks_in_cells(folder: Path) -> None:
    tables = small_record_tables()
    tables["activities"].loc[2, "summary_en"] = 'Two\nlines, "quoted"'
    tables["activities"].loc[4, "status"] = "finished"
    write_tables(tables, folder)
    assert read_tables(folder)["activities"].index.tolist() == [2, 4, 5, 6]
    assert [str(problem) for problem in check_record(folder, GAZETTEER)] == [
        (
            'activities.csv, row 5, column status: found "finished", expected one of planned, '
            "ongoing, done, cancelled. Correct the cell."
        )
    ]


def test_blank_lines_are_skipped_and_counted(folder: Path) -> None:
    path = folder / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    assert read_tables(folder)["indicators"].index.tolist() == [3, 5]


def test_the_error_lists_every_problem(folder: Path) -> None:
    (folder / "sectors.csv").unlink()
    tables = small_record_tables()
    tables["programmes"].loc[2, "label_fr"] = ""
    tables["programmes"].to_csv(folder / "programmes.csv", index=False)
    with pytest.raises(RecordError) as caught:
        load_record(folder, GAZETTEER)
    assert isinstance(caught.value, JihatError)
    assert str(caught.value).splitlines() == [
        "programmes.csv, row 2, column label_fr: found nothing, expected a value. Fill the cell.",
        (
            "sectors.csv: found nothing, expected a file that can be read. "
            "Add sectors.csv to the record, with at least its header."
        ),
    ]
    assert [problem.check for problem in caught.value.problems] == ["required", "file"]


def test_a_missing_folder_is_a_problem_for_every_table(tmp_path: Path) -> None:
    problems = check_record(tmp_path / "nowhere", GAZETTEER)
    assert [problem.file for problem in problems] == [f"{table}.csv" for table in TABLES]


HEADER = "id,name_ar,name_fr,name_en,unit\n"
COLUMNS = "only the columns id, name_ar, name_fr, name_en, unit"
ADD_COLUMN = "Add the column; its cells may be empty unless they are required."
QUOTES = "Close the quotation marks of the cell, and double those inside it."
COMMAS = "Put cells that hold commas in quotation marks, and keep every comma."


def indicators(
    row: int | None, column: str | None, found: str, expected: str, remedy: str, check: str
) -> Problem:
    return Problem("indicators.csv", row, column, found, expected, remedy, check)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            (HEADER + "a,ن,é,e,x\n").encode("windows-1256", "replace"),
            indicators(2, None, "byte e4", "text in UTF-8",
                       "Save the file with the encoding UTF-8.", "encoding"),
            id="encoding",
        ),
        pytest.param(
            HEADER.replace(",unit", "").encode(),
            indicators(1, "unit", "", "a column unit", ADD_COLUMN, "missing_column"),
            id="missing column",
        ),
        pytest.param(
            HEADER.replace("unit", "unit,colour").encode(),
            indicators(1, "colour", "colour", COLUMNS, "Remove or rename the column.",
                       "unknown_column"),
            id="unknown column",
        ),
        pytest.param(
            HEADER.replace("unit", "unit,unit").encode(),
            indicators(1, "unit", "unit 2 times", "it once",
                       "Remove the columns that repeat it.", "duplicate_column"),
            id="duplicate column",
        ),
        pytest.param(
            (HEADER + "a,ن,x,y,z\n" + "b,ن,x,y\n").encode(),
            indicators(3, None, "4 cells", "5 cells", COMMAS, "ragged"),
            id="short line",
        ),
        pytest.param(
            (HEADER + 'a,ن,"x\nx",y,z\n' + "b,ن,x,y,z,z\n").encode(),
            indicators(4, None, "6 cells", "5 cells", COMMAS, "ragged"),
            id="long line",
        ),
        pytest.param(
            (HEADER + 'a,ن,"x,y,z\n').encode(),
            indicators(2, None, "unexpected end of data", "a line of CSV", QUOTES, "csv"),
            id="open quotation marks",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(folder: Path, content: bytes, expected: Problem) -> None:
    (folder / "indicators.csv").write_bytes(content)
    assert check_record(folder, GAZETTEER) == [expected]
    with pytest.raises(RecordError) as caught:
        read_tables(folder)
    assert caught.value.problems == (expected,)


def test_an_empty_file_lacks_every_column(folder: Path) -> None:
    (folder / "indicators.csv").write_bytes(b"")
    columns = [problem.column for problem in check_record(folder, GAZETTEER)]
    assert columns == column_names("indicators")


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "phases.csv").unlink()
    (folder / "phases.csv").mkdir()
    assert [problem.check for problem in check_record(folder, GAZETTEER)] == ["file"]
