"""A picture of a figure: the figure in its frame as one SVG that needs nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from exports.citation import LICENCE_ADDRESS
from exports.content import figure_of
from exports.order import NotPossibleError
from exports.view_words import ViewWords, source_line, view_words
from layers.theme import PALETTES
from pictures import fonts
from pictures.canvas import Canvas, clean
from pictures.frame import Caption, Draw, frame
from pictures.sizes import SIZES, Size

if TYPE_CHECKING:
    from exports.figures import Figure
    from exports.order import Order

NAMED = (4, 2, 1)
"""How many sources are named, as far as there is room."""
WORDMARK = "جهات · Jihat"
LARGER = 1.04
"""How much larger a sheet is on which all that has to be said is tried again."""
SLACK = 0.01
# Letters that nearly every picture has: their part of the fonts is cut once.
_COMMON = frozenset(
    "".join(map(chr, range(0x20, 0x180))) + "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    "ًٌٍَُِّْ،؛؟٪پڤڭگ–—‘’“”„•…′‹›€−"
)
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


@dataclass(frozen=True)
class Picture:
    """A picture, and what a file has to tell of it.

    ``width`` and ``height`` are in pixels of the drawing, ``description`` the words around the
    figure in full, ``paper`` the colour behind everything.
    """

    svg: str
    size: Size
    width: float
    height: float
    words: ViewWords
    description: str
    paper: str


def svg(order: Order) -> str:
    """Draw what is asked for as an SVG; see `picture`."""
    return picture(order).svg


def picture(order: Order) -> Picture:
    """Draw what is asked for.

    Parameters
    ----------
    order : Order
        The view, the name of the figure, and the size.

    Returns
    -------
    Picture
        With its fonts in it.

    Raises
    ------
    NotPossibleError
        The page shows no such figure, or the figure is a table only.
    """
    figure, page = figure_of(order), order.page
    if figure is None or figure.draw is None:
        raise NotPossibleError(page.words.t("picture_problem.no_drawing", name=order.what))
    words = view_words(order, figure)
    canvas, size, height = _drawn(order, figure, figure.draw, words)
    told = _description(words)
    drawn = _document(canvas, size, height, words, told)
    return Picture(drawn, size, size.width, height, words, told, canvas.colour("card"))


def _drawn(
    order: Order, figure: Figure, draw: Draw, words: ViewWords
) -> tuple[Canvas, Size, float]:
    """Draw a figure in its frame; a slide stays a slide, however much is said beside the figure."""
    view, size = order.page.view, SIZES[order.size]
    theme = "light" if view.theme == "auto" else view.theme
    caption = _caption(order, figure, words)
    while True:
        canvas = Canvas(PALETTES[theme], words.lang, words.direction)
        height = round(frame(canvas, size, caption, draw, figure.height), 2)
        if size.height is None or height <= size.height + SLACK:
            return canvas, size, height
        # What does not fit is drawn on a larger sheet, of the same shape and of as many dots.
        size = replace(size, width=size.width * LARGER, height=size.height * LARGER)


def _caption(order: Order, figure: Figure, words: ViewWords) -> Caption:
    lines = (source_line(words, order.page, most) for most in NAMED)
    return Caption(
        name=words.name,
        title=figure.title,
        unit=figure.unit,
        filters=words.filters,
        rule=words.rule,
        notes=words.notes,
        sources=tuple(dict.fromkeys(line for line in lines if line)),
        boundaries=words.boundaries,
        standing=words.standing,
        dates=tuple(part for part in (words.as_of, words.made) if part),
        address=words.address,
        wordmark=WORDMARK,
    )


def _description(words: ViewWords) -> str:
    sources = (
        ", ".join(part for part in (one.title, one.publisher, one.published, one.address) if part)
        for one in words.sources
    )
    parts = (
        words.unit,
        words.filters,
        words.rule,
        *words.notes,
        *sources,
        *words.boundaries,
        *words.standing,
        words.as_of,
        words.made,
        words.address,
    )
    return "\n".join(part for part in parts if part)


def _document(canvas: Canvas, size: Size, height: float, words: ViewWords, told: str) -> str:
    width = f"{size.width:g}"
    drawn = "\n".join(canvas.elements)
    root = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{size.dots}",
        "height": f"{round(height * size.enlarged)}",
        "viewBox": f"0 0 {width} {height:.2f}",
        "lang": words.lang,
        "xml:lang": words.lang,
        "direction": words.direction,
        "role": "img",
        "aria-labelledby": "jihat-title jihat-desc",
        "font-family": fonts.FAMILY,
        "text-rendering": "geometricPrecision",
    }
    attributes = " ".join(f"{key}={quoteattr(value)}" for key, value in root.items())
    return (
        f"<svg {attributes}>\n"
        f'<title id="jihat-title">{escape(clean(words.title))}</title>\n'
        f'<desc id="jihat-desc">{escape(_lines(told))}</desc>\n'
        f"{_metadata(words)}\n<style>{style(drawn)}</style>\n{drawn}\n</svg>\n"
    )


def _lines(text: str) -> str:
    return "\n".join(map(clean, text.split("\n")))


def _metadata(words: ViewWords) -> str:
    """Describe the picture in the terms of Dublin Core, which programs and libraries read."""
    told = {
        "title": words.title,
        "creator": "Jihat",
        "language": words.lang,
        "date": words.made_on,
        "description": words.filters,
        "source": "; ".join(source.address or source.title for source in words.sources),
        "identifier": words.address,
        "rights": LICENCE_ADDRESS,
        "format": "image/svg+xml",
    }
    written = "".join(
        f"<dc:{key}>{escape(clean(value))}</dc:{key}>" for key, value in told.items() if value
    )
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<rdf:Description rdf:about="">{written}</rdf:Description></rdf:RDF></metadata>'
    )


def style(drawn: str) -> str:
    """Put the letters that are needed into the picture."""
    letters = frozenset("".join(map(unescape, _TEXT.findall(drawn))))
    return _faces(letters - _COMMON)


@lru_cache(maxsize=64)
def _faces(rare: frozenset[str]) -> str:
    return "".join(
        f'@font-face{{font-family:"Jihat Sans";font-weight:400 700;'
        f"src:url(data:font/woff2;base64,{data}) format('woff2');"
        f"unicode-range:{fonts.RANGES[face]}}}"
        for face in fonts.FACES
        if (data := fonts.embedded(face, _COMMON | rare))
    )
