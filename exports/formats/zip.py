"""ZIP: the tables and data in every format, what they mean, and a description for machines.

Of a whole view: the activities, and every figure of its page as table and picture.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from exports import figures, formats
from exports.content import figure_of, tables_of
from exports.formats import csv
from exports.order import ACTIVITIES, NotPossibleError, unheard
from exports.package import NAME, descriptor
from exports.readme import text
from exports.writing import Told, beside
from ui.taking import VIEW

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from exports.figures import Figure
    from exports.order import Order, Progress
    from exports.table import Table

EXTENSION = "zip"
MEDIA_TYPE = "application/zip"
KIND = "table"

README = "README.txt"
PARTS = ("xlsx", "geojson", "gpkg", "parquet")
CITATIONS = ("txt", "bib", "ris", "csl.json")
PICTURE = "svg"
# What is packed already does not become smaller.
PACKED = ("xlsx", "parquet", "png")


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write every table as CSV, then the other formats of data, then what describes them."""
    data = replace(order, what=ACTIVITIES) if order.what == VIEW else order
    figure = figure_of(data)
    tables = {f"{table.name}.csv": table for table in tables_of(data, figure)}
    shown = tuple(_figures(order))
    tables |= {f"figure_{one.name}.csv": one.table for one in shown}
    rows = sum(table.count for table in tables.values())
    shares = _Shares(progress, rows * (1 + len(PARTS)))
    with beside(path) as written, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _write_tables(archive, data, tables, shares.next(rows))
        others = _write_others(archive, data, written.parent, shares, rows)
        others |= _write_pictures(archive, order, shown, written.parent)
        described = json.dumps(
            descriptor(data, tables, others.items(), figure), ensure_ascii=False, indent=2
        )
        _write_text(archive, order, NAME, described)
        _write_text(archive, order, README, text(data, tuple(tables.values()), figure))


def _figures(order: Order) -> Iterator[Figure]:
    """Make every figure of the page, if it is the whole view that is asked for."""
    for name in figures.names(order.page) if order.what == VIEW else ():
        found = figures.figure(order.page, name)
        if found:
            yield found


def _write_pictures(
    archive: zipfile.ZipFile, order: Order, shown: Iterable[Figure], folder: Path
) -> dict[str, str]:
    """Write the pictures of figures as vectors; return their media types by their names."""
    drawing = formats.discover().get(PICTURE)
    names: dict[str, str] = {}
    for figure in shown if drawing else ():
        name = f"figure_{figure.name}.{PICTURE}"
        own = replace(order, what=figure.name)
        if figure.draw and drawing and _write_other(archive, own, drawing, folder / name, unheard):
            names[name] = drawing.MEDIA_TYPE
    return names


def _write_tables(
    archive: zipfile.ZipFile, order: Order, tables: Mapping[str, Table], progress: Progress
) -> None:
    told = Told(progress, sum(table.count for table in tables.values()))
    for name, table in tables.items():
        with archive.open(_entry(order, name), "w", force_zip64=True) as member:
            for part in csv.parts(table, told.through(table.rows), hxl=order.hxl):
                member.write(part.encode())


def _write_others(
    archive: zipfile.ZipFile, order: Order, folder: Path, shares: _Shares, rows: int
) -> dict[str, str]:
    """Write the other formats one after the other; return their media types by their names."""
    found = formats.discover()
    citations = [found[name] for name in CITATIONS]
    media_types: dict[str, str] = {}
    for module in (*(found[name] for name in PARTS), *citations):
        share = rows if module.EXTENSION in PARTS else 0
        name = f"{'citation' if module in citations else order.what}.{module.EXTENSION}"
        if _write_other(archive, order, module, folder / name, shares.next(share)):
            media_types[name] = module.MEDIA_TYPE
    return media_types


def _write_other(
    archive: zipfile.ZipFile, order: Order, module: ModuleType, path: Path, progress: Progress
) -> bool:
    try:
        module.write(order, path, progress)
    except NotPossibleError:
        # A figure without places is on no map; all others are there.
        return False
    entry = _entry(order, path.name)
    if module.EXTENSION in PACKED:
        entry.compress_type = zipfile.ZIP_STORED
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as member:
        while part := source.read(1 << 20):
            member.write(part)
    path.unlink()
    return True


def _write_text(archive: zipfile.ZipFile, order: Order, name: str, content: str) -> None:
    archive.writestr(_entry(order, name), content.encode())


def _entry(order: Order, name: str) -> zipfile.ZipInfo:
    made = order.made
    entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


class _Shares:
    """Tells of several files as if they were one."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._before = progress, total, 0

    def next(self, share: int) -> Progress:
        """Give the next file whom to tell; it is ``share`` rows of all."""
        before = self._before
        self._before += share

        def tell(done: int, total: int) -> None:
            part = done / total if total else 1
            self._progress(min(before + int(part * share), self._total), self._total)

        return tell
