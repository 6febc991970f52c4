"""The figures of a story's step, drawn so large that the last row of a room can read them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from exports import figures
from exports.citation import source_ids
from exports.map_panel import panel_of
from geodata.comparing import compare
from geodata.gazetteer import LEVELS
from layers.comparing import describe_comparison
from layers.stated import describe as describe_stated
from layers.theme import PALETTES
from pictures import fonts
from pictures.box import Box
from pictures.canvas import Canvas, clean
from pictures.charts.map_panel import Panel, draw_elsewhere, draw_panel, panel_height
from ui.page import Page, open_page
from ui.panels import figures as key_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.figures import Figure
    from stories.model import Step
    from ui.services import Services

LARGER = 2.2
"""Pixels of a slide of 1024 × 768 for a pixel of a drawing, whose letters are 11 high at least."""
STAGE = Box(0, 0, 286, 252)
ASIDE = 158.0
"""Width of what stands beside a figure."""
QUESTIONS = {
    "overlap": "overlap",
    "need": "scatter",
    "coverage": "coverage",
    "partners": "partners",
}
"""The figure that stands for the panel of a question."""
LINES = 3
"""Stated figures on a slide: those that are pointed at come first."""
_GROUP = re.compile(r"<g((?: [a-z-]+=\"[^\"]*\")*)><title>([^<]*)</title>")
_UNIT = re.compile(r'<path d="([^"]*)"[^>]*data-code="([^"]*)"')


@dataclass(frozen=True)
class Slide:
    """One figure of a step.

    ``svg`` and ``legend`` are drawings; where there is none, ``rows`` hold what is written: lists
    of a name, its values and whether it is pointed at, under ``heads``.
    """

    panel: str
    title: str
    unit: str = ""
    svg: str = ""
    legend: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    source_ids: tuple[str, ...] = ()
    bounded: bool = False


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
    figure = figures.figure(shown, _name(shown, panel))
    return _drawn(shown, panel, figure, points) if figure else None


def _name(page: Page, panel: str) -> str:
    if panel != "question":
        return panel
    return QUESTIONS.get(page.view.page, "timeline")


def _drawn(page: Page, panel: str, figure: Figure, points: Sequence[str]) -> Slide:
    assert isinstance(figure.draw, partial)
    canvas = _canvas(page)
    if panel == "map":
        bare = replace(figure.draw.keywords["picture"], panel=Panel("", ()))
        figure.draw.func(canvas, STAGE, picture=bare)
    else:
        figure.draw(canvas, STAGE)
    drawn = "".join(_pointed(page, canvas.elements, points))
    return Slide(
        panel,
        figure.title,
        figure.unit,
        svg=_svg(page, drawn, STAGE, figure.title),
        legend=_legend(page) if panel == "map" else "",
        source_ids=tuple(source_ids(page, figure)),
        bounded=figure.bounded,
    )


def _legend(page: Page) -> str:
    """Draw what stands beside the map apart from it, so that the map has the whole stage."""
    canvas, panel = _canvas(page), panel_of(page)
    high = panel_height(panel, ASIDE)
    box = Box(0, 0, ASIDE, high)
    draw_panel(canvas, box, panel)
    below = high + 6 if panel.elsewhere else high
    below += draw_elsewhere(canvas, Box(0, below, ASIDE, 0), panel)
    return _svg(page, "".join(canvas.elements), Box(0, 0, ASIDE, below + 4), panel.title)


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
    # Several drawings share a document: what one clips by must not be another's.
    own = f"clip-{abs(hash((title, drawn))):x}"
    return f"<svg {written}>{drawn.replace('jihat-clip', own)}</svg>"


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
    return f"<g{attributes}{' class=' + quoteattr('mark') if hit else ''}><title>{title}</title>"


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
    return Slide("figures", page.words.t("figure.title"), rows=tuple(told), source_ids=tuple(cited))


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
    lines.sort(key=lambda line: f"stated:{line.key}" not in points)
    rows = tuple(
        (
            line.label,
            (line.value, " · ".join(filter(None, (line.subject, _where(line), line.as_of)))),
            f"stated:{line.key}" in points,
        )
        for line in lines[: max(1, min(LINES, len(points)))]
    )
    cited = {one.id: one.source_ids for one in page.answer.stated}
    ids = dict.fromkeys(id_ for line in lines for id_ in cited.get(line.key, ()))
    return Slide("stated", described.title, described.how, rows=rows, source_ids=tuple(ids))


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
        source_ids=figure.source_ids if figure else (),
    )
