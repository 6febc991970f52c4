"""What is wrong with stories, as a report that is read by people or by programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from stories.asking import Answering
from stories.checking import Checker
from stories.model import Story
from stories.problems import StoryError, StoryProblem
from stories.reading import read_folder, read_story


@dataclass(frozen=True)
class StoryReport:
    """The outcome of checking a folder of stories, or one file.

    Attributes
    ----------
    path : Path
        The folder or the file.
    stories : tuple of Story
        Those that could be read.
    problems : tuple of StoryProblem
        By file, in the order of the story.
    """

    path: Path
    stories: tuple[Story, ...]
    problems: tuple[StoryProblem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def steps(self) -> int:
        """Number of steps of the stories that could be read."""
        return sum(len(story.steps) for story in self.stories)


def report_on_folder(folder: Path, answering: Answering) -> StoryReport:
    """Check the stories that come with a record; a folder that is not there holds none."""
    shelf = read_folder(folder)
    checker = Checker(answering, shipped=True)
    found = [one for story in shelf.stories.values() for one in checker.problems(story)]
    return StoryReport(folder, tuple(shelf.stories.values()), _sorted((*shelf.problems, *found)))


def report_on_file(path: Path, answering: Answering, *, shipped: bool = False) -> StoryReport:
    """Check a single story; ``shipped`` as for `stories.checking.Checker`."""
    try:
        story = read_story(path)
    except StoryError as error:
        return StoryReport(path, (), error.problems)
    problems = Checker(answering, shipped=shipped).problems(story, path.name)
    return StoryReport(path, (story,), problems)


def _sorted(problems: Iterable[StoryProblem]) -> tuple[StoryProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.file))


def as_text(report: StoryReport) -> str:
    """Write a report for people: the problems by file, and a line that sums them up."""
    lines: list[str] = []
    for file, problems in groupby(report.problems, key=lambda problem: problem.file):
        lines += [file, *(line for problem in problems for line in _problem_lines(problem)), ""]
    return "\n".join([*lines, _summary(report)])


def _problem_lines(problem: StoryProblem) -> Iterator[str]:
    step = "" if problem.step is None else f"step {problem.step}"
    where = ", ".join(part for part in (step, problem.field) if part) or "the whole file"
    yield f"  {where} [{problem.check}]"
    yield f"    found     {problem.found or 'nothing'}"
    yield f"    expected  {problem.expected}"
    yield f"    remedy    {problem.remedy}"


def _summary(report: StoryReport) -> str:
    count = len(report.stories)
    stories = "1 story" if count == 1 else f"{count} stories"
    read = f"{stories}, {report.steps} step{'' if report.steps == 1 else 's'}"
    if report.valid:
        return f"{report.path}: valid ({read})"
    many = len(report.problems)
    return f"{report.path}: {many} problem{'' if many == 1 else 's'} in {read}"


def as_object(report: StoryReport) -> dict[str, Any]:
    """Return a report for programs: path, valid, stories (steps by id) and problems."""
    return {
        "path": str(report.path),
        "valid": report.valid,
        "stories": {story.id: len(story.steps) for story in report.stories},
        "problems": [asdict(problem) for problem in report.problems],
    }
