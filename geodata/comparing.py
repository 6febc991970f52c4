"""Comparing: places, programmes and the like, and periods, side by side and told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.counting import RULES
from geodata.crossing import Crossing
from geodata.effective_places import SPECIAL
from geodata.filters.period import UNDATED
from geodata.profile.subject import PARAMETERS, Subject, find_subject

if TYPE_CHECKING:
    from geodata.answer import Answer
    from geodata.catalogue import Catalogue
    from geodata.facets import Facet
    from geodata.filtering import Predicate
    from geodata.view_state import ViewState, Vocabulary

PERIOD = re.compile(r"period:(\d{4})-(\d{4})")
DIMENSIONS = ("sector", "status", "programme", "organisation", "region", "year")
"""What the columns of a comparison are counted by."""
SHARED = ("sector", "programme", "organisation")
"""Dimensions of which a comparison tells what is common and what only one has."""
COUNTS = ("activities", "programmes", "organisations")
"""Counts of ``Totals`` that a comparison tells the differences of."""
ACROSS = {"phase": "phase", "sector": "sector", "year": "year"}


@dataclass(frozen=True)
class Side:
    """One column of a comparison.

    ``view`` is the view narrowed by ``key``, ``answer`` what the catalogue answers to it, and
    ``by`` the figures of the activities that it chooses, by dimension and id, without zeros.
    """

    key: str
    view: ViewState
    answer: Answer
    by: dict[str, dict[str, float]]

    @property
    def counts(self) -> dict[str, int]:
        """The counts that are told apart: of activities each once, whatever the rule."""
        totals = self.answer.totals
        counted = {name: int(getattr(totals, name)) for name in COUNTS}
        return {**counted, "activities": totals.matching}


@dataclass(frozen=True, slots=True)
class Count:
    """One count of every side, in their order; ``more`` is how much the greatest exceeds the least.

    ``highest`` and ``lowest`` are the keys of the sides that have the most and the fewest.
    """

    measure: str
    values: tuple[int, ...]
    highest: tuple[str, ...]
    lowest: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Common:
    """Values of a dimension that every side has, and those that one side alone has."""

    dimension: str
    shared: tuple[str, ...]
    only: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Comparison:
    """Sides, and what tells them apart; ``empty`` are the keys of sides without an activity."""

    view: ViewState
    sides: tuple[Side, ...]
    empty: tuple[str, ...]
    counts: tuple[Count, ...]
    common: tuple[Common, ...]


@dataclass(frozen=True, slots=True)
class Multiple:
    """One of several small maps: the regions of the activities that have one value."""

    id: str
    value: float
    regions: tuple[tuple[str, float], ...]
    elsewhere: tuple[tuple[str, float], ...]


def can_be_compared(key: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a key names something that can be compared.

    Parameters
    ----------
    key
        Such as ``place:02``, ``programme:prim`` or ``period:2018-2020`` (years, both included).
    vocabulary
        What the parameters of a query may be.
    """
    period = PERIOD.fullmatch(key)
    if period:
        return period[1] <= period[2]
    return find_subject(key, vocabulary) is not None


def narrowed(view: ViewState, key: str) -> ViewState:
    """Narrow a view by a key, which replaces the filter of its own dimension.

    Parameters
    ----------
    view
        Its other filters, rule and language stay.
    key
        What `can_be_compared`.

    Returns
    -------
    A view of the page that tells what is done where, without a comparison.
    """
    plain = view.with_(page="explore", compare=(), select="", offset=0)
    period = PERIOD.fullmatch(key)
    if period:
        return plain.with_(from_year=int(period[1]), to_year=int(period[2]))
    kind, _, id_ = key.partition(":")
    other = {"programme": {"phase": ()}, "phase": {"programme": ()}}.get(kind, {})
    return plain.with_(**{PARAMETERS[kind]: (id_,)}, **other)


def compare(catalogue: Catalogue, view: ViewState, keys: Sequence[str]) -> Comparison:
    """Put the answers to several narrowed views side by side.

    Parameters
    ----------
    catalogue
        What answers.
    view
        The view that each key narrows.
    keys
        Different ones that `can_be_compared`.
    """
    sides = tuple(_side(catalogue, view, key) for key in keys)
    told = [side for side in sides if side.answer.totals.matching]
    several = len(told) > 1
    return Comparison(
        view=view,
        sides=sides,
        empty=tuple(side.key for side in sides if side not in told),
        counts=tuple(_count(name, told) for name in COUNTS) if several else (),
        common=tuple(_common(name, told) for name in _shared(keys)) if several else (),
    )


