"""The figures of a story's step, drawn so large that the last row of a room can read them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

import layers
from exports import figures, slide_map, slide_matrix, slide_years
from exports.citation import source_ids, sources
from exports.map_panel import panel_of
from exports.overlapping import compared
from geodata.comparing import compare
from geodata.gazetteer import LEVELS
from i18n.direction import isolate
from i18n.lists import listed
from layers.comparing import describe_comparison
from layers.stated import describe as describe_stated
from layers.theme import PALETTES, TOKENS
from pictures import fonts
from pictures.box import Box
from pictures.canvas import Canvas, clean
from pictures.charts.bars import programme_colour
from pictures.charts.map_panel import draw_panel, panel_height
from ui.page import Page, open_page
from ui.panels import figures as key_figures
from ui.present import Bar, Slide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exports.figures import Figure
    from stories.model import Step
    from ui.services import Services

STAGE = Box(0, 0, 274, 255)
"""On a screen of 1024 × 768 it is 616 pixels wide: letters of 11, the least, are then 24 high."""
ASIDE = 156.0
"""Width of what stands beside a figure."""
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
BRACKET = " + "
"""Between the regions that a figure is for together."""
LINES = 3
"""Stated figures on a slide: those that are pointed at come first."""
_GROUP = re.compile(r"<g((?: [a-z-]+=\"[^\"]*\")*)><title>([^<]*)</title>")
_SITE = re.compile(r"<g data-site=\"[^\"]*\"")
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
        As the page has them; ``auto`` leaves the colours to the style sheet that a drawing gets.

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
        return _comparison(page) if page.view.compare else None
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
    more = page.words.n("present.more", len(shown) - len(kept)) if len(shown) > len(kept) else ""
    cited = source_ids(page, figure)
    return Slide(panel, figure.title, more, bars=bars, sources=_cited(page, cited))


def _parts(page: Page) -> Slide | None:
    """Write the parts of the overlap: how many units each has, and which."""
    figure, sets = figures.figure(page, "overlap"), compared(page)
    if sets is None or figure is None:
        return None
    described = sets.described
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
    canvas, kept = _canvas(page), figure.draw
    known = kept.keywords if isinstance(kept, partial) else {}
    if panel == "map" and "picture" in known:
        slide_map.draw_map(canvas, STAGE, page, known["picture"])
    elif figure.name == "coverage":
        pointed = [one.partition(":")[2] for one in points]
        slide_matrix.draw_matrix(canvas, STAGE, known["table"], pointed)
    elif figure.name == "timeline":
        chart = slide_years.phases_of(known["chart"], page.view)
        slide_years.draw_timeline(canvas, STAGE, chart, known["ranks"], page.words)
    elif kept:
        kept(canvas, STAGE)
    drawn = "".join(_pointed(page, canvas.elements, points))
    return Slide(
        panel,
        figure.title,
        figure.unit,
        svg=_svg(page, drawn, STAGE, figure.title),
        legend=_legend(page) if panel == "map" else _key(page, figure),
        sources=_cited(page, source_ids(page, figure)),
        bounded=figure.bounded,
    )


def _legend(page: Page) -> str:
    """Draw the legend apart from the map, which then has the whole stage."""
    canvas, panel = _canvas(page), panel_of(page)
    high = panel_height(panel, ASIDE, across=True)
    draw_panel(canvas, Box(0, 0, ASIDE, high), panel, across=True)
    return _svg(page, "".join(canvas.elements), Box(0, 0, ASIDE, high), panel.title, **_low(page))


def _key(page: Page, figure: Figure) -> str:
    """Explain the signs of a matrix, which then has the whole stage; other charts need no key."""
    if figure.name != "coverage" or not isinstance(figure.draw, partial):
        return ""
    canvas, table = _canvas(page), figure.draw.keywords["table"]
    more = slide_matrix.left_out(table, STAGE.width, page.words)
    high = slide_matrix.draw_matrix_key(canvas, Box(0, 0, ASIDE, 0), table, page.words, more)
    return _svg(page, "".join(canvas.elements), Box(0, 0, ASIDE, high), table.unit, **_low(page))


def _low(page: Page) -> dict[str, str]:
    """Let a key stand at the foot of its place, at the side that reading begins at."""
    side = "xMax" if page.words.direction == "rtl" else "xMin"
    return {"preserveAspectRatio": f"{side}YMax meet"}


def _canvas(page: Page) -> Canvas:
    palette = TOKENS if page.view.theme == "auto" else PALETTES[page.view.theme]
    return Canvas(palette, page.view.lang, page.words.direction)


def _svg(page: Page, drawn: str, box: Box, title: str, **more: str) -> str:
    attributes = {
        **more,
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
    names, sites = tuple(_named(page, points)), _sites(page, points)
    outlines = "".join(
        f'<path class="pointed" d="{unit[1]}" fill="none"/>'
        for unit in map(_UNIT.search, elements)
        if unit and unit[2] in codes
    )
    drawn = _GROUP.sub(partial(_marked, names=names), "".join(elements))
    drawn = _SITE.sub(partial(_site, sites=sites, counted=count()), drawn)
    at = drawn.find("<g data-site=")
    at = at if at >= 0 else drawn.find("<text")
    yield drawn[:at] + outlines + drawn[at:] if outlines and at >= 0 else drawn + outlines


def _named(page: Page, points: Sequence[str]) -> Iterator[str]:
    """Yield what marks are called that are pointed at."""
    for kind, _, key in (one.partition(":") for one in points):
        if kind == "year":
            yield key
        elif kind in ("programme", "phase", "sector", "organisation", "region", "province"):
            yield escape(clean(page.reading.label(kind, key)))


def _sites(page: Page, points: Sequence[str]) -> set[int]:
    """Find the points of the map that stand for the activities pointed at: those nearest them."""
    shown = np.array([(one.lon, one.lat) for one in page.map.points])
    keys = [one.partition(":")[2] for one in points if one.startswith("activity:")]
    known = page.services.catalogue
    communes = {
        code for key in keys if known.has_activity(key) for code in known.activity(key)["communes"]
    }
    own = page.services.sites.points
    places = own.loc[own["commune"].isin(communes), ["lon", "lat"]].to_numpy()
    if not len(shown):
        return set()
    return {int(np.hypot(*(shown - place).T).argmin()) for place in places}


def _site(found: re.Match[str], sites: set[int], counted: count[int]) -> str:
    return f'{found[0]} class="pointed"' if next(counted) in sites else found[0]


def _marked(found: re.Match[str], names: tuple[str, ...]) -> str:
    attributes, title = found.groups()
    # What a unit of the map is called is in its outline already, which lies above its neighbours.
    hit = any(_is_of(title, name) for name in names)
    return f"<g{attributes}{' class=' + quoteattr('pointed') if hit else ''}><title>{title}</title>"


def _is_of(title: str, name: str) -> bool:
    """Tell whether a title begins with a name, whatever stands before its colon."""
    return title.startswith(name) and title[len(name) :].lstrip().startswith(":")


def _key_figures(page: Page, points: Sequence[str]) -> Slide:
    [(_element, _template, shown)] = list(key_figures.contexts(page))
    told: list[tuple[str, tuple[str, ...], bool]] = [
        (_begun(one.title), (one.value, *(aside.text for aside in one.asides)),
         _is_pointed(one, points))
        for one in shown["plain"]
    ]  # fmt: skip
    stated = tuple(
        item
        for one in shown["stated"]
        for item in (*one.items, *one.more)
        if f"stated:{item.measurement}" in points
    )
    told += [(item.label, (item.value, item.shared), True) for item in stated]
    counted = page.services.catalogue.sources.for_activities(page.answer.chosen.bits)
    cited = (*counted, *_stating(page, (item.measurement for item in stated)))
    return Slide(
        "figures", page.words.t("figure.title"), rows=tuple(told), sources=_cited(page, cited)
    )


def _stating(page: Page, keys: Iterable[str]) -> tuple[str, ...]:
    """Name the sources that state some figures, and no others."""
    known = {one.id: one.source_ids for one in page.answer.stated}
    return tuple(id_ for key in keys for id_ in known.get(key, ()))


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
    lines = lines[: max(1, min(LINES, shown))]
    rows = tuple(
        (
            line.label,
            (line.value, " · ".join(filter(None, (line.subject, line.as_of))), _where(line)),
            f"stated:{line.key}" in points,
        )
        for line in lines
    )
    ids = _stating(page, (line.key for line in lines))
    together = any(BRACKET in values[-1] for _name, values, _pointed in rows)
    how = described.how if together else ""
    return Slide("stated", described.title, how, rows=rows, sources=_cited(page, ids))


def _where(line: Any) -> str:  # noqa: ANN401 - a line of the stated figures
    return BRACKET.join(region.label for region in line.regions) or line.place


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
