"""What is wrong with a record, as a report that is read by people or by programs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import geopandas as gpd

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer
from geodata.record import check_record
from geodata.record_files import read_files


@dataclass(frozen=True)
class Report:
    """The outcome of checking a record.

    Attributes
    ----------
    folder : Path
        Folder of the record.
    tables : mapping of str to int
        Number of rows of each table that could be read.
    problems : tuple of Problem
        In file order.
    """

    folder: Path
    tables: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def report_on(folder: Path, gazetteer: Gazetteer, communes: gpd.GeoDataFrame) -> Report:
    """Check a record with its points; the arguments are those of `geodata.record.check_record`."""
    tables, _problems = read_files(folder)
    return Report(
        folder=folder,
        tables={name: len(frame) for name, frame in tables.items()},
        problems=tuple(check_record(folder, gazetteer, communes)),
    )


def as_text(report: Report) -> str:
    """Write a report for people: the problems by file, and a line that sums them up."""
    lines: list[str] = []
    for file, problems in groupby(report.problems, key=lambda problem: problem.file):
        lines += [file, *(line for problem in problems for line in _problem_lines(problem)), ""]
    return "\n".join([*lines, _summary(report)])


def _problem_lines(problem: Problem) -> Iterator[str]:
    row = "" if problem.row is None else f"row {problem.row}"
    column = "" if problem.column is None else f"column {problem.column}"
    where = ", ".join(part for part in (row, column) if part) or "the whole file"
    yield f"  {where} [{problem.check}]"
    yield f"    found     {problem.found or 'nothing'}"
    yield f"    expected  {problem.expected}"
    yield f"    remedy    {problem.remedy}"


def _summary(report: Report) -> str:
    read = f"{_count(len(report.tables), 'table')}, {_count(sum(report.tables.values()), 'row')}"
    if report.valid:
        return f"{report.folder}: valid ({read})"
    counts = Counter(problem.file for problem in report.problems)
    by_file = ", ".join(f"{file} {count}" for file, count in counts.items())
    return f"{report.folder}: {_count(len(report.problems), 'problem')} ({by_file}) in {read}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_object(report: Report) -> dict[str, Any]:
    """Return a report for programs.

    Returns
    -------
    dict
        With ``folder``, ``valid``, ``tables`` (number of rows by name) and ``problems``, whose
        members are those of `geodata.errors.Problem`.
    """
    return {
        "folder": str(report.folder),
        "valid": report.valid,
        "tables": dict(report.tables),
        "problems": [asdict(problem) for problem in report.problems],
    }
