"""A picture in dots, with the words around it in the file's own text fields."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from exports import browser
from exports.citation import LICENCE, LICENCE_ADDRESS
from exports.order import NotPossibleError
from exports.picture import Picture, picture

if TYPE_CHECKING:
    from pathlib import Path

    from exports.order import Order, Progress

EXTENSION = "png"
MEDIA_TYPE = "image/png"
KIND = "figure"
_HEADER = 8 + 25
"""Bytes of the signature and of the first chunk, after which text may stand."""


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the picture.

    Raises
    ------
    NotPossibleError
        There is no browser to make it, or it failed.
    """
    progress(0, 1)
    made, t = picture(order), order.page.words.t
    width, height = made.size.dots, round(made.height * made.size.enlarged)
    html = page_of(made, (f"{width}px", f"{height}px"))
    try:
        dots = browser.png(html, width, height, order.scale)
    except browser.NoBrowserError:
        raise NotPossibleError(t("picture_problem.no_browser")) from None
    except browser.BrowserError as error:
        raise NotPossibleError(t("picture_problem.failed", reason=str(error))) from error
    path.write_bytes(_described(dots, made))
    progress(1, 1)


def page_of(made: Picture, size: tuple[str, str]) -> str:
    """Put a picture on a page of its own."""
    words = made.words
    return browser.page(made.svg, words.title, words.lang, words.direction, size, made.paper)


def _described(dots: bytes, made: Picture) -> bytes:
    words = made.words
    told = {
        "Title": words.title,
        "Author": "Jihat",
        "Description": made.description,
        "Copyright": f"{LICENCE} – {LICENCE_ADDRESS}",
        "Creation Time": words.made_on,
        "Source": words.address,
    }
    chunks = b"".join(_chunk(key, value) for key, value in told.items() if value)
    return dots[:_HEADER] + chunks + dots[_HEADER:]


def _chunk(key: str, text: str) -> bytes:
    """Write an international text chunk, as PNG defines it: uncompressed, in no language."""
    body = b"iTXt" + key.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
