"""What several sets of activities have in common, in words: the values of its description."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.overlap_answer import SetKey


@dataclass(frozen=True)
class Told:
    """A number told in a sentence; ``key`` is that of its part in `geodata.overlap_parts`."""

    key: str
    text: str


@dataclass(frozen=True)
class NamedSet:
    """One of the sets: its name, its colour, and what of it is in no unit.

    ``link`` is the value that it stands for on the page, such as ``programme:depomi``.
    ``left_out`` says why the other activities are in no unit, a sentence for each reason.
    """

    key: SetKey
    name: str
    token: str
    link: str
    activities: int
    placed: int
    units: tuple[str, ...]
    left_out: tuple[Told, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A unit by its code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Part:
    """A part of the union: what it is, and the units in it; ``tokens`` are those of its sets.

    ``key`` is that of `geodata.overlap_parts`, which knows the activities behind it.
    """

    key: str
    text: str
    tokens: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class PairParts:
    """Two of more than two sets: units of both, of one without the other, and of either."""

    names: tuple[str, str]
    keys: tuple[SetKey, SetKey]
    both: int
    left_only: int
    right_only: int
    union: int


@dataclass(frozen=True)
class SideThere:
    """The activities of one set in a unit: how many, and the ids of the first of them."""

    set: NamedSet
    count: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class SharedSector:
    """A sector in which several sets have an activity in a unit, with the sets that do."""

    id: str
    name: str
    sets: tuple[NamedSet, ...]


@dataclass(frozen=True)
class MeetingThere:
    """A unit where two sets or more meet.

    ``both`` says how many activities there belong to two of the sets at once, where any does.
    """

    place: Place
    sides: tuple[SideThere, ...]
    sectors: tuple[SharedSector, ...]
    both: tuple[Told, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class OverlapDescription:
    """What several sets have in common, and what not, in words.

    ``rests`` is the key of the part that the sentence is about, "" where it has no number.
    ``several`` are ids of the first of the ``several_count`` activities of more than one set, with
    the names of those sets.
    """

    sentence: str
    rests: str
    level: str
    sets: tuple[NamedSet, ...]
    parts: tuple[Part, ...]
    pairs: tuple[PairParts, ...]
    meetings: tuple[MeetingThere, ...]
    several_count: int
    several: tuple[tuple[str, str], ...]
