"""What a page offers to take away: figures, tables, data, and how to cite and embed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import exports.figures as all_figures
from exports import addresses, formats, naming
from exports.activities import Activities
from exports.citation import citation, text
from exports.located import units_of
from exports.order import ACTIVITIES, Order
from exports.table import Cell, Column, Table
from geodata.view_state import DOCUMENTS, ViewState
from pictures.sizes import SCALES, SIZES
from ui import taking
from ui.page import Page
from ui.taking import VIEW, Embed, File, Head, Offer, Picture, PictureSize, Sheet

if TYPE_CHECKING:
    from exports.figures import Figure

SHOWN = 4
"""Rows of a table that the dialog shows."""
JSON = "json"
CITED = ("txt", "bib", "ris", "csl.json")
DRAWN = ("png", "svg", "pdf")
# Of a figure's table and of the activities, in the order in which they are offered.
WRITTEN = ("csv", "xlsx", JSON)
LOCATED = ("geojson", "gpkg")
DATA = (*WRITTEN, *LOCATED, "parquet")
BUNDLES = ("zip",)
OFFLINE = ("html",)
LARGE = 6
"""Megabytes of the page in one file, of which most are the dialogs of the record."""
AT_ONCE = ("csv", JSON)
"""Formats of the activities that stream while one waits; the others are made in the background."""
SLOW = ("pdf", *BUNDLES)
# Bytes of a file of activities: of the empty file, and of each activity, as measured in the record.
ESTIMATED = {
    "csv": (300, 1_000),
    "xlsx": (23_000, 1_700),
    JSON: (0, 4_000),
    "geojson": (4_000, 5_000),
    "gpkg": (1_800_000, 5_000),
    "parquet": (7_000, 900),
}
KILO, MEGA = 1_000, 1_000_000
TAGGED = ("csv", "xlsx")
"""Formats that can have a row of HXL tags."""


@dataclass(frozen=True)
class Offers:
    """Knows what can be taken away from a page; `ui.taking.TakeAway`."""

    def knows(self, what: str, view: ViewState) -> bool:
        """Tell whether a view has something of this name to take away."""
        return view.page not in DOCUMENTS and (what in (ACTIVITIES, VIEW) or what in names(view))

    def offer(self, page: Page) -> Offer | None:
        """Prepare what the dialog shows; None while it is closed."""
        return offer(page, page.view.export) if page.view.export else None


def names(view: ViewState) -> tuple[str, ...]:
    """Name the figures that the page of a view may show."""
    asked = (view.page, all_figures.EVERY)
    modules = all_figures.discover().items()
    return tuple(name for name, module in modules if any(one in module.PAGES for one in asked))


def formats_of(page: Page, figure: Figure) -> tuple[str, ...]:
    """Name the formats that a figure can be had in; places only where its rows lie somewhere."""
    drawn = DRAWN if figure.draw else ()
    located = LOCATED if units_of(figure.table, page.words) else ()
    wanted = (*drawn, *WRITTEN, *located, *BUNDLES)
    return tuple(one for one in wanted if one == JSON or one in formats.discover())


def label(page: Page, name: str) -> str:
    """Name a figure in a word or two; one that has no word by its title."""
    if page.words.has(f"export.figure_{name}"):
        return page.words.t(f"export.figure_{name}")
    figure = all_figures.figure(page, name)
    return figure.title if figure else name


def offer(page: Page, what: str) -> Offer:
    """Prepare what can be taken away.

    Parameters
    ----------
    page : Page
        The view.
    what : str
        Name of a figure of the page, `ACTIVITIES` or `VIEW`.

    Returns
    -------
    Offer
        What the dialog shows.
    """
    made = naming.today()
    order = Order(page, what, made, address=addresses.live(page))
    figure = all_figures.figure(page, what) if what not in (ACTIVITIES, VIEW) else None
    return Offer(
        what=what,
        title=_title(page, what, figure),
        stem=naming.stem(page, what, made),
        others=tuple(_others(page)),
        live=addresses.data(page, what),
        citation=text(citation(order), page),
        citations=tuple(_citations(page, what, order)),
        notes=figure.notes if figure else (),
        missing=figure is None and what not in (ACTIVITIES, VIEW),
        picture=_picture(page, figure, order) if figure and figure.draw else None,
        sheet=_sheet(page, what, figure, order),
        embed=_embed(page, figure) if figure else None,
        bundle=tuple(_files(page, figure.name if figure else ACTIVITIES, order, BUNDLES)),
        offline=tuple(_offline(page, order)) if what == VIEW else (),
    )


def _title(page: Page, what: str, figure: Figure | None) -> str:
    if figure:
        return figure.title
    if what in (ACTIVITIES, VIEW):
        return page.words.t(f"export.what_{what}")
    return label(page, what)


def _others(page: Page) -> Iterator[tuple[str, str]]:
    yield from ((name, label(page, name)) for name in names(page.view))
    yield ACTIVITIES, page.words.t("export.what_activities")
    yield VIEW, page.words.t("export.what_view")


def _picture(page: Page, figure: Figure, order: Order) -> Picture:
    sizes = (
        PictureSize(size.name, size.dots, round((size.height or 0) * size.enlarged))
        for size in SIZES.values()
    )
    files = tuple(_files(page, figure.name, order, DRAWN))
    address = addresses.file(page, figure.name, "svg")
    return Picture(address, tuple(sizes), SCALES, files)


def _sheet(page: Page, what: str, figure: Figure | None, order: Order) -> Sheet | None:
    if not figure and what != ACTIVITIES:
        return None
    table = figure.table if figure else Activities(page).table(ACTIVITIES)
    heads = tuple(_head(column) for column in table.columns)
    rows = tuple(cells(page, table, row) for row in islice(table.rows, SHOWN))
    written: tuple[str, ...] = DATA
    if figure:
        written = tuple(one for one in formats_of(page, figure) if one in (*WRITTEN, *LOCATED))
    files = tuple(_files(page, what, order, written))
    tagged = any(head.tag for head in heads) and any(one.format in TAGGED for one in files)
    return Sheet(heads, rows, table.count, files, addresses.data(page, what), tagged)


def _head(column: Column) -> Head:
    return Head(column.label, column.name, column.hxl, column.kind in ("integer", "number"))


def cells(page: Page, table: Table, row: tuple[Cell, ...]) -> tuple[str, ...]:
    """Write the cells of a row as readers see them; what has no value is a dash, never zero."""
    both = zip(table.columns, row, strict=True)
    return tuple(_text(page, column, cell) for column, cell in both)


def _text(page: Page, column: Column, cell: Cell) -> str:
    if cell is None or cell == "":
        return "–"
    if column.kind in ("integer", "number") and isinstance(cell, int | float):
        return page.words.number(cell)
    return str(cell)


def _files(page: Page, what: str, order: Order, offered: tuple[str, ...]) -> Iterator[File]:
    """List the files of some formats, those alone that this server can write."""
    known = formats.discover()
    for extension in offered:
        if extension in known or (extension == JSON and what != VIEW):
            name = naming.file_name(page, what, order.made, extension)
            slow = extension in SLOW or (what == ACTIVITIES and extension not in AT_ONCE)
            href = addresses.file(page, what, extension)
            size = _size(page, extension) if what == ACTIVITIES else ""
            yield File(extension, name, href, slow, size)


def _offline(page: Page, order: Order) -> Iterator[File]:
    """Offer the page in one file, which is made in the background and has no address of its own."""
    for extension in OFFLINE:
        name = naming.file_name(page, VIEW, order.made, extension)
        yield File(extension, name, slow=True, size=page.words.t("export.megabytes", size=LARGE))


def _size(page: Page, extension: str) -> str:
    """Say about how large a file of the activities will be, to two figures."""
    if extension not in ESTIMATED:
        return ""
    empty, each = ESTIMATED[extension]
    bytes_ = empty + each * page.answer.totals.matching
    unit, name = (MEGA, "megabytes") if bytes_ >= MEGA else (KILO, "kilobytes")
    rounded = float(f"{max(bytes_ / unit, 1):.2g}")
    return page.words.t(f"export.{name}", size=page.words.number(rounded))


def _citations(page: Page, what: str, order: Order) -> Iterator[File]:
    for extension in CITED:
        if extension in formats.discover():
            name = naming.file_name(page, what, order.made, extension)
            yield File(extension, name, addresses.citation(page, what, extension))


def _embed(page: Page, figure: Figure) -> Embed:
    return Embed(
        addresses.frame(page, figure.name),
        addresses.frame_code(page, figure.name, figure.title),
        allowed=bool(page.services.settings.embed_origins),
    )


OFFERS: taking.TakeAway = Offers()
"""What this program can make."""
