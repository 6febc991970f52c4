"""What it means that no activity is known of, from what sources state of target areas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.frames import rows_of
from geodata.framing import depth, lies_in
from geodata.gazetteer import COUNTRY, is_former

if TYPE_CHECKING:
    import pandas as pd

State = Literal["documented", "not_applicable", "none", "not_in_sources"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of ``coverage_statements``."""

    id: str
    programme: str
    code: str
    sector: str
    state: str


@dataclass(frozen=True, slots=True)
class Emptiness:
    """The state of a cell without activities, and the statements that it rests on."""

    state: State
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an empty cell of a table, or an empty unit of the map, is about.

    ``places`` are HCP codes, or words such as ``national`` of which no source states anything;
    ``programmes`` and ``sectors`` are empty where any may be meant.
    """

    places: tuple[str, ...]
    programmes: frozenset[str]
    sectors: frozenset[str]


NOT_IN_SOURCES = Emptiness("not_in_sources")
Found = tuple[Statement, ...]
Finder = Callable[[str, str], Found]


@dataclass(frozen=True)
class CellStates:
    """The statements of the record, ready to be asked."""

    by_programme: dict[str, Found]

    def of(self, scope: Scope) -> Emptiness:
        """Tell what it means that a cell has no activity.

        Parameters
        ----------
        scope
            The places, programmes and sectors that the cell is about.

        Returns
        -------
        Emptiness
            ``none`` where it is stated of each programme that it does nothing of each sector in
            the places; ``not_applicable`` where each programme leaves all the places out, in words
            or by its target areas; else ``not_in_sources``. Nothing is known without programmes,
            as another may act anywhere; neither does a target area that is the whole country or
            a former region leave anything out.
        """
        # Of most programmes nothing is stated, which a table of thousands of cells finds at once.
        if not (scope.programmes and scope.places and scope.programmes <= self.by_programme.keys()):
            return NOT_IN_SOURCES
        sectors = scope.sectors
        none = _everywhere(scope, lambda one, place: self._absent(one, place, sectors))
        if none:
            return Emptiness("none", none)
        outside = _everywhere(scope, lambda one, place: self._outside(one, place, sectors))
        return Emptiness("not_applicable", outside) if outside else NOT_IN_SOURCES

    def _absent(self, programme: str, place: str, sectors: Collection[str]) -> Found:
        about = [one for one in self._stated(programme, "none") if lies_in(place, one.code)]
        return _for_each(sectors, about)

    def _outside(self, programme: str, place: str, sectors: Collection[str]) -> Found:
        excluded = self._stated(programme, "not_applicable")
        in_words = _for_each(sectors, [one for one in excluded if lies_in(place, one.code)])
        if in_words:
            return in_words
        wanted = {"", *sectors}
        targets = self._stated(programme, "target")
        aims = [one for one in targets if not sectors or one.sector in wanted]
        return () if any(_may_take_in(one.code, place) for one in aims) else tuple(aims)

    def _stated(self, programme: str, state: str) -> list[Statement]:
        return [one for one in self.by_programme.get(programme, ()) if one.state == state]


def cell_states(statements: pd.DataFrame) -> CellStates:
    """Make the table ``coverage_statements`` ready to be asked.

    Parameters
    ----------
    statements
        That table of the record.
    """
    found: dict[str, Found] = {}
    for row in rows_of(statements):
        one = Statement(row["id"], row["programme"], row["code"], row["sector"], row["state"])
        found[one.programme] = (*found.get(one.programme, ()), one)
    return CellStates(found)


def _everywhere(scope: Scope, find: Finder) -> tuple[str, ...]:
    """Return the statements found for every programme and place; none where one has none."""
    found: dict[str, None] = {}
    for programme in sorted(scope.programmes):
        for place in scope.places:
            own = find(programme, place) if _is_place(place) else ()
            if not own:
                return ()
            found |= dict.fromkeys(one.id for one in own)
    return tuple(found)


def _for_each(sectors: Iterable[str], about: list[Statement]) -> Found:
    """Return the statements for every sector; without any, those for all sectors together."""
    each = [[one for one in about if one.sector in ("", sector)] for sector in sectors or [""]]
    return tuple(one for found in each for one in found) if all(each) else ()


def _may_take_in(code: str, place: str) -> bool:
    return is_former(code) or code == COUNTRY or lies_in(code, place) or lies_in(place, code)


def _is_place(place: str) -> bool:
    return place == COUNTRY or depth(place) > 0
