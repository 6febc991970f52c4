"""The page on which a reader's own story is edited; the story itself is in the reader's browser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geodata.view_state import CHOICES, DOCUMENTS
from i18n.languages import TABLE
from stories.model import ASKING, EXPLORING, LONGEST_CAPTION, LONGEST_TITLE
from stories.reading import MOST_STEPS
from ui import assets
from ui.head import head_of
from ui.links import Links
from ui.page import open_page
from ui.panels import header
from ui.templating import environment

if TYPE_CHECKING:
    from ui.page import Page
    from ui.services import Services

PATH = "/stories/edit"
SCRIPTS = (
    "stories", "story_editor_model", "story_editor_field", "story_editor_steps",
    "story_editor_form", "story_editor_figures", "story_editor_live", "story_editor_store",
    "story_editor",
)  # fmt: skip
MOST_PANELS = 4
MOST_POINTS = 6
# What the scripts say; what stands in braces they fill in.
WORDS = (
    "step_of", "moved", "added", "duplicated", "removed", "undone", "redone",
    "nothing_undone", "nothing_redone", "saved", "saving", "unsaved", "undo_hint",
    "untitled", "of_view_other", "lang_none", "lang_whole", "lang_missing",
    "digits", "last_panel", "most_panels", "most_points", "most_steps", "point_gone",
    "remove_point", "inserted", "no_figures", "address_none", "address_document",
    "address_unknown", "address_failed", "replaced", "problems_none", "problems_some",
    "problem_place", "problem_story", "check_failed", "preview_failed", "id_taken",
    "id_wrong", "id_renamed", "deleted", "changed_elsewhere", "deleted_elsewhere",
    "problem_view", "problem_panel", "problem_point", "problem_missing", "problem_language",
    "problem_reference", "problem_length", "problem_schema", "problem_size", "field_title",
    "field_summary", "field_caption", "field_notes", "field_view", "field_panels",
    "field_large", "field_point", "field_id", "figure_without_value", "preview_waiting", "renewed",
)  # fmt: skip
BRACES = ("name", "step", "steps", "count", "most", "language", "text", "field")


@dataclass(frozen=True)
class _EditorLinks(Links):
    """Links of the editor, which has an address of its own; the script adds the story to it."""

    def to(self, **changes: object) -> str:
        """Lead to a view, or to the editor in another language."""
        address = super().to(**{"page": "explore", **changes})
        return f"{PATH}{address}" if changes.keys() <= {"lang", "select"} else f"/{address}"


def render(services: Services, query: str, origin: str = "") -> str:
    """Give the document of the editor.

    Parameters
    ----------
    services : Services
        Languages and settings.
    query : str
        For language, boundaries and theme.
    origin : str
        Where the page is reached.

    Returns
    -------
    str
        The whole document.
    """
    opened = open_page(services, query, origin)
    # A document, and none of those that the header leads to.
    page = replace(opened, view=opened.view.with_(page="profile"), ignored=())
    t, links = page.words.t, _EditorLinks(page.view)
    shared = {"page": page, "view": page.view, "t": t, "n": page.words.n, "links": links}
    head = head_of(page, f"{t('editor.title')} – {t('app.title')}", t("editor.lead"))
    own = tuple(assets.address(f"js/{name}.js") for name in SCRIPTS)
    return (
        environment()
        .get_template("story_editor.html")
        .render(
            **shared,
            frame={
                id_: environment().get_template(f"{name}.html").render(**{**shared, **context})
                for id_, name, context in header.contexts(page)
            },
            direction=page.words.direction,
            head=replace(head, scripts=(*head.scripts, *own)),
            styles=assets.styles(),
            icon=assets.address("icon.svg"),
            languages=_languages(services),
            settings=json.dumps(_settings(page), ensure_ascii=False),
            most_id=LONGEST_TITLE,
        )
    )


def _languages(services: Services) -> tuple[tuple[str, str, str], ...]:
    """Give each language with its own name and direction."""
    return tuple(
        (code, one.name, services.translators[code].direction) for code, one in TABLE.items()
    )


def _copies(services: Services) -> dict[str, str]:
    """Word the title of a copy in each language; a file has no marks of direction."""
    return {
        code: re.sub("[\u2066-\u2069]", "", one.t("editor.copy_of", name="{name}"))
        for code, one in services.translators.items()
    }


def _settings(page: Page) -> dict[str, Any]:
    """Prepare what the scripts need: their words, names, and what a story can have at most."""
    t = page.words.t
    braces = {name: f"{{{name}}}" for name in BRACES}
    panels = dict.fromkeys((*EXPLORING, *ASKING))
    return {
        "lang": page.view.lang,
        "theme": page.view.theme,
        "words": {name: t(f"editor.{name}", **braces) for name in WORDS},
        "copies": _copies(page.services),
        "languages": {code: one.name for code, one in TABLE.items()},
        "directions": {code: name for code, _, name in _languages(page.services)},
        "pages": {
            name: t(f"question.{name}") for name in CHOICES["page"] if name not in DOCUMENTS
        },
        "panels": {name: t(f"editor.panel_{name}") for name in panels if name != "question"},
        "most": {
            "title": LONGEST_TITLE, "caption": LONGEST_CAPTION, "panels": MOST_PANELS,
            "points": MOST_POINTS, "steps": MOST_STEPS,
        },
    }  # fmt: skip
