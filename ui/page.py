"""One page for one view: understands the address, asks the catalogue, and renders the panels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geodata.answer import Answer
from geodata.framing import depth, drawable_level, frame_of
from geodata.view_state import Ignored, ViewState
from i18n.catalogues import Translator
from layers import region_map
from layers.reading import Reading
from ui import panels, questions
from ui.guides import guides
from ui.links import Links
from ui.services import Services
from ui.templating import environment

NEEDS_REGION = "needs_region"
"""Why communes are not drawn: too many for one map."""


@dataclass(frozen=True)
class Page:
    """Everything that the templates show of a view."""

    services: Services
    view: ViewState
    ignored: tuple[Ignored, ...]
    origin: str = ""

    @cached_property
    def words(self) -> Translator:
        """The translator of the view's language."""
        return self.services.translators[self.view.lang]

    @cached_property
    def answer(self) -> Answer:
        """What the catalogue answers to the view."""
        return self.services.catalogue.answer(self.view, levels=_levels(self.view))

    @cached_property
    def reading(self) -> Reading:
        """The answer with the words of the view's language."""
        return Reading(self.answer, self.services.catalogue, self.words)

    @cached_property
    def asked(self) -> Any:  # noqa: ANN401 - each question has an answer of its own
        """What the page's question computed: panel and map start from it."""
        return questions.ask(self)

    @cached_property
    def map(self) -> region_map.MapDescription:
        """Description of the map."""
        frame = frame_of(self.view.place, self.view.level)
        flags = self.answer.chosen.flags
        sites = self.services.sites.matching(flags, frame, guides().apart(frame))
        return questions.shaded(self, region_map.describe(self.reading, sites))


def _levels(view: ViewState) -> frozenset[str]:
    """Tell the levels whose figures a page shows: the map's, and those that the picker opens."""
    opened = ("province", "commune")[: max((depth(place) for place in view.place), default=0)]
    return frozenset((view.level, *opened))


def open_page(services: Services, query: str, origin: str = "") -> Page:
    """Understand an address.

    Parameters
    ----------
    services : Services
        Catalogue, languages and settings.
    query : str
        The query string, with or without the question mark.
    origin : str
        Where the page is reached, such as ``https://jihat.example.org``; "" where nothing
        needs an absolute address.

    Returns
    -------
    Page
        The view as far as it was understood; what was not is in ``ignored``.
    """
    view, ignored = services.read(query)
    level = drawable_level(view)
    if view.level != level:
        # Its totals would count pairs at a level that nothing on the page shows.
        ignored = (*ignored, Ignored("level", view.level, NEEDS_REGION))
        view = view.with_(level=level)
    return Page(services, view, ignored, origin)


def fragments(page: Page) -> dict[str, str]:
    """Render the panels of a page.

    Parameters
    ----------
    page : Page
        The view and what it is rendered with.

    Returns
    -------
    dict of str to str
        Inner HTML by the id of the element that holds it.
    """
    templates = environment()
    shared = {
        "page": page,
        "view": page.view,
        "t": page.words.t,
        "n": page.words.n,
        "links": Links(page.view),
    }
    rendered = {
        id_: templates.get_template(f"{name}.html").render(**shared, **context)
        for id_, name, context in panels.contexts(page)
    }
    return {**dict.fromkeys(panels.elements(), ""), **rendered}
