"""The map's words: where one is, legend, what is on no map, the table, and the boundary note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.framing import FINEST, common_place, depth, frame_of
from geodata.gazetteer import COUNTRY, LEVELS, ancestor
from geodata.need import NEED
from layers.description import Mark
from ui.guides import guides
from ui.links import Links

if TYPE_CHECKING:
    from ui.page import Page


@dataclass(frozen=True)
class Crumb:
    """A place that contains what is shown; ``href`` frames it, and is "" for where one is."""

    label: str
    href: str


@dataclass(frozen=True)
class Level:
    """A level that the map may be drawn at; ``href`` is "" where it cannot be for this view."""

    name: str
    href: str
    current: bool


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare what stands around the map."""
    described = page.map
    yield (
        "map-head",
        "map_head",
        {
            "map": described,
            "place": _name(page, described.frame) if described.frame != COUNTRY else "",
            "crumbs": tuple(_crumbs(page)),
            "inside": _inside(page),
            "levels": tuple(_levels(page)),
            # A census map counts no activities: by which rule makes no difference to it.
            "ruled": page.view.page != "need" or page.view.draw == "both",
        },
    )
    yield (
        "map-legend",
        "map_legend",
        {
            "map": described,
            "framed": described.frame != COUNTRY,
            "sites": any(not point.event for point in described.points),
            "events": any(point.event for point in described.points),
            "several": any(point.several for point in described.points),
        },
    )
    yield "map-tools", "map_tools", {"chosen": len(page.view.place), "cleared": _cleared(page)}
    rows, rest = _rows(page)
    yield (
        "map-foot",
        "map_foot",
        {
            "map": described,
            "neighbours": guides().neighbours,
            "rows": rows,
            "rest": rest,
            "dimension": _dimension(page),
        },
    )


def _dimension(page: Page) -> str:
    """Name the dimension of the figures that the map shows; "" where they are several in one."""
    if page.view.page == "need":
        return NEED
    return page.map.level if page.map.counted else ""


def _cleared(page: Page) -> str:
    """Release every place; communes are drawn of a chosen one alone."""
    level = LEVELS[-2] if page.view.level == FINEST else page.view.level
    return Links(page.view).to(place=(), level=level)


def _name(page: Page, code: str) -> str:
    return page.services.catalogue.label("place", code, page.view.lang)


def _crumbs(page: Page) -> Iterator[Crumb]:
    """Lead from the country down to the deepest place that contains what is chosen."""
    links, deepest = Links(page.view), common_place(page.view.place)
    way = [COUNTRY, *(code for level in LEVELS if (code := ancestor(deepest, level)))]
    for code in way:
        here = code == deepest and (code == page.map.frame or len(way) > 1)
        yield Crumb(_name(page, code), "" if here else links.into(code))


def _inside(page: Page) -> Crumb | None:
    """Offer to go down into the one place that is chosen, where the map does not frame it."""
    deepest = common_place(page.view.place)
    if deepest not in page.view.place or deepest == page.map.frame or depth(deepest) == len(LEVELS):
        return None
    label = page.words.t(f"map.show_{LEVELS[depth(deepest)]}")
    return Crumb(label, Links(page.view).into(deepest))


def _levels(page: Page) -> Iterator[Level]:
    """Offer the levels of the map: communes only of one region or province."""
    links, current = Links(page.view), page.view.level
    for level in LEVELS:
        possible = level != FINEST or frame_of(page.view.place, FINEST) != COUNTRY
        yield Level(level, links.to(level=level) if possible else "", level == current)


def _rows(page: Page) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Part the rows of the table: regions stand together, of many units those with activities."""
    marks = page.map.marks
    if page.map.level == LEVELS[0] or not page.map.counted:
        return marks, ()
    shown = sorted((mark for mark in marks if mark.value), key=lambda mark: -mark.value)
    return tuple(shown), tuple(mark for mark in marks if not mark.value)
