"""The words beside the map: its legend, and what belongs to no unit of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.gazetteer import COUNTRY
from layers import need
from layers.need_words import against_id
from layers.region_map import Point
from pictures.charts.map_panel import Grid, Panel, Sign

if TYPE_CHECKING:
    from layers.need_words import NeedReading
    from ui.page import Page

BOTH = "both"
CLASSES = (1, 2, 3)


def panel_of(page: Page) -> Panel:
    """Say what stands beside the map of a page."""
    described, t = page.map, page.words.t
    grid = _grid(page.asked) if page.view.page == "need" and page.view.draw == BOTH else None
    entries = described.legend
    if grid:
        entries = tuple(entry for entry in entries if not entry.token.startswith(BOTH))
    return Panel(
        title=described.unit,
        entries=entries,
        signs=_signs(page),
        grid=grid,
        of=t("map.elsewhere" if described.frame == COUNTRY else "map.in_country"),
        elsewhere=tuple((mark.label, mark.text) for mark in described.elsewhere),
    )


def _signs(page: Page) -> tuple[Sign, ...]:
    """Explain the kinds of points that the map has."""
    points, t = page.map.points, page.words.t
    kinds = (
        ("map.site", any(not one.event for one in points), ("", False, False)),
        ("map.several", any(one.several for one in points), (page.reading.number(2), True, False)),
        ("map.event", any(one.event for one in points), ("", False, True)),
    )
    return tuple(
        Sign(Point(0, 0, "", count, several=several, event=event), t(msgid))
        for msgid, shown, (count, several, event) in kinds
        if shown
    )


def _grid(words: NeedReading) -> Grid:
    """Count the units of each class of need and of what is done."""
    t, classes = words.t, need.both_classes(words.need)
    counts = Counter(need.cell_of(unit, classes) for unit in words.need.units)
    names = {one: t(f"need.class_{one}") for one in CLASSES}

    def cell(low: int, high: int) -> tuple[str, str]:
        count = counts[low, high]
        return f"{BOTH}-{low}{high}", words.reading.number(count) if count else ""

    return Grid(
        up=words.title,
        across=t(against_id(words)),
        columns=tuple(names.values()),
        rows=tuple(
            (names[low], tuple(cell(low, high) for high in CLASSES)) for low in reversed(CLASSES)
        ),
    )
