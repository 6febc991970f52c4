"""Views × languages × pictures, taken as a reader takes them and read by other programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from babel.dates import format_date
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from i18n.catalogues import Translator
from layers.theme import PALETTES
from pictures.sizes import SIZES
from tests.exports import matrix
from tests.exports.drawn_text import SVG, overlapping, texts
from tests.exports.mixed_strings import logical

DOTS = {"slide": (1600, 900), "square": (1080, 1080), "page": (794, 1123)}
"""Width and height of the sizes that have both."""
MILLIMETRES = {"slide": (338.67, 190.5), "square": (214.31, 214.31), "page": (210.0, 297.0)}
POINTS = 72 / 25.4
LOCALES = {"ar": "ar_MA", "fr": "fr", "en": "en_GB"}
EDGE = 4
SMALLEST = 11.0
FAITHFUL, SMALL = 0.85, (400, 400)
"""Pictures of a sheet by two programs are so alike at least; they draw letters differently,
so that both are made small before they are compared."""
QUICK = (("place_and_sector", "ar", "square"), ("need_change", "ar", "slide"))
COUNTED = {"map": "overlap", "sectors": "", "programmes": "", "organisations": ""}
"""Figures whose numbers follow the counting rule, and the view in which they do not."""
DRAWN = (("place_and_sector", "ar"), ("need_both", "en"))
VIEWS = [(view, lang) for view in matrix.VIEWS for lang in matrix.LANGS]
EVERY = [
    pytest.param(*one, size, marks=() if (*one, size) in QUICK else pytest.mark.long)
    for one in VIEWS
    for size in SIZES
]
RASTERED = [pytest.param(*one, marks=() if one in DRAWN else pytest.mark.long) for one in VIEWS]


def svg(view: str, lang: str, name: str, size: str) -> Any:
    return etree.fromstring(matrix.take(view, lang, name, "svg", f"&size={size}"))


def main(view: str, lang: str) -> str:
    """The figure that a view is about."""
    found = matrix.listed(view, lang)
    own = (name for page, name in matrix.MAIN.items() if name in found and page in view)
    return next(own, "map")


def expected_words(view: str, lang: str, name: str) -> list[str]:
    """What every picture of a view has to say, from the API and the messages."""
    said, t = matrix.figure(view, lang, name), Translator(lang).t
    chosen = matrix.ask(f"/api/v1/view?{matrix.query(view, lang)}").json()["view"]
    labels = {one["id"]: one["label"] for values in _by(view, lang).values() for one in values}
    filters = [labels[id_] for key in ("place", "sector") for id_ in chosen[key] if id_ in labels]
    unfiltered = not any(chosen[key] for key in ("place", "sector", "from"))
    return [
        said["title"],
        *filters,
        *([t("frame.no_filter")] if unfiltered else []),
        t("footer.not_endorsed"),
        t("frame.licence"),
        t("frame.made", date=format_date(datetime.now(UTC).date(), "d MMMM y", LOCALES[lang])),
    ]


def _by(view: str, lang: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]]
    found = matrix.ask(f"/api/v1/view?{matrix.query(view, lang)}").json()["by"]
    return found


def read(text: str) -> str:
    """A text as it is compared: lines of a paragraph have spaces between them, or none."""
    return re.sub(r"\s+", "", logical(text))


def number(text: str) -> float | None:
    """Read a number as it is written in any of the languages."""
    plain = re.sub(r"[\s\u2066-\u2069\u200e\u200f%٪]", "", text)
    if re.fullmatch(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".").replace("−", "-")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


@pytest.mark.parametrize(("view", "lang", "size"), EVERY)
def test_svg(view: str, lang: str, size: str) -> None:
    for name in matrix.listed(view, lang):
        content = matrix.take(view, lang, name, "svg", f"&size={size}").decode()
        root = etree.fromstring(content.encode())
        needs_nothing(root, content)
        shows_everything(root, name, size)
        says_what_it_is(root, view, lang, name)


def needs_nothing(root: Any, content: str) -> None:
    """Links of a picture lead somewhere; nothing is loaded from there."""
    loaded = re.findall(r"url\(([^)#]+)\)", content)
    assert [one for one in loaded if not one.startswith("data:font/woff2")] == []
    assert "<script" not in content
    assert [one for one in root.iter() if one.tag in (f"{SVG}image", f"{SVG}use")] == []


def shows_everything(root: Any, name: str, size: str) -> None:
    """Nothing is cut, nothing lies over another, and the picture has its size."""
    found = texts(root)
    width, height = (float(one) for one in root.get("viewBox").split()[2:])
    assert [one for one in found if not one.within(width, height)] == [], name
    assert overlapping(found) == [], name
    assert min(one.size for one in found) >= SMALLEST
    dots = int(root.get("width")), int(root.get("height"))
    assert dots == DOTS.get(size, (SIZES[size].dots, dots[1])), name
    assert dots[0] / dots[1] == pytest.approx(width / height, abs=0.002)


def says_what_it_is(root: Any, view: str, lang: str, name: str) -> None:
    """Every picture states filters, rule, source, boundary note, licence, date and address."""
    t, said = Translator(lang).t, matrix.figure(view, lang, name)
    told = read(" ".join(str(one.text) for one in root.iter(f"{SVG}text")))
    words = expected_words(view, lang, name)
    bounded = name in ("map", "small_maps")
    if bounded:
        words += [t("boundary.note_un" if view == "boundary_un" else "boundary.note_national")]
    if COUNTED.get(name, "") != view and name in COUNTED:
        words += [t(f"rule.{said['rule']}.text")]
    assert [word for word in words if read(word) not in told] == [], name
    assert f"http://testserver/?lang={lang}" in told
    titles = [read(title) for title in matrix.titles(tuple(said["source_ids"]))]
    assert any(title in told for title in titles) == bool(titles), name


@pytest.mark.parametrize(
    ("view", "lang"),
    [pytest.param(*one, marks=() if one == ("allocated", "fr") else pytest.mark.long)
     for one in VIEWS],
)  # fmt: skip
def test_the_numbers_drawn_are_those_of_the_api(view: str, lang: str) -> None:
    columns = {"map": None, "sectors": "sector", "programmes": "phase",
               "organisations": "organisation"}  # fmt: skip
    for name, dimension in columns.items():
        asked = name == "map" and matrix.VIEWS[view].startswith("page=")
        if asked or name not in matrix.listed(view, lang):
            continue
        root = svg(view, lang, name, "page")
        level = matrix.figure(view, lang, name)["view"]["level"]
        by = {one["id"]: one for one in _by(view, lang)[dimension or level]}
        if name == "map":
            marked = root.findall(f".//{SVG}text[@data-number-of]")
            drawn = {one.get("data-number-of"): number(one.text) for one in marked}
            wanted = {id_: pytest.approx(by[id_]["value"], abs=0.006) for id_ in drawn}
            assert drawn == wanted
            continue
        drawn_lines = _lines(root)
        labels = {read(one["label"]): one["value"] for one in by.values() if one["value"]}
        found = {label: drawn_lines[label] for label in labels if label in drawn_lines}
        assert len(found) >= min(3, len(labels)), name
        assert found == {label: pytest.approx(labels[label], abs=0.006) for label in found}


def _lines(root: Any) -> dict[str, float]:
    """The number beside each label of one line: on the same height, whatever its side."""
    found = texts(root)
    numbers = [(one, value) for one in found if (value := number(one.text)) is not None]
    lines = {}
    for one in found:
        beside = [
            value for other, value in numbers
            if abs(other.bottom - one.bottom) < 2 and other is not one
        ]  # fmt: skip
        if len(beside) == 1:
            lines[read(one.text)] = beside[0]
    return lines


@pytest.mark.parametrize(("view", "lang"), RASTERED)
def test_png(view: str, lang: str) -> None:
    size = ("slide", "square", "page")[VIEWS.index((view, lang)) % 3]
    scale = 1 + VIEWS.index((view, lang)) % 2
    content = matrix.take(view, lang, main(view, lang), "png", f"&size={size}&scale={scale}")
    image = Image.open(io.BytesIO(content))
    image.load()
    assert image.size == tuple(scale * dots for dots in DOTS[size])
    dots = np.asarray(image.convert("RGB")).astype(int)
    theme = view if view in PALETTES else "light"
    card = [int(PALETTES[theme]["card"][at : at + 2], 16) for at in (1, 3, 5)]
    edges = [dots[:EDGE], dots[-EDGE:], dots[:, :EDGE], dots[:, -EDGE:]]
    # A browser may round a colour to the one beside it.
    assert max(int(abs(edge - card).max()) for edge in edges) <= 1
    assert (abs(dots - card).max(axis=2) > 40).mean() > 0.01
    assert image.text["Source"].startswith(f"http://testserver/?lang={lang}")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("view", "lang"), RASTERED)
def test_pdf(view: str, lang: str, tmp_path: Path) -> None:
    size, name = ("page", "slide", "square")[VIEWS.index((view, lang)) % 3], main(view, lang)
    path = tmp_path / "made.pdf"
    path.write_bytes(matrix.take(view, lang, name, "pdf", f"&size={size}"))
    [page] = PdfReader(path).pages
    paper = [float(page.mediabox.width) / POINTS, float(page.mediabox.height) / POINTS]
    assert paper == pytest.approx(list(MILLIMETRES[size]), abs=0.1)
    assert len(page.images) == 0
    text = read(page.extract_text())
    root = svg(view, lang, name, size)
    lines = [read(str(one.text)) for one in root.iter(f"{SVG}text")]
    assert [line for line in lines if line not in text] == []
    png = matrix.take(view, lang, name, "png", f"&size={size}&scale=1")
    shown = tmp_path / "shown"
    command = [str(shutil.which("pdftoppm")), "-png", "-singlefile", "-scale-to-x",
               str(DOTS[size][0]), "-scale-to-y", str(DOTS[size][1])]  # fmt: skip
    subprocess.run([*command, str(path), str(shown)], check=True)
    sheet, dots = (
        np.asarray(image.convert("L").resize(SMALL, Image.Resampling.LANCZOS), float)
        for image in (Image.open(shown.with_suffix(".png")), Image.open(io.BytesIO(png)))
    )
    assert likeness(sheet, dots) > FAITHFUL


def likeness(one: Any, other: Any, side: int = 8) -> float:
    """Mean structural similarity (Wang et al. 2004) over squares of dots."""
    high, wide = (length // side * side for length in one.shape)

    def parts(dots: Any) -> Any:
        cut = dots[:high, :wide].reshape(high // side, side, wide // side, side)
        return cut.swapaxes(1, 2).reshape(-1, side * side)

    x, y = parts(one), parts(other)
    mx, my, vx, vy = x.mean(1), y.mean(1), x.var(1), y.var(1)
    common = ((x - mx[:, None]) * (y - my[:, None])).mean(1)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    same = (2 * mx * my + c1) * (2 * common + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))
    return float(same.mean())


def test_a_sign_stays_before_its_number_in_arabic() -> None:
    root = svg("need_change", "ar", "map", "slide")
    signed = [one for one in root.findall(f".//{SVG}text") if one.text[0] in "+−"]
    assert signed
    # A line that is only a number reads from the left; within words, each number does.
    own = [one for one in signed if re.fullmatch(r"[+−][\d,]+", one.text)]
    assert {one.get("direction") for one in own} == {"ltr"}
    assert own == signed
