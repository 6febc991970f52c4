"""The document: the whole page in HTML, with Dash's own parts in their places."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

from dash import Dash
from markupsafe import Markup

from ui import assets, questions
from ui.head import head_of
from ui.links import Links
from ui.page import Page, fragments
from ui.panels import charts, filters
from ui.templating import environment

# The style sheet asks for the same addresses: their names carry a part of the content's hash.
FONTS = {
    script: next((assets.FOLDER / "fonts").glob(f"noto-sans-{script}-*.woff2")).name
    for script in ("arabic", "latin")
}

_page: ContextVar[Page] = ContextVar("page")


class PageDash(Dash):
    """Dash with a document rendered for the view that the address asks for.

    Figures, charts and table stand in the document itself, so that they are there before any
    script has run; Dash brings the map to life and every later change.
    """

    def render(self, page: Page) -> str:
        """Give the document of a page."""
        token = _page.set(page)
        try:
            return str(self.index())  # type: ignore[no-untyped-call]  # Dash has no annotation
        finally:
            _page.reset(token)

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]  # all are named
        """Put Dash's parts into our document; Dash calls this."""
        return _document(_page.get(), kwargs)


def _document(page: Page, parts: Mapping[str, str]) -> str:
    lang = page.view.lang
    script = "arabic" if lang == "ar" else "latin"
    return (
        environment()
        .get_template("index.html")
        .render(
            view=page.view,
            t=page.words.t,
            links=Links(page.view),
            direction=page.words.direction,
            head=head_of(page, document_title(page), description(page)),
            font=f"/assets/fonts/{FONTS[script]}",
            icon=assets.address("icon.svg"),
            styles=assets.styles(),
            charts=charts.names(),
            layout=questions.layout(page),
            fragments={name: _own(html) for name, html in fragments(page).items()},
            dash={name: _own(html) for name, html in parts.items()},
        )
    )


def document_title(page: Page) -> str:
    """Name the document: the activity that is open, the view's own name, or its filters."""
    site = page.words.t("app.title")
    catalogue, select = page.services.catalogue, page.view.select
    if select and catalogue.has_activity(select):
        return f"{catalogue.activity(select)['title'][page.view.lang]} – {site}"
    if page.view.name:
        return f"{page.view.name} – {site}"
    asked = (
        () if page.view.page == questions.EXPLORE else (page.words.t(f"question.{page.view.page}"),)
    )
    named = " · ".join((*asked, *filters.named(page)))
    return f"{named} – {site}" if named else f"{site} – {page.words.t('app.subtitle')}"


def description(page: Page) -> str:
    """Say what the view holds, and of the whole record what it is."""
    answer = filters.sentence(page)
    return answer if filters.active(page) else f"{answer} {page.words.t('app.description')}"


def _own(html: str) -> Markup:
    """Mark HTML that our templates or Dash have made, with every text in it escaped."""
    return Markup(html)  # noqa: S704 - escaped where it was made
