"""What a profile is about, and the view that its figures are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.filters.place import ANYWHERE
from geodata.gazetteer import FORMER_REGION, LEVELS, level_of
from geodata.view_state import ViewState

if TYPE_CHECKING:
    from geodata.view_state import Vocabulary

PLACE = "place"
# The list parameter that chooses the activities of each kind of subject.
PARAMETERS = {
    PLACE: "place",
    "programme": "programme",
    "phase": "phase",
    "organisation": "org",
    "sector": "sector",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a profile is about.

    ``kind`` is a key of `PARAMETERS`, ``id`` a value that this parameter may take.
    """

    kind: str
    id: str

    @property
    def key(self) -> str:
        """The subject as an address names it, such as ``place:02``."""
        return f"{self.kind}:{self.id}"

    @property
    def level(self) -> str:
        """The level of a place; the kind of anything else."""
        return level_of(self.id) if self.kind == PLACE else self.kind

    @property
    def dimension(self) -> str:
        """The key of ``Answer.by`` that the subject is a value of."""
        return self.level

    def within(self, view: ViewState) -> ViewState:
        """Return the view of the whole subject, in the language and presentation of another."""
        shown = ViewState(lang=view.lang, boundary=view.boundary, theme=view.theme)
        return shown.with_(**{PARAMETERS[self.kind]: (self.id,)})


def find_subject(key: str, vocabulary: Vocabulary) -> Subject | None:
    """Understand the subject of an address.

    Parameters
    ----------
    key
        Such as ``place:02``, ``programme:prim`` or ``sector:health``.
    vocabulary
        What the parameters of a query may be.

    Returns
    -------
    Subject or None
        None where the record and the gazetteer know no such thing. ``national`` and the like are
        choices of a filter and no places that a profile could be about.
    """
    kind, _, id_ = key.strip().partition(":")
    if kind not in PARAMETERS or (kind == PLACE and id_ in ANYWHERE):
        return None
    known = vocabulary.rank(PARAMETERS[kind], id_) is not None
    return Subject(kind, id_) if known else None


def subject_of_figure(dimension: str, id_: str, vocabulary: Vocabulary) -> Subject | None:
    """Return what the profile behind a counted figure would be about.

    Parameters
    ----------
    dimension, id_
        A key of ``Answer.by`` and one of its values, such as ``region`` and ``02``.
    vocabulary
        What the parameters of a query may be.

    Returns
    -------
    Subject or None
        None for a figure that has no profile, such as a year or a status.
    """
    kind = PLACE if dimension in (*LEVELS, FORMER_REGION) else dimension
    return find_subject(f"{kind}:{id_}", vocabulary)
