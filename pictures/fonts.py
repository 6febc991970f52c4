"""Our own fonts: which of the two a character is written in, their outlines, and parts of them.

The page loads the same two files. They vary in weight; both are under the SIL Open Font Licence.
"""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"
LATIN, ARABIC = "latin", "arabic"
FACES = (LATIN, ARABIC)
EM = 1000
"""Units of an em in both fonts, which widths are measured in."""
FAMILY = "Jihat Sans, Noto Sans, Noto Sans Arabic, Segoe UI, Tahoma, sans-serif"
"""What text asks for: a program that ignores fonts in an SVG finds a like one on its machine."""
RANGES = {LATIN: "U+0000-05FF, U+2000-2BFF", ARABIC: "U+0600-06FF, U+200C-200F"}
"""As in the page's style sheet, so that both part a text between the fonts alike."""
_ARABIC = re.compile("[\u0600-\u06ff\u200c-\u200f]")


def face_of(character: str) -> str:
    """Tell which font a character is written in."""
    return ARABIC if _ARABIC.match(character) else LATIN


@cache
def font(face: str, weight: int) -> hb.Font:
    """Open a font at a weight, for measuring."""
    made = hb.Font(_face(face))
    made.scale = (EM, EM)
    made.set_variations({"wght": float(weight)})
    return made


@cache
def characters(face: str) -> frozenset[str]:
    """Tell what a font has letters for."""
    return frozenset(map(chr, _opened(face).getBestCmap()))


@cache
def embedded(face: str, text: frozenset[str]) -> str:
    """Cut a font down to some characters.

    Parameters
    ----------
    face : str
        One of `FACES`.
    text : frozenset of str
        The characters; those that the font lacks are left out.

    Returns
    -------
    str
        The font as WOFF2 in base 64, all weights in it; "" where none of the characters needs it.
    """
    from fontTools import subset  # noqa: PLC0415 - as in `_opened`

    wanted = {sign for sign in text & characters(face) if face_of(sign) == face}
    if not wanted:
        return ""
    cut = _opened(face)
    # Everything that joins and places Arabic letters stays.
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in wanted | {" "}])
    cutter.subset(cut)
    written = io.BytesIO()
    subset.save_font(cut, written, options)
    return base64.b64encode(written.getvalue()).decode("ascii")


def _opened(face: str) -> TTFont:
    # Takes a fifth of a second to load, which a server that starts would wait for.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return TTFont(io.BytesIO(_plain(face)))


@cache
def _plain(face: str) -> bytes:
    """Read a font without its compression, which HarfBuzz does not know."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as in `_opened`

    path = next(FOLDER.glob(f"noto-sans-{face}-*.woff2"))
    opened, written = TTFont(path), io.BytesIO()
    opened.flavor = None
    opened.save(written)
    return written.getvalue()


@cache
def _face(face: str) -> hb.Face:
    return hb.Face(hb.Blob(_plain(face)))
