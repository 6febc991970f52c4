"""The languages of the dashboard and how one is chosen for a reader."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("ar", "fr", "en")

# Plain `ar` has Eastern Arabic digits and Levantine or Egyptian month names; Morocco has neither.
LOCALES: Final = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}


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
