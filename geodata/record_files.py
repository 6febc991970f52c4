"""Reading the files of the record as texts, each row with its line in the file."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from geodata.errors import Problem
from geodata.record_rows import problem
from geodata.schema import TABLES, column_names


def read_files(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read every table of the record that can be read.

    Parameters
    ----------
    folder : Path
        Folder with one CSV file per table.

    Returns
    -------
    tables : dict of str to pandas.DataFrame
        The tables without problems: all columns as text, "" where missing, indexed by the line
        of the file on which each row begins.
    problems : list of Problem
        What is wrong with the files of the other tables.
    """
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for table in TABLES:
        frame, found = _read_file(folder, table)
        problems.extend(found)
        if not found:
            tables[table] = frame
    return tables, problems


def _read_file(folder: Path, table: str) -> tuple[pd.DataFrame, list[Problem]]:
    lines: list[tuple[int, list[str]]] = []
    problems = [*_read_text(folder, table, lines)]
    if not problems:
        problems = [*_header_problems(table, lines)] or [*_ragged_problems(table, lines)]
    if problems:
        return pd.DataFrame(), problems
    index = pd.Index([line for line, _cells in lines[1:]], dtype="int64", name="line")
    cells = [cells for _line, cells in lines[1:]]
    frame = pd.DataFrame(cells, index=index, columns=lines[0][1], dtype="str")
    return frame[column_names(table)], []


def _read_text(folder: Path, table: str, lines: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    """Fill ``lines`` with the rows of a file and where they begin, or say why it cannot."""
    whole_file = (table, None, None)
    try:
        data = (folder / f"{table}.csv").read_bytes()
        text = data.decode("utf-8-sig")
    except OSError:
        remedy = f"Add {table}.csv to the record, with at least its header."
        yield problem(whole_file, "", "a file that can be read", "file", remedy)
        return
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = data[error.start : error.start + 1].hex(" ")
        remedy = "Save the file with the encoding UTF-8."
        yield problem((table, line, None), f"byte {found}", "text in UTF-8", "encoding", remedy)
        return
    yield from _parse(table, text, lines)


def _parse(table: str, text: str, lines: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    # newline="" leaves line breaks inside quoted cells as they are, and counted.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = "Close the quotation marks of the cell, and double those inside it."
        yield problem((table, begins, None), str(error), "a line of CSV", "csv", remedy)


def _header_problems(table: str, lines: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    header = lines[0][1] if lines else []
    wanted = column_names(table)
    for name in wanted:
        if name not in header:
            remedy = "Add the column; its cells may be empty unless they are required."
            yield problem((table, 1, name), "", f"a column {name}", "missing_column", remedy)
    for name in dict.fromkeys(header):
        if name not in wanted:
            expected = f"only the columns {', '.join(wanted)}"
            remedy = "Remove or rename the column."
            yield problem((table, 1, name), name, expected, "unknown_column", remedy)
        elif header.count(name) > 1:
            found = f"{name} {header.count(name)} times"
            remedy = "Remove the columns that repeat it."
            yield problem((table, 1, name), found, "it once", "duplicate_column", remedy)


def _ragged_problems(table: str, lines: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    width = len(lines[0][1])
    for line, cells in lines[1:]:
        if len(cells) != width:
            remedy = "Put cells that hold commas in quotation marks, and keep every comma."
            place = (table, line, None)
            yield problem(place, f"{len(cells)} cells", f"{width} cells", "ragged", remedy)
