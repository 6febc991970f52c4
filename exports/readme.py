"""What a file of data says of itself: the view, how it is counted, its fields and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.asked import asked_in_words
from exports.citation import LICENCE, LICENCE_ADDRESS, citation
from i18n.dates import format_date
from ui.panels import filters, header

if TYPE_CHECKING:
    from exports.figures import Figure
    from exports.order import Order
    from exports.table import Table
    from ui.page import Page

Line = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it: lines of one, two or more cells."""

    title: str
    lines: tuple[Line, ...]


def title(order: Order, figure: Figure | None) -> str:
    """Say what the file holds."""
    return figure.title if figure else order.page.words.t("data_table.activities")


def sections(
    order: Order, tables: Sequence[Table], figure: Figure | None = None
) -> tuple[Section, ...]:
    """Document a file.

    Parameters
    ----------
    order : Order
        What is asked for.
    tables : sequence of Table
        What the file holds.
    figure : Figure, optional
        The figure that the table is of.

    Returns
    -------
    tuple of Section
        In the language of the view: the view, notes, tables and fields, sources.
    """
    t = order.page.words.t
    found = (
        Section(t("data_readme.view"), tuple(_view(order, figure))),
        Section(t("data_readme.counting"), tuple(_counting(order, figure))),
        Section(t("data_readme.tables"), tuple(_tables(order.page, tables))),
        *(_fields(order.page, table) for table in tables),
        Section(t("data_readme.sources"), tuple(_sources(order))),
    )
    return tuple(section for section in found if section.lines)


def text(order: Order, tables: Sequence[Table], figure: Figure | None = None) -> str:
    """Write the documentation as a plain text."""
    found = [title(order, figure), "=" * len(title(order, figure)), ""]
    for section in sections(order, tables, figure):
        found += [section.title, "-" * len(section.title)]
        found += [_written(line) for line in section.lines]
        found.append("")
    return "\n".join(found)


def _written(line: Line) -> str:
    first, *rest = line
    rest = [cell for cell in rest if cell]
    return f"- {first}: {' | '.join(rest)}" if rest else f"- {first}"


def _view(order: Order, figure: Figure | None) -> Iterator[Line]:
    page, t = order.page, order.page.words.t
    yield t("data_readme.what"), title(order, figure)
    if figure:
        yield t("data_readme.unit"), figure.unit
    if page.view.name:
        yield t("data_readme.name"), page.view.name
    own = figure.chosen if figure else asked_in_words(page)
    filtered = tuple(filters.in_words(page))
    for values, name in (*own, *filtered):
        yield name or t("filter.title"), values
    if not filtered:
        yield t("filter.title"), t("data_readme.no_filter")
    yield t("data_readme.age"), header.as_of(page)
    yield t("data_readme.made"), format_date(order.made.isoformat(), "day", page.view.lang)
    if order.address:
        yield t("data_readme.address"), order.address
    yield t("data_readme.licence"), f"{LICENCE} – {LICENCE_ADDRESS}"
    yield t("data_readme.boundaries"), t(f"boundary.note_{page.view.boundary}")
    yield (t("data_readme.credit"), t("boundary.credit"))


def _counting(order: Order, figure: Figure | None) -> Iterator[Line]:
    page, t = order.page, order.page.words.t
    if figure is None or figure.counted:
        rule = page.view.count
        yield t("rule.title"), t(f"rule.{rule}.name"), t(f"rule.{rule}.text")
    for note in figure.notes if figure else ():
        yield (note,)
    yield (t("data_readme.empty"),)
    if figure is None:
        yield (t("data_readme.precision"),)
        limit = page.services.settings.suppress_below
        if limit:
            yield (t("data_readme.suppressed", count=limit),)
        yield (t("data_readme.dates"),)


def _tables(page: Page, tables: Sequence[Table]) -> Iterator[Line]:
    for table in tables:
        rows = page.words.t("data_readme.rows", count=page.reading.number(table.count))
        yield table.title, table.name, rows


def _fields(page: Page, table: Table) -> Section:
    name = page.words.t("data_readme.fields", name=table.title)
    kinds = {
        kind: page.words.t(f"data_kind.{kind}")
        for kind in ("text", "integer", "number", "date", "year")
    }
    lines = ((one.name, one.label, kinds[one.kind], one.hxl) for one in table.columns)
    return Section(name, tuple(lines))


def _sources(order: Order) -> Iterator[Line]:
    for source in citation(order).sources:
        yield source.title, source.publisher, source.published, source.address
