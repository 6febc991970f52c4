"""Long texts that a bundle has many times, such as outlines of regions, kept once each."""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the number of a piece: signs for private use, which no text of ours has."""
_SIGNS = re.compile(f"[{OPEN}{CLOSE}]")
_OUTLINE = re.compile(r'(?<= d=")[^"]{60,}(?=")')
_DRAWING = re.compile(r"<svg .*?</svg>", re.DOTALL)


class Pieces:
    """Outlines and drawings by number; those that are the same have one."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def taken_out(self, html: str) -> str:
        """Put numbers in the place of drawings, and in these of outlines.

        Parameters
        ----------
        html : str
            With drawings in it.

        Returns
        -------
        str
            What `restored` makes whole again.
        """
        return _DRAWING.sub(self._drawing, _SIGNS.sub("", html))

    def all(self) -> list[str]:
        """List the pieces in the order of their numbers."""
        return list(self._numbers)

    def _drawing(self, found: re.Match[str]) -> str:
        return self._number(_OUTLINE.sub(lambda outline: self._number(outline[0]), found[0]))

    def _number(self, text: str) -> str:
        number = self._numbers.setdefault(text, len(self._numbers))
        return f"{OPEN}{number}{CLOSE}"


def restored(html: str, pieces: list[str]) -> str:
    """Put the pieces back, as the script of the bundle does."""
    return re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: restored(pieces[int(m[1])], pieces), html)
