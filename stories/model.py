"""A story: steps through views of the page, with what is said at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from i18n.languages import LANGUAGES

Panel = Literal[
    "map", "figures", "programmes", "sectors", "organisations", "timeline", "stated", "question"
]
EXPLORE: Final = "explore"
EXPLORING: Final[tuple[Panel, ...]] = (
    "map", "figures", "programmes", "sectors", "organisations", "timeline", "stated",
)  # fmt: skip
ASKING: Final[tuple[Panel, ...]] = ("map", "figures", "question")
"""Panels of the pages that ask a question: its own panel has the name ``question``."""
LONGEST_TITLE: Final = 60
LONGEST_CAPTION: Final = 240

# What a point may be about, and the panels that show it.
POINTS: Final[Mapping[str, tuple[Panel, ...]]] = MappingProxyType(
    {
        "region": ("map", "stated", "question"),
        "province": ("map", "question"),
        "commune": ("map", "question"),
        "programme": ("programmes", "question"),
        "phase": ("programmes", "question"),
        "sector": ("sectors", "question"),
        "organisation": ("organisations", "question"),
        "year": ("timeline",),
        "activity": ("map", "question"),
        "total": ("figures",),
        "stated": ("stated", "figures"),
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """A text in the language that it could be told in, which may be another than asked for."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in up to three languages; "" where a language has none."""

    ar: str = ""
    fr: str = ""
    en: str = ""

    def own(self, lang: str) -> str:
        """Return the text of a language; "" without one."""
        return {"ar": self.ar, "fr": self.fr, "en": self.en}[lang]

    def told(self, lang: str) -> Told:
        """Return the text of a language, or of the first that has one.

        Parameters
        ----------
        lang : str
            The language that is asked for.

        Returns
        -------
        Told
            ``lang`` tells in which language the text is; that asked for, with "", without any.
        """
        for one in (lang, *LANGUAGES):
            if text := self.own(one):
                return Told(text, one)
        return Told("", lang)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a text."""
        return tuple(lang for lang in LANGUAGES if self.own(lang))


@dataclass(frozen=True, slots=True)
class Step:
    """One view, the panels of it that are shown, and what is said.

    ``view`` is a query without language and theme. ``large`` is one of ``panels``. ``point`` has
    what is pointed at, such as ``region:04`` or ``activity:m4sd-incubator-tangier``. Texts may
    hold references, see `stories.references`.
    """

    view: str
    panels: tuple[Panel, ...]
    large: Panel
    title: Texts
    caption: Texts
    notes: Texts = Texts()
    point: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A sequence of steps; ``id`` is what an address calls it."""

    id: str
    title: Texts
    summary: Texts
    steps: tuple[Step, ...]


def panels_of(page: str) -> tuple[Panel, ...]:
    """Name the panels that a page with a map has, by its name in the address."""
    return EXPLORING if page == EXPLORE else ASKING
