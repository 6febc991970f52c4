"""What the question "who with whom" is answered in: nodes and links of a flow, partners, pairs."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.view_state import ViewState

OTHERS = "others"
"""Id of the node that gathers what a column does not show by name."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a column of the flow.

    ``id`` is an organisation, a region, ``not_stated``, ``national`` and the like, or ``others``,
    which stands for the ``gathered`` values together, those of ``rest``.
    """

    column: str
    id: str
    value: int | float
    gathered: int = 1
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowLink:
    """Activities that have a value of one column and one of the next."""

    source: Node
    target: Node
    value: int | float


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation: its activities in any role and in each, and where they lead.

    ``roles`` has the roles it takes, in their order; ``programmes`` and ``regions`` count those
    with one of its activities.
    """

    id: str
    kind: str
    activities: int
    roles: tuple[tuple[str, int], ...]
    programmes: int
    regions: int

    def role(self, name: str) -> int:
        """Return its activities in one role, 0 for none."""
        return dict(self.roles).get(name, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations of the same activities, in whichever roles, and the sectors of these."""

    left: str
    right: str
    activities: int
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhoWithWhom:
    """Who works with whom in a view.

    ``columns`` has the nodes of funder, implementer and region, the order in which they stand;
    ``links`` those between one column and the next; ``partners`` every organisation of the view and
    ``pairs`` every two that share an activity, both greatest first. ``activities`` matching ones in
    ``regions`` of today stand behind all of it.
    """

    view: ViewState
    activities: int
    regions: int
    columns: tuple[tuple[Node, ...], ...]
    links: tuple[FlowLink, ...]
    partners: tuple[Partner, ...]
    pairs: tuple[Pair, ...]
