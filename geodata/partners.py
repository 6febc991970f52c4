"""Who works with whom: organisations by role, the flow from funders over implementers to regions.

Every filter of the view applies, and what it chooses stays whole: an activity that a choice of
Oriental lets through is counted with all its organisations.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geodata.counting import allocated, distinct
from geodata.crossing import Crossing
from geodata.effective_places import FORMER, SPECIAL
from geodata.facets import Facet, Selection, build_facet
from geodata.framing import lies_in
from geodata.gazetteer import is_former
from geodata.partners_answer import OTHERS, FlowLink, Node, Pair, Partner, WhoWithWhom
from geodata.roles import NOT_STATED
from geodata.schema import ROLES

if TYPE_CHECKING:
    from geodata.bitmaps import Flags, Ints
    from geodata.catalogue import Catalogue
    from geodata.facets import Floats
    from geodata.view_state import ViewState

COLUMNS = ("funder", "implementer", "region")
LEADING = 10
"""Organisations that a column shows by name, unless all are asked for."""
OUTSIDE = (NOT_STATED, *SPECIAL)
"""Values that are no organisation and no region; they stand last in their column."""


@dataclass(frozen=True)
class _Column:
    """The facet behind a column, with the rest gathered into one value."""

    name: str
    facet: Facet
    values: Ints | Floats
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partners:
    """Answers who works with whom from a catalogue."""

    catalogue: Catalogue

    def answer(self, view: ViewState, *, every: bool = False) -> WhoWithWhom:
        """Tell who funds, who implements, where, and who works together.

        Parameters
        ----------
        view
            All its filters apply. Under ``allocated`` nodes and links of the flow are parts of
            activities; otherwise, and in everything else, they are numbers of activities.
        every
            Whether each value is a node of its own. Otherwise a column in which the view chooses
            has the values chosen, any other its `LEADING` organisations, and one node for the rest.
        """
        chosen = self.catalogue.choose(view).total
        columns = [self._column(name, view, chosen, every=every) for name in COLUMNS]
        nodes = [_nodes(column) for column in columns]
        return WhoWithWhom(
            view=view,
            activities=chosen.count,
            regions=int(np.count_nonzero(self._regions(chosen))),
            columns=tuple(tuple(sorted(found.values(), key=_rank)) for found in nodes),
            links=tuple(
                link
                for one, other in pairwise(zip(columns, nodes, strict=True))
                for link in _links(one, other, chosen, parts=view.count == "allocated")
            ),
            partners=self._partners(chosen),
            pairs=self._pairs(chosen),
        )

    def _column(self, name: str, view: ViewState, chosen: Selection, *, every: bool) -> _Column:
        facet = self.catalogue.facets[name]
        figures = allocated if view.count == "allocated" else distinct
        values = figures(facet, chosen)
        if every:
            return _Column(name, facet, values)
        kept = _kept(name, facet, values, view)
        rest = np.flatnonzero((values > 0) & ~kept)
        if len(rest) <= 1 and not picks(view, name):
            return _Column(name, facet, values)
        ids = tuple(facet.ids[at] for at in rest)
        facet = _gathered(facet, kept, chosen)
        return _Column(name, facet, figures(facet, chosen), ids)

    def _regions(self, chosen: Selection) -> Ints:
        facet = self.catalogue.facets["region"]
        return distinct(facet, chosen)[[id_ not in SPECIAL for id_ in facet.ids]]

    def _partners(self, chosen: Selection) -> tuple[Partner, ...]:
        facets, organisations = self.catalogue.facets, self.catalogue.facets["organisation"]
        rows = self.catalogue.record.organisations
        kinds = dict(zip(rows["id"], rows["kind"], strict=True))
        any_role = distinct(organisations, chosen)
        by_role = {role: distinct(facets[role], chosen) for role in ROLES}
        programmes = self._different("programme", chosen)
        regions = self._different("region", chosen)
        found = [
            Partner(
                id=id_,
                kind=str(kinds.get(id_, "")),
                activities=int(any_role[at]),
                roles=tuple((role, int(by_role[role][at])) for role in ROLES if by_role[role][at]),
                programmes=int(programmes[at]),
                regions=int(regions[at]),
            )
            for at, id_ in enumerate(organisations.ids)
            if any_role[at]
        ]
        return tuple(sorted(found, key=lambda one: -one.activities))

    def _different(self, dimension: str, chosen: Selection) -> Ints:
        """Count the values of a dimension that each organisation has an activity of."""
        facet = self.catalogue.facets[dimension]
        counted = np.array([id_ not in SPECIAL for id_ in facet.ids])
        crossed = Crossing().counts(self.catalogue.facets["organisation"], facet, chosen)
        different: Ints = (crossed[:, counted] > 0).sum(axis=1)
        return different

    def _pairs(self, chosen: Selection) -> tuple[Pair, ...]:
        organisations, sectors = (self.catalogue.facets[key] for key in ("organisation", "sector"))
        together = np.triu(Crossing().counts(organisations, organisations, chosen), 1)
        found = []
        for left, right in zip(*np.nonzero(together), strict=True):
            one, other = organisations.ids[left], organisations.ids[right]
            both = chosen.bits & organisations.row(one) & organisations.row(other)
            worked = distinct(sectors, Selection(both, chosen.size))
            ids = tuple(sectors.ids[at] for at in np.argsort(-worked, kind="stable") if worked[at])
            found.append(Pair(one, other, int(together[left, right]), ids))
        return tuple(sorted(found, key=lambda pair: -pair.activities))


def picks(view: ViewState, column: str) -> bool:
    """Tell whether a view chooses among the values of a column."""
    return bool(view.place if column == "region" else view.chosen(column))


def picked(view: ViewState, column: str, id_: str) -> bool:
    """Tell whether a view chooses a value of a column, or for a region a place inside it."""
    if column == "region":
        return any(lies_in(FORMER if is_former(place) else place, id_) for place in view.place)
    return id_ in view.chosen(column)


def _kept(name: str, facet: Facet, values: Ints | Floats, view: ViewState) -> Flags:
    if picks(view, name):
        return np.array([picked(view, name, id_) for id_ in facet.ids])
    outside = np.array([id_ in OUTSIDE for id_ in facet.ids])
    if name == "region":
        return np.ones(len(facet.ids), dtype=np.bool_)
    own = np.where(outside, 0, values)
    kept = outside.copy()
    kept[np.argsort(-own, kind="stable")[:LEADING]] = True
    return kept


def _gathered(facet: Facet, kept: Flags, chosen: Selection) -> Facet:
    """Give what is not kept one value together, in which an activity counts once."""
    ids = (*(id_ for id_, keep in zip(facet.ids, kept, strict=True) if keep), OTHERS)
    value = np.where(kept, np.cumsum(kept) - 1, len(ids) - 1)
    own = chosen.flags[facet.members]
    pairs = (
        facet.members[own].astype(np.int64),
        np.repeat(value, np.diff(facet.bounds))[own],
        facet.weights[own],
    )
    return build_facet(facet.key, ids, pairs, facet.size)


def _nodes(column: _Column) -> dict[int, Node]:
    """Return the nodes with activities by their position in the facet."""
    return {
        at: _node(column, column.facet.ids[at], column.values[at].item())
        for at in np.flatnonzero(column.values).tolist()
    }


def _node(column: _Column, id_: str, value: float) -> Node:
    if id_ != OTHERS:
        return Node(column.name, id_, value)
    return Node(column.name, id_, value, len(column.rest), column.rest)


def _rank(node: Node) -> tuple[bool, bool, float]:
    return node.id in OUTSIDE, node.id == OTHERS, -node.value


def _links(
    one: tuple[_Column, dict[int, Node]],
    other: tuple[_Column, dict[int, Node]],
    chosen: Selection,
    *,
    parts: bool,
) -> list[FlowLink]:
    (left, sources), (right, targets) = one, other
    # A crossing keeps the pairs of a facet by its key, which gathered ones share.
    crossing = Crossing()
    cross = crossing.parts if parts else crossing.counts
    found = cross(left.facet, right.facet, chosen)
    links = [
        FlowLink(sources[row], targets[col], found[row, col].item())
        for row, col in np.argwhere(found > 0).tolist()
    ]
    return sorted(links, key=lambda link: -link.value)
