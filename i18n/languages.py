"""The languages of the dashboard and how one is chosen for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the dashboard.

    Attributes
    ----------
    name
        Its name in its own words, so that a reader who was given another finds it.
    locale
        Babel's name of it, for numbers, dates and plurals.
    forms
        The forms of its plural messages in the order of the .po file, by their CLDR names.
    texts
        The language in which the texts of the record, the census and the gazetteer are read: its
        own where they have it, else one of those they have.
    """

    name: str
    locale: str
    forms: tuple[str, ...]
    texts: str


# In the order in which the page offers them. Plain `ar` has Eastern Arabic digits and Levantine or
# Egyptian month names; Morocco has neither.
_TABLE: Final = {
    "ar": Language("العربية", "ar_MA", ("zero", "one", "two", "few", "many", "other"), "ar"),
    "fr": Language("Français", "fr_MA", ("one", "other"), "fr"),
    "en": Language("English", "en_GB", ("one", "other"), "en"),
}
TABLE: Final[Mapping[str, Language]] = MappingProxyType(_TABLE)
LANGUAGES: Final = tuple(TABLE)
LOCALES: Final = {code: language.locale for code, language in TABLE.items()}


def texts_of(lang: str) -> str:
    """Return the language in which data is read by readers of a language; itself if unknown."""
    return TABLE[lang].texts if lang in TABLE else lang


def preferred_language(accept_language: str, default: str) -> str:
    """Choose a language from an ``Accept-Language`` header.

    Parameters
    ----------
    accept_language
        The header as received, e.g. ``"ar-MA,ar;q=0.9,fr;q=0.8"``; empty when there is none.
    default
        The language when the header asks for none of LANGUAGES.

    Returns
    -------
    str
        One of LANGUAGES, or ``default``. What cannot be parsed is passed over.

    """
    best, best_weight = default, 0.0
    for part in accept_language.split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameters)
        # Strictly greater: among equals the first named wins.
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
