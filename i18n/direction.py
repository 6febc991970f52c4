"""Writing direction, and text of one direction inside text of the other."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from babel import Locale

from i18n.languages import LOCALES

LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"

_PLAIN_NUMBER: Final = re.compile(r"[\d.,]*")


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Tell the writing direction of a language, as the ``dir`` attribute names it."""
    return "rtl" if Locale.parse(LOCALES[lang]).text_direction == "rtl" else "ltr"


def isolate(text: str) -> str:
    """Keep a text, in the direction of its first letter, from reordering what is around it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def ltr(text: str) -> str:
    """Keep a text left-to-right whatever is around it: figures, codes, addresses."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


# Names and figures come back with every view, and every letter is looked at.
@lru_cache(maxsize=16_384)
def embed(text: str, lang: str) -> str:
    """Make a text safe inside a sentence.

    Parameters
    ----------
    text
        A name, a figure or a code in any script.
    lang
        The language of the sentence.

    Returns
    -------
    str
        The text, isolated only where it would otherwise turn around or turn its neighbours
        around, so that most texts stay free of invisible characters.

    """
    # A text that is isolated already needs it no more.
    if text[:1] in {LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE}:
        return text
    kinds = {unicodedata.bidirectional(character) for character in text}
    right_to_left = bool(kinds & {"R", "AL"})
    if lang != "ar":
        return isolate(text) if right_to_left else text
    if "L" in kinds:
        return isolate(text)
    # "7 / 12" turns around in Arabic; "7" and "10.587" do not.
    return text if right_to_left or _PLAIN_NUMBER.fullmatch(text) else ltr(text)
