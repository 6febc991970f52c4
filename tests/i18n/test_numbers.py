from __future__ import annotations

import pytest

from i18n.numbers import format_amount, format_fraction, format_number, format_percent


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [
        (10_587, "ar", "10.587"),
        (10_587, "fr", "10\u202f587"),
        (10_587, "en", "10,587"),
        (0, "fr", "0"),
        (1 / 3, "ar", "0,33"),
        (2 + 1 / 3, "fr", "2,33"),
        (2.5, "en", "2.5"),
        (4.0, "en", "4"),
        (-3, "en", "-3"),
    ],
)
def test_numbers_have_at_most_two_decimals(value: float, lang: str, expected: str) -> None:
    assert format_number(value, lang) == expected


def test_the_number_of_decimals_can_be_chosen() -> None:
    assert format_number(2.345, "fr", decimals=0) == "2"
    assert format_number(2.3456, "en", decimals=3) == "2.346"


@pytest.mark.parametrize(
    ("lang", "expected"), [("ar", "25,3%"), ("fr", "25,3\u00a0%"), ("en", "25.3%")]
)
def test_percentages(lang: str, expected: str) -> None:
    assert format_percent(0.253, lang, decimals=1) == expected
    assert format_percent(0.25, lang) == expected.replace(",3", "").replace(".3", "")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", "8.000.000\u00a0يورو"),
        ("fr", "8\u202f000\u202f000\u00a0EUR"),
        ("en", "EUR\u00a08,000,000"),
    ],
)
def test_amounts_of_money(lang: str, expected: str) -> None:
    assert format_amount(8_000_000, "EUR", lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", "\u20667\u00a0/\u00a012\u2069"),
        ("fr", "7\u00a0/\u00a012"),
        ("en", "7\u00a0/\u00a012"),
    ],
)
def test_fractions(lang: str, expected: str) -> None:
    assert format_fraction(7, 12, lang) == expected
