from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import pytest

from layers import theme
from scripts.write_tokens import BEGINNING, TOKENS, written

STYLES = Path(__file__).resolve().parents[2] / "assets" / "css"
NAMES = tuple(theme.PALETTES)
COLOUR = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\("
# At least this much contrast, as WCAG 2.2 measures it: 1.4.3 and 1.4.6 for text, 1.4.11 for marks.
TEXT = {"contrast": 7, "night": 7, "print": 7}
ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_MARKS = 3
# Text, and what it stands on somewhere on the page.
READ_ON = {
    "ink": "paper card sea land around hover track primary-soft accent-soft notice alarm",
    "muted": "paper card sea hover notice",
    "quiet": "card sea land around",
    "primary": "paper card sea hover primary-soft notice",
    "accent": "card accent-soft",
    "danger": "card",
    "on-primary": "primary",
    "on-ink": "ink",
}
# Lines and areas that have to be seen, and what they lie on.
SEEN_ON = {
    "edge": "card paper",
    "primary": "card paper sea",
    "mark": "card land",
    "fill": "card",
    "fill-strong": "card",
    "bounds": "land around none",
    **{f"programme-{rank}": "card" for rank in range(1, 6)},
}
PROGRAMMES = tuple(f"programme-{rank}" for rank in range(1, 6))
# What is left of red, green and blue (linear) to those who see two of three (Machado et al., 2009).
SEEN_BY = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_DIFFERENCE = 7.5  # CIE 1976 colour difference; 2.3 can just be told apart


def linear(colour: str) -> list[float]:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def lab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    def root(part: float) -> float:
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    x = root(max(0.4124 * red + 0.3576 * green + 0.1805 * blue, 0) / 0.9505)
    y = root(max(0.2126 * red + 0.7152 * green + 0.0722 * blue, 0))
    z = root(max(0.0193 * red + 0.1192 * green + 0.9505 * blue, 0) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, reader: str) -> tuple[float, float, float]:
    channels = linear(colour)
    left = [
        sum(weight * channel for weight, channel in zip(row, channels, strict=True))
        for row in SEEN_BY[reader]
    ]
    return lab(left[0], left[1], left[2])


def too_faint(name: str, pairs: dict[str, str], least: float) -> Iterator[str]:
    palette = theme.PALETTES[name]
    for token, grounds in pairs.items():
        for ground in grounds.split():
            found = contrast(palette[token], palette[ground])
            if found < least:
                yield f"{token} on {ground}: {found:.2f}"


def test_the_style_sheet_has_the_palettes() -> None:
    by_hand, beginning, rest = TOKENS.read_text(encoding="utf-8").partition(BEGINNING)
    assert beginning + rest == written(), "run python -m scripts.write_tokens"
    assert re.findall(COLOUR, by_hand) == []


def test_every_palette_has_every_token() -> None:
    assert {len(palette) for palette in theme.PALETTES.values()} == {len(theme.LIGHT)}
    for palette in theme.PALETTES.values():
        assert all(re.fullmatch(r"#[0-9A-F]{6}([0-9A-F]{2})?", one) for one in palette.values())


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.stem)
def test_colours_are_written_in_the_tokens_alone(path: Path) -> None:
    if path == TOKENS:
        return
    values = re.findall(
        r":([^;{}]*);", re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    )
    # A mask has no colour: black is what stays.
    hard = [value for value in values if re.search(COLOUR, value) and "#000" not in value]
    assert hard == []


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read(name: str) -> None:
    assert list(too_faint(name, READ_ON, TEXT.get(name, ENOUGH_FOR_TEXT))) == []
    assert list(too_faint(name, {"on-mark": "mark ring"}, ENOUGH_FOR_TEXT)) == []


@pytest.mark.parametrize("name", NAMES)
def test_marks_and_edges_can_be_seen(name: str) -> None:
    assert list(too_faint(name, SEEN_ON, ENOUGH_FOR_MARKS)) == []


@pytest.mark.parametrize("name", ["contrast", "night", "projector", "print"])
def test_lines_part_every_unit_where_shades_may_not(name: str) -> None:
    areas = " ".join((*theme.STATES.values(), *theme.STEPS))
    assert list(too_faint(name, {"seam": areas}, ENOUGH_FOR_MARKS)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_scale_keeps_its_order_in_grey(name: str) -> None:
    palette = theme.PALETTES[name]
    steps = [luminance(palette[token]) for token in theme.STEPS]
    rising = name in theme.DARK_SCHEMES
    assert steps == sorted(steps, reverse=not rising)
    # Whoever sees fewer colours has the lightness, as a copy in grey has.
    scale = (palette["none"], *(palette[token] for token in theme.STEPS))
    ratios = [contrast(one, other) for one, other in pairwise(scale)]
    assert ratios[0] > 1.15
    assert min(ratios[1:]) > 1.3


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("name", NAMES)
def test_programmes_differ_for_every_eye(name: str, reader: str) -> None:
    colours = [seen(theme.PALETTES[name][token], reader) for token in PROGRAMMES]
    assert min(dist(one, other) for one, other in combinations(colours, 2)) > LEAST_DIFFERENCE


@pytest.mark.parametrize("kind", ["AREAS", "POINTS", "WORDS", "LINES"])
def test_a_colour_of_the_map_names_one_token(kind: str) -> None:
    colours = [theme.LIGHT[token] for token in getattr(theme, kind)]
    assert len(set(colours)) == len(colours)


def test_a_class_has_a_token() -> None:
    assert [theme.token_of(colour) for colour in theme.SEQUENCE] == list(theme.STEPS)
    assert theme.token_of(theme.EMPTY["not_in_sources"]) == "none"
