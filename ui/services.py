"""What handlers need, built once at start and handed to them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from geodata.catalogue import Catalogue
from geodata.census import Census, load_census
from geodata.comparing import can_be_compared
from geodata.coverage_matrix import CELL, Coverage
from geodata.coverage_parts import COVERAGE, STATES
from geodata.framing import drawable_level
from geodata.gazetteer import Gazetteer
from geodata.need import NEED, has_indicator
from geodata.overlap import Overlaps
from geodata.overlap_answer import set_key
from geodata.overlap_parts import OVERLAP, has_part
from geodata.partners import Partners
from geodata.profile.subject import find_subject
from geodata.schedule import Schedules
from geodata.search import Engine, build_engine
from geodata.sites import Sites
from geodata.view_state import UNKNOWN_VALUE, Ignored, ViewState, Vocabulary, parse_view
from i18n.catalogues import Translator
from settings import Settings
from stories.reading import Shelf, read_folder
from ui.taking import TakeAway

if TYPE_CHECKING:
    from ui.panels.activities import ActivityRow

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Services:
    """The read-only services that the page, its callbacks and the data endpoints share."""

    settings: Settings
    catalogue: Catalogue
    sites: Sites
    gazetteer: Gazetteer
    translators: Mapping[str, Translator]
    take_away: TakeAway | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What a query may ask of this deployment, which may fix the boundaries shown."""
        allowed = self.catalogue.vocabulary
        if self.settings.boundary_override:
            return allowed
        shown = {"boundary": (self.settings.boundary,)}
        return replace(allowed, choices={**allowed.choices, **shown})

    @cached_property
    def census(self) -> Census:
        """The census indicators; read when they are first asked for."""
        return load_census()

    @cached_property
    def overlaps(self) -> Overlaps:
        """Where programmes and others act in the same places."""
        return Overlaps(self.catalogue)

    @cached_property
    def stories(self) -> Shelf:
        """The stories that are shown with the record; read when they are first asked for."""
        shelf = read_folder(self.settings.stories)
        for problem in shelf.problems:
            log.warning("%s", problem)
        return shelf

    @cached_property
    def partners(self) -> Partners:
        """Who works with whom."""
        return Partners(self.catalogue)

    @cached_property
    def coverage(self) -> Coverage:
        """Two dimensions crossed, and what an empty cell means."""
        return Coverage(self.catalogue)

    @cached_property
    def schedules(self) -> Schedules:
        """When activities, phases and plans take place."""
        return Schedules(self.catalogue)

    @cached_property
    def programme_ranks(self) -> dict[str, int]:
        """Give each programme its rank by its activities, 1 for most: the first have colours."""
        record = self.catalogue.record
        counts = record.activities["programme"].value_counts()
        ids = sorted(record.programmes["id"], key=lambda id_: -int(counts.get(id_, 0)))
        return {id_: rank for rank, id_ in enumerate(ids, start=1)}

    @cached_property
    def activity_rows(self) -> dict[tuple[str, str, int], ActivityRow]:
        """Rows of the table of activities that were asked for, by language, level and position."""
        return {}

    @cached_property
    def search(self) -> Engine:
        """Finds places and rows of the record by what a reader calls them."""
        return build_engine(self.catalogue)

    def read(self, query: str) -> tuple[ViewState, tuple[Ignored, ...]]:
        """Understand a query string, with the language and boundaries of the settings.

        Parameters
        ----------
        query
            With or without its question mark.

        Returns
        -------
        (ViewState, tuple of Ignored)
            The view, and what was left aside.
        """
        found: dict[str, list[str]] = {}
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        defaults = {"lang": self.settings.language, "boundary": self.settings.boundary}
        for name, default in defaults.items():
            allowed = self.vocabulary.choices[name]
            if not any(value.strip() in allowed for value in found.get(name, [])):
                # After what was given, so that a language nobody knows is still reported.
                found[name] = [*found.get(name, []), default]
        view, ignored = parse_view(found, self.vocabulary)
        return self._known(view, ignored)

    def _known(
        self, view: ViewState, ignored: tuple[Ignored, ...]
    ) -> tuple[ViewState, tuple[Ignored, ...]]:
        """Leave out the keys of what does not exist."""
        vocabulary = self.catalogue.vocabulary
        checks: dict[str, Callable[[str], bool]] = {
            "select": lambda key: self._knows(key, view),
            "export": lambda key: self.take_away is not None and self.take_away.knows(key, view),
            "subject": lambda key: find_subject(key, vocabulary) is not None,
            "sets": lambda key: set_key(key, vocabulary) is not None,
            "compare": lambda key: can_be_compared(key, vocabulary),
            "indicator": lambda key: has_indicator(self.census, key),
        }
        for name, knows in checks.items():
            found = getattr(view, name)
            keys = found if isinstance(found, tuple) else (found,)
            unknown = [key for key in keys if key and not knows(key)]
            if unknown:
                kept = tuple(key for key in keys if key not in unknown)
                view = view.with_(**{name: kept if isinstance(found, tuple) else ""})
                ignored = (*ignored, *(Ignored(name, key, UNKNOWN_VALUE) for key in unknown))
        return view, ignored

    def _knows(self, item: str, view: ViewState) -> bool:
        dimension, colon, id_ = item.partition(":")
        if dimension == CELL:
            return self.coverage.has_cell(view, id_)
        if dimension == COVERAGE:
            return id_ in STATES
        if dimension == OVERLAP:
            codes = self.gazetteer.codes(drawable_level(view))
            return has_part(view, self.catalogue.vocabulary, codes, id_)
        if dimension == NEED:
            return self.census.has_unit(id_)
        if colon:
            return self.catalogue.has_figure(dimension, id_)
        measurements = self.catalogue.record.measurements["id"]
        return self.catalogue.has_activity(item) or bool((measurements == item).any())
