"""What profiles are made of: numbers with their sources, entries, groups of them, sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geodata.gazetteer import FORMER_REGION, LEVELS
from geodata.profile.contents import Contents
from geodata.profile.subject import PLACE, Subject
from i18n.dates import format_period
from i18n.lists import listed
from layers.reading import Reading
from ui.links import Links
from ui.page import Page
from ui.panels.activities import place_names
from ui.profile_page.links import profile_href

if TYPE_CHECKING:
    from geodata.answer import Row

NUMBERED = ("activities", "programmes", "organisations", "regions_covered", "national", "unplaced")


@dataclass(frozen=True)
class Number:
    """A number that leads to the dialog of its sources; ``query`` is the view it is counted in."""

    key: str
    value: float
    text: str
    href: str


@dataclass(frozen=True)
class Entry:
    """One line of a list: a name, perhaps with a number, a bar, remarks and a tag."""

    label: str
    href: str = ""
    number: Number | None = None
    share: float | None = None
    about: tuple[str, ...] = ()
    tag: str = ""
    inside: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Group:
    """Entries under a heading; ``folded`` groups open on demand.

    ``sized`` tells that their number stands beside the heading, which does not name it itself.
    """

    entries: tuple[Entry, ...]
    title: str = ""
    href: str = ""
    note: str = ""
    folded: bool = False
    sized: bool = True


@dataclass(frozen=True)
class Section:
    """One card of a profile; ``template`` is a macro of profile_parts.html, given ``body``."""

    id: str
    title: str
    groups: tuple[Group, ...] = ()
    template: str = "groups"
    lead: str = ""
    notes: tuple[str, ...] = ()
    wide: bool = False
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Sheet:
    """A profile in the making: the page that asks for it, and what the catalogue knows."""

    page: Page
    contents: Contents

    @property
    def subject(self) -> Subject:
        """What the profile is about."""
        return self.contents.subject

    @cached_property
    def explore(self) -> Page:
        """The main page with the same activities."""
        return Page(self.page.services, self.contents.view, ())

    @cached_property
    def reading(self) -> Reading:
        """The answer with the words of the language."""
        return Reading(self.contents.answer, self.page.services.catalogue, self.page.words)

    def t(self, msgid: str, **values: float | str) -> str:
        """Give a message."""
        return self.page.words.t(msgid, **values)

    def n(self, msgid: str, count: float, **values: float | str) -> str:
        """Give the form of a message for a count."""
        return self.page.words.n(msgid, count, **values)

    def name(self, subject: Subject | None = None) -> str:
        """Name a subject; by default the profile's own."""
        about = subject or self.subject
        return self.reading.label(about.dimension, about.id)

    def name_of(self, code: str) -> str:
        """Name a place."""
        return self.reading.label("place", code)

    def profile(self, kind: str, id_: str) -> str:
        """Give the address of another profile."""
        return profile_href(self.page.view, Subject(kind, id_))

    def details(self, key: str, contents: Contents | None = None) -> str:
        """Give the address of a dialog over the activities of the profile."""
        return Links((contents or self.contents).view).details(key)

    def number(self, key: str, contents: Contents | None = None) -> Number:
        """Give a figure of the answer by its key, such as ``sector:health``."""
        among = contents or self.contents
        dimension, _, id_ = key.partition(":")
        totals = among.answer.totals
        value = getattr(totals, id_) if dimension == "total" else among.value(dimension, id_)
        text = self.reading.number(value) if value else "–"
        return Number(key, value, text, self.details(key, among))

    def names(self, dimension: str, ids: tuple[str, ...]) -> str:
        """List names in a sentence."""
        return listed([self.reading.label(dimension, id_) for id_ in ids], self.page.words)

    def counted(
        self, dimension: str, rows: tuple[Row, ...], contents: Contents | None = None
    ) -> tuple[Entry, ...]:
        """List figures of one dimension as bars, each leading to a profile and to its sources."""
        greatest = max((row.value for row in rows), default=1)
        return tuple(
            Entry(
                self.reading.label(dimension, row.id),
                self.profile_of(dimension, row.id),
                self.number(f"{dimension}:{row.id}", contents),
                row.value / greatest,
            )
            for row in rows
        )

    def profile_of(self, dimension: str, id_: str) -> str:
        """Give the address of the profile of a counted value; "" where it has none."""
        lists = self.page.services.catalogue.vocabulary
        if dimension in (*LEVELS, FORMER_REGION):
            known = id_[:1].isdigit() and lists.rank("place", id_) is not None
            return self.profile(PLACE, id_) if known else ""
        return self.profile(dimension, id_)

    def activity(self, activity: Mapping[str, Any], *, status: bool = True) -> Entry:
        """List an activity with its places and dates."""
        places = listed(place_names(self.page, dict(activity)), self.page.words)
        dates = format_period(
            (activity["start"], activity["start_precision"]),
            (activity["end"], activity["end_precision"]),
            self.page.words,
        )
        return Entry(
            activity["title"][self.page.view.lang],
            self.details(activity["id"]),
            about=tuple(part for part in (places, dates) if part),
            tag=self.t(f"status.{activity['status']}") if status else "",
        )
