"""The view that has the activities of one cell of two crossed dimensions."""

from __future__ import annotations

from geodata.effective_places import COARSER
from geodata.filters.period import UNDATED
from geodata.view_state import ViewState

# The dimensions that can be crossed, with the fields of the view that choose one of their values.
FIELDS: dict[str, tuple[str, ...]] = {
    "region": ("place",),
    "province": ("place",),
    "programme": ("programme", "phase"),
    "phase": ("phase", "programme"),
    "sector": ("sector",),
    "organisation": ("org",),
    "year": ("from_year", "to_year"),
}


def cell_view(
    view: ViewState, dimensions: tuple[str, str], values: tuple[str, str]
) -> ViewState | None:
    """Return the view of the explore page that has the activities of a cell and no other.

    Parameters
    ----------
    view
        The view of the matrix; its filters of other dimensions are kept.
    dimensions, values
        Those of a cell that has activities.

    Returns
    -------
    ViewState or None
        None where no filter tells the activities apart: those without dates, and those known only
        at a coarser level.
    """
    own = dict(zip(dimensions, values, strict=True))
    if UNDATED in values or COARSER in values:
        return None
    changes: dict[str, object] = {"page": "explore", "select": "", "subject": "", "offset": 0}
    for name in dimensions:
        cleared = None if name == "year" else ()
        changes |= dict.fromkeys(FIELDS[name], cleared)
    # Of two dimensions of one filter, the finer tells the coarser.
    for name in sorted(own, key=tuple(FIELDS).index):
        changes |= _choice(name, own[name])
    if "phase" in own:
        changes["programme"] = ()
    return view.with_(**changes)


def _choice(name: str, value: str) -> dict[str, object]:
    if name == "year":
        return dict.fromkeys(FIELDS[name], int(value))
    return {FIELDS[name][0]: (value,)}
