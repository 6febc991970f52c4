"""Two hundred strings of Arabic, Latin letters and numbers keep their order in SVG and PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from exports import browser
from exports.pdf_text import with_text
from tests.exports.drawn_strings import picture_of
from tests.exports.mixed_strings import COUNT, logical, mixed_strings

DIRECTIONS = ("rtl", "ltr")
A_FEW = slice(None, None, 12)


def sheet(strings: list[str], direction: str) -> bytes:
    svg, wide, high = picture_of(strings, direction)
    page = browser.page(svg, "t", "ar", direction, (f"{wide}px", f"{high}px"))
    paper = wide / 96 * 25.4, high / 96 * 25.4
    return with_text(browser.pdf(page, *paper), svg, paper, {"/Title": "t"}, "ar")


def by_pypdf(made: bytes) -> list[str]:
    text = PdfReader(io.BytesIO(made)).pages[0].extract_text()
    return [logical(line) for line in text.splitlines() if line.strip()]


def by_poppler(made: bytes, folder: Path) -> list[str]:
    """Read the structure of the document, which is what is read out to the blind."""
    path = folder / "made.pdf"
    path.write_bytes(made)
    told = subprocess.run(
        [str(shutil.which("pdfinfo")), "-struct-text", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    return [logical(line) for line in re.findall(r'^ *"(.*)"$', told.stdout, re.MULTILINE)]


def test_there_are_two_hundred_different_ones() -> None:
    found = mixed_strings()
    assert len({logical(text) for text in found}) == COUNT
    assert all(re.search("[\u0621-\u064a]", text) for text in found)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_an_svg_holds_every_string_in_logical_order(direction: str) -> None:
    strings = mixed_strings()
    root = etree.fromstring(picture_of(strings, direction)[0].encode())
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert [one.text for one in texts] == strings
    assert {one.get("direction") for one in texts} == {direction}


def test_a_pdf_gives_back_mixed_strings() -> None:
    strings = mixed_strings()[A_FEW]
    assert by_pypdf(sheet(strings, "rtl")) == [logical(text) for text in strings]


@pytest.mark.long
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_pdf_gives_back_every_string(direction: str, tmp_path: Path) -> None:
    strings = mixed_strings()
    expected = [logical(text) for text in strings]
    made = sheet(strings, direction)
    assert by_pypdf(made) == expected
    assert by_poppler(made, tmp_path) == expected
