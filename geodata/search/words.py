"""Words as the search compares them: without case, accents, and the variants of Arabic letters.

`split` cuts a text into words, `fold` writes a word in its plain form, `sound` writes it as it
sounds in either script, and `skeleton` keeps the consonants of that: Oujda, Wajda and وجدة have
one skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Marks, tatweel, and the letters that stand for ayn and hamza in scholarly transliteration.
DROPPED: Final = r"[\p{M}\x{0640}\x{02BF}\x{02BE}\x{02BB}\x{02BC}]"
BETWEEN_WORDS: Final = r"[^\p{L}\p{N}]+"
_APOSTROPHES: Final = re.compile("['’‘`´ʼʻʿʾ]")
_LETTERS_TO_DROP: Final = dict.fromkeys(map(ord, "\u0640\u02bf\u02be\u02bb\u02bc"))
_WORD: Final = re.compile(r"[^\W_]+")

_FOLDED: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ء": "", "ک": "ك", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4"}
# Words that tell no two names apart.
EMPTY_WORDS: Final = frozenset(
    {
        "l", "d", "qu", "de", "du", "des", "la", "le", "les", "the", "of", "et", "and", "en", "in",
        "for", "pour", "a", "au", "aux", "dans", "sur", "on", "to", "par", "by", "avec", "with",
        "e", "y", "و", "في", "من", "على", "الى", "إلى", "عن", "ب", "ل",
    }
)  # fmt: skip
# Articles as they stand in names; some are names too, such as ES Maroc.
OPTIONAL_WORDS: Final = frozenset(
    {"al", "el", "es", "ed", "er", "ech", "as", "ad", "ar", "ez", "ash", "esh"}
)


def split(text: str) -> list[str]:
    """Return the words of a text, without marks and case; `fold` each for comparing."""
    decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS_TO_DROP)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(bare.lower())


def fold(word: str) -> str:
    """Return a word of `split` in its plain form; "" for one that tells nothing apart.

    Parameters
    ----------
    word
        Without marks, in lower case.

    Returns
    -------
    str
        Arabic letters without hamza, dots of final letters and article; Roman numbers and
        Arabic-Indic digits as 0 to 9.
    """
    if word in EMPTY_WORDS:
        return ""
    folded = word.translate(_FOLDED)
    for article in _ARTICLES:
        if folded.startswith(article) and len(folded) > len(article):
            return folded[len(article) :]
    return _ROMAN.get(folded, folded)


def words_of(text: str) -> list[str]:
    """Return the words of a text in their plain form, those left out that tell nothing apart."""
    return [folded for folded in map(fold, split(text)) if folded]


def without_apostrophes(text: str) -> str:
    """Return a text with the letters around an apostrophe joined: ``Mdiq`` for ``M'diq``."""
    return _APOSTROPHES.sub("", text)


# Arabic letters as Latin ones; long vowels and ayn go, as transliterations write them anyhow.
_ARABIC_SOUNDS: Final = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "X", "د": "d", "ذ": "d",
        "ر": "r", "ز": "z", "س": "s", "ش": "C", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "a",
        "غ": "G", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
        "ي": "i",
    }
)  # fmt: skip
# In this order: what a rule writes in capitals, no later rule reads.
_LATIN_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch|sch|ch|sh", "C"),
        (r"kh", "X"),
        (r"gh|rh", "G"),
        (r"dj", "j"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|qu(?=[eiy])|q", "k"),
        (r"gu(?=[eiy])", "k"),
        (r"g(?=[eiy])", "j"),
        (r"c(?=[eiy])", "s"),
        (r"[cg]", "k"),
        (r"x", "ks"),
        (r"v", "f"),
        (r"p", "b"),
        (r"ou|oo|o|w", "u"),
        (r"y|ee", "i"),
    )
)
_TWICE: Final = re.compile(r"(.)\1+")
_SUN_ARTICLE: Final = re.compile(r"^[ae](?=([b-df-hj-np-tv-zCGX])\1)")
_MUTE_E: Final = re.compile(r"(?<=..[^aiue])e$")
_ANY_ARABIC: Final = re.compile("[\u0621-\u064a]")


def sound(word: str) -> str:
    """Return how a plain word sounds, in letters of our own that both scripts share."""
    if _ANY_ARABIC.search(word):
        heard = word.translate(_ARABIC_SOUNDS)
    else:
        heard = _SUN_ARTICLE.sub("", word)
        for pattern, replaced in _LATIN_SOUNDS:
            heard = pattern.sub(replaced, heard)
        heard = _MUTE_E.sub("", heard)
    heard = _TWICE.sub(r"\1", heard.replace("e", "a"))
    return heard[:-1] if heard.endswith("h") and len(heard) > 1 else heard


def skeleton(heard: str) -> str:
    """Return the consonants of a `sound`, after the glide that it may begin with."""
    start = heard[:1] if heard[:1] == "u" else ""
    return start + _TWICE.sub(r"\1", re.sub("[aiu]", "", heard))
