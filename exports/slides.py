"""The figures of a story's step, drawn so large that the last row of a room can read them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import layers
from exports import figures
from exports.citation import source_ids, sources
from exports.figures import overlap
from exports.map_panel import panel_of
from geodata.comparing import compare
from geodata.gazetteer import COUNTRY, LEVELS
from i18n.direction import isolate
from i18n.lists import listed
from layers.comparing import describe_comparison
from layers.overlap import describe_overlap
from layers.stated import describe as describe_stated
from layers.theme import PALETTES
from pictures import fonts
from pictures.box import Box
from pictures.canvas import Canvas, clean
from pictures.charts.bars import programme_colour
from pictures.charts.map_panel import (
    Panel,
    draw_elsewhere,
    draw_panel,
    elsewhere_height,
    panel_height,
)
from ui.page import Page, open_page
from ui.panels import figures as key_figures
from ui.present import Bar, Slide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exports.figures import Figure
    from stories.model import Step
    from ui.services import Services

LARGER = 2.2
"""Pixels of a slide of 1024 × 768 for a pixel of a drawing, whose letters are 11 high at least."""
STAGE = Box(0, 0, 284, 246)
ASIDE = 156.0
"""Width of what stands beside a figure."""
SEA, GAP = 118.0, 8.0
"""Width of the words over the sea of the whole country, and the space around them."""
OVER = 52.0
"""What a matrix takes more than it is given, for its legend."""
QUESTIONS = {
    "overlap": "overlap",
    "need": "scatter",
    "coverage": "coverage",
    "partners": "partners",
}
"""The figure that stands for the panel of a question."""
BARS = {
    "programmes": ("programme", "phase"),
    "sectors": ("sector",),
    "organisations": ("organisation",),
}
"""The bars of a panel, and what can be pointed at in it."""
ROWS = 8
"""Bars on a slide."""
LINES = 3
"""Stated figures on a slide: those that are pointed at come first."""
_GROUP = re.compile(r"<g((?: [a-z-]+=\"[^\"]*\")*)><title>([^<]*)</title>")
_UNIT = re.compile(r'<path d="([^"]*)"[^>]*data-code="([^"]*)"')


def slides(services: Services, step: Step, lang: str, theme: str) -> tuple[Slide, ...]:
    """Draw the panels of a step, the large one first.

    Parameters
    ----------
    services : Services
        What answers the view.
    step : Step
        Of a story.
    lang, theme : str
        As the page has them.

    Returns
    -------
    tuple of Slide
        One for each panel that has something to show.
    """
    page = open_page(services, f"lang={lang}&theme={theme}&{step.view}")
    order = sorted(step.panels, key=lambda panel: panel != step.large)
    found = (_slide(page, panel, step.point) for panel in order)
    return tuple(one for one in found if one)


def _slide(page: Page, panel: str, points: Sequence[str]) -> Slide | None:
    if panel == "figures":
        return _key_figures(page, points)
    if panel == "stated":
        return _stated(page, points)
    if panel == "question" and page.view.page == "compare":
        return _comparison(page)
    # A calendar of every activity is no slide: the years over the phases are; and where two are
    # compared, the one map of both.
    apart = page.view.page in ("compare", "time") and (panel == "map" or page.view.page == "time")
    shown = replace(page, view=page.view.with_(page="explore", compare=())) if apart else page
    if panel == "question" and page.view.page == "overlap":
        return _parts(page)
    figure = figures.figure(shown, _name(shown, panel))
    if figure and panel in BARS:
        return _bars(shown, panel, figure, points)
    return _drawn(shown, panel, figure, points) if figure else None


def _name(page: Page, panel: str) -> str:
    if panel != "question":
        return panel
    return QUESTIONS.get(page.view.page, "timeline")


def _bars(page: Page, panel: str, figure: Figure, points: Sequence[str]) -> Slide:
    """Write the bars with their whole names; what is pointed at, and what is chosen, comes in."""
    chart = layers.discover()[panel].describe(page.reading)
    ranks = page.services.programme_ranks
    kinds = {one.partition(":")[2] for one in points if one.partition(":")[0] in BARS[panel]}

    def wanted(at: int) -> tuple[bool, bool, int]:
        mark = chart.marks[at]
        return mark.key not in kinds, mark.dimmed, at

    shown = [at for at in range(len(chart.marks)) if chart.marks[at].value]
    kept = sorted(sorted(shown, key=wanted)[:ROWS])
    bars = tuple(
        Bar(
            mark.label,
            mark.text,
            mark.share,
            programme_colour(ranks, mark.group),
            dimmed=mark.dimmed,
            pointed=mark.key in kinds,
        )
        for mark in (chart.marks[at] for at in kept)
    )
    more = page.words.n("picture.more", len(shown) - len(kept)) if len(shown) > len(kept) else ""
    cited = source_ids(page, figure)
    return Slide(panel, figure.title, more, bars=bars, sources=_cited(page, cited))


def _parts(page: Page) -> Slide | None:
    """Write the parts of the overlap: how many units each has, and which."""
    figure, found = figures.figure(page, "overlap"), overlap.found_by(page)
    if found is None or figure is None:
        return None
    described = describe_overlap(page.reading, found)
    rows = tuple(
        (
            part.text,
            (
                page.reading.number(len(part.places)),
                listed([page.reading.label(described.level, one.code) for one in part.places],
                       page.words),
            ),
            False,
        )
        for part in described.parts if part.places
    )  # fmt: skip
    return Slide("question", figure.title, rows=rows, sources=_cited(page, figure.source_ids))


def _drawn(page: Page, panel: str, figure: Figure, points: Sequence[str]) -> Slide:
    canvas = _canvas(page)
    draw = figure.draw or partial(_nothing)
    if panel == "map" and isinstance(draw, partial) and "picture" in draw.keywords:
        _map(canvas, page, draw)
    else:
        draw(canvas, STAGE.inset(bottom=OVER) if page.view.page == "coverage" else STAGE)
    drawn = "".join(_pointed(page, canvas.elements, points))
    return Slide(
        panel,
        figure.title,
        figure.unit,
        svg=_svg(page, drawn, STAGE, figure.title),
        legend=_legend(page) if panel == "map" else "",
        sources=_cited(page, source_ids(page, figure)),
        bounded=figure.bounded,
    )


def _map(canvas: Canvas, page: Page, draw: partial[None]) -> None:
    """Draw a map; what is on no map stands over the sea of the country, else under the map."""
    bare = replace(draw.keywords["picture"], panel=Panel("", ()))
    panel = panel_of(page)
    high = elsewhere_height(panel, STAGE.width, across=True)
    over = page.map.frame == COUNTRY
    stage = STAGE if over or not high else STAGE.inset(bottom=high + GAP)
    draw.func(canvas, stage, picture=bare)
    # North is up in every language: the sea lies at the left.
    place = Box(GAP, GAP, SEA, 0) if over else Box(0, STAGE.bottom - high, STAGE.width, 0)
    draw_elsewhere(canvas, place, panel, across=not over)


def _nothing(canvas: Canvas, box: Box) -> None:
    """Draw nothing: the figure is a table only."""


def _legend(page: Page) -> str:
    """Draw the legend apart from the map, which then has the whole stage."""
    canvas, panel = _canvas(page), panel_of(page)
    high = panel_height(panel, ASIDE, across=True)
    draw_panel(canvas, Box(0, 0, ASIDE, high), panel, across=True)
    return _svg(page, "".join(canvas.elements), Box(0, 0, ASIDE, high), panel.title)


def _canvas(page: Page) -> Canvas:
    theme = "light" if page.view.theme == "auto" else page.view.theme
    return Canvas(PALETTES[theme], page.view.lang, page.words.direction)


def _svg(page: Page, drawn: str, box: Box, title: str) -> str:
    attributes = {
        "viewBox": f"0 0 {box.width:g} {box.height:g}",
        "direction": page.words.direction,
        "role": "img",
        "aria-label": clean(title),
        "font-family": fonts.FAMILY,
    }
    written = " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<svg {written}>{drawn}</svg>"


def _pointed(page: Page, elements: Sequence[str], points: Sequence[str]) -> Iterator[str]:
    """Mark what is pointed at: bars, columns and sites by their names, units by their outline."""
    codes = {key for kind, _, key in (one.partition(":") for one in points) if kind in LEVELS}
    names = tuple(_named(page, points))
    outlines = "".join(
        f'<path class="pointed" d="{unit[1]}" fill="none"/>'
        for unit in map(_UNIT.search, elements)
        if unit and unit[2] in codes
    )
    drawn = _GROUP.sub(partial(_marked, names=names), "".join(elements))
    at = drawn.find("<g data-site=")
    at = at if at >= 0 else drawn.find("<text")
    yield drawn[:at] + outlines + drawn[at:] if outlines and at >= 0 else drawn + outlines


def _named(page: Page, points: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield what a mark is called, and whether it begins with that or only has it in it."""
    for kind, _, key in (one.partition(":") for one in points):
        if kind == "year":
            yield key, True
        elif kind in ("programme", "phase", "sector", "organisation", "region", "province"):
            yield escape(clean(page.reading.label(kind, key))), True
        elif kind == "activity":
            yield escape(clean(page.reading.subject("activities", key))), False


