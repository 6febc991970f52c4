"""Help on the page: explanations of its words, the keys it answers to, and a short tour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geodata.view_state import ViewState
from i18n.catalogues import Translator
from ui.explanations import EXPLANATIONS, IN_DIALOG, KEYS, TOUR
from ui.links import Links
from ui.templating import environment

if TYPE_CHECKING:
    from ui.page import Page


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare what the question marks, the key of help and the tour show.

    It is the same for every view, so that a gesture neither renders it nor changes the page by it:
    its links lead to the About page without filters, which the script adds when one is followed.
    """
    view = page.view
    bare = ViewState(lang=view.lang, boundary=view.boundary, theme=view.theme)
    yield "help", "help", {"body": _body(page.words, Links(bare).to(page="about"))}


@lru_cache(maxsize=64)
def _body(words: Translator, about: str) -> Markup:
    html = (
        environment()
        .get_template("help_body.html")
        .render(
            t=words.t,
            about=about,
            explanations=[one for one in EXPLANATIONS if one.key not in IN_DIALOG],
            keys=KEYS,
            tour=TOUR,
        )
    )
    return Markup(html)  # noqa: S704 - our own template, which escapes every text
