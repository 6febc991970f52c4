"""Organisations by role: filters by who funds, implements, takes part or is in charge."""

from __future__ import annotations

import numpy as np

from geodata.facets import Facet, positions_of
from geodata.filtering import Filter, Ground, list_filter

NOT_STATED = "not_stated"
"""Value of the activities for which our sources name nobody in a role."""


def role_filter(role: str) -> Filter:
    """Declare the filter by the organisations in one role.

    Parameters
    ----------
    role
        One of `geodata.schema.ROLES`; also its parameter of a query and its key in ``Answer.by``.

    Returns
    -------
    A filter whose values are every organisation and ``not_stated``, so that no activity is in none.
    """

    def build(ground: Ground, ids: tuple[str, ...]) -> Facet:
        links = ground.record.activity_organisations
        links = links[links["role"] == role]
        member = ground.positions(links["activity"])
        named = np.zeros(ground.size, dtype=np.bool_)
        named[member[member >= 0]] = True
        rest = np.flatnonzero(~named)
        value = positions_of(links["organisation"], ids)
        nobody = np.full(len(rest), len(ids) - 1)
        return ground.evenly(
            role, ids, (np.concatenate([member, rest]), np.concatenate([value, nobody]))
        )

    return list_filter(role, role, _ids, build)


def _ids(ground: Ground) -> tuple[str, ...]:
    return (*ground.record.organisations["id"], NOT_STATED)