def _marked(found: re.Match[str], names: tuple[tuple[str, bool], ...]) -> str:
    attributes, title = found.groups()
    # What a unit of the map is called is in its outline already, which lies above its neighbours.
    hit = any(title.startswith(f"{name}:") if first else name in title for name, first in names)
    return f"<g{attributes}{' class=' + quoteattr('pointed') if hit else ''}><title>{title}</title>"


def _key_figures(page: Page, points: Sequence[str]) -> Slide:
    [(_element, _template, shown)] = list(key_figures.contexts(page))
    told: list[tuple[str, tuple[str, ...], bool]] = [
        (_begun(one.title), (one.value, *(aside.text for aside in one.asides)),
         _is_pointed(one, points))
        for one in shown["plain"]
    ]  # fmt: skip
    stated = (item for one in shown["stated"] for item in (*one.items, *one.more))
    told += [
        (item.label, (item.value, item.shared), True)
        for item in stated
        if f"stated:{item.measurement}" in points
    ]
    cited = page.services.catalogue.sources.for_activities(page.answer.chosen.bits)
    return Slide(
        "figures", page.words.t("figure.title"), rows=tuple(told), sources=_cited(page, cited)
    )


def _is_pointed(one: Any, points: Sequence[str]) -> bool:  # noqa: ANN401 - a key figure
    # National activities, and those of unknown place, are told beside the activities.
    beside = {f"total:{one.key}", *(aside.sources for aside in one.asides if aside.sources)}
    return bool(beside & set(points))


