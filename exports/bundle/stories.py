"""Stories that travel in a bundle: the page's own documents of them, to be put into its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.bundle.nearest import is_explored, nearest
from exports.bundle.pieces import Pieces
from exports.codes import drawn, scanned
from exports.order import NotPossibleError
from exports.slides import slides
from i18n.languages import LANGUAGES
from stories.checking import Checker
from stories.drawable import misleading
from stories.problems import StoryError
from stories.reading import as_file, parse_story
from ui import present

if TYPE_CHECKING:
    from stories.model import Step, Story
    from ui.present import Slide
    from ui.services import Services

MODES = ("show", "notes", "print")
TOKENS = "auto"
"""The theme in which figures are drawn in the page's own tokens: a bundle has every theme."""
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BETWEEN = re.compile(r">\s*\n\s*")
Told = Callable[[], None]


def taken_along(services: Services, files: Iterable[Path]) -> tuple[Story, ...]:
    """List the stories of the record and those of files, which replace those of the same id.

    Raises
    ------
    NotPossibleError
        A file cannot be read as a story, or would show something else than it means.
    """
    own = {story.id: story for story in (_story(services, path) for path in files)}
    return tuple({**services.stories.stories, **own}.values())


def _story(services: Services, path: Path) -> Story:
    try:
        story = parse_story(path.read_bytes(), path.name)
    except (OSError, StoryError) as error:
        raise _refused(path, str(error)) from error
    wrong = misleading(Checker(services).problems(story, path.name))
    if wrong:
        raise _refused(path, "\n".join(map(str, wrong)))
    return story


def _refused(path: Path, why: str) -> NotPossibleError:
    return NotPossibleError(f"Found no story to present in {path}:\n{why}\nSee docs/stories.md.")


def embedded(
    services: Services, stories: Iterable[Story], boundary: str, done: Told
) -> dict[str, Any]:
    """Draw stories in every language, ready for JSON.

    Parameters
    ----------
    services : Services
        What answers their views.
    stories : iterable of Story
        What is taken along.
    boundary : str
        The boundaries that the bundle shows.
    done : callable
        Told after each story in each language.

    Returns
    -------
    dict
        The documents by language and story, the long pieces of which stand apart; where each step
        leads to; and the stories as their files are.
    """
    stories, pieces, told = tuple(stories), Pieces(), dict[str, Any]()
    for lang in LANGUAGES:
        told[lang] = {}
        for story in stories:
            told[lang][story.id] = _documents(services, story, lang, boundary, pieces)
            done()
    return {
        "told": told,
        "steps": {
            story.id: [_step(services, step, pieces) for step in story.steps] for story in stories
        },
        "files": [as_file(story) for story in stories],
        "public": services.settings.public_url,
        "pieces": pieces.all(),
    }


def _documents(
    services: Services, story: Story, lang: str, boundary: str, pieces: Pieces
) -> Mapping[str, str]:
    """Take the bodies of the documents of a story; what is drawn for one is drawn for all."""

    @cache
    def draw(step: Step) -> tuple[Slide, ...]:
        shown = replace(step, view=f"{step.view}&boundary={boundary}")
        return slides(services, shown, lang, TOKENS)

    public = services.settings.public_url
    found = {}
    for mode in MODES:
        asked = present.Request(lang, TOKENS, mode=mode, origin=public, boundary=boundary)
        found[mode] = present.document(services, story, asked, draw)
    title = _found(_TITLE, found["show"])
    return {"title": unescape(title), **{m: _body(html, pieces) for m, html in found.items()}}


def _body(html: str, pieces: Pieces) -> str:
    """Take what stands in the body; links to other documents lead to the same file."""
    body = _BETWEEN.sub(">\n", _found(_BODY, html)).strip()
    return pieces.taken_out(body.replace('href="/present?', 'href="#'))


def _found(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return found[1] if found else ""


def _step(services: Services, step: Step, pieces: Pieces) -> dict[str, str]:
    """Say where a step leads: in this file, and on the live page."""
    view, _ = services.read(step.view)
    public = services.settings.public_url
    return {
        "view": nearest(view),
        "elsewhere": "" if is_explored(view) else view.page,
        "live": f"{public}/?{step.view}" if public else "",
        "code": pieces.taken_out(drawn(scanned(f"{public}/?{step.view}"))) if public else "",
    }
