"""A picture as a sheet to print: vectors, at its size on paper, with text that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import browser
from exports.formats.png import page_of
from exports.order import NotPossibleError
from exports.picture import picture

if TYPE_CHECKING:
    from pathlib import Path

    from exports.order import Order, Progress

EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"
KIND = "figure"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the sheet.

    Raises
    ------
    NotPossibleError
        There is no browser to make it, or it failed.
    """
    from exports.pdf_text import with_text  # noqa: PLC0415 - slow to load, and rarely needed

    progress(0, 1)
    made, t = picture(order), order.page.words.t
    width, height = made.size.on_paper(made.height)
    try:
        sheet = browser.pdf(page_of(made, (f"{width}mm", f"{height}mm")), width, height)
    except browser.NoBrowserError:
        raise NotPossibleError(t("picture_problem.no_browser")) from None
    except browser.BrowserError as error:
        raise NotPossibleError(t("picture_problem.failed", reason=str(error))) from error
    words = made.words
    about = {
        "/Title": words.title,
        "/Author": "Jihat",
        "/Subject": " · ".join(part for part in (words.unit, words.filters) if part),
        "/Keywords": words.address,
    }
    path.write_bytes(with_text(sheet, made.svg, (width, height), about, words.lang))
    progress(1, 1)
