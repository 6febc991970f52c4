"""Every letter of a picture is in the fonts that it carries: none is left to another font."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import lxml.etree
import pytest
from fontTools.ttLib import TTFont

from exports import figures
from exports.formats import svg
from exports.order import unheard
from tests.exports.orders import order

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
QUERIES = (
    "page=explore",
    "page=need&draw=both&classes=quantile",
    "page=need&census=change",
    "page=overlap&sets=programme:depomi,phase:m4sd-3",
    "page=coverage",
    "page=compare&compare=place:02,place:09",
    "page=partners",
    "page=time",
)


@cache
def letters() -> frozenset[str]:
    """Read the letters of the fonts with fontTools."""
    fonts = (TTFont(path) for path in FONTS.glob("*.woff2"))
    return frozenset(chr(code) for font in fonts for code in font.getBestCmap())


def is_drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cf", "Cc", "Zs")


@pytest.mark.parametrize(
    "lang", ["ar", *(pytest.param(lang, marks=pytest.mark.long) for lang in ("fr", "en"))]
)
@pytest.mark.parametrize("query", QUERIES)
def test_pictures_have_no_letter_without_a_font(query: str, lang: str, tmp_path: Path) -> None:
    missing = {}
    page = order(f"lang={lang}&{query}", "map").page
    for name in figures.names(page):
        asked = order(f"lang={lang}&{query}", name)
        found = figures.figure(asked.page, name)
        if found is None or found.draw is None:
            continue
        path = tmp_path / f"{name}.svg"
        svg.write(asked, path, unheard)
        root = lxml.etree.parse(path).getroot()
        texts = root.iterfind(".//{http://www.w3.org/2000/svg}text")
        drawn = {letter for text in texts for letter in "".join(text.itertext())}
        missing[name] = {one for one in drawn - letters() if is_drawn(one)}
    assert {name: sorted(found) for name, found in missing.items() if found} == {}
    assert missing
