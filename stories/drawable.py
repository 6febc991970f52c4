"""A story with problems, as far as it can be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

from stories.model import EXPLORE, Step, Story, panels_of
from stories.problems import StoryProblem

UNSEEN: Final = ("missing", "language", "length")
"""Checks of what a story lacks: the room sees nothing that is wrong."""


def misleading(problems: Iterable[StoryProblem]) -> tuple[StoryProblem, ...]:
    """Choose the problems because of which a room would see something else than the story means.

    Parameters
    ----------
    problems : iterable of StoryProblem
        Everything that is wrong.

    Returns
    -------
    tuple of StoryProblem
        All but gaps and lengths of texts.
    """
    return tuple(one for one in problems if one.check not in UNSEEN)


def drawable(story: Story, problems: Iterable[StoryProblem]) -> Story:
    """Leave out of a story what cannot be drawn.

    Parameters
    ----------
    story : Story
        As it was read.
    problems : iterable of StoryProblem
        What `stories.checking.Checker` says of it.

    Returns
    -------
    Story
        Each step with panels of its page, and with points that its view shows.
    """
    wrong = {(one.step, one.found) for one in problems if one.check == "point"}
    return replace(
        story,
        steps=tuple(_step(step, number, wrong) for number, step in enumerate(story.steps, 1)),
    )


def _step(step: Step, number: int, wrong: Collection[tuple[int | None, str]]) -> Step:
    pages = parse_qs(step.view).get("page", [EXPLORE])
    known = panels_of(pages[-1])
    panels = tuple(one for one in dict.fromkeys(step.panels) if one in known) or known[:1]
    return replace(
        step,
        panels=panels,
        large=step.large if step.large in panels else panels[0],
        point=tuple(one for one in step.point if (number, one) not in wrong),
    )
