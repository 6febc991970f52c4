"""The bundle as one document: everything that the page needs, inside it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from exports import addresses
from exports.bundle.counting import counting
from exports.bundle.dialogs import dialogs, documents, ids_of
from exports.bundle.inks import inks
from exports.bundle.shapes import shapes
from exports.bundle.skeleton import panels
from exports.bundle.stories import embedded, taken_along
from exports.bundle.words import words
from i18n.languages import LANGUAGES
from ui import assets
from ui.page import Page
from ui.panels import charts
from ui.questions import EXPLORE
from ui.templating import environment

if TYPE_CHECKING:
    from exports.order import Order, Progress

SCRIPTS = (
    "vendor/idiomorph-0.8.0.min.js", "js/address.js", "js/theme.js", "js/map.js", "js/print.js",
    "js/bundle/bundle-counter.js", "js/bundle/bundle-breaks.js", "js/bundle/bundle-words.js",
    "js/bundle/bundle-parts.js", "js/bundle/bundle-map.js", "js/bundle/bundle-charts.js",
    "js/bundle/bundle-panels.js", "js/bundle/bundle-details.js", "js/bundle/bundle-draw.js",
    "js/bundle/bundle-files.js", "js/present.js", "js/present_motion.js",
    "js/present_notes.js", "js/filter_sheet.js", "js/bundle/bundle-channel.js",
    "js/bundle/bundle-story.js", "js/bundle/bundle-page.js",
)  # fmt: skip
"""Those of the page that need no server, unchanged, and the bundle's own."""
_FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')
Content = Mapping[str, Any]


def document(order: Order, progress: Progress) -> str:
    """Write the bundle of the whole record, opened at the view of an order.

    Parameters
    ----------
    order : Order
        Its view is what the file opens with; its stories are taken along.
    progress : callable
        Told how many of the dialogs are done, which take nearly all of the time.

    Returns
    -------
    str
        A document of HTML that asks for nothing.
    """
    scripts = tuple(_script(path) for path in SCRIPTS)
    data = tuple(_data(order, progress))
    page = order.page
    return (
        environment()
        .get_template("bundle.html")
        .render(
            view=page.view,
            t=page.words.t,
            direction=page.words.direction,
            policy=_policy(scripts),
            icon=_inline("icon.svg", "image/svg+xml"),
            styles=_own(_styles()),
            charts=charts.names(),
            data=[(id_, _own(_json(content))) for id_, content in data],
            scripts=[_own(script) for script in scripts],
        )
    )


def _data(order: Order, progress: Progress) -> Iterator[tuple[str, Content]]:
    """Give what the scripts read, each part in an element of its own: they read it when needed."""
    services = order.page.services
    stories = taken_along(services, order.stories)
    languages, total = {}, len(LANGUAGES) * (len(ids_of(order.page)) + len(stories))
    done = count(1)

    def told() -> None:
        progress(next(done), total)

    for lang in LANGUAGES:
        page, items = _whole(order.page, lang), {}
        for id_, html in dialogs(page):
            items[id_] = html
            told()
        languages[lang] = words(page) | {
            "panels": panels(page, _everything(page), order.made, stories)
        }
        yield f"bundle-dialogs-{lang}", {"items": items, "documents": documents(page)}
    yield (
        "bundle-data",
        {
            "counting": counting(services.catalogue),
            "shapes": shapes(services),
            "languages": languages,
            "boundary": order.page.view.boundary,
            "view": addresses.query(replace(order.page, view=order.page.view.with_(page=EXPLORE))),
            "ranks": services.programme_ranks,
            "made": order.made.isoformat(),
            "activities": services.catalogue.record.activities["id"].tolist(),
            "ofProgramme": services.catalogue.record.activities["programme"].tolist(),
        },
    )
    yield "bundle-stories", embedded(services, stories, order.page.view.boundary, told)


def _whole(page: Page, lang: str) -> Page:
    view, _ = page.services.read(f"lang={lang}&boundary={page.view.boundary}")
    return Page(page.services, view, ())


def _everything(page: Page) -> Page:
    lists = page.services.catalogue.vocabulary.lists
    return replace(page, view=page.view.with_(**{k: lists[k] for k in ("phase", "sector", "org")}))


def _script(path: str) -> str:
    text = (assets.FOLDER / path).read_text(encoding="utf-8")
    # Nothing in a script may look like its end, whatever a comment says.
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: tuple[str, ...]) -> str:
    """Allow what is in the file, and nothing that would ask for anything."""
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; form-action 'none'; base-uri 'none'"
    )


def _styles() -> str:
    sheet = f"{assets.style_sheet()}\n{inks()}"
    return _FONT.sub(lambda m: f'url("{_inline(m[1], "font/woff2")}")', sheet)


def _inline(path: str, media: str) -> str:
    content = b64encode((assets.FOLDER / path).read_bytes()).decode()
    return f"data:{media};base64,{content}"


def _json(content: Content) -> str:
    """Write JSON that cannot end the element it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _own(text: str) -> Markup:
    """Mark what is written for its place already."""
    return Markup(text)  # noqa: S704 - our own scripts and styles, and JSON without a "<"
