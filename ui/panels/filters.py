"""The filter bar: pickers with counts, the answer in a sentence, chips, and what to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.answer import Note
from geodata.effective_places import FORMER
from geodata.framing import lies_in, units_in
from geodata.view_state import LIST_PARAMETERS
from i18n.lists import listed
from i18n.sorting import sort_key
from layers.description import PARAMETERS
from ui.links import Links
from ui.profile_page.links import profiles_chosen, with_sectors_linked

if TYPE_CHECKING:
    from ui.page import Page

MANY = 3
"""So many names are too many for a title or a button."""
MOST_OFFERED = 24
"""A longer list of an additional filter is chosen from elsewhere, as organisations by role are."""


@dataclass(frozen=True)
class Option:
    """One value of a filter with its count under the other filters.

    ``inside`` holds what lies in a place that is chosen, or that a chosen one lies in.
    """

    key: str
    label: str
    value: float
    text: str
    selected: bool
    inside: Group | None = None


@dataclass(frozen=True)
class Group:
    """Options that share a query parameter."""

    title: str
    parameter: str
    options: tuple[Option, ...]
    dimension: str


@dataclass(frozen=True)
class Picker:
    """One filter of the bar."""

    id: str
    title: str
    groups: tuple[Group, ...]
    chosen: int


@dataclass(frozen=True)
class Chip:
    """One active filter value, which a click removes."""

    label: str
    parameter: str = ""
    value: str = ""
    href: str = ""


@dataclass(frozen=True)
class Hint:
    """Something to know about the figures, with what can be done about it.

    ``sources`` is the key of the figure that it tells, if it is one; ``explained`` that of what
    explains its words.
    """

    text: str
    href: str = ""
    action: str = ""
    sources: str = ""
    explained: str = ""


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the filter bar."""
    period = _period(page)
    matching = page.answer.totals.matching
    yield (
        "pickers",
        "pickers",
        {
            "pickers": tuple(_pickers(page)),
            "period": period,
            "years": page.services.catalogue.years,
            "found": page.words.n("unit.activities", matching),
        },
    )
    yield (
        "filters",
        "filters",
        {
            "where": _where(page),
            "answer": with_sectors_linked(page, sentence(page)),
            "profiles": tuple(profiles_chosen(page)),
            "matching": matching,
            "chips": (*_chips(page), *([_period_chip(page, period)] if period else ())),
            "notes": tuple(_hints(page)),
        },
    )


def _where(page: Page) -> str:
    """Name the chosen places, or say that none is chosen."""
    names = [chip.label for chip in _chips(page) if chip.parameter == "place"]
    return shortened(names, page) if names else page.words.t("sheet.everywhere")


def shortened(names: Sequence[str], page: Page) -> str:
    """List one or two names; of more, name the first and count the others."""
    return listed(names, page.words) if len(names) < MANY else f"{names[0]} (+{len(names) - 1})"


def _pickers(page: Page) -> Iterator[Picker]:
    t = page.words.t
    regions = page.services.catalogue.gazetteer.codes("region")
    lists = page.services.catalogue.vocabulary.lists
    yield _picker(
        page,
        "place",
        t("filter.region"),
        [("", "region", (*regions, "national", "unplaced", *_former(page)))],
    )
    yield _picker(page, "programme", t("filter.programme"), list(_phase_groups(page)))
    yield _picker(page, "sector", t("filter.sector"), [("", "sector", lists["sector"])])
    organisations = sorted(
        lists["org"], key=lambda key: sort_key(_label(page, "organisation", key), page.view.lang)
    )
    yield _picker(
        page,
        "more",
        t("filter.more"),
        [
            (t("filter.status"), "status", lists["status"]),
            (t("filter.acts_at"), "acts_at", lists["acts_at"]),
            *_additional(page),
            (t("filter.org"), "organisation", tuple(organisations)),
        ],
    )


def _additional(page: Page) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Offer the filters that the view has no field of its own for, where the choice is short."""
    for parameter, ids in page.services.catalogue.vocabulary.lists.items():
        if parameter not in LIST_PARAMETERS and len(ids) <= MOST_OFFERED:
            yield page.words.t(f"filter.{parameter}"), parameter, ids


def _former(page: Page) -> tuple[str, ...]:
    """Offer former regions where the record has an activity in one, whatever is chosen."""
    return (FORMER,) if page.services.catalogue.facets["region"].row(FORMER).any() else ()


def _phase_groups(page: Page) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Group programmes, then the phases of each programme under its name."""
    phases: dict[str, list[str]] = {}
    for phase, programme in page.services.catalogue.record.owners.items():
        phases.setdefault(programme, []).append(phase)
    lists = page.services.catalogue.vocabulary.lists
    yield page.words.t("table.programme"), "programme", lists["programme"]
    for programme, own in phases.items():
        yield _label(page, "programme", programme), "phase", tuple(own)


def _picker(
    page: Page, id_: str, title: str, groups: list[tuple[str, str, tuple[str, ...]]]
) -> Picker:
    built = tuple(
        Group(
            name,
            PARAMETERS.get(dimension, dimension),
            tuple(_options(page, dimension, keys)),
            dimension,
        )
        for name, dimension, keys in groups
    )
    return Picker(id_, title, built, sum(map(_selected, built)))


