"""Sorting names as a reader of each language expects.

A small key instead of a library: pyuca has had no release since 2017 and reads a table of 2 MB,
and PyICU needs a C++ library on the machine. Names of places, organisations and sectors need
accents folded and the Arabic letters in order, which the key below gives.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that do not decompose, with what they are sorted as.
_SORTED_AS: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "\u0671": "\u0627",  # alef wasla
        "\u06a9": "\u0643",  # keheh
        "\u06ad": "\u0643",  # ng, the g of Moroccan place names
        "\u06af": "\u0643",  # gaf
        "\u0763": "\u0643",  # keheh with three dots, as above
        "\u0640": "",  # tatweel
    },
)
_SEPARATORS: Final = re.compile(r"[\W_]+")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")


@lru_cache(maxsize=16_384)
def sort_key(text: str, lang: str) -> tuple[int, str, str]:
    """Give the key by which a name sorts.

    Parameters
    ----------
    text
        A name in any script.
    lang
        The language of the list: names in its script come first.

    Returns
    -------
    tuple of (int, str, str)
        Script, letters without case, accents, hamza and vowel marks (so that ا أ إ آ are equal;
        a leading ال is kept), and the text itself, which decides between names that are equal
        otherwise.

    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SORTED_AS))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _SEPARATORS.sub(" ", letters).strip()
    is_arabic = bool(_ARABIC.match(words))
    return (int(is_arabic != (lang == "ar")), words, text)
