"""What the catalogue answers: plain frozen values that pages, files and the API all start from."""

from dataclasses import dataclass, field

from geodata.facets import Selection
from geodata.view_state import ViewState


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
class PeopleFigure:
    """People reached by one series, with the range its sources give (persons).

    ``end`` is the date that the figure is of, with its precision; "" where no source tells.
    """

    series: str
    measurement: str
    indicator: str
    value: float
    low: float
    high: float
    scope: tuple[str, ...]
    inside: bool
    source_ids: tuple[str, ...]
    subject_table: str
    subject: str
    end: str
    end_precision: str


@dataclass(frozen=True, slots=True)
class FundingFigure:
    """Funding as stated, in its own currency, with the range its sources give."""

    series: str
    measurement: str
    currency: str
    amount: float
    low: float
    high: float
    scope: tuple[str, ...]
    inside: bool
    source_ids: tuple[str, ...]
    subject_table: str
    subject: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The key figures of a view; every filter is applied.

    ``activities`` is the total under the view's rule; ``matching`` the number of activities,
    whatever the rule.
    """

    activities: int
    matching: int
    programmes: int
    organisations: int
    regions_covered: int
    national: int
    unplaced: int
    undated: int
    people: tuple[PeopleFigure, ...]
    funding: tuple[FundingFigure, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A view, its totals, its figures by each dimension, and what to say beside them.

    ``by`` has region, phase, programme, sector, organisation, status, year and acts_at, and those
    of province and commune that the view's level or the caller asked for. ``chosen`` is which
    activities match.
    """

    view: ViewState
    totals: Totals
    by: dict[str, tuple[Row, ...]]
    notes: tuple[Note, ...]
    chosen: Selection = field(compare=False, repr=False)
