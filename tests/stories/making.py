"""Stories to check, as their files have them."""

from __future__ import annotations

import json
from typing import Any

from stories.checking import Checker
from stories.problems import StoryError, StoryProblem
from stories.reading import parse_story
from tests.exports.whole_record import services

Content = dict[str, Any]


def texts(text: str) -> dict[str, str]:
    """The same text in every language."""
    return {"ar": text, "fr": text, "en": text}


def step(**changes: Any) -> Content:
    """A step that nothing is wrong with."""
    sound = {
        "view": "programme=m4sd",
        "panels": ["map", "sectors"],
        "large": "map",
        "title": texts("Title"),
        "caption": texts("{{counted total:activities}}, 2014–2023."),
        "notes": texts("Notes with 12 in them."),
        "point": ["region:02", "sector:health"],
    }
    return {**sound, **changes}


def story(*steps: Content, **changes: Any) -> Content:
    """A story that nothing is wrong with."""
    sound = {"id": "story", "title": texts("Story"), "summary": texts("Summary")}
    return {**sound, "steps": list(steps or (step(), step())), **changes}


def problems(content: Content | str, *, shipped: bool = True) -> tuple[StoryProblem, ...]:
    """What is wrong with a story of the committed record."""
    text = content if isinstance(content, str) else json.dumps(content)
    try:
        read = parse_story(text)
    except StoryError as error:
        return error.problems
    return Checker(services(), shipped=shipped).problems(read)
