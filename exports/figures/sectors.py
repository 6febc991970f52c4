"""Activities by sector, with the codes that other systems know the sectors by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.counted import bar_figure, cells_of
from exports.dimension_columns import joined
from exports.table import Cell, Column

if TYPE_CHECKING:
    import pandas as pd

    from exports.figures import Figure
    from ui.page import Page

PAGES = ("explore",)
RANK = 20


def figure(page: Page) -> Figure | None:
    """Make the bars of the sectors."""
    sectors = page.services.catalogue.record.sectors
    about = (
        (Column("dac_codes", page.words.t("chart_column.dac"), hxl="#sector+code+dac"), "dac"),
        (Column("sdg_codes", page.words.t("chart_column.sdg"), hxl="#sector+code+sdg"), "sdg"),
    )
    return bar_figure(page, "sectors", [(one, _codes(sectors, name)) for one, name in about])


def _codes(sectors: pd.DataFrame, name: str) -> dict[str, Cell]:
    """Write the codes of each sector as the other lists of a table."""
    listed = cells_of(sectors, name)
    return {id_: joined(tuple(str(codes or "").split(";"))) for id_, codes in listed.items()}
