"""What the editor of stories offers for a step: its view in words, panels, points, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.overlap_answer import set_keys
from geodata.view_state import DOCUMENTS
from i18n.lists import listed
from layers.overlap import set_name
from stories import offering
from stories.asking import ask
from stories.model import Panel, panels_of
from ui.page import open_page
from ui.panels import filters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geodata.view_state import Ignored
    from ui.page import Page
    from ui.services import Services


@dataclass(frozen=True)
class Choices:
    """What a step can have.

    ``title`` is what a step of the view could be called, ``words`` say what it shows, one line
    each; ``ignored`` is what of it the page does not understand; ``panels`` have their names. A
    page that is a document has none of these.
    """

    page: str
    title: str
    words: tuple[str, ...]
    ignored: tuple[Ignored, ...]
    panels: tuple[tuple[Panel, str], ...]
    points: tuple[offering.Point, ...]
    references: tuple[offering.Choice, ...]


def choices(services: Services, view: str, panels: Collection[str], lang: str) -> Choices:
    """Tell what a step can have.

    Parameters
    ----------
    services : Services
        What answers the view.
    view : str
        Query of the step.
    panels : collection of str
        Those that the step shows.
    lang : str
        Language of names, and of the texts that references stand for.

    Returns
    -------
    Choices
        Everything that is offered passes the check of stories.
    """
    page = open_page(services, f"lang={lang}&{view}")
    if page.view.page in DOCUMENTS:
        return Choices(page.view.page, "", (), page.ignored, (), (), ())
    asked, record = ask(services, view, lang), services.catalogue.record
    drawn = set(record.activities["id"].iloc[services.sites.member])
    return Choices(
        page=page.view.page,
        title=" · ".join(filters.named(page)) or page.map.title,
        words=tuple(_words(page)),
        ignored=page.ignored,
        panels=tuple((panel, panel_name(page, panel)) for panel in panels_of(page.view.page)),
        points=offering.points(asked, panels, drawn),
        references=offering.references(asked),
    )


def panel_name(page: Page, panel: str) -> str:
    """Name a panel; a page's own has the name of its question."""
    own = f"question.{page.view.page}"
    return page.words.t(own if panel == "question" else f"editor.panel_{panel}")


def _words(page: Page) -> Iterator[str]:
    t, view = page.words.t, page.view
    yield f"{t(f'question.{view.page}')} – {page.map.title}"
    if view.page == "overlap":
        keys = set_keys(view, page.services.vocabulary)
        yield listed([set_name(page.reading, key) for key in keys], page.words)
    told = tuple(filters.in_words(page))
    for values, name in told:
        yield t("frame.filter", name=name, values=values) if name else values
    if not told:
        yield t("frame.no_filter")
    if view.count != "distinct":
        yield t("editor.counted", rule=t(f"rule.{view.count}.name"))
