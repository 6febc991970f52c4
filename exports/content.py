"""What a file of data holds: the tables of a figure, or those of the activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import figures
from exports.activities import Activities
from exports.order import ACTIVITIES, NotPossibleError

if TYPE_CHECKING:
    from exports.figures import Figure
    from exports.order import Order
    from exports.table import Table


def figure_of(order: Order) -> Figure | None:
    """Make the figure that is asked for; None where it is the activities.

    Raises
    ------
    NotPossibleError
        The page shows no such figure now.
    """
    if order.what == ACTIVITIES:
        return None
    found = figures.figure(order.page, order.what)
    if found is None:
        raise NotPossibleError(order.page.words.t("data_problem.no_figure", name=order.what))
    return found


def tables_of(order: Order, figure: Figure | None = None) -> tuple[Table, ...]:
    """Give the tables of what is asked for: one of a figure, several of the activities."""
    if order.what == ACTIVITIES:
        return Activities(order.page).tables()
    shown = figure or figure_of(order)
    return (shown.table,) if shown else ()


def main_table(order: Order) -> Table:
    """Give the table that a file of one table holds."""
    if order.what == ACTIVITIES:
        return Activities(order.page).table(ACTIVITIES)
    return tables_of(order)[0]
