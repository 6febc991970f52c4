"""What a bundle shows of a view that only the live page has: the same choice on its one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.view_state import LIST_PARAMETERS, ViewState
from ui.questions import EXPLORE

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARAMETERS = {"organisation": "org", "region": "place", "province": "place"}
OWN = ("lang", "boundary", "theme")


def is_explored(view: ViewState) -> bool:
    """Tell whether a bundle has the page of a view."""
    return view.page == EXPLORE and view.level != "commune"


def nearest(view: ViewState) -> str:
    """Give the query of the first page that chooses what a view chooses.

    Parameters
    ----------
    view : ViewState
        Of any page.

    Returns
    -------
    str
        Without language and theme, which are the reader's own.
    """
    kept = (*LIST_PARAMETERS, "from_year", "to_year", "count", "level")
    bare = ViewState().with_(**{name: getattr(view, name) for name in kept}, more=view.more)
    level = "province" if view.level == "commune" else view.level
    query = bare.with_(level=level, **_chosen(view)).to_query()
    parts = query.split("&")
    return "&".join(part for part in parts if part.partition("=")[0] not in OWN)


def _chosen(view: ViewState) -> Mapping[str, tuple[str, ...]]:
    """Filter by what is set against each other, where it is of one kind and nothing is filtered."""
    keys = {"overlap": view.sets, "compare": view.compare}.get(view.page, ())
    kinds = {key.partition(":")[0] for key in keys}
    if len(kinds) != 1:
        return {}
    kind = _PARAMETERS.get(min(kinds), min(kinds))
    if kind not in LIST_PARAMETERS or getattr(view, kind):
        return {}
    return {kind: tuple(key.partition(":")[2] for key in keys)}
