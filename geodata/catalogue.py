"""The catalogue: the record, ready to be counted; built once and only read afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata import bitmaps, filters
from geodata.activity_details import ActivityDetails
from geodata.answer import Answer, Figure, Row, StatedFigure, Totals
from geodata.cited_sources import CitedSources, cited_sources
from geodata.counting import RULES, distinct
from geodata.effective_places import NATIONAL, UNPLACED, effective_places
from geodata.facets import Facet, Selection
from geodata.figure import COUNTS, TOTAL, count_of, figure_of
from geodata.filtering import Filter, Ground
from geodata.filters.period import UNDATED
from geodata.frames import rows_of
from geodata.gazetteer import FORMER_REGION, LEVELS, Gazetteer
from geodata.key_figures import KeyFigures, key_figures, regions_covered, stated_figures
from geodata.notes import our_split, view_notes
from geodata.schema import ROLES
from geodata.texts import in_every_language
from geodata.view_state import ViewState, Vocabulary
from i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from geodata.bitmaps import Bits, Flags, Ints
    from geodata.record import Record

# Order of the facets in an answer; those of additional filters follow.
ORDER = (
    *LEVELS, "phase", "programme", "sector", "organisation", "status", "year", "acts_at",
)  # fmt: skip
# Facets whose figures an answer has only where they are asked for.
UNASKED = (*LEVELS[1:], FORMER_REGION, *ROLES)
LABELLED = {
    "programme": ("programmes", "label"),
    "phase": ("phases", "label"),
    "sector": ("sectors", "name"),
    "organisation": ("organisations", "name"),
    "org": ("organisations", "name"),
    **dict.fromkeys((*ROLES, "with"), ("organisations", "name")),
    "indicator": ("indicators", "name"),
}


@dataclass(frozen=True)
class Chosen:
    """The activities a view chooses: by all its filters, and with some dimensions' left out.

    ``rows`` has what the filters of each dimension let through.
    """

    rows: Mapping[str, Bits]
    size: int
    _known: dict[frozenset[str], Selection] = field(default_factory=dict, repr=False)

    @property
    def total(self) -> Selection:
        """The activities chosen by every filter."""
        return self.leaving_out()

    def leaving_out(self, *dimensions: str) -> Selection:
        """Return the activities chosen by every filter except those of some dimensions."""
        key = frozenset(self.rows.keys() & set(dimensions))
        if key not in self._known:
            self._known[key] = Selection(_all_of(self.rows, self.size, key), self.size)
        return self._known[key]


@dataclass(frozen=True)
class Catalogue:
    """Everything that views are answered from; read-only.

    Attributes
    ----------
    ground
        The record, the gazetteer and the places at which activities count.
    facets
        Every dimension by its name in ``Answer.by``.
    owners
        The filter that each facet belongs to.
    vocabulary
        The values that each parameter of a query may take.
    """

    ground: Ground
    filters: tuple[Filter, ...]
    facets: Mapping[str, Facet]
    owners: Mapping[str, Filter]
    vocabulary: Vocabulary
    sources: CitedSources
    figures: KeyFigures
    our_split: Bits
    table_order: Ints

    @property
    def record(self) -> Record:
        """The tables."""
        return self.ground.record

    @property
    def gazetteer(self) -> Gazetteer:
        """Codes and names of places."""
        return self.ground.gazetteer

    @property
    def data_as_of(self) -> str:
        """Latest date that a programme's data were read as of (ISO); "" without any."""
        return self.ground.as_of

    @cached_property
    def phases(self) -> tuple[dict[str, str], ...]:
        """The rows of the phases, in the order of the record."""
        return tuple(rows_of(self.record.phases))

    @cached_property
    def read_as_of(self) -> dict[str, str]:
        """Date that the data of each programme were read as of (ISO), by its id; "" if unknown."""
        programmes = self.record.programmes
        return dict(zip(programmes["id"], programmes["data_as_of"], strict=True))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last in which an activity takes place."""
        return tuple(int(year) for year in self.facets["year"].ids if year != UNDATED)

    def has_activity(self, id_: str) -> bool:
        """Tell whether the record has an activity of this id."""
        return id_ in self.ground.activities

    @cached_property
    def details(self) -> ActivityDetails:
        """Everything about each activity, part by part, for whoever needs them all."""
        return ActivityDetails(self.ground)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], dict[str, str]]:
        labels = {}
        for dimension, (table, column) in LABELLED.items():
            rows = getattr(self.record, table)
            for lang in LANGUAGES:
                names = zip(rows["id"], rows[f"{column}_{lang}"], strict=True)
                labels[dimension, lang] = dict(names)
        return labels

    def label(self, dimension: str, id_: str, lang: str) -> str:
        """Return the name of a value in a language.

        Ids that name no row of the record and no place (years, and words of controlled
        vocabularies such as ``ongoing``, ``national`` or ``undated``) are returned as they are.
        """
        if dimension in ("place", *LEVELS, FORMER_REGION) and self.gazetteer.exists(id_):
            return self.gazetteer.name(id_, lang)
        return self._labels.get((dimension, lang), {}).get(id_, id_)

    def answer(
        self, view: ViewState, *, sources: bool = False, levels: Collection[str] | None = None
    ) -> Answer:
        """Answer a view.

        Parameters
        ----------
        view
            What is asked; values it may not take match nothing.
        sources
            Whether every row lists the sources cited for the activities it counts.
        levels
            Levels of place whose figures are wanted beside the regions; by default the view's.
        """
        chosen = self.choose(view)
        levels = (view.level,) if levels is None else levels
        wanted = [key for key in self.facets if key not in UNASKED or key in levels]
        by = {key: self._rows(key, view, chosen, sources=sources) for key in wanted}
        notes = view_notes(view, self, chosen, by)
        anywhere = chosen.leaving_out("place")
        stated = stated_figures(self.figures, self.facets, anywhere, view.place)
        return Answer(
            view=view,
            totals=self._totals(view, chosen, stated, sources=sources),
            by=by,
            stated=stated,
            notes=notes,
            chosen=chosen.total,
        )

    def has_figure(self, dimension: str, id_: str) -> bool:
        """Tell whether a figure exists: a count of ``Totals``, or a value of ``Answer.by``."""
        if dimension == TOTAL:
            return id_ in COUNTS
        return dimension in self.facets and id_ in self.facets[dimension].ids

    def figure(self, view: ViewState, dimension: str, id_: str) -> Figure:
        """Return one figure of a view with the activities and sources it rests on.

        Parameters
        ----------
        view
            What is asked.
        dimension, id_
            ``total`` and the name of a count of ``Totals``; or a key of ``Answer.by`` and one of
            its values.

        Raises
        ------
        KeyError
            There is no such figure, see ``has_figure``.
        """
        if not self.has_figure(dimension, id_):
            raise KeyError(f"{dimension}:{id_}")
        return figure_of(self, view, dimension, id_)

    def matching(self, view: ViewState) -> Flags:
        """Tell which activities match a view; shape ``(activities,)``, in the record's order."""
        return self.choose(view).total.flags

    def activity_rows(
        self, view: ViewState, offset: int = 0, limit: int | None = None
    ) -> list[int]:
        """Return positions of matching activities: latest start first, undated last, then id."""
        return self.in_order(self.matching(view), offset, limit)

    def in_order(self, chosen: Flags, offset: int = 0, limit: int | None = None) -> list[int]:
        """Return positions of chosen activities in the order of `activity_rows`."""
        rows = self.table_order[chosen[self.table_order]]
        end = None if limit is None else offset + limit
        return [int(row) for row in rows[offset:end]]

    def activity(self, activity: str | int) -> dict[str, Any]:
        """Return everything about an activity, nothing finer than may be public.

        Parameters
        ----------
        activity
            Its id, or its position in the record.

        Raises
        ------
        KeyError
            No activity has that id.
        IndexError
            No activity has that position.
        """
        if isinstance(activity, str):
            [found] = self.ground.activities.get_indexer(pd.Index([activity]))
            if found < 0:
                raise KeyError(activity)
            activity = int(found)
        return self.details.describe(activity)

    def activity_text(self, id_: str, column: str) -> str:
        """Return the programme of an activity or a title, such as ``title_fr``.

        Raises
        ------
        KeyError
            No activity has that id, or ``column`` is another one.
        """
        return self._texts[column][id_]

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, str]]:
        rows = self.record.activities
        columns = ("programme", *(f"title_{lang}" for lang in LANGUAGES))
        return {column: dict(zip(rows["id"], rows[column], strict=True)) for column in columns}

    def choose(self, view: ViewState) -> Chosen:
        """Return the activities that a view chooses."""
        masks = {each.dimension: each.mask(view, self.facets) for each in self.filters}
        rows = {dimension: bits for dimension, bits in masks.items() if bits is not None}
        return Chosen(rows, self.ground.size)

    def _rows(self, key: str, view: ViewState, chosen: Chosen, *, sources: bool) -> tuple[Row, ...]:
        facet, owner = self.facets[key], self.owners[key]
        selection = chosen.leaving_out(owner.dimension)
        figures = RULES[view.count].figures(facet, selection)
        filled = np.flatnonzero(figures)
        ids = [facet.ids[position] for position in filled]
        selected = owner.selected(view, key, self.ground)
        values = figures[filled].tolist()
        return tuple(
            Row(id_, value, selected(id_), self._cited(facet, id_, selection) if sources else ())
            for id_, value in zip(ids, values, strict=True)
        )

    def _cited(self, facet: Facet, id_: str, selection: Selection) -> tuple[str, ...]:
        return self.sources.for_activities(facet.row(id_) & selection.bits)

    def _totals(
        self, view: ViewState, chosen: Chosen, stated: tuple[StatedFigure, ...], *, sources: bool
    ) -> Totals:
        total = chosen.total
        return Totals(
            activities=RULES[view.count].total(self.facets[view.level], total),
            matching=total.count,
            programmes=self._present("programme", total),
            organisations=self._present("organisation", total),
            regions_covered=regions_covered(self.figures, total),
            national=bitmaps.count(self.facets["region"].row(NATIONAL) & total.bits),
            unplaced=bitmaps.count(self.facets["region"].row(UNPLACED) & total.bits),
            undated=self.undated(chosen),
            people=tuple(figure for figure in stated if figure.is_people),
            funding=tuple(figure for figure in stated if figure.is_funding),
            source_ids=self._sources_of_counts(chosen) if sources else {},
        )

    def _sources_of_counts(self, chosen: Chosen) -> dict[str, tuple[str, ...]]:
        return {id_: self.sources.for_activities(count_of(self, chosen, id_)) for id_ in COUNTS}

    def _present(self, key: str, selection: Selection) -> int:
        return int(np.count_nonzero(distinct(self.facets[key], selection)))

    def undated(self, chosen: Chosen) -> int:
        """Count the activities without dates that match whatever the period."""
        undated = self.facets["year"].row(UNDATED)
        return bitmaps.count(undated & chosen.leaving_out("period").bits)


