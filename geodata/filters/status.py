"""Status: planned, ongoing, done or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.filtering import Ground, list_filter
from geodata.schema import STATUSES

if TYPE_CHECKING:
    from geodata.facets import Facet


def _ids(_ground: Ground) -> tuple[str, ...]:
    return STATUSES


def _facet(ground: Ground, ids: tuple[str, ...]) -> Facet:
    return ground.single("status", ids, ground.record.activities["status"])


FILTER = list_filter("status", "status", _ids, _facet)
