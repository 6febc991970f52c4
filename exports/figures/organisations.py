"""Activities by organisation, whatever its role in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.counted import bar_figure, cells_of
from exports.table import Column

if TYPE_CHECKING:
    from exports.figures import Figure
    from ui.page import Page

PAGES = ("explore",)
RANK = 22


def figure(page: Page) -> Figure | None:
    """Make the bars of the organisations."""
    t = page.words.t
    organisations = page.services.catalogue.record.organisations
    about = {
        "acronym": Column("acronym", t("chart_column.acronym"), hxl="#org+acronym"),
        "kind": Column("kind", t("chart_column.kind"), hxl="#org+type"),
        "iati_id": Column("iati_id", t("chart_column.iati"), hxl="#org+code+iati"),
    }
    return bar_figure(
        page,
        "organisations",
        [(column, cells_of(organisations, name)) for name, column in about.items()],
    )
