"""What is asked for when something is taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import JihatError

if TYPE_CHECKING:
    from ui.page import Page

ACTIVITIES = "activities"
"""What is taken away when it is the activities themselves and no figure."""

Progress = Callable[[int, int], None]
"""Told how many of how many rows are written; raises `CancelledError` to end the work."""


class CancelledError(JihatError):
    """The reader no longer wants the file."""


class NotPossibleError(JihatError):
    """The file cannot be made here, or of this; the message says why and what to do."""


@dataclass(frozen=True)
class Order:
    """A file that is asked for.

    ``what`` is the name of a figure of the page, or `ACTIVITIES`. ``size`` is a key of
    `pictures.sizes.SIZES` and ``scale`` how many dots a pixel of a PNG has. ``hxl`` asks for a row
    of HXL tags. ``made`` is the day that the file says it is of, ``address`` where the live view
    is found, "" where no public address is known. ``stories`` are files of stories to take along.
    """

    page: Page
    what: str
    made: date
    size: str = "slide"
    scale: int = 2
    hxl: bool = False
    address: str = ""
    stories: tuple[Path, ...] = ()


def unheard(_done: int, _total: int) -> None:
    """Progress that nobody listens to."""