def _begun(title: str) -> str:
    return title[:1].upper() + title[1:]


def _stated(page: Page, points: Sequence[str]) -> Slide | None:
    described = describe_stated(page.reading)
    lines = [line for section in described.sections for line in section.lines]
    if not lines:
        return None
    shown = sum(one.startswith("stated:") for one in points)
    lines.sort(key=lambda line: f"stated:{line.key}" not in points)
    rows = tuple(
        (
            line.label,
            (line.value, " · ".join(filter(None, (line.subject, line.as_of))), _where(line)),
            f"stated:{line.key}" in points,
        )
        for line in lines[: max(1, min(LINES, shown))]
    )
    cited = {one.id: one.source_ids for one in page.answer.stated}
    ids = dict.fromkeys(id_ for line in lines for id_ in cited.get(line.key, ()))
    return Slide("stated", described.title, described.how, rows=rows, sources=_cited(page, ids))


def _where(line: Any) -> str:  # noqa: ANN401 - a line of the stated figures
    return " + ".join(region.label for region in line.regions) or line.place


def _comparison(page: Page) -> Slide:
    found = compare(page.services.catalogue, page.view, page.view.compare)
    described = describe_comparison(page.reading, found)
    first = described.sections[0]
    heads = tuple(column.name for column in described.columns)
    rows = tuple((row.label, tuple(cell.text for cell in row.cells), False) for row in first.rows)
    figure = figures.figure(page, "compare")
    return Slide(
        "question",
        page.words.t("figure.compared", names=" – ".join(heads)),
        heads=heads,
        rows=rows,
        sources=_cited(page, figure.source_ids if figure else ()),
    )


def _cited(page: Page, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        isolate(f"{one.title} ({one.publisher})" if one.publisher else one.title)
        for one in sources(page, ids)
    )
