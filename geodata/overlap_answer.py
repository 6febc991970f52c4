"""What an overlap is told in: sets, where they are present, and where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from geodata.answer import LeftOut
from geodata.view_state import ViewState, Vocabulary

Kind = Literal["programme", "phase", "organisation", "funder", "sector"]
# Parameter of the query that has the ids of each kind, and the dimension of its filter.
KINDS: dict[Kind, tuple[str, str]] = {
    "programme": ("programme", "programme"),
    "phase": ("phase", "programme"),
    "organisation": ("org", "organisation"),
    "funder": ("org", "organisation"),
    "sector": ("sector", "sector"),
}
FUNDER: Kind = "funder"


@dataclass(frozen=True, slots=True)
class SetKey:
    """What a set is of, such as ``programme:depomi``; a funder is an organisation in that role."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        """Return the key as it is written in a query."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class SetPresence:
    """One set: its matching activities, where they are, and which are in no place of the level.

    ``activities`` match the view; ``placed`` of them make the set present in ``units``; the others
    are in ``left_out``, each under its first reason: ``not_carried_out``, ``national``,
    ``unplaced``, ``former``, ``coarser`` or ``inherited``. ``only`` are the units without any
    other set; ``source_ids`` are those of the placed activities.
    """

    key: SetKey
    activities: int
    placed: int
    units: tuple[str, ...]
    only: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitPresence:
    """A unit with at least one set: the activities of each set present, by its key."""

    code: str
    activities: tuple[tuple[SetKey, int], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A unit where two sets meet.

    ``sectors`` are those in which both have an activity there. ``left`` and ``right`` count the
    activities on each side, ``both`` those that belong to the two; the ids are the first of them,
    in the order of the table of activities.
    """

    code: str
    sectors: tuple[str, ...]
    left: int
    right: int
    both: int
    left_ids: tuple[str, ...]
    right_ids: tuple[str, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """Two sets: the units of both, of one without the other, and where they meet.

    ``activities`` counts those that belong to the two, placed or not, and carried out.
    """

    left: SetKey
    right: SetKey
    union: tuple[str, ...]
    intersection: tuple[str, ...]
    left_only: tuple[str, ...]
    right_only: tuple[str, ...]
    activities: int
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """An activity that belongs to several sets."""

    id: str
    sets: tuple[SetKey, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Several sets at the level of a view.

    ``union`` are the units of any set, ``intersection`` those of every one; it takes two sets to
    meet. ``several`` lists the first of the ``several_count`` carried out activities of more than
    one set, placed or not.
    """

    view: ViewState
    planned: bool
    sets: tuple[SetPresence, ...]
    units: tuple[UnitPresence, ...]
    union: tuple[str, ...]
    intersection: tuple[str, ...]
    pairs: tuple[PairOverlap, ...]
    several_count: int
    several: tuple[Several, ...]


@dataclass(frozen=True, slots=True)
class AllPairs:
    """Which units each two sets share; ``shared[i][i]`` are those of set ``i``."""

    view: ViewState
    planned: bool
    keys: tuple[SetKey, ...]
    shared: tuple[tuple[tuple[str, ...], ...], ...]


def set_key(text: str, vocabulary: Vocabulary) -> SetKey | None:
    """Understand a key such as ``programme:depomi``; None where nothing has it."""
    name, _, id_ = text.partition(":")
    found = (kind for kind in get_args(Kind) if kind == name)
    kind: Kind | None = next(found, None)
    if kind is None or vocabulary.rank(KINDS[kind][0], id_) is None:
        return None
    return SetKey(kind, id_)


def set_keys(view: ViewState, vocabulary: Vocabulary) -> tuple[SetKey, ...]:
    """Return the sets that a view asks for, in the order given; unknown ones are left out."""
    found = (set_key(text, vocabulary) for text in view.sets)
    return tuple(key for key in found if key is not None)
