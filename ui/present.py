"""Presenting a story to a room: every step in one document, which needs no network once it is open.

The steps are drawn beforehand: going to another shows what is there already. The figures come from
`exports.slides`, which stands above this package and hands them in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from geodata.view_state import CHOICES
from i18n.languages import TABLE
from stories.reading import MOST_STEPS
from stories.references import Filler
from ui import assets
from ui.head import Head, head_of
from ui.index import FONTS
from ui.links import Links
from ui.page import open_page
from ui.panels import header
from ui.templating import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stories.model import Step, Story, Texts
    from ui.page import Page
    from ui.services import Services

    Draw = Callable[[Step], "tuple[Slide, ...]"]

PATH = "/present"
PROJECTOR = "projector"
OWN = "~"
"""Stands before the id of a story that only the visitor's browser has."""
OTHER_THEMES = tuple(theme for theme in CHOICES["theme"] if theme not in ("auto", PROJECTOR))
CHECKS = (
    "json", "twice", "size", "schema", "id", "view", "panel", "point", "missing", "language",
    "reference", "length",
)  # fmt: skip
"""What can be wrong with a visitor's story, see docs/stories.md."""
NAMED = 6
"""Sources that a handout names of a step; the others are counted."""
KEYS = (
    ("next", "→ ␣ PgDn"), ("back", "← PgUp"), ("ends", "Home End"), ("jump", "1…9 ⏎"),
    ("black", "B"), ("highlight", "H"), ("pointer", "P"), ("notes", "N"), ("code", "Q"),
    ("full", "F"), ("explore", "E Esc"), ("help", "?"),
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A bar with its name above it; ``colour`` is a token, ``share`` its part of the longest."""

    label: str
    text: str
    share: float
    colour: str
    dimmed: bool = False
    pointed: bool = False


@dataclass(frozen=True)
class Slide:
    """One figure of a step.

    ``svg`` and ``legend`` are drawings; where there is none, ``rows`` hold what is written: a
    name, its values, and whether it is pointed at, under ``heads``; or ``bars``. ``sources`` names
    the documents that it rests on; ``bounded`` tells whether it shows boundaries.
    """

    panel: str
    title: str
    unit: str = ""
    svg: str = ""
    legend: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    bars: tuple[Bar, ...] = ()
    sources: tuple[str, ...] = ()
    bounded: bool = False


@dataclass(frozen=True)
class Said:
    """A text as it is told; ``other`` names its language where it is not the one asked for."""

    text: str
    lang: str
    direction: str
    other: str = ""


@dataclass(frozen=True)
class Shown:
    """A step with its texts filled in and its figures drawn.

    ``address`` is that of its view, ``live`` the same with the way back to this step; ``code``
    leads to the drawing that telephones read.
    """

    number: int
    title: Said
    caption: Said
    notes: Said
    slides: tuple[Slide, ...]
    address: str
    live: str
    code: str
    sources: tuple[str, ...]
    more: int
    bounded: bool


@dataclass(frozen=True)
class Request:
    """What is asked for; ``mode`` is ``show``, ``notes`` or ``print``.

    ``boundary`` is "" for the boundaries of the settings.
    """

    lang: str
    theme: str
    step: int = 1
    mode: str = "show"
    origin: str = ""
    boundary: str = ""


def listing(services: Services, query: str, origin: str = "") -> str:
    """Give the list of the stories, as a plain page.

    Parameters
    ----------
    services : Services
        Stories and languages.
    query : str
        For language, boundaries and theme.
    origin : str
        Where the page is reached.

    Returns
    -------
    str
        The whole document.
    """
    page = open_page(services, query, origin)
    # A document, and none of those that the header leads to.
    page = type(page)(services, page.view.with_(page="profile"), (), origin)
    lang, filler = page.view.lang, Filler(services)
    links = _ListLinks(page.view)
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n, "links": links}
    templates = environment()
    stories = [
        (
            story,
            _said(services, filler, story.title, "", lang),
            _said(services, filler, story.summary, "", lang),
        )
        for story in services.stories.stories.values()
    ]
    title = f"{page.words.t('present.title')} – {page.words.t('app.title')}"
    return templates.get_template("present_list.html").render(
        **shared,
        frame={
            id_: templates.get_template(f"{name}.html").render(**{**shared, **context})
            for id_, name, context in header.contexts(page)
        },
        stories=stories,
        theme=page.view.theme,
        direction=page.words.direction,
        head=_list_head(page, title),
        styles=assets.styles(),
        icon=assets.address("icon.svg"),
        counted=_counted(page),
        checks=CHECKS,
        scripts=_scripts("stories", "present_problems", "present_list"),
    )


def _list_head(page: Page, title: str) -> Head:
    """Prepare the head of the list, which has an address of its own."""

    def at(query: str) -> str:
        return f"{page.origin}{PATH}{query}"

    head = head_of(page, title, page.words.t("present.lead"))
    here = at(f"?lang={page.view.lang}")
    others = ((code, at(f"?lang={code}")) for code in TABLE)
    return replace(head, address=here, canonical=here, alternates=(*others, ("x-default", at(""))))


def local(services: Services, asked: Request) -> str:
    """Give the document that asks the visitor's browser for a story of its own.

    Parameters
    ----------
    services : Services
        Languages.
    asked : Request
        As for `document`.

    Returns
    -------
    str
        The whole document; it is the same for every story, and its script presents the one that
        the address names.
    """
    page = open_page(services, f"lang={asked.lang}&theme={asked.theme}", asked.origin)
    return (
        environment()
        .get_template("present_local.html")
        .render(
            lang=asked.lang,
            theme=asked.theme,
            direction=page.words.direction,
            t=page.words.t,
            checks=CHECKS,
            styles=assets.styles(),
            icon=assets.address("icon.svg"),
            scripts=_scripts("stories", "present_problems", "present_local"),
        )
    )


def _scripts(*names: str) -> list[str]:
    return [assets.address(f"js/{name}.js") for name in names]


def _counted(page: Page) -> list[str]:
    """Count steps in the plurals of the language, for a script to choose from."""
    return [page.words.n("present.steps", count) for count in range(MOST_STEPS + 1)]


@dataclass(frozen=True)
class _ListLinks(Links):
    """Links of the list, which has an address of its own."""

    def to(self, **changes: object) -> str:
        """Lead to a view, or to the list in another language."""
        address = super().to(**{"page": "explore", **changes})
        return f"{PATH}{address}" if changes.keys() <= {"lang", "select"} else f"/{address}"


def document(
    services: Services,
    story: Story,
    asked: Request,
    draw: Draw,
) -> str:
    """Give the document that presents a story, its speaker's notes, or its handout.

    Parameters
    ----------
    services : Services
        What fills in the references.
    story : Story
        What is told.
    asked : Request
        Language, theme, the step that is shown first, and which of the three.
    draw : callable
        Draws the figures of a step.

    Returns
    -------
    str
        The whole document.
    """
    words = services.translators[asked.lang]
    bounded = f"&boundary={asked.boundary}" if asked.boundary else ""
    page = open_page(services, f"lang={asked.lang}&theme={asked.theme}{bounded}", asked.origin)
    drawn: Draw = draw if asked.mode != "notes" else _undrawn
    steps = tuple(_steps(services, story, asked, drawn))
    template = {
        "show": "present.html",
        "notes": "present_notes.html",
        "print": "present_print.html",
    }
    script = {"show": "present", "notes": "present_notes", "print": "present_print"}[asked.mode]
    return (
        environment()
        .get_template(template[asked.mode])
        .render(
            **_frame(page, asked, story),
            t=words.t,
            n=words.n,
            steps=steps,
            first=min(max(asked.step, 1), len(steps)),
            title=_said(services, Filler(services), story.title, story.steps[0].view, asked.lang),
            script=assets.address(f"js/{script}.js"),
            motion=assets.address("js/present_motion.js"),
        )
    )


def _frame(page: Page, asked: Request, story: Story) -> dict[str, Any]:
    """Prepare what every document of a story has around it."""

    def address(**changes: str) -> str:
        own = {"story": story.id, "lang": asked.lang, "theme": asked.theme}
        wanted = {**own, **changes}
        if wanted["theme"] == PROJECTOR:
            del wanted["theme"]
        return f"{PATH}?{urlencode(wanted)}"

    script = "arabic" if asked.lang == "ar" else "latin"
    return {
        "story": story,
        "lang": asked.lang,
        "theme": asked.theme,
        "direction": page.words.direction,
        "address": address,
        "leave": f"{PATH}?lang={asked.lang}",
        "languages": [(code, one.name) for code, one in TABLE.items()],
        "themes": (PROJECTOR, *OTHER_THEMES),
        "keys": KEYS,
        "as_of": header.as_of(page),
        "boundary": page.view.boundary,
        "origin": page.origin,
        "public": bool(page.services.settings.public_url),
        "listed": f"/?lang={asked.lang}&page=sources",
        "font": f"/assets/fonts/{FONTS[script]}",
        "styles": assets.styles(),
        "icon": assets.address("icon.svg"),
    }


def _undrawn(_step: Step) -> tuple[Slide, ...]:
    return ()


def _steps(
    services: Services,
    story: Story,
    asked: Request,
    draw: Callable[[Step], Sequence[Slide]],
) -> Iterator[Shown]:
    filler = Filler(services)
    for number, step in enumerate(story.steps, 1):
        slides = tuple(_apart(slide, f"s{number}-{at}-") for at, slide in enumerate(draw(step)))
        cited = tuple(dict.fromkeys(name for slide in slides for name in slide.sources))
        kept = f"&theme={asked.theme}" if asked.theme != "auto" else ""
        texts = (step.title, step.caption, step.notes)
        title, caption, notes = (
            _said(services, filler, one, step.view, asked.lang) for one in texts
        )
        yield Shown(
            number=number,
            title=title,
            caption=caption,
            notes=notes,
            slides=slides,
            address=f"/?lang={asked.lang}&{step.view}",
            live=f"/?lang={asked.lang}&{step.view}{kept}&story={story.id}:{number}",
            code=f"/api/v1/qr.svg?{step.view}",
            sources=cited[:NAMED],
            more=len(cited) - len(cited[:NAMED]),
            bounded=any(slide.bounded for slide in slides),
        )


def _apart(slide: Slide, prefix: str) -> Slide:
    """Tell the ids of a drawing apart from those of the others in the document."""
    return replace(slide, svg=slide.svg.replace("jihat-", prefix))


def _said(services: Services, filler: Filler, texts: Texts, view: str, lang: str) -> Said:
    told = texts.told(lang)
    filled = filler.fill(told.text, view, told.lang)
    other = TABLE[told.lang].name if told.text and told.lang != lang else ""
    return Said(filled.text, told.lang, services.translators[told.lang].direction, other)
