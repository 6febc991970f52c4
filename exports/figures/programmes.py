"""Activities by phase, the phases of a programme together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.counted import bar_figure
from exports.table import Column

if TYPE_CHECKING:
    from exports.figures import Figure
    from ui.page import Page

PAGES = ("explore",)
RANK = 21


def figure(page: Page) -> Figure | None:
    """Make the bars of the phases; a phase that no source tells is one of them."""
    t, phases = page.words.t, page.services.catalogue.record.phases
    owner = dict(zip(phases["id"], phases["programme"], strict=True))
    names = {phase: page.reading.label("programme", id_) for phase, id_ in owner.items()}
    code = Column("programme_id", t("figure_table.code", name=t("table.programme")))
    return bar_figure(
        page,
        "programmes",
        [(code, owner), (Column("programme_name", t("table.programme")), names)],
    )
