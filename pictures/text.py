"""Measuring text, breaking it into lines, and shortening it.

Letters are shaped by HarfBuzz in the fonts that go with the picture, Arabic ones joined, so that
what is measured is what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb

from pictures import fonts

ELLIPSIS = "…"
_OPENING = "\u2066\u2067\u2068"
_POP = "\u2069"
# A line may break after a space and a hyphen, never at the no-break spaces of French.
_PIECES = re.compile(r"[^ \n-]*(?:-(?=\w)|-+|[ \n]+)|[^ \n-]+")
# An address may break where it has signs of its own.
_PARTS = re.compile(r"[^/?&=,.:;_%-]*[/?&=,.:;_%-]+|[^/?&=,.:;_%-]+")


def width(text: str, size: float = 13, weight: int = 400) -> float:
    """Measure a line of text.

    Parameters
    ----------
    text : str
        In logical order, in any mixture of scripts.
    size : float
        Of the font, in pixels.
    weight : int
        400 to 700.

    Returns
    -------
    float
        Pixels from the start to the end.
    """
    return _units(text, weight) * size / fonts.EM


@lru_cache(maxsize=20_000)
def _units(text: str, weight: int) -> float:
    return sum(_advance("".join(run), face, weight) for face, run in groupby(text, fonts.face_of))


def _advance(run: str, face: str, weight: int) -> float:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    hb.shape(fonts.font(face, weight), buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions))


def wrap(text: str, size: float, weight: int, room: float) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
        In logical order; a line break in it is one in the picture.
    size, weight : float, int
        Of the font.
    room : float
        Width of a line in pixels. A word that is wider, such as an address, is broken at its
        signs, or between letters.

    Returns
    -------
    list of str
        The lines, in logical order, without spaces at their ends; none for an empty text. Each
        stands for itself: what isolates one direction within another is closed at its end and
        opened again in the next.
    """
    lines = [line for part in text.split("\n") for line in _lines(part, size, weight, room) if part]
    return list(_balanced(lines))


def _lines(text: str, size: float, weight: int, room: float) -> Iterator[str]:
    line = ""
    for piece in _fitting_pieces(text, size, weight, room):
        if line and width((line + piece).rstrip(), size, weight) > room:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.rstrip():
        yield line.rstrip()


def _fitting_pieces(text: str, size: float, weight: int, room: float) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if width(piece.rstrip(), size, weight) <= room:
            yield piece
            continue
        for part in _PARTS.findall(piece):
            yield from [part] if width(part, size, weight) <= room else part


def _balanced(lines: Sequence[str]) -> Iterator[str]:
    opened = ""
    for line in lines:
        whole = opened + line
        opened = _left_open(whole)
        yield whole + _POP * len(opened)


def _left_open(text: str) -> str:
    opened = ""
    for sign in text:
        if sign in _OPENING:
            opened += sign
        elif sign == _POP:
            opened = opened[:-1]
    return opened


def fitted(text: str, size: float, weight: int, room: float) -> str:
    """Shorten a text to a width, with an ellipsis where something was left out.

    Whoever shortens has the whole text elsewhere: in the picture's table and description.

    Parameters
    ----------
    text : str
        One line in logical order.
    size, weight : float, int
        Of the font.
    room : float
        Pixels that it may take.

    Returns
    -------
    str
        The text itself where it fits; "" where not even one letter does.
    """
    if width(text, size, weight) <= room:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if width(_cut(text, middle), size, weight) <= room:
            shortest = middle
        else:
            longest = middle - 1
    return _cut(text, shortest) if text[:shortest].strip("\u2066\u2067\u2068\u2069 ") else ""


def _cut(text: str, length: int) -> str:
    # A dash or a bracket before the dots would read as if the name ended there.
    kept = text[:length].rstrip(" -–—,;:·/(\u00a0\u202f")
    return kept + ELLIPSIS + _POP * len(_left_open(kept))


def shortened(text: str, size: float, weight: int, room: float, most: int) -> list[str]:
    """Break a text into so many lines at most, the last of them shortened.

    Parameters
    ----------
    text : str
        In logical order.
    size, weight : float, int
        Of the font.
    room : float
        Width of a line.
    most : int
        Number of lines, 1 or more.

    Returns
    -------
    list of str
        As `wrap` gives them; the last ends with an ellipsis where lines were left out.
    """
    lines = wrap(text, size, weight, room)
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], fitted(rest, size, weight, room)]
