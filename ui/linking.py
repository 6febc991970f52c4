"""Values that an element stands for, by which the page's script links it to others.

The attribute ``data-link`` holds ``dimension:id``, several separated by spaces; ``data-reach``
the units of the map in which the activities that an element counts lie. See docs/linked_views.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from geodata.gazetteer import LEVELS
from geodata.reach import reach, values_of

if TYPE_CHECKING:
    from ui.page import Page

NONE = "none"
"""Stands for the value that an activity lacks, so that it agrees with none of that dimension."""
OF_ACTIVITIES = ("programme", "phase", "sector", "organisation", "status", "year")


def linked(values: Mapping[str, Iterable[str]]) -> str:
    """Write the values of an element as ``data-link`` holds them."""
    return " ".join(f"{dimension}:{id_}" for dimension, ids in values.items() for id_ in ids)


def activity_link(page: Page, index: int, id_: str) -> str:
    """Write the values of an activity, in every dimension that the page shows.

    Parameters
    ----------
    page
        The view, whose level is the finest whose places are named.
    index, id_
        The activity's position in the record, and its id.
    """
    facets = page.services.catalogue.facets
    levels = LEVELS[: LEVELS.index(page.view.level) + 1]
    values = {
        dimension: values_of(facets[dimension], index) or (NONE,)
        for dimension in (*OF_ACTIVITIES, *levels)
    }
    return linked({"activity": (id_,), **values})


def reached(page: Page, dimension: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Write the units that the activities of each value lie in, as ``data-reach`` holds them."""
    codes = [mark.key for mark in page.map.marks]
    found = reach(page.services.catalogue, page.view, dimension, ids, codes)
    return {id_: " ".join(units) for id_, units in found.items()}
