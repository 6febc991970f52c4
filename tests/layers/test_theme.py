from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from layers import theme

CSS = Path(__file__).resolve().parents[2] / "assets" / "css" / "page.css"


def tokens() -> dict[str, str]:
    """Tokens of the light theme, which come first in the style sheet."""
    root = CSS.read_text(encoding="utf-8").partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6})", root))


@pytest.mark.parametrize("name", ["ink", "hairline", "card", "land", "mark"])
def test_a_colour_is_that_of_the_style_sheet(name: str) -> None:
    assert getattr(theme, name.upper()) == tokens()[name].upper()


def test_the_scale_begins_with_the_colour_of_nothing_recorded() -> None:
    assert theme.EMPTY["not_in_sources"] == tokens()["none"].upper()


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_scale_survives_printing_in_grey() -> None:
    steps = [luminance(colour) for colour in theme.SEQUENCE]
    assert steps == sorted(steps, reverse=True)
    assert all(light / dark > 1.25 for light, dark in pairwise(steps))
