"""Excel: typed cells, a sheet for each table, and a first sheet that says what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.content import figure_of, tables_of
from exports.formats.xlsx_chart import add_chart
from exports.formats.xlsx_sheet import (
    MOST_ROWS,
    Styles,
    height,
    name_sheets,
    print_on_a4,
    write_sheet,
)
from exports.order import NotPossibleError
from exports.readme import sections, title
from exports.writing import Told, beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import xlsxwriter

    from exports.figures import Figure
    from exports.order import Order, Progress
    from exports.table import Table

EXTENSION = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KIND = "table"

OPTIONS = {
    # One row at a time in memory.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
WIDTHS = (48, 60, 60, 40)


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the tables of a figure, or of the activities, as a workbook."""
    import xlsxwriter  # noqa: PLC0415 - slow to load, and rarely needed

    figure = figure_of(order)
    tables = tables_of(order, figure)
    if any(table.count > MOST_ROWS for table in tables):
        raise NotPossibleError(
            order.page.words.t("data_problem.too_many_rows", count=float(MOST_ROWS))
        )
    told = Told(progress, sum(table.count for table in tables))
    with beside(path) as written:
        book = xlsxwriter.Workbook(str(written), _options(written))
        try:
            _fill(book, order, figure, tables, told)
        except BaseException:
            # Closing the book would write all the rest first.
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
            raise
        book.close()


def _options(written: Path) -> dict[str, Any]:
    # Rows wait beside the file: whoever counts what is written finds them, and they go with it.
    return {**OPTIONS, "tmpdir": str(written.parent)}


def _fill(
    book: xlsxwriter.Workbook,
    order: Order,
    figure: Figure | None,
    tables: Sequence[Table],
    told: Told,
) -> None:
    page = order.page
    mirrored = page.words.direction == "rtl"
    # Thousands of rows are read line by line: theirs stay one line high.
    styles = Styles(book, mirrored=mirrored, wrapped=figure is not None)
    book.set_properties({"title": title(order, figure), "comments": order.address})
    about, *names = name_sheets([page.words.t("data_readme.sheet"), *(one.title for one in tables)])
    _document(book.add_worksheet(about), order, figure, tables, styles)
    for name, table in zip(names, tables, strict=True):
        sheet = book.add_worksheet(name)
        if mirrored:
            sheet.right_to_left()
        rows = write_sheet(sheet, table, told.through(table.rows), styles, hxl=order.hxl)
        if figure:
            add_chart(book, sheet, table, rows, mirrored=mirrored)
        else:
            # The last column's text would make the page as wide as itself.
            sheet.print_area(0, 0, max(rows[1], 1), len(table.columns) - 1)


def _document(
    sheet: Any,  # noqa: ANN401 - the library has no types
    order: Order,
    figure: Figure | None,
    tables: Sequence[Table],
    styles: Styles,
) -> None:
    """Write the first sheet: what the file is, before any number."""
    if order.page.words.direction == "rtl":
        sheet.right_to_left()
    sheet.hide_gridlines(2)
    print_on_a4(sheet)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"Jihat – {title(order, figure)}", styles.title)
    line = 2
    for section in sections(order, tables, figure):
        sheet.write_string(line, 0, section.title, styles.heading)
        for line, cells in enumerate(section.lines, start=line + 1):  # noqa: B020
            sheet.set_row(line, height(cells, WIDTHS))
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell, styles.lines(cell))
        line += 2
