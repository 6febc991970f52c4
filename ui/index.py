"""The document: the whole page in HTML, with Dash's own parts in their places."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

from dash import Dash
from markupsafe import Markup

from ui import assets
from ui.links import Links
from ui.page import Page, fragments
from ui.panels import charts
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
            title=document_title(page),
            font=f"/assets/fonts/{FONTS[script]}",
            icon=assets.address("icon.svg"),
            charts=charts.names(),
            fragments={name: _own(html) for name, html in fragments(page).items()},
            dash={name: _own(html) for name, html in parts.items()},
        )
    )


def document_title(page: Page) -> str:
    """Name the document in the language of the view."""
    return f"{page.words.t('app.title')} – {page.words.t('app.subtitle')}"


def _own(html: str) -> Markup:
    """Mark HTML that our templates or Dash have made, with every text in it escaped."""
    return Markup(html)  # noqa: S704 - escaped where it was made
