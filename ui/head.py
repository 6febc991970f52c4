"""The head of a document: its title, its address in each language, and how a shared link looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.view_state import ViewState
from i18n import languages
from layers.theme import PALETTES
from ui import assets
from ui.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.page import Page

# As og:locale takes them: language and territory. French has no territory of its own there.
LOCALES = {**languages.LOCALES, "fr": "fr_FR"}
# What a page without Dash runs.
PLAIN_SCRIPTS = ("kept", "print", "reading_place", "search", "share", "theme")
# Marks that keep a number in order inside a sentence; what shows a preview may draw them as boxes.
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True)
class Head:
    """What the head of a document tells browsers, search engines and messengers.

    ``address`` is the view as it is, ``canonical`` the same without what only concerns how it is
    shown; ``alternates`` are pairs of language and address. All are absolute where the origin is
    known. ``scripts`` are those of a page without Dash; ``colours`` those of the browser's own
    frame, with the media that each is for.
    """

    title: str
    description: str
    address: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    locale: str
    other_locales: tuple[str, ...]
    image: str
    touch_icon: str
    scripts: tuple[str, ...]
    colours: tuple[tuple[str, str], ...]


def head_of(page: Page, title: str, description: str) -> Head:
    """Prepare the head of a document.

    Parameters
    ----------
    page : Page
        The view that the document shows, with the origin at which it is read.
    title : str
        Title of the document, with the name of the site.
    description : str
        One sentence about what the document shows.

    Returns
    -------
    Head
        What ``head.html`` writes.
    """
    lang = page.view.lang
    plain = Links(page.view.with_(theme=ViewState().theme))
    return Head(
        title=title.translate(ISOLATES),
        description=description.translate(ISOLATES),
        address=_absolute(page, Links(page.view).to(select=page.view.select)),
        canonical=_absolute(page, plain.to()),
        alternates=tuple(_alternates(page)),
        locale=LOCALES[lang],
        other_locales=tuple(locale for code, locale in LOCALES.items() if code != lang),
        image=page.origin + assets.address(f"cards/card-{lang}.png"),
        touch_icon=assets.address("icon-180.png"),
        scripts=tuple(assets.address(f"js/{name}.js") for name in PLAIN_SCRIPTS),
        colours=tuple(_colours(page.view.theme)),
    )


def _colours(theme: str) -> Iterator[tuple[str, str]]:
    """Give the colour of a theme's header, or one for each that the browser may choose."""
    if theme != "auto":
        yield PALETTES[theme]["card"], ""
        return
    for name in ("light", "dark"):
        yield PALETTES[name]["card"], f"(prefers-color-scheme: {name})"


def _absolute(page: Page, query: str) -> str:
    return f"{page.origin}/{query}"


def _alternates(page: Page) -> Iterator[tuple[str, str]]:
    """Give the view in each language, and where the browser's own language decides."""
    links = Links(page.view)
    for code in LOCALES:
        yield code, _absolute(page, links.to(lang=code, select=page.view.select))
    # Without a language the server asks the browser for one.
    query = links.to(lang="ar", select=page.view.select).replace("?lang=ar", "?").replace("?&", "?")
    yield "x-default", _absolute(page, query.removesuffix("?"))
