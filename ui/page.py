"""One page for one view: understands the address, asks the catalogue, and renders the panels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geodata.answer import Answer
from geodata.view_state import UNKNOWN_VALUE, Ignored, ViewState
from i18n.catalogues import Translator
from layers import region_map
from layers.reading import Reading
from ui import panels
from ui.links import Links
from ui.services import Services
from ui.templating import environment

LEVEL = "region"
"""The level of places that the page draws; the data endpoints know the others too."""


@dataclass(frozen=True)
class Page:
    """Everything that the templates show of a view."""

    services: Services
    view: ViewState
    ignored: tuple[Ignored, ...]

    @cached_property
    def words(self) -> Translator:
        """The translator of the view's language."""
        return self.services.translators[self.view.lang]

    @cached_property
    def answer(self) -> Answer:
        """What the catalogue answers to the view."""
        return self.services.catalogue.answer(self.view, levels=())

    @cached_property
    def reading(self) -> Reading:
        """The answer with the words of the view's language."""
        return Reading(self.answer, self.services.catalogue, self.words)

    @cached_property
    def map(self) -> region_map.MapDescription:
        """Description of the map."""
        sites = self.services.sites.matching(self.answer.chosen.flags)
        return region_map.describe(self.reading, sites)


def open_page(services: Services, query: str) -> Page:
    """Understand an address.

    Parameters
    ----------
    services : Services
        Catalogue, languages and settings.
    query : str
        The query string, with or without the question mark.

    Returns
    -------
    Page
        The view as far as it was understood; what was not is in ``ignored``.
    """
    view, ignored = services.read(query)
    if view.level != LEVEL:
        # Its totals would count pairs at a level that nothing on the page shows.
        ignored = (*ignored, Ignored("level", view.level, UNKNOWN_VALUE))
        view = view.with_(level=LEVEL)
    return Page(services, view, ignored)


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
    return {
        id_: templates.get_template(f"{name}.html").render(**shared, **context)
        for id_, name, context in panels.contexts(page)
    }
