"""What a question is asked about, in words: the sets or the sides that a view compares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geodata.overlap_answer import set_keys
from i18n.lists import listed
from layers.comparing import name_of
from layers.overlap import set_name

if TYPE_CHECKING:
    from ui.page import Page


def asked_in_words(page: Page) -> tuple[tuple[str, str], ...]:
    """Say what the question of a page is about.

    Parameters
    ----------
    page : Page
        The view.

    Returns
    -------
    tuple of (str, str)
        Values and the name of what they are, as `ui.panels.filters.in_words` gives them; empty
        where nothing is compared.
    """
    return tuple((values, name) for values, name in _asked(page) if values)


def _asked(page: Page) -> Iterator[tuple[str, str]]:
    t, view, reading = page.words.t, page.view, page.reading
    if view.page == "overlap":
        keys = set_keys(view, page.services.vocabulary)
        yield listed([set_name(reading, key) for key in keys], page.words), t("overlap.chosen")
    elif view.page == "compare":
        sides = [name_of(key, page.words, reading.label) for key in view.compare]
        yield listed(sides, page.words), t("question.compare")
