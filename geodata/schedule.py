"""When things take place: activities, phases and plans as spans of time, and what has no date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps
from geodata.crossing import Crossing
from geodata.effective_places import NATIONAL, SPECIAL
from geodata.facets import Selection
from geodata.filters.period import UNDATED
from geodata.frames import rows_of
from geodata.framing import lies_in
from geodata.gazetteer import COUNTRY
from geodata.spans import Span, span_of

if TYPE_CHECKING:
    from geodata.bitmaps import Bits, Ints
    from geodata.catalogue import Catalogue
    from geodata.record import Record
    from geodata.view_state import ViewState

MOST_BARS = 300
"""Activities that are drawn one by one; more are counted by programme and year."""
ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity and when it takes place; ``regions`` are those of its places, words included."""

    id: str
    programme: str
    status: str
    span: Span
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """How many matching activities of a programme take place in each year, zeros left out.

    ``activities`` counts the dated ones, each once, and ``undated`` those of every period.
    """

    programme: str
    activities: int
    undated: int
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase and its period; one without a known end runs to the date of its programme's data."""

    id: str
    programme: str
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """The period of a public plan; it is no activity and never counted."""

    id: str
    kind: str
    code: str
    span: Span
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the activities of a view take place.

    Attributes
    ----------
    years
        Every year from the first to the last of the record's activities, phases and plans.
    drawn
        ``bars``, or ``strips`` where more than `MOST_BARS` dated activities match.
    bars
        The dated activities that match, by programme, then first day, last day and id; empty
        where strips are drawn.
    strips
        One for each programme with a matching or undated activity, those with most dated ones
        first.
    phases, plans
        In the order of their first days.
    undated
        The activities without dates that match whatever the period, by id; at most `MOST_BARS`.
    undated_count
        Number of all of them.
    """

    view: ViewState
    years: tuple[int, ...]
    drawn: str
    bars: tuple[Bar, ...]
    strips: tuple[Strip, ...]
    phases: tuple[PhaseSpan, ...]
    plans: tuple[Plan, ...]
    undated: tuple[str, ...]
    undated_count: int


@dataclass(frozen=True)
class Schedules:
    """Answers when things take place; what it needs is built when first asked."""

    catalogue: Catalogue
    crossing: Crossing = field(default_factory=Crossing, repr=False)

    def schedule(self, view: ViewState) -> Schedule:
        """Tell when the activities of a view take place.

        Parameters
        ----------
        view
            What is asked; its rule changes nothing here.

        Returns
        -------
        Schedule
            Activities under every filter of the view; those without dates under every one but the
            period; plans of the chosen places, or that contain them.
        """
        chosen = self.catalogue.choose(view)
        without = self.catalogue.facets["year"].row(UNDATED)
        dated = bitmaps.leave_out(chosen.total.bits, without)
        undated = without & chosen.leaving_out("period").bits
        drawn = "bars" if bitmaps.count(dated) <= MOST_BARS else "strips"
        strips = self._strips(dated, undated)
        ranks = {strip.programme: rank for rank, strip in enumerate(strips)}
        listed = self._positions(undated)[:MOST_BARS]
        return Schedule(
            view=view,
            years=self.years,
            drawn=drawn,
            bars=self._bars(dated, ranks) if drawn == "bars" else (),
            strips=strips,
            phases=tuple(phase for phase in self._phases if phase.programme in ranks),
            plans=tuple(plan for plan in self._plans if _concerns(plan.code, view.place)),
            undated=tuple(sorted(str(self.catalogue.ground.activities[row]) for row in listed)),
            undated_count=bitmaps.count(undated),
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last of activities, phases and plans."""
        spans = [phase.span for phase in self._phases] + [plan.span for plan in self._plans]
        ends = [year for span in spans for year in (span.first.year, span.last.year)]
        known = [*self.catalogue.years, *ends]
        return tuple(range(min(known), max(known) + 1)) if known else ()

    @cached_property
    def _known_on(self) -> dict[str, str]:
        programmes = self.catalogue.record.programmes
        return dict(zip(programmes["id"], programmes["data_as_of"], strict=True))

    @cached_property
    def _phases(self) -> tuple[PhaseSpan, ...]:
        found = []
        for row in rows_of(self.catalogue.record.phases):
            programme = row["programme"]
            span = span_of(row["start"], row["end"], self._known_on.get(programme, ""))
            if span:
                found.append(PhaseSpan(row["id"], programme, span))
        return tuple(sorted(found, key=_place_in_time))

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        cited = _sources_of_plans(self.catalogue.record)
        found = []
        for row in rows_of(self.catalogue.record.plans):
            span = span_of(row["start"], row["end"])
            if span:
                sources = cited.get(row["id"], ())
                found.append(Plan(row["id"], row["kind"], row["code"], span, sources))
        return tuple(sorted(found, key=_place_in_time))

    def _positions(self, bits: Bits) -> Ints:
        return bitmaps.positions(bits, self.catalogue.ground.size)

    def _bars(self, dated: Bits, ranks: dict[str, int]) -> tuple[Bar, ...]:
        positions = self._positions(dated)
        regions = self._regions(positions)
        bars = []
        for position, row in zip(
            positions.tolist(),
            rows_of(self.catalogue.record.activities.iloc[positions]),
            strict=True,
        ):
            known_on = self._known_on.get(row["programme"], "") if row["status"] == ONGOING else ""
            span = span_of(row["start"], row["end"], known_on)
            if span:
                own = tuple(dict.fromkeys(regions.get(position, ())))
                bars.append(Bar(row["id"], row["programme"], row["status"], span, own))
        return tuple(sorted(bars, key=lambda bar: (ranks[bar.programme], *_place_in_time(bar))))

    def _regions(self, positions: Ints) -> dict[int, list[str]]:
        places = self.catalogue.ground.places
        own = places[np.isin(places["activity"].to_numpy(), positions)]
        regions: dict[int, list[str]] = {}
        for activity, region in zip(own["activity"], own["region"], strict=True):
            regions.setdefault(int(activity), []).append(str(region))
        return regions

    def _strips(self, dated: Bits, undated: Bits) -> tuple[Strip, ...]:
        programme, year = self.catalogue.facets["programme"], self.catalogue.facets["year"]
        size = self.catalogue.ground.size
        counts = self.crossing.counts(programme, year, Selection(dated | undated, size))
        years = [None if id_ == UNDATED else int(id_) for id_ in year.ids]
        strips = []
        for id_, row in zip(programme.ids, counts.tolist(), strict=True):
            if not any(row):
                continue
            by_year = zip(years, row, strict=True)
            strips.append(
                Strip(
                    programme=id_,
                    activities=bitmaps.count(programme.row(id_) & dated),
                    undated=bitmaps.count(programme.row(id_) & undated),
                    years=tuple((one, count) for one, count in by_year if one and count),
                )
            )
        return tuple(sorted(strips, key=lambda one: (-one.activities, -one.undated)))


def _place_in_time(item: Bar | PhaseSpan | Plan) -> tuple[object, ...]:
    return item.span.first, item.span.last, item.id


def _concerns(code: str, places: tuple[str, ...]) -> bool:
    """Tell whether a plan is for one of the chosen places, in one, or for what contains one."""
    return not places or any(_meet(code, place) for place in places)


def _meet(code: str, place: str) -> bool:
    if place in SPECIAL:
        return place == NATIONAL and code == COUNTRY
    return lies_in(place, code) or lies_in(code, place)


def _sources_of_plans(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the sources cited for each plan, in the order of the record."""
    about = record.citations[record.citations["table"] == "plans"]
    cited: dict[str, set[str]] = {}
    for row, source in zip(about["row"], about["source"], strict=True):
        cited.setdefault(row, set()).add(source)
    return {
        row: tuple(id_ for id_ in record.sources["id"] if id_ in sources)
        for row, sources in cited.items()
    }
