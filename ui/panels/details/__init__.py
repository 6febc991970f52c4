"""The dialog: what a figure, a part of an answer or an activity rests on, and how to report it.

One file for each of them, and one for each part that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geodata.coverage_matrix import CELL
from geodata.coverage_parts import COVERAGE
from geodata.frames import rows_of
from geodata.need import NEED
from geodata.overlap_parts import OVERLAP
from ui.explanations import EXPLANATIONS, IN_DIALOG
from ui.links import Links
from ui.panels.details.activity import activity_item
from ui.panels.details.cell import cell_item
from ui.panels.details.coverage import coverage_item
from ui.panels.details.figure import figure_item
from ui.panels.details.need import need_item
from ui.panels.details.overlap import overlap_item
from ui.panels.details.parts import Item
from ui.panels.details.report import report_of
from ui.panels.details.stated import stated_item

if TYPE_CHECKING:
    from ui.page import Page

PARTS: Final[Mapping[str, Callable[[Page, str], Item]]] = MappingProxyType(
    {CELL: cell_item, COVERAGE: coverage_item, NEED: need_item, OVERLAP: overlap_item}
)
"""What is no activity, figure or measurement, by the word before the colon of its key."""


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the details of what the view has selected, if anything."""
    item = _item(page, page.view.select) if page.view.select else None
    report = report_of(page, item) if item else None
    yield (
        "details",
        "details",
        {
            "item": item,
            "report": report,
            "about": Links(page.view).to(page="about"),
            "explanations": [one for one in EXPLANATIONS if one.key in IN_DIALOG],
        },
    )


def _item(page: Page, key: str) -> Item | None:
    catalogue = page.services.catalogue
    if catalogue.has_activity(key):
        return activity_item(page, catalogue.activity(key))
    dimension, _, id_ = key.partition(":")
    if dimension in PARTS:
        return PARTS[dimension](page, id_)
    if catalogue.has_figure(dimension, id_):
        return figure_item(page, catalogue.figure(page.view, dimension, id_))
    measurements = catalogue.record.measurements
    found = rows_of(measurements[measurements["id"] == key])
    return stated_item(page, found[0]) if found else None
