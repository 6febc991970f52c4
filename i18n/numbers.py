"""Numbers as each language writes them. Inside Arabic, `direction.embed` keeps them in order."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal, get_currency_name
from babel.numbers import format_percent as babel_percent

from i18n.direction import ltr
from i18n.languages import LOCALES

_NO_BREAK_SPACE = "\u00a0"


@lru_cache(maxsize=4096)
def format_number(value: float, lang: str, *, decimals: int = 2) -> str:
    """Write a number.

    Parameters
    ----------
    value
        A finite number.
    lang
        One of ``ar``, ``fr`` and ``en``.
    decimals
        The most decimals to show; trailing zeros are left out.

    Returns
    -------
    str
        ``"10.587,25"`` in Arabic, ``"10 587,25"`` in French, ``"10,587.25"`` in English.

    """
    return format_decimal(value, format="#,##0." + "#" * decimals, locale=LOCALES[lang])


@lru_cache(maxsize=4096)
def format_percent(fraction: float, lang: str, *, decimals: int = 0) -> str:
    """Write a fraction of 1 as a percentage, with at most ``decimals`` decimals."""
    # French separates the sign with a space, which the pattern has to say.
    space = _NO_BREAK_SPACE if lang == "fr" else ""
    pattern = "#,##0." + "#" * decimals + space + "%"
    return babel_percent(fraction, format=pattern, locale=LOCALES[lang])


def format_amount(value: float, currency: str, lang: str) -> str:
    """Write an amount of money.

    Parameters
    ----------
    value
        The amount, in units of the currency.
    currency
        ISO 4217 code.
    lang
        One of ``ar``, ``fr`` and ``en``.

    Returns
    -------
    str
        ``"8 000 000 EUR"`` in French, ``"EUR 8,000,000"`` in English; in Arabic the currency's
        name, since a Latin code would turn the amount around.

    """
    number = format_number(value, lang)
    if lang == "en":
        return f"{currency}{_NO_BREAK_SPACE}{number}"
    unit = get_currency_name(currency, locale=LOCALES[lang]) if lang == "ar" else currency
    return f"{number}{_NO_BREAK_SPACE}{unit}"


def format_fraction(part: int, whole: int, lang: str) -> str:
    """Write a part of a whole, e.g. ``"7 / 12"``: left-to-right in Arabic too."""
    text = _NO_BREAK_SPACE.join((format_number(part, lang), "/", format_number(whole, lang)))
    return ltr(text) if lang == "ar" else text
