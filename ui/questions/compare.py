"""Compare: places, programmes and the like, and periods side by side, and several small maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geodata.comparing import PERIOD, Comparison, Side, compare, multiples
from geodata.effective_places import SPECIAL
from geodata.figure import TOTAL
from geodata.filters.period import UNDATED
from geodata.gazetteer import LEVELS
from geodata.profile.subject import PARAMETERS
from geodata.view_state import CHOICES, KEYS
from i18n.sorting import sort_key
from layers.comparing import describe_comparison, describe_multiples, name_of
from layers.reading import Reading
from layers.stated import ordered, owner_of, shared, value_of
from ui import shapes
from ui.links import Links
from ui.small_map import country, un_line

if TYPE_CHECKING:
    from geodata.answer import StatedFigure
    from geodata.view_state import ViewState
    from ui.page import Page

LAYOUT = "alone"
WIDTH = 150
"""Width of a small map, in units of its picture."""
DRAWN = 12
"""Small maps in view; the others are named with their numbers."""
SPAN = 4
"""Years of a period that is offered."""
MOST = KEYS["compare"]


@dataclass(frozen=True)
class Offer:
    """Something that can be compared: its keys together, and what it is called."""

    keys: str
    name: str


@dataclass(frozen=True)
class Group:
    """Offers of one kind."""

    title: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Stated:
    """A figure that sources state for one column."""

    value: str
    label: str
    shared: str
    href: str


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the panel."""
    keys = page.view.compare
    found = compare(page.services.catalogue, page.view, keys)
    several = multiples(page.services.catalogue, page.view, page.view.across)
    drawn = tuple(one for one in several if one.id != UNDATED)
    frame, paths = country(WIDTH)
    yield (
        "question",
        "question_compare",
        {
            "described": describe_comparison(page.reading, found),
            "sides": found.sides,
            "columns": _columns(page, found),
            "href": lambda at, key: _figure_href(page, found.sides[at], key),
            "groups": tuple(_groups(page)) if len(keys) < MOST else (),
            "suggested": tuple(_suggested(page)),
            "maps": describe_multiples(page.reading, page.view.across, drawn),
            "undated": next((one.value for one in several if one.id == UNDATED), 0),
            "map_href": lambda id_: Links(_multiple_view(page, id_)).to(),
            "partial": partial,
            "elsewhere": lambda at, id_: _elsewhere_href(page, found.sides[at].view, id_),
            "map_elsewhere": lambda id_, place: _multiple_elsewhere(page, id_, place),
            "drawn": DRAWN,
            "acrosses": CHOICES["across"],
            "paths": paths,
            "size": (WIDTH, frame.height),
            "line": un_line(frame) if page.view.boundary == "un" else None,
        },
    )


def _columns(page: Page, found: Comparison) -> list[dict[str, Any]]:
    """Say where each column leads, and what sources state for it."""
    return [
        {
            "remove": Links(page.view).to(
                compare=tuple(k for k in page.view.compare if k != side.key)
            ),
            "explore": Links(side.view).to(),
            "people": [_stated(page, side, one) for one in ordered(side.answer.totals.people)],
            "funding": [_stated(page, side, one) for one in ordered(side.answer.totals.funding)],
            "link": _data_link(side.key),
        }
        for side in found.sides
    ]


def _stated(page: Page, side: Side, figure: StatedFigure) -> Stated:
    # Its own places decide with whom a figure is shared.
    reading = Reading(side.answer, page.services.catalogue, page.words)
    return Stated(
        value_of(figure, page.view.lang),
        f"{reading.label('indicator', figure.indicator)} · {owner_of(reading, figure)}",
        shared(reading, figure),
        Links(side.view).details(figure.id),
    )


def _data_link(key: str) -> str:
    kind, _, id_ = key.partition(":")
    period = PERIOD.fullmatch(key)
    if period:
        return " ".join(f"year:{year}" for year in range(int(period[1]), int(period[2]) + 1))
    if kind == "place":
        return f"{dict(zip((2, 6), LEVELS, strict=False)).get(len(id_), 'commune')}:{id_}"
    return key


def _figure_href(page: Page, side: Side, key: str) -> str:
    """Lead to what a figure of a column rests on; "" where no address has exactly that."""
    dimension, _, id_ = key.partition(":")
    links = Links(side.view)
    if not key:
        # Nothing counts the sectors; the page lists them, each with its sources.
        return f"{links.to()}#sectors-title"
    if (
        dimension == TOTAL
        or page.services.catalogue.owners[dimension].mask(side.view, page.services.catalogue.facets)
        is None
    ):
        return links.details(key)
    if dimension == "year":
        return links.to(from_year=int(id_), to_year=int(id_))
    changes: dict[str, object] = {PARAMETERS.get(dimension, dimension): (id_,)}
    if dimension == "programme" and side.view.phase:
        # A choice of both would be either.
        return ""
    return links.to(**changes)


