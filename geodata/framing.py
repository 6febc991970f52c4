"""The place that a map of some level frames, and the units drawn in it."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.gazetteer import COUNTRY, LEVELS, Gazetteer, ancestor, is_former, level_of
from geodata.view_state import Level, ViewState

FINEST: Level = "commune"
FALLBACK: Level = "province"


def lies_in(code: str, place: str) -> bool:
    """Tell whether a place is another or lies in it, by the prefix rule."""
    return place in (COUNTRY, code) or code.startswith(f"{place}.")


def depth(place: str) -> int:
    """Return how deep a place lies: 1 a region, 2 a province, 3 a commune, 0 anything else."""
    if not place[:1].isdigit() or is_former(place):
        return 0
    return LEVELS.index(level_of(place)) + 1


def common_place(places: Iterable[str], levels: Iterable[str] = LEVELS) -> str:
    """Return the deepest place that contains others.

    Parameters
    ----------
    places
        Codes, and words such as ``national``, which only the country contains.
    levels
        Levels that the place may have beside the country, from coarse to fine.

    Returns
    -------
    str
        A code; ``MA`` without any place.
    """
    chosen = tuple(places)
    for level in reversed(tuple(levels)):
        inside = {_at(code, level) for code in chosen}
        if len(inside) == 1 and None not in inside:
            return str(inside.pop())
    return COUNTRY


def frame_of(places: Iterable[str], level: str) -> str:
    """Return what a map of a level frames: the deepest common place that is coarser than it."""
    return common_place(places, LEVELS[: LEVELS.index(level)])


def drawable_level(view: ViewState) -> Level:
    """Return the level that can be drawn for a view: no map shows every commune at once."""
    if view.level == FINEST and frame_of(view.place, FINEST) == COUNTRY:
        return FALLBACK
    return view.level


def units_in(gazetteer: Gazetteer, frame: str, level: str) -> tuple[str, ...]:
    """Return the codes of a level that lie in a place, sorted."""
    return tuple(code for code in gazetteer.codes(level) if lies_in(code, frame))


def _at(code: str, level: str) -> str | None:
    return ancestor(code, level) if depth(code) else None
