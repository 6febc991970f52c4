"""A chart of Excel's own beside a table of simple categories: it follows when numbers change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlsxwriter

    from exports.table import Table

MOST_BARS = 50
COLOUR = "#559A9F"
NUMBERS = ("integer", "number")
# What is a number and yet measures nothing.
FLAGS = ("selected", "suppressed", "inside", "year", "rank")
NAME, YEAR, LABEL = "_name", "year", "label"
BAR_HEIGHT, AROUND = 24, 120


def add_chart(
    book: xlsxwriter.Workbook,
    sheet: Any,  # noqa: ANN401 - the library has no types
    table: Table,
    rows: tuple[int, int],
    *,
    mirrored: bool,
) -> None:
    """Add a chart to the right of a table whose rows are the values of one dimension.

    Parameters
    ----------
    book, sheet
        Where the table stands.
    table : Table
        The table.
    rows : (int, int)
        Its first and last row with data.
    mirrored : bool
        Whether bars grow to the left; time never runs backwards.
    """
    found = axes(table)
    first, last = rows
    if found is None or not 0 < last - first + 1 <= MOST_BARS:
        return
    category, value = found
    over_time = not table.columns[category].name.endswith(NAME)
    chart = book.add_chart({"type": "column" if over_time else "bar"})
    label = table.columns[value].label
    chart.add_series(
        {
            "name": label,
            "categories": [sheet.name, first, category, last, category],
            "values": [sheet.name, first, value, last, value],
            "fill": {"color": COLOUR},
            "gap": 40,
        }
    )
    chart.set_title({"name": table.title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    # The first row is the uppermost bar.
    chart.set_x_axis({"reverse": not over_time})
    chart.set_y_axis({"name": label, "reverse": mirrored and not over_time, "min": 0})
    height = 320 if over_time else AROUND + BAR_HEIGHT * (last - first + 1)
    chart.set_size({"width": 640, "height": height})
    sheet.insert_chart(first, len(table.columns) + 1, chart)


def axes(table: Table) -> tuple[int, int] | None:
    """Tell which columns are category and value of a simple chart.

    Parameters
    ----------
    table : Table
        The table of a figure.

    Returns
    -------
    (int, int) or None
        Positions of the columns; None where rows are more than the values of one dimension.
    """
    names = [number for number, one in enumerate(table.columns) if one.name.endswith(NAME)]
    years = [number for number, one in enumerate(table.columns) if one.kind == YEAR]
    # What has no date has a label all the same.
    labels = [number for number, one in enumerate(table.columns) if one.name == LABEL]
    categories = names or (labels if years and labels else years)
    values = [
        number
        for number, one in enumerate(table.columns)
        if one.kind in NUMBERS and one.name not in FLAGS
    ]
    if not categories or not values or not _differ(table, categories[0]):
        return None
    return categories[0], values[0]


def _differ(table: Table, category: int) -> bool:
    """Tell whether each row has a category of its own."""
    if table.count > MOST_BARS:
        return False
    cells = [row[category] for row in table.rows]
    return len(set(cells)) == len(cells)
