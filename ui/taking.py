"""What a page offers to take away, as its dialog of downloads shows it.

What can be made is known above this package, in `exports`; whoever builds the services hands it in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from geodata.view_state import ViewState
    from ui.page import Page

VIEW = "view"
"""What is taken away when it is the whole view."""


@dataclass(frozen=True)
class File:
    """A file that can be had.

    ``format`` is what an address calls its format, ``href`` where it is made while the reader
    waits, "" where it is only made in the background. ``name`` is what it is called when it is
    saved, ``slow`` whether it had better be made in the background, ``size`` about how large it
    will be, in words, "" where nobody knows.
    """

    format: str
    name: str
    href: str = ""
    slow: bool = False
    size: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column: its label, its name for machines, and its HXL tag."""

    label: str
    name: str
    tag: str
    numeric: bool


@dataclass(frozen=True)
class Sheet:
    """The table that a file will hold: its columns, its first rows as texts, and how many."""

    columns: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    files: tuple[File, ...]
    address: str
    tagged: bool


@dataclass(frozen=True)
class PictureSize:
    """A size of pictures: its name, and width and height, 0 where it grows with its content."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """The picture of a figure. ``address`` is that of its SVG, without its size."""

    address: str
    sizes: tuple[PictureSize, ...]
    scales: tuple[int, ...]
    files: tuple[File, ...]


@dataclass(frozen=True)
class Embed:
    """How another site shows a figure; ``allowed`` tells whether the settings let any do so."""

    address: str
    code: str
    allowed: bool


@dataclass(frozen=True)
class Offer:
    """What can be taken away of one figure, of the activities, or of the view.

    ``what`` is as in `ViewState.export`, ``others`` names and titles of everything that the page
    offers. ``missing`` tells that the page has nothing to show there now. ``bundle`` holds files
    of the whole view, ``offline`` the page in a file that needs no network, ``stem`` how the names
    of all files begin.
    """

    what: str
    title: str
    stem: str
    others: tuple[tuple[str, str], ...]
    live: str
    citation: str
    citations: tuple[File, ...]
    notes: tuple[str, ...] = ()
    missing: bool = False
    picture: Picture | None = None
    sheet: Sheet | None = None
    embed: Embed | None = None
    bundle: tuple[File, ...] = field(default=())
    offline: tuple[File, ...] = field(default=())


class TakeAway(Protocol):
    """Knows what can be taken away from a page."""

    def knows(self, what: str, view: ViewState) -> bool:
        """Tell whether a view has something of this name to take away."""

    def offer(self, page: Page) -> Offer | None:
        """Prepare what the dialog shows; None while it is closed."""