def _shared(keys: Sequence[str]) -> tuple[str, ...]:
    """Leave out what the sides themselves are values of: they have nothing of it in common."""
    kinds = {key.partition(":")[0].replace("phase", "programme") for key in keys}
    return tuple(name for name in SHARED if name not in kinds)


def _side(catalogue: Catalogue, view: ViewState, key: str) -> Side:
    own = narrowed(view, key)
    answer = catalogue.answer(own)
    return Side(key, own, answer, {name: _by(catalogue, own, answer, name) for name in DIMENSIONS})


def _by(catalogue: Catalogue, view: ViewState, answer: Answer, name: str) -> dict[str, float]:
    facet = catalogue.facets[name]
    figures = RULES[view.count].figures(facet, answer.chosen)
    found = {facet.ids[at]: figures[at].item() for at in np.flatnonzero(figures).tolist()}
    if name in ("region", "programme"):
        # Where else the activities of a place are belongs to what the map of it shows; the
        # programmes of chosen activities are those chosen, or have a phase that is.
        return found
    takes_in = selection(catalogue, view, name)
    return {id_: value for id_, value in found.items() if takes_in(id_)}


def selection(catalogue: Catalogue, view: ViewState, dimension: str) -> Predicate:
    """Tell which values of a dimension a view chooses; all of them where it chooses none."""
    takes_in = catalogue.owners[dimension].selected(view, dimension, catalogue.ground)
    if any(takes_in(id_) for id_ in catalogue.facets[dimension].ids):
        return takes_in
    return lambda _id: True


def _count(measure: str, sides: Sequence[Side]) -> Count:
    values = tuple(side.counts[measure] for side in sides)
    most, least = max(values), min(values)
    return Count(
        measure,
        values,
        tuple(side.key for side in sides if side.counts[measure] == most),
        tuple(side.key for side in sides if side.counts[measure] == least),
        most - least,
    )


def _common(dimension: str, sides: Sequence[Side]) -> Common:
    own = [set(side.by[dimension]) for side in sides]
    shared = set.intersection(*own)
    only = []
    for at, side in enumerate(sides):
        others = set[str]().union(*(ids for index, ids in enumerate(own) if index != at))
        only.append((side.key, tuple(id_ for id_ in side.by[dimension] if id_ not in others)))
    ordered = tuple(id_ for id_ in sides[0].by[dimension] if id_ in shared)
    return Common(dimension, ordered, tuple(only))


def multiples(catalogue: Catalogue, view: ViewState, across: str) -> tuple[Multiple, ...]:
    """Count the activities of each phase, sector or year by region.

    Parameters
    ----------
    catalogue
        What answers.
    view
        All its filters apply; of the dimension that the maps differ by, those it chooses.
    across
        A key of `ACROSS`.

    Returns
    -------
    One for each value with an activity: years in order, anything else the greatest first. Figures
    follow the rule of the view; ``undated`` is the last of the years.
    """
    chosen = catalogue.choose(view).total
    facet, regions = catalogue.facets[across], catalogue.facets["region"]
    takes_in = selection(catalogue, view, across)
    allocated = view.count == "allocated"
    crossing = Crossing()
    crossed = (crossing.parts if allocated else crossing.counts)(facet, regions, chosen)
    values = RULES[view.count].figures(facet, chosen)
    found = [
        Multiple(
            facet.ids[at],
            values[at].item(),
            _figures(regions, crossed[at], special=False),
            _figures(regions, crossed[at], special=True),
        )
        for at in np.flatnonzero(values).tolist()
        if takes_in(facet.ids[at])
    ]
    if across == "year":
        return tuple(sorted(found, key=lambda one: (one.id == UNDATED, one.id)))
    return tuple(sorted(found, key=lambda one: -one.value))


def _figures(regions: Facet, row: np.ndarray, *, special: bool) -> tuple[tuple[str, float], ...]:
    return tuple(
        (id_, row[at].item())
        for at, id_ in enumerate(regions.ids)
        if row[at] > 0 and (id_ in SPECIAL) == special
    )


def subject_of(key: str) -> Subject | None:
    """Return what a key is about; None for a period."""
    kind, _, id_ = key.partition(":")
    return Subject(kind, id_) if kind in PARAMETERS else None
