"""A view of a step, and what the catalogue answers to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from geodata.answer import Answer
from geodata.catalogue import Catalogue
from geodata.census import Census
from geodata.coverage import unit_states
from geodata.coverage_matrix import Coverage
from geodata.errors import JihatError
from geodata.framing import drawable_level
from geodata.gazetteer import LEVELS
from geodata.need import Need, need
from geodata.overlap import Overlaps
from geodata.overlap_answer import set_keys
from geodata.overlap_parts import Parts
from geodata.view_state import Ignored, ViewState
from i18n.catalogues import Translator
from layers.reading import Reading


class UnresolvedError(JihatError):
    """A reference has no value in its view."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(f"found {found}, expected {expected}. {remedy}")


class Answering(Protocol):
    """What answers a view; `ui.services.Services` does."""

    @property
    def catalogue(self) -> Catalogue:
        """The record as it is counted."""

    @property
    def translators(self) -> Mapping[str, Translator]:
        """The words of each language."""

    @property
    def overlaps(self) -> Overlaps:
        """Where sets of activities meet."""

    @property
    def coverage(self) -> Coverage:
        """Two dimensions crossed."""

    @property
    def census(self) -> Census:
        """The census indicators."""

    def read(self, query: str) -> tuple[ViewState, tuple[Ignored, ...]]:
        """Understand a query."""


@dataclass(frozen=True)
class Asked:
    """A view as it was understood; what it needs is answered when it is first asked for."""

    answering: Answering
    view: ViewState
    ignored: tuple[Ignored, ...]

    @property
    def catalogue(self) -> Catalogue:
        """The record as it is counted."""
        return self.answering.catalogue

    @cached_property
    def words(self) -> Translator:
        """The words of the view's language."""
        return self.answering.translators[self.view.lang]

    @cached_property
    def answer(self) -> Answer:
        """What the catalogue answers, at every level."""
        return self.catalogue.answer(self.view, levels=LEVELS)

    @cached_property
    def reading(self) -> Reading:
        """The answer with its words."""
        return Reading(self.answer, self.catalogue, self.words)

    @cached_property
    def parts(self) -> Parts:
        """The parts of the overlap of the view's sets."""
        sets = set_keys(self.view, self.catalogue.vocabulary)
        planned = self.view.planned == "include"
        return Parts(self.answering.overlaps, self.view, sets, planned)

    @cached_property
    def need(self) -> Need:
        """The census figures beside the activities."""
        return need(self.view, self.answer, self.catalogue, self.answering.census)

    def states(self, level: str) -> Mapping[str, str]:
        """Tell the coverage state of every unit of a level, by its code."""
        documented = [row.id for row in self.answer.by[level] if row.value]
        codes = self.catalogue.gazetteer.codes(level)
        return unit_states(self.catalogue.record, self.view, codes, documented)


def merged(view: str, changes: str) -> str:
    """Write the query of a view with some of its parameters changed.

    Parameters
    ----------
    view : str
        A query.
    changes : str
        A query whose parameters take the place of those of the view; an empty one removes it.

    Returns
    -------
    str
        A query.
    """
    new = dict(parse_qsl(changes, keep_blank_values=True))
    kept = [(key, value) for key, value in parse_qsl(view) if key not in new]
    return urlencode([*kept, *((key, value) for key, value in new.items() if value)], safe=",:/")


def ask(answering: Answering, view: str, lang: str, changes: str = "") -> Asked:
    """Understand the view of a step as the page does, at the level that can be drawn.

    Parameters
    ----------
    answering : Answering
        What answers.
    view : str
        The query of the step.
    lang : str
        The language to answer in.
    changes : str
        What a reference changes of it.

    Raises
    ------
    UnresolvedError
        A change is none that can be made; what is wrong with the view itself is in ``ignored``.
    """
    before = answering.read(merged(view, f"lang={lang}"))[1]
    state, ignored = answering.read(merged(merged(view, changes), f"lang={lang}"))
    for part in ignored:
        if changes and part not in before:
            found = f"{part.parameter}={part.value}"
            raise UnresolvedError(found, "parameters of a view", "Correct what follows the @.")
    return Asked(answering, state.with_(level=drawable_level(state)), ignored)
