"""What the catalogue answers: plain frozen values that pages, files and the API all start from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata.facets import Selection
from geodata.view_state import ViewState

PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Row:
    """The figure of one value of a dimension.

    ``value`` is a whole number under distinct and touches, a decimal under allocated. ``selected``
    says that the view's own filter on this dimension takes the value in. ``source_ids`` is empty
    unless sources were asked for.
    """

    id: str
    value: int | float
    selected: bool
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that has to be said beside the figures.

    ``phase_not_specified``
        ``ids`` is the chosen phase followed by the phase ids that leave it open; ``count`` the
        activities that match otherwise.
    ``undated_left_out``
        ``count`` activities without dates fell out because a period is set.
    ``sums_exceed_total``
        ``ids`` is one dimension; its figures add up to ``count`` more than their activities.
    ``touches_total``
        ``ids`` is the level; the total is of pairs, of ``count`` activities.
    ``our_split``
        ``ids`` is the level; ``count`` activities have several places whose shares no source
        states.
    """

    id: str
    count: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure that sources state: one measurement, with the range that they give.

    ``id`` is the measurement and ``kind`` its kind (``result``, ``target``, ``participants``,
    ``budget`` or ``context``). ``low`` and ``high`` differ from ``value`` where sources disagree.
    ``scope`` holds the places that the figure is for, all of them together; it is empty where no
    source tells. ``inside`` says that they lie wholly in the places chosen. ``programme`` is the
    one that the subject is of, "" for a place. ``target`` is what was aimed at, stated for the same
    subject, indicator and places by the measurement ``target_id``; None and "" without one. Dates
    are ISO, "" where no source tells.
    """

    id: str
    kind: str
    series: str
    indicator: str
    unit: str
    value: float
    low: float
    high: float
    scope: tuple[str, ...]
    inside: bool
    subject_table: str
    subject: str
    programme: str
    start: str
    start_precision: str
    end: str
    end_precision: str
    target: float | None
    target_id: str
    source_ids: tuple[str, ...]

    @property
    def is_people(self) -> bool:
        """Whether it counts people reached: never an aim, an audience or a context."""
        return self.kind == "result" and self.unit == PERSONS

    @property
    def is_funding(self) -> bool:
        """Whether it is an amount of money for the subject."""
        return self.kind == "budget"


@dataclass(frozen=True, slots=True)
class Totals:
    """The key figures of a view; every filter is applied.

    ``activities`` is the total under the view's rule; ``matching`` the number of activities,
    whatever the rule. ``source_ids`` has the sources of each count by its name, and is empty unless
    sources were asked for.
    """

    activities: int
    matching: int
    programmes: int
    organisations: int
    regions_covered: int
    national: int
    unplaced: int
    undated: int
    people: tuple[StatedFigure, ...]
    funding: tuple[StatedFigure, ...]
    source_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Activities that a figure does not count, and why.

    ``reason`` is ``undated`` (a period is set), ``phase_not_specified`` (a phase is chosen),
    ``national``, ``unplaced``, ``former`` or ``coarser`` (they belong to no single place of the
    level), ``not_carried_out`` or ``inherited`` (they make no region covered).
    """

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a view with what it rests on.

    ``dimension`` is ``total`` or a key of ``Answer.by``; ``value`` what the page shows;
    ``counted`` the activities behind it; ``bases`` the number of their places by basis (stated,
    derived, inherited).
    """

    dimension: str
    id: str
    value: int | float
    counted: Selection = field(compare=False, repr=False)
    source_ids: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    bases: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A view, its totals, its figures by each dimension, and what to say beside them.

    ``by`` has region, phase, programme, sector, organisation, status, year and acts_at, and those
    of province and commune that the view's level or the caller asked for. ``stated`` has every
    figure that sources state for the view, each once, in the order of the record; those of
    ``totals`` are among them. ``chosen`` is which activities match.
    """

    view: ViewState
    totals: Totals
    by: dict[str, tuple[Row, ...]]
    stated: tuple[StatedFigure, ...]
    notes: tuple[Note, ...]
    chosen: Selection = field(compare=False, repr=False)
