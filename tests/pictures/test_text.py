"""Measuring, breaking and shortening text."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pictures.fonts import ARABIC, FOLDER, LATIN, characters, embedded
from pictures.text import ELLIPSIS, fitted, shortened, width, wrap

LETTERS = st.text("abé0. -/جهةتطوان()", max_size=60)


def test_a_latin_text_is_as_wide_as_its_font_says() -> None:
    opened = TTFont(next(FOLDER.glob("noto-sans-latin-*.woff2")))
    names = opened.getBestCmap()
    expected = sum(opened["hmtx"][names[ord(sign)]][0] for sign in "nominal")
    assert width("nominal", 1000, 400) == pytest.approx(expected, abs=1)


def test_arabic_letters_are_measured_joined() -> None:
    apart = sum(width(letter) for letter in "تطوان")
    assert width("تطوان") < apart


def test_bold_is_wider_and_size_scales() -> None:
    assert width("Oriental", 13, 700) > width("Oriental", 13, 400)
    assert width("Oriental", 26) == pytest.approx(2 * width("Oriental", 13))


def test_marks_of_direction_have_no_width() -> None:
    assert width("\u20667 / 12\u2069") == width("7 / 12")


def test_a_narrow_no_break_space_has_a_width_and_breaks_no_line() -> None:
    assert 0 < width("\u202f") < width(" ")
    assert wrap("a 50\u202f%", 13, 400, width("50\u202f%") + 1) == ["a", "50\u202f%"]


@given(LETTERS, st.floats(20, 300))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, room: float) -> None:
    lines = wrap(text, 13, 400, room)
    assert all(width(line) <= room + 0.01 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_an_address_is_broken_at_its_signs() -> None:
    lines = wrap("https://jihat.example.org/?lang=fr&place=02,09,01&from=2018", 12, 400, 180)
    assert len(lines) > 1
    assert all(line[-1] in "/?&=,.:" for line in lines[:-1])


def test_what_isolates_a_direction_is_closed_on_each_line() -> None:
    lines = wrap("ا \u2066one two three four\u2069 ب", 13, 400, 60)
    assert len(lines) > 2
    assert all(line.count("\u2066") == line.count("\u2069") for line in lines)


@given(LETTERS, st.floats(0, 300))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text: str, room: float) -> None:
    found = fitted(text, 13, 400, room)
    assert width(found) <= room + 0.01
    assert found in ("", text) or ELLIPSIS in found


def test_many_lines_become_few() -> None:
    text = "Délégation interministérielle aux droits de l’Homme et autres"
    found = shortened(text, 13, 400, 120, 2)
    assert len(found) == 2
    assert found[-1].endswith(ELLIPSIS)
    assert shortened(text, 13, 400, 1200, 2) == [text]


def test_an_embedded_font_has_the_letters_that_are_needed_and_no_others() -> None:
    assert embedded(ARABIC, frozenset("abc")) == ""
    small, whole = embedded(LATIN, frozenset("abc")), embedded(LATIN, characters(LATIN))
    assert 0 < len(small) < len(whole)
