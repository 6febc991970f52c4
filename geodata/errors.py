"""The errors of Jihat: one small tree, whose messages say what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the record.

    Attributes
    ----------
    file : str
        Name of the file, such as ``activities.csv``.
    row : int or None
        Line of the file where the row begins, the header being line 1; None for a whole file.
    column : str or None
        Name of the column; None when no single column is at fault.
    found : str
        The text found; empty when nothing was there.
    expected : str
        What should have been there, as the end of the sentence "expected ...".
    remedy : str
        What to do, as a sentence.
    check : str
        Short id of the check that found it.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str
    check: str

    def __str__(self) -> str:
        """Return the problem as one readable line."""
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column}")
        found = f'"{self.found}"' if self.found else "nothing"
        return f"{', '.join(where)}: found {found}, expected {self.expected}. {self.remedy}"


class JihatError(Exception):
    """Root of every error that Jihat raises on purpose."""


class RecordError(JihatError):
    """The record cannot be used; ``problems`` lists everything wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BoundaryError(JihatError):
    """Boundaries are missing or do not fit the codes."""


class CensusError(JihatError):
    """Census figures are missing, or are asked for by a name that none has."""
