"""Writing files: never half a file, and whoever waits is told how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from exports.order import Progress

Item = TypeVar("Item")

_TOLD_EVERY = 100  # rows: far more of them are written in a second


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes ``path`` when all went well, and is gone otherwise."""
    # What a format's library adds to the name lies in the folder too, and goes with it.
    folder = path.parent / f".{secrets.token_hex(8)}"
    folder.mkdir(parents=True)
    written = folder / path.name
    try:
        yield written
        written.replace(path)
    finally:
        for left in folder.iterdir():
            left.unlink(missing_ok=True)
        folder.rmdir()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size; the last may be shorter."""
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


class Told:
    """Counts rows while they are gone through, and tells.

    Parameters
    ----------
    progress : Progress
        Whom to tell; it may raise `CancelledError`.
    total : int
        How many rows there are, in all tables together.
    """

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total)

    def through(self, rows: Iterable[Item]) -> Iterator[Item]:
        """Give the rows on, one by one."""
        for row in rows:
            if self._done % _TOLD_EVERY == 0:
                self._progress(self._done, self._total)
            self._done += 1
            yield row
        self._progress(self._done, self._total)
