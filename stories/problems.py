"""What is wrong with a story: its file, step and field, what to expect, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.errors import JihatError


@dataclass(frozen=True, slots=True)
class StoryProblem:
    """One thing wrong with a story.

    Attributes
    ----------
    file : str
        Name of the file, such as ``meeting-places.json``.
    step : int or None
        Number of the step, from 1; None for what belongs to no step.
    field : str
        Such as ``caption.fr`` or ``panels``; "" for the whole file.
    found : str
        What was found; "" when nothing was there.
    expected : str
        What should have been there, as the end of the sentence "expected ...".
    remedy : str
        What to do, as a sentence.
    check : str
        Short id of the check that found it.
    """

    file: str
    step: int | None
    field: str
    found: str
    expected: str
    remedy: str
    check: str

    def __str__(self) -> str:
        """Return the problem as one readable line."""
        step = "" if self.step is None else f"step {self.step}"
        where = ", ".join(part for part in (self.file, step, self.field) if part)
        found = f"“{self.found}”" if self.found else "nothing"
        return f"{where}: found {found}, expected {self.expected}. {self.remedy}"


class StoryError(JihatError):
    """A story cannot be read; ``problems`` lists everything wrong with it."""

    def __init__(self, problems: Iterable[StoryProblem]) -> None:
        self.problems: tuple[StoryProblem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
