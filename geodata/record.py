"""The record: the validated tables of programmes, activities, figures and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

import geopandas as gpd
import pandas as pd

from geodata.cell_states import CellStates, cell_states
from geodata.corrections import Corrected, apply_corrections
from geodata.date_checks import DATE_CHECKS
from geodata.errors import Problem, RecordError
from geodata.gazetteer import Gazetteer
from geodata.location_checks import LOCATION_CHECKS
from geodata.measurement_checks import MEASUREMENT_CHECKS
from geodata.point_checks import point_problems
from geodata.public_text_checks import PUBLIC_TEXT_CHECKS
from geodata.record_checks import RECORD_CHECKS
from geodata.record_files import read_files
from geodata.record_rows import Check, as_rows, file_order
from geodata.schema import TABLES, Column, column_names, schema_problems
from geodata.sum_checks import SUM_CHECKS
from geodata.text_checks import TEXT_CHECKS

CHECKS: tuple[Check, ...] = (
    *RECORD_CHECKS,
    *DATE_CHECKS,
    *TEXT_CHECKS,
    *LOCATION_CHECKS,
    *PUBLIC_TEXT_CHECKS,
    *MEASUREMENT_CHECKS,
    *SUM_CHECKS,
)


@dataclass(frozen=True, eq=False)
class Record:
    """The tables of the record, with their columns as listed in ``geodata.schema.TABLES``.

    Texts, dates, codes and lists are ``str`` with "" where missing. ``lat`` and ``lon`` (degrees,
    EPSG:4326), ``share``, ``weight`` (parts of 1) and ``value`` (in the unit of its row) are
    ``float64`` with NaN where missing. ``cumulative`` and ``preferred`` are ``bool``. Every frame
    has a plain range index.
    """

    folder: Path
    programmes: pd.DataFrame
    phases: pd.DataFrame
    organisations: pd.DataFrame
    sectors: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    activities: pd.DataFrame
    activity_phases: pd.DataFrame
    activity_locations: pd.DataFrame
    activity_sectors: pd.DataFrame
    activity_organisations: pd.DataFrame
    measurements: pd.DataFrame
    coverage_statements: pd.DataFrame
    plans: pd.DataFrame
    citations: pd.DataFrame
    searches: pd.DataFrame
    corrections: pd.DataFrame

    @cached_property
    def states(self) -> CellStates:
        """What sources say of places where programmes do nothing."""
        return cell_states(self.coverage_statements)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The programme of each phase, by the id of the phase."""
        return dict(zip(self.phases["id"], self.phases["programme"], strict=True))

    @classmethod
    def from_tables(cls, tables: Mapping[str, pd.DataFrame], folder: Path = Path()) -> Self:
        """Build a record from frames, without checking them.

        Parameters
        ----------
        tables : mapping of str to pandas.DataFrame
            Frames by table name, with text or already typed columns. A table that is absent is
            empty; an absent column is missing throughout; other columns are left out.
        folder : Path
            Folder that the record belongs to.

        Returns
        -------
        Record
            The frames typed as the class describes.
        """
        frames = {name: _typed(name, tables.get(name, pd.DataFrame())) for name in TABLES}
        return cls(folder=folder, **frames)


def _typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    columns = frame.reset_index(drop=True).reindex(columns=column_names(table), fill_value="")
    return pd.DataFrame(
        {column.name: _typed_column(column, columns[column.name]) for column in TABLES[table]}
    )


def _typed_column(
    column: Column, cells: "pd.Series[str]"
) -> "pd.Series[str] | pd.Series[float] | pd.Series[bool]":
    if column.kind == "number":
        return pd.to_numeric(cells, errors="coerce").astype("float64")
    if column.kind == "flag":
        return cells.isin(("true", True)).astype("bool")
    return cells.astype("str").fillna("")


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of a record as texts, without checking what they say.

    Parameters
    ----------
    folder : Path
        Folder with one CSV file per table, in UTF-8.

    Returns
    -------
    dict of str to pandas.DataFrame
        All columns as text, "" where missing, indexed by the line of the file on which each
        row begins.

    Raises
    ------
    RecordError
        If a file is missing, is not UTF-8 or has other columns or ragged lines.
    """
    tables, problems = read_files(folder)
    if problems:
        raise RecordError(sorted(problems, key=file_order))
    return tables


def check_tables(tables: Mapping[str, pd.DataFrame], gazetteer: Gazetteer) -> list[Problem]:
    """Return every problem of a complete set of tables of texts, in file order.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All tables as ``read_tables`` gives them; what is checked is what their corrections make
        of them.
    gazetteer : Gazetteer
        The places that exist.

    Returns
    -------
    list of Problem
        Empty for a valid record.
    """
    return _check_corrected(apply_corrections(tables), gazetteer)


def check_record(
    folder: Path, gazetteer: Gazetteer, communes: gpd.GeoDataFrame | None = None
) -> list[Problem]:
    """Return every problem of the record in a folder, in file order.

    Parameters
    ----------
    folder : Path
        Folder with one CSV file per table.
    gazetteer : Gazetteer
        The places that exist.
    communes : geopandas.GeoDataFrame, optional
        ``code`` and ``geometry``, EPSG:4326, to compare points with; without them points are not
        compared with their codes.

    Returns
    -------
    list of Problem
        Empty for a valid record. When a file cannot be read, the others are checked cell by
        cell only, because references into it could not be followed.
    """
    tables, problems = _read_and_check(folder, gazetteer)
    if communes is not None:
        problems = sorted([*problems, *point_problems(tables, communes)], key=file_order)
    return problems


def load_record(folder: Path, gazetteer: Gazetteer) -> Record:
    """Read the record in a folder, correct it and check it.

    Parameters
    ----------
    folder : Path
        Folder with one CSV file per table.
    gazetteer : Gazetteer
        The places that exist.

    Returns
    -------
    Record
        The valid record, with the corrections of ``corrections.csv`` made.

    Raises
    ------
    RecordError
        If anything is wrong; it lists every problem.
    """
    tables, problems = _read_and_check(folder, gazetteer)
    if problems:
        raise RecordError(problems)
    return Record.from_tables(tables, folder)


def _read_and_check(
    folder: Path, gazetteer: Gazetteer
) -> tuple[Mapping[str, pd.DataFrame], list[Problem]]:
    tables, problems = read_files(folder)
    if not problems:
        corrected = apply_corrections(tables)
        return corrected.tables, _check_corrected(corrected, gazetteer)
    for name, frame in tables.items():
        problems.extend(schema_problems(name, frame))
    return tables, sorted(problems, key=file_order)


def _check_corrected(corrected: Corrected, gazetteer: Gazetteer) -> list[Problem]:
    problems = list(corrected.problems)
    for name, frame in corrected.tables.items():
        problems.extend(schema_problems(name, frame))
    table_rows = as_rows(corrected.tables)
    for check in CHECKS:
        problems.extend(check(table_rows, gazetteer))
    return sorted((_with_correction(found, corrected) for found in problems), key=file_order)


def _with_correction(found: Problem, corrected: Corrected) -> Problem:
    """Tell which correction wrote the cell: its file holds another text than the one found."""
    if found.row is None or found.column is None:
        return found
    correction = corrected.cells.get((found.file.removesuffix(".csv"), found.row, found.column))
    if correction is None:
        return found
    remedy = f"{found.remedy} It was written by {correction} in corrections.csv."
    return replace(found, remedy=remedy)
