from __future__ import annotations

import pytest

from i18n.direction import direction, embed, isolate, ltr


@pytest.mark.parametrize(("lang", "expected"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_direction(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_isolates() -> None:
    assert isolate("DEPOMI") == "\u2068DEPOMI\u2069"
    assert ltr("7 / 12") == "\u20667 / 12\u2069"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("سوس ماسة", "ar", "سوس ماسة"),
        ("5 غشت 2023", "ar", "5 غشت 2023"),
        ("12", "ar", "12"),
        ("10.587,25", "ar", "10.587,25"),
        ("7 / 12", "ar", "\u20667 / 12\u2069"),
        ("25%", "ar", "\u206625%\u2069"),
        ("-3", "ar", "\u2066-3\u2069"),
        ("DEPOMI", "ar", "\u2068DEPOMI\u2069"),
        ("GIZ المغرب", "ar", "\u2068GIZ المغرب\u2069"),
        ("", "ar", ""),
        ("7 / 12", "fr", "7 / 12"),
        ("Souss-Massa", "en", "Souss-Massa"),
        ("سوس ماسة", "en", "\u2068سوس ماسة\u2069"),
        ("\u20667 / 12\u2069", "ar", "\u20667 / 12\u2069"),
    ],
)
def test_only_text_that_would_turn_around_is_isolated(text: str, lang: str, expected: str) -> None:
    assert embed(text, lang) == expected
