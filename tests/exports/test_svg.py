"""SVG pictures, read with lxml."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from exports import figures
from exports.order import NotPossibleError
from exports.picture import picture
from pictures.sizes import SIZES
from tests.exports.mixed_strings import logical
from tests.exports.orders import order, write

SVG, DC = "{http://www.w3.org/2000/svg}", "{http://purl.org/dc/elements/1.1/}"


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_a_picture_says_what_it_shows(lang: str, tmp_path: Path) -> None:
    asked = order(f"lang={lang}&place=04&count=allocated", "sectors")
    root = etree.parse(write(asked, "svg", tmp_path)).getroot()
    figure = figures.figure(asked.page, "sectors")
    assert figure is not None
    told = logical(" ".join(str(one.text) for one in root.iter(f"{SVG}text")))
    t = asked.page.words.t
    for part in (
        figure.title,
        t("rule.allocated.text"),
        t("footer.not_endorsed"),
        t("frame.licence"),
        "2026",
        asked.address,
    ):
        assert logical(part) in told
    assert root.get("lang") == lang
    assert root.find(f"{SVG}title").text == figure.title
    assert asked.address in root.find(f"{SVG}desc").text


def test_a_picture_describes_itself_as_libraries_do(tmp_path: Path) -> None:
    asked = order("lang=fr&place=04", "map")
    root = etree.parse(write(asked, "svg", tmp_path)).getroot()
    told = {
        one.tag.removeprefix(DC): one.text for one in root.iter() if str(one.tag).startswith(DC)
    }
    assert told["date"] == "2026-11-22"
    assert told["identifier"] == asked.address
    assert told["rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["language"] == "fr"


def test_a_picture_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = write(order("lang=ar", "map"), "svg", tmp_path).read_text("utf-8")
    assert "<script" not in text
    assert all(
        found.startswith("data:font/woff2") for found in re.findall(r"url\(([^)#]+)\)", text)
    )


def test_its_fonts_have_every_letter_that_the_project_has_one_for(tmp_path: Path) -> None:
    root = etree.parse(write(order("lang=ar", "organisations"), "svg", tmp_path)).getroot()
    data = re.findall(r"base64,([\w+/=]+)", root.find(f"{SVG}style").text)
    fonts = [TTFont(io.BytesIO(base64.b64decode(one))) for one in data]
    known = {chr(code) for font in fonts for code in font.getBestCmap()}
    letters = {sign for one in root.iter(f"{SVG}text") for sign in str(one.text) if sign.isalnum()}
    assert letters <= known
    assert all("wght" in [axis.axisTag for axis in font["fvar"].axes] for font in fonts)


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_the_size_asked_for(size: str) -> None:
    made = picture(replace(order("lang=ar&from=2018", "programmes"), size=size))
    root = etree.fromstring(made.svg.encode())
    width, height = (float(part) for part in root.get("viewBox").split()[2:])
    assert width == SIZES[size].width
    assert SIZES[size].height in (None, height)
    assert int(root.get("width")) == SIZES[size].dots


def test_a_figure_that_the_page_has_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleError):
        write(order("lang=fr", "no_such"), "svg", tmp_path)
    with pytest.raises(NotPossibleError, match="CSV"):
        write(order("lang=fr"), "svg", tmp_path)
