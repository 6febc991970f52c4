"""The bundle's panels before anything is counted: every row, bar and option that there may be.

They are the page's own templates, given the whole record with every value chosen; the scripts of
the bundle fill in numbers, order what is shown and hide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import layers
from geodata.framing import units_in
from geodata.view_state import CHOICES
from i18n.dates import format_date
from i18n.languages import TABLE
from layers import timeline
from layers.description import ChartDescription, Mark
from stories.references import Filler
from ui.explanations import EXPLANATIONS
from ui.links import Links
from ui.panels import activities, charts, filters
from ui.panels.filters import Group, Option, Picker
from ui.templating import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stories.model import Story, Texts
    from ui.page import Page

LEFT_OUT = ("time", "partners", "compare", "overlap", "need", "stated", "withheld")
"""Explanations of what a bundle does not have."""
_OWN_LINK = re.compile(r'href="\?')
_ELSEWHERE = re.compile(
    r'<a\b[^>]*href="[#/][^"]*(?:page=|subject=|search)[^"]*"[^>]*>(.*?)</a>', re.DOTALL
)
_BETWEEN = re.compile(r">\s*\n\s*")


def offline(html: str) -> str:
    """Let links lead to other views of the same file; one that needs the server is plain text."""
    return _BETWEEN.sub(">\n", _ELSEWHERE.sub(r"\1", _OWN_LINK.sub('href="#', html)))


def render(page: Page, name: str, **context: Any) -> str:  # noqa: ANN401 - whatever it shows
    """Render a template of the page for the bundle."""
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n}
    template = environment().get_template(f"{name}.html")
    return offline(template.render(**shared, links=Links(page.view), **context))


def panels(
    page: Page, everything: Page, made: date, stories: Sequence[Story] = ()
) -> dict[str, str]:
    """Render the panels of a language.

    Parameters
    ----------
    page : Page
        The whole record.
    everything : Page
        The same with every phase, sector and organisation chosen, which none leaves out.
    made : date
        When the file is made.
    stories : sequence of Story
        Those that the file has.

    Returns
    -------
    dict of str to str
        Inner HTML by the id of the element that holds it.
    """
    ordinal = page.services.programme_ranks
    settings, day = page.services.settings, format_date(made.isoformat(), "day", page.view.lang)
    reach: dict[str, dict[str, str]] = {"year": {}, "phase": {}}
    lanes = {"timeline": _timeline(everything), "ordinal": ordinal, "reach": reach}
    found = {
        "header": render(page, "bundle_header", **_header(), stories=stories),
        "pickers": render(page, "pickers", **_pickers(page)),
        "map-head": render(page, "bundle_map_head"),
        "timeline": render(page, "timeline", **lanes),
        "activities": render(page, "activities", **_table(page)),
        "footer": render(page, "bundle_footer", live=settings.public_url, made=day),
    }
    for name in charts.names():
        chart = _chart(everything, name)
        found[name] = render(page, "bars", chart=chart, ordinal=ordinal, reach={}, taken=True)
    return {**found, "help": _help(page), "bundle-list": _list(page, stories)}


def _header() -> dict[str, Any]:
    return {
        "languages": [(code, language.name) for code, language in TABLE.items()],
        "themes": CHOICES["theme"],
        "kept": [],
    }


def _chart(page: Page, name: str) -> ChartDescription:
    """Describe a chart with every mark: scripts take them from wherever they stand."""
    chart: ChartDescription = layers.discover()[name].describe(page.reading)
    return replace(chart, marks=tuple(map(_counted, chart.marks)), notes=(), shown=1)


def _counted(mark: Mark) -> Mark:
    """Give a mark a number, so that its template makes it a link."""
    return replace(mark, value=1, text="–", share=0.0, selected=False, dimmed=False)


def _timeline(page: Page) -> timeline.TimelineDescription:
    described = timeline.describe(page.reading)
    return replace(
        described,
        columns=tuple(map(_counted, described.columns)),
        lanes=tuple(replace(lane, selected=False) for lane in described.lanes),
        undated=0,
        shown=1,
    )


def _table(page: Page) -> dict[str, Any]:
    catalogue = page.services.catalogue
    order = catalogue.table_order.tolist()
    return {
        "rows": [activities.row_of(page, position) for position in order],
        "counted": "–",
        "pages": 0,
        "ordinal": page.services.programme_ranks,
    }


def _pickers(page: Page) -> dict[str, Any]:
    [context] = [found for id_, _name, found in filters.contexts(page) if id_ == "pickers"]
    built = tuple(_opened(page, picker) for picker in context["pickers"])
    return {**context, "pickers": built, "period": ""}


def _opened(page: Page, picker: Picker) -> Picker:
    groups = tuple(
        replace(group, options=tuple(_option(page, picker, option) for option in group.options))
        for group in picker.groups
    )
    return replace(picker, groups=groups, chosen=0)


def _option(page: Page, picker: Picker, option: Option) -> Option:
    plain = replace(option, value=1, text="–", selected=False)
    inside = tuple(_provinces(page, option.key)) if picker.id == "place" else ()
    group = Group(option.label, "place", inside, "province") if inside else None
    return replace(plain, inside=group)


def _provinces(page: Page, region: str) -> Iterator[Option]:
    for code in units_in(page.services.gazetteer, region, "province"):
        yield Option(code, page.reading.label("province", code), 1, "–", selected=False)


def _help(page: Page) -> str:
    """Render what the question marks of the bundle open."""
    known = [one for one in EXPLANATIONS if one.key not in LEFT_OUT]
    return render(page, "bundle_help", explanations=known)


def _list(page: Page, stories: Sequence[Story]) -> str:
    """Render the list of the stories, in the language of the page as far as they have it."""
    filler = Filler(page.services)

    def said(texts: Texts) -> tuple[str, str, str]:
        told = texts.told(page.view.lang)
        text = filler.fill(told.text, "", told.lang).text
        return text, told.lang, page.services.translators[told.lang].direction

    told = [(story, said(story.title), said(story.summary)) for story in stories]
    # Its links lead to stories of the same file, and stay.
    template = environment().get_template("bundle_list.html")
    return template.render(t=page.words.t, n=page.words.n, lang=page.view.lang, stories=told)
