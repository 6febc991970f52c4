"""Dates and periods as each language writes them, no more precise than the source."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel.dates import format_date as babel_date

from i18n.languages import LOCALES

if TYPE_CHECKING:
    from i18n.catalogues import Translator

_PATTERNS: Final = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


# A page writes the same few dates again and again.
@lru_cache(maxsize=4096)
def format_date(iso: str, precision: str, lang: str) -> str:
    """Write a date.

    Parameters
    ----------
    iso
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when the date is not known.
    precision
        ``day``, ``month`` or ``year``: what follows it in ``iso`` is not shown. Empty with an
        empty date.
    lang
        One of ``ar``, ``fr`` and ``en``.

    Returns
    -------
    str
        E.g. ``"5 غشت 2023"``, ``"août 2023"``, ``"2023"``; empty for an empty date.

    Raises
    ------
    ValueError
        ``iso`` is not a date.
    KeyError
        ``precision`` is unknown.

    """
    if not iso:
        return ""
    pattern = _PATTERNS[precision]
    day = date.fromisoformat(iso + "-01-01"[len(iso) - len("YYYY") :])
    text = babel_date(day, pattern, locale=LOCALES[lang])
    if lang == "fr" and precision == "day" and day.day == 1:
        return text.replace("1 ", "1er ", 1)
    return text


def format_period(
    start: tuple[str, str],
    end: tuple[str, str],
    translator: Translator,
) -> str:
    """Write a period.

    Parameters
    ----------
    start, end
        The date and its precision, as `format_date` takes them; either may be empty.
    translator
        Gives the words between the dates, and the language.

    Returns
    -------
    str
        E.g. ``"2020–2023"``, ``"depuis août 2023"``; one date when both read the same; empty
        when neither is known.

    """
    lang = translator.lang
    first, last = format_date(*start, lang), format_date(*end, lang)
    if first and last and first != last:
        years_only = start[1] == end[1] == "year"
        key = "date.years" if years_only else "date.period"
        return translator.t(key, start=first, end=last)
    if first and last:
        return first
    # French says "depuis le" and "jusqu'au" before a day, and neither article before the rest.
    if first:
        key = "date.since_day" if start[1] == "day" else "date.since"
        return translator.t(key, start=first)
    if not last:
        return ""
    key = "date.until_day" if end[1] == "day" else "date.until"
    return translator.t(key, end=last)