def _selected(group: Group) -> int:
    inner = (_selected(option.inside) for option in group.options if option.inside)
    return sum(option.selected for option in group.options) + sum(inner)


def _options(page: Page, dimension: str, keys: Iterable[str]) -> Iterator[Option]:
    rows = {row.id: row.value for row in page.reading.rows(dimension)}
    chosen = page.view.chosen(PARAMETERS.get(dimension, dimension))
    for key in keys:
        value = rows.get(key, 0)
        text = page.reading.number(value) if value else "–"
        inside = _inside(page, dimension, key)
        yield Option(key, _label(page, dimension, key), value, text, key in chosen, inside)


def _inside(page: Page, dimension: str, key: str) -> Group | None:
    """List what lies in a region or province, where the choice is that place or within it."""
    level = {"region": "province", "province": "commune"}.get(dimension)
    if level is None or not any(lies_in(place, key) for place in page.view.place):
        return None
    codes = units_in(page.services.gazetteer, key, level)
    options = tuple(_options(page, level, codes))
    return Group(_label(page, dimension, key), "place", options, level) if options else None


def _label(page: Page, dimension: str, key: str) -> str:
    return page.reading.label(dimension, key)


def sentence(page: Page) -> str:
    """Say in one sentence what the view holds."""
    totals = page.answer.totals
    matching = totals.matching
    if not matching:
        return page.words.t("empty.title")
    sectors = sorted(page.reading.rows("sector"), key=lambda row: -row.value)
    own = [row for row in sectors if not page.view.sector or row.selected][:2]
    names = listed([_label(page, "sector", row.id) for row in own], page.words)
    return page.words.t(
        "answer.sentence",
        activities=page.words.n("unit.activities", matching),
        programmes=page.words.n("unit.programmes", totals.programmes),
        sectors=names,
    )


def _chips(page: Page) -> Iterator[Chip]:
    dimensions = {"place": "region", "org": "organisation"}
    for parameter in ("place", "programme", "phase", "sector", "org", "status", "acts_at"):
        for value in page.view.chosen(parameter):
            dimension = _place_dimension(value) if parameter == "place" else parameter
            dimension = dimensions.get(dimension, dimension)
            yield Chip(_label(page, dimension, value), parameter, value)
    for parameter, values in page.view.more:
        title = page.words.t(f"filter.{parameter}")
        for value in values:
            name = page.words.t("filter.named", title=title, name=_label(page, parameter, value))
            yield Chip(name, parameter, value)


def active(page: Page) -> int:
    """Count the values that the view is filtered by."""
    return len(tuple(_chips(page))) + bool(_period(page))


def named(page: Page) -> Iterator[str]:
    """Name what the view is filtered by, one short text for each filter."""
    by: dict[str, list[str]] = {}
    for chip in _chips(page):
        by.setdefault(chip.parameter, []).append(chip.label)
    yield from (shortened(names, page) for names in by.values())
    period = _period(page)
    if period:
        yield period


def in_words(page: Page) -> Iterator[tuple[str, str]]:
    """Say what the view is filtered by: the values of each filter, and its name."""
    by: dict[str, list[str]] = {}
    for chip in _chips(page):
        by.setdefault(chip.parameter, []).append(chip.label)
    for parameter, labels in by.items():
        # The chips of additional filters name their filter themselves.
        named_so = parameter in dict(page.view.more)
        yield listed(labels, page.words), "" if named_so else page.words.t(f"filter.{parameter}")
    period = _period(page)
    if period:
        yield period, page.words.t("filter.period")


def _place_dimension(code: str) -> str:
    return (
        {2: "region", 6: "province"}.get(len(code), "commune") if code[:1].isdigit() else "region"
    )


def _period(page: Page) -> str:
    first, last = page.view.from_year, page.view.to_year
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    if first is None:
        return page.words.t("date.until", end=str(last))
    if last is None:
        return page.words.t("date.since", start=str(first))
    return page.words.t("date.years", start=str(first), end=str(last))


def _period_chip(page: Page, period: str) -> Chip:
    return Chip(period, href=Links(page.view).to(from_year=None, to_year=None))


def _hints(page: Page) -> Iterator[Hint]:
    for note in page.answer.notes:
        if note.id == "phase_not_specified":
            yield _phase_hint(page, note)
        elif note.id == "undated_left_out":
            yield Hint(page.words.n("note.undated_left_out", note.count), sources="total:undated")
        elif note.id == "touches_total":
            text = page.words.n("note.touches_total", note.count)
            yield Hint(text, sources="total:activities")
        elif note.id == "our_split" and page.view.count == "allocated":
            yield Hint(page.words.n("note.our_split", note.count))


def _phase_hint(page: Page, note: Note) -> Hint:
    open_phases = note.ids[1:]
    phases = (*page.view.phase, *(phase for phase in open_phases if phase not in page.view.phase))
    return Hint(
        page.words.n("note.phase_not_specified", note.count),
        Links(page.view).to(phase=phases),
        page.words.t("note.phase_not_specified_add"),
        f"phase:{open_phases[0]}" if len(open_phases) == 1 else "",
        "phase",
    )
