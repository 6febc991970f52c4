"""The bar that leads from one question to another, over the same filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ui import questions
from ui.links import Links

if TYPE_CHECKING:
    from ui.page import Page


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the bar."""
    links = Links(page.view)
    asked = tuple((name, links.to(page=name)) for name in questions.names())
    yield "questions", "question_bar", {"asked": asked if len(asked) > 1 else ()}