def _elsewhere_href(page: Page, view: ViewState, id_: str) -> str:
    """Lead to what lies in no region of today; "" where no address has exactly that."""
    catalogue = page.services.catalogue
    if view.count != "allocated" and catalogue.has_figure(TOTAL, id_):
        return Links(view).details(f"{TOTAL}:{id_}")
    filtered = catalogue.owners["region"].mask(view, catalogue.facets) is not None
    return "" if filtered else Links(view).details(f"region:{id_}")


def _multiple_view(page: Page, id_: str) -> ViewState:
    view, across = page.view.with_(page="explore", compare=()), page.view.across
    if across == "year":
        return view.with_(from_year=int(id_), to_year=int(id_))
    other: dict[str, object] = {"programme": ()} if across == "phase" else {}
    return view.with_(**{across: (id_,)}, **other)


def _multiple_elsewhere(page: Page, id_: str, place: str) -> str:
    # A part of an activity in a value and in a place has no address.
    if page.view.count == "allocated":
        return ""
    return _elsewhere_href(page, _multiple_view(page, id_), place)


def _groups(page: Page) -> Iterator[Group]:
    """Offer everything that can be added, by kind; what has no activity is offered too."""
    t, catalogue = page.words.t, page.services.catalogue
    titles = {
        "region": t("profile.index_place"),
        "programme": t("profile.index_programme"),
        "phase": t("compare.phases"),
        "sector": t("profile.index_sector"),
        "organisation": t("profile.index_organisation"),
        "province": t("compare.provinces"),
    }
    for dimension, title in titles.items():
        kind = "place" if dimension in LEVELS else dimension
        ids = [id_ for id_ in catalogue.facets[dimension].ids if id_ not in SPECIAL]
        yield _group(page, title, [f"{kind}:{id_}" for id_ in ids])
    yield _group(page, t("compare.periods"), list(_periods(page)), by_name=False)


def _periods(page: Page) -> Iterator[str]:
    years = page.services.catalogue.years
    if years:
        for last in range(years[-1], years[0] - 1, -SPAN):
            yield f"period:{max(last - SPAN + 1, years[0])}-{last}"


def _group(page: Page, title: str, keys: Sequence[str], *, by_name: bool = True) -> Group:
    chosen = page.view.compare
    offers = [
        Offer(",".join((*chosen, key)), _name(page, key)) for key in keys if key not in chosen
    ]
    if by_name:
        offers.sort(key=lambda one: sort_key(one.name, page.view.lang))
    return Group(title, tuple(offers))


def _name(page: Page, key: str) -> str:
    return name_of(key, page.words, page.reading.label)


def _suggested(page: Page) -> Iterator[tuple[str, str]]:
    """Suggest comparisons: beside one place its neighbours, otherwise those with most to tell."""
    chosen = page.view.compare
    if len(chosen) == 1:
        yield from _neighbours(page, chosen[0])
        return
    if chosen:
        return
    for keys in _examples(page):
        names = [_name(page, key) for key in keys]
        text = page.words.t("compare.pair", left=names[0], right=names[1])
        yield text, Links(page.view).to(compare=keys)


def _neighbours(page: Page, key: str) -> Iterator[tuple[str, str]]:
    kind, _, code = key.partition(":")
    level = {2: "region", 6: "province"}.get(len(code))
    if kind != "place" or level is None:
        return
    for other in shapes.neighbours(level).get(code, ()):
        yield page.reading.label(level, other), Links(page.view).to(compare=(key, f"place:{other}"))


def _examples(page: Page) -> Iterator[tuple[str, str]]:
    """Pair the two greatest of each dimension, and the last two periods."""
    for dimension in ("region", "programme", "phase", "sector"):
        rows = [row for row in page.reading.rows(dimension) if row.id not in SPECIAL]
        first = sorted(rows, key=lambda row: -row.value)[:2]
        kind = "place" if dimension == "region" else dimension
        if len(first) > 1:
            yield f"{kind}:{first[0].id}", f"{kind}:{first[1].id}"
    periods = list(_periods(page))
    for later, earlier in list(pairwise(periods))[:1]:
        yield earlier, later