def build_catalogue(record: Record, gazetteer: Gazetteer) -> Catalogue:
    """Build the catalogue.

    Parameters
    ----------
    record
        The public tables, as `geodata.protection.public_record` returns them.
    gazetteer
        The places that exist.
    """
    record = in_every_language(record)
    ground = _ground(record, gazetteer)
    found = filters.discover()
    built = {each.dimension: each.facets(ground) for each in found}
    sources = cited_sources(record.citations, record.sources, ground.activities)
    return Catalogue(
        ground=ground,
        filters=found,
        facets=_in_order(facet for facets in built.values() for facet in facets),
        owners={facet.key: each for each in found for facet in built[each.dimension]},
        vocabulary=_vocabulary(found, ground),
        sources=sources,
        figures=key_figures(ground, sources),
        our_split=our_split(ground),
        table_order=_table_order(record.activities),
    )


def _in_order(facets: Iterable[Facet]) -> dict[str, Facet]:
    ranks = {key: rank for rank, key in enumerate(ORDER)}
    ordered = sorted(facets, key=lambda facet: ranks.get(facet.key, len(ranks)))
    return {facet.key: facet for facet in ordered}


def _ground(record: Record, gazetteer: Gazetteer) -> Ground:
    activities = pd.Index(record.activities["id"].astype("object"))
    return Ground(
        record=record,
        gazetteer=gazetteer,
        places=effective_places(record.activity_locations, activities),
        activities=activities,
        as_of=max(record.programmes["data_as_of"], default=""),
    )


def _vocabulary(found: tuple[Filter, ...], ground: Ground) -> Vocabulary:
    lists: dict[str, tuple[str, ...]] = {}
    for each in found:
        lists |= each.vocabulary(ground)
    return Vocabulary(lists)


def _table_order(activities: pd.DataFrame) -> Ints:
    by_id = np.argsort(activities["id"].to_numpy(dtype="object"), kind="stable")
    starts = activities["start"].to_numpy(dtype="object")[by_id]
    # Ranks of the dates, so that a stable sort can run backwards; "" is the lowest, hence last.
    ranks = np.unique(starts, return_inverse=True)[1]
    return by_id[np.argsort(-ranks, kind="stable")].astype(np.int64)


def _all_of(rows: Mapping[str, Bits], size: int, left_out: Collection[str]) -> Bits:
    bits = bitmaps.full(size)
    for dimension, row in rows.items():
        if dimension not in left_out:
            bits &= row
    return bits
