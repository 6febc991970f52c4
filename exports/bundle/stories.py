"""Stories that travel in a bundle, as their files are; `stories` knows what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exports.order import NotPossibleError


def embedded(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Read story files, whose captions hold references and no numbers.

    Raises
    ------
    NotPossibleError
        A file cannot be read as a story.
    """
    return [_story(path) for path in files]


def _story(path: Path) -> dict[str, Any]:
    try:
        story = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotPossibleError(f"Found no story in {path}: {error}. Give a JSON file.") from error
    if not isinstance(story, dict) or "steps" not in story:
        raise NotPossibleError(f"Found no steps in {path}; expected a story. See docs/stories.md.")
    return story
