"""The results of a search as a plain document, for readers without scripts and for shared links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from geodata.view_state import ViewState
from ui import assets
from ui.head import LOCALES, head_of
from ui.links import Links
from ui.page import open_page
from ui.panels import header
from ui.search_results import results
from ui.templating import environment

if TYPE_CHECKING:
    from typing import Any

    from ui.head import Head
    from ui.page import Page
    from ui.services import Services

PATH = "/search"
HITS_OF_A_KIND = 20


@dataclass(frozen=True)
class _SearchLinks(Links):
    """Links from the results, which have an address beside that of the views."""

    query: str = ""

    def to(self, **changes: object) -> str:
        """Lead to a view, or to the results in another language."""
        address = super().to(**{"page": "explore", **changes})
        if changes.keys() <= {"lang", "select"}:
            return f"{PATH}{address}&q={quote(self.query, safe='')}"
        return f"/{address}"


def render(services: Services, query: str, text: str) -> str:
    """Give the document of the results.

    Parameters
    ----------
    services : Services
        Catalogue, search and languages.
    query : str
        The query string, for language and presentation.
    text : str
        What is searched for; "" for a page that has the search alone.

    Returns
    -------
    str
        The whole document.
    """
    opened = open_page(services, query)
    # None of the pages that the header leads to.
    page = replace(opened, view=opened.view.with_(page="search"))
    found = results(services, page.view, text, HITS_OF_A_KIND)
    t = page.words.t
    title = f"{found.query or t('search.title')} – {t('app.title')}"
    shared = {
        "page": page,
        "view": page.view,
        "t": t,
        "n": page.words.n,
        "links": _SearchLinks(page.view, found.query),
        "searched": found.query,
    }
    return (
        environment()
        .get_template("search_page.html")
        .render(
            **shared,
            found=found,
            frame={id_: _frame(id_, shared | context) for id_, _, context in header.contexts(page)},
            direction=page.words.direction,
            head=_head(page, title, found.query),
            styles=assets.styles(),
            icon=assets.address("icon.svg"),
        )
    )


def _head(page: Page, title: str, query: str) -> Head:
    """Prepare the head: its addresses are those of the results, not of a view."""

    def address(view: ViewState, **changes: object) -> str:
        return page.origin + _SearchLinks(view, query).to(**changes)

    plain = page.view.with_(theme=ViewState().theme)
    head = head_of(page, title, page.words.t("search.looks_at"))
    anywhere = address(page.view, lang="ar").replace("?lang=ar&", "?")
    return replace(
        head,
        address=address(page.view),
        canonical=address(plain),
        alternates=(
            *((lang, address(page.view, lang=lang)) for lang in LOCALES),
            ("x-default", anywhere),
        ),
    )


def _frame(id_: str, context: dict[str, Any]) -> str:
    html = environment().get_template(f"{id_}.html").render(**context)
    # The header's links are queries of the page, which is another address than this one.
    return html.replace('href="?', 'href="/?')
