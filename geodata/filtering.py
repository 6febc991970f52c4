"""What a filter is: parameters of the query, the facets behind them, and their effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.facets import Facet, build_facet, even_pairs, positions_of

if TYPE_CHECKING:
    import pandas as pd

    from geodata.bitmaps import Bits, Ints
    from geodata.gazetteer import Gazetteer
    from geodata.record import Record
    from geodata.view_state import ViewState

Vocabularies = Mapping[str, tuple[str, ...]]
Facets = Mapping[str, Facet]
Predicate = Callable[[str], bool]


@dataclass(frozen=True)
class Ground:
    """What filters build their facets from.

    ``places`` is what ``effective_places`` returns; ``activities`` has the ids in order; ``as_of``
    is the date of the record (ISO, "" when unknown).
    """

    record: Record
    gazetteer: Gazetteer
    places: pd.DataFrame
    activities: pd.Index
    as_of: str

    @property
    def size(self) -> int:
        """Number of activities."""
        return len(self.activities)

    def positions(self, activities: pd.Series) -> Ints:
        """Positions of activity ids; -1 for an unknown one."""
        return positions_of(activities, self.activities)

    def single(self, key: str, ids: tuple[str, ...], values: pd.Series) -> Facet:
        """Build a facet of one value an activity, in the order of the activities."""
        value = positions_of(values, ids)
        pairs = (np.arange(self.size), value, np.ones(self.size))
        return build_facet(key, ids, pairs, self.size)

    def evenly(self, key: str, ids: tuple[str, ...], links: tuple[Ints, Ints]) -> Facet:
        """Build a facet whose values divide their activity evenly.

        ``links`` are positions of activities and of values; repeats are harmless.
        """
        return build_facet(key, ids, even_pairs(*links, self.size), self.size)


@dataclass(frozen=True)
class Filter:
    """One filter, as declared by a file of ``geodata.filters``.

    Attributes
    ----------
    keys
        Parameters of the query it reads.
    dimension
        Name of its dimension: values within it are joined by or.
    description
        Key of the text that tells people what it does.
    facets
        Builds the facets of the dimension.
    vocabulary
        The ids that each list parameter may take; years have none.
    mask
        The activities a view lets through, as bits; None when the view does not filter by it.
    selected
        Which ids of one of its facets the view's own filter takes in.
    """

    keys: tuple[str, ...]
    dimension: str
    description: str
    facets: Callable[[Ground], tuple[Facet, ...]]
    vocabulary: Callable[[Ground], Vocabularies]
    mask: Callable[[ViewState, Facets], Bits | None]
    selected: Callable[[ViewState, str, Ground], Predicate]


def list_filter(
    parameter: str,
    facet: str,
    ids: Callable[[Ground], tuple[str, ...]],
    build: Callable[[Ground, tuple[str, ...]], Facet],
) -> Filter:
    """Declare a filter of one parameter whose values are those of one facet.

    Parameters
    ----------
    parameter, facet
        Name in the query, and in ``Answer.by``.
    ids
        The values, in the order in which they are listed.
    build
        Builds the facet of those values.
    """

    def mask(view: ViewState, facets: Facets) -> Bits | None:
        chosen = view.chosen(parameter)
        return facets[facet].union(chosen) if chosen else None

    def selected(view: ViewState, _facet: str, _ground: Ground) -> Predicate:
        return frozenset(view.chosen(parameter)).__contains__

    return Filter(
        keys=(parameter,),
        dimension=facet,
        description=f"filter.{facet}",
        facets=lambda ground: (build(ground, ids(ground)),),
        vocabulary=lambda ground: {parameter: ids(ground)},
        mask=mask,
        selected=selected,
    )
