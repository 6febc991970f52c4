"""PDF sheets, read with pypdf."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from exports.picture import picture
from pictures.sizes import SIZES
from tests.exports.mixed_strings import logical
from tests.exports.orders import order, write

POINTS = 72 / 25.4


@pytest.mark.parametrize(
    "size",
    ["page", *(pytest.param(one, marks=pytest.mark.long) for one in ("slide", "column", "square"))],
)
def test_a_sheet_has_one_page_of_its_size_and_every_word(size: str, tmp_path: Path) -> None:
    asked = replace(order("lang=ar&place=04&count=touches", "sectors"), size=size)
    read = PdfReader(write(asked, "pdf", tmp_path))
    (page,) = read.pages
    made = picture(asked)
    wide, high = (part * POINTS for part in SIZES[size].on_paper(made.height))
    assert float(page.mediabox.width) == pytest.approx(wide, abs=0.02)
    assert float(page.mediabox.height) == pytest.approx(high, abs=0.02)
    text = logical(page.extract_text())
    for part in (made.words.title, made.words.rule, made.words.standing[1], made.words.made):
        assert logical(part) in text
    assert read.metadata is not None
    assert read.metadata.title == made.words.title
    catalogue: Any = read.root_object
    assert catalogue["/Lang"] == "ar"
    assert catalogue["/MarkInfo"]["/Marked"].value is True


def test_a_sheet_is_vectors(tmp_path: Path) -> None:
    read = PdfReader(write(order("lang=fr", "map"), "pdf", tmp_path))
    assert len(read.pages[0].images) == 0


def test_a_sheet_shows_what_the_picture_in_dots_shows(tmp_path: Path) -> None:
    asked = replace(order("lang=ar&theme=dark", "map"), size="square", scale=1)
    path, dots = write(asked, "pdf", tmp_path), Image.open(write(asked, "png", tmp_path))
    shown = tmp_path / "shown"
    command = [str(shutil.which("pdftoppm")), "-png", "-singlefile", "-scale-to", "1080"]
    subprocess.run([*command, str(path), str(shown)], check=True)
    sheet = Image.open(shown.with_suffix(".png")).convert("L").resize((270, 270))
    difference = ImageChops.difference(sheet, dots.convert("L").resize((270, 270)))
    assert ImageStat.Stat(difference).mean[0] < 3
    assert ImageStat.Stat(sheet).stddev[0] > 8
