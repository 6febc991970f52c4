"""Need against activity: census figures of 2014 and 2024, and what is done where they are high."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geodata.census import YEARS, Indicator
from geodata.need import CHANGE, DEFAULT, SUGGESTED, indicators, need, population_sources
from geodata.view_state import CHOICES
from layers import need as layer
from layers.need_ranking import describe_ranking
from layers.need_scatter import describe_scatter
from layers.need_words import NeedReading, definition_of, name_of
from layers.shading import Shading
from layers.stated import value_of
from ui.links import Links

if TYPE_CHECKING:
    from ui.page import Page

LAYOUT = "beside"


@dataclass(frozen=True)
class Option:
    """One value of a control; ``href`` leads to it, "" where there is only a list."""

    value: str
    label: str
    current: bool
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of the legend of two measures: its colour, and the units that have it."""

    token: str
    text: str
    codes: tuple[str, ...]
    count: str


@dataclass(frozen=True)
class Stated:
    """A figure that sources state, and why it is drawn at no unit ("" where it is)."""

    id: str
    value: str
    label: str
    places: str
    reason: str


def shading(page: Page) -> Shading:
    """Colour the map by need, or by need and activity."""
    return layer.shading(page.asked)


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the controls, the legend of two measures, the dots and the ranking."""
    words: NeedReading = page.asked
    one = words.need.indicator
    yield (
        "question",
        "question_need",
        {
            "need": words.need,
            "title": words.title,
            "unit": words.unit,
            "definition": definition_of(one, words),
            "controls": _controls(page, words),
            "topics": tuple(_topics(page, words)),
            "suggested": tuple(_suggested(page, words)),
            "said": tuple(_said(words)),
            "both": tuple(_grid(words)) if page.view.draw == "both" else (),
            "first": _first(words) if page.view.draw == "both" else (),
            "scatter": describe_scatter(words),
            "ranking": describe_ranking(words),
            "stated": tuple(_stated(words)),
            "absence": words.absence,
            "documents": tuple(_documents(page, words)),
        },
    )


def ask(page: Page) -> NeedReading:
    """Answer the view, with the words to say it in."""
    census, catalogue = page.services.census, page.services.catalogue
    return NeedReading(need(page.view, page.answer, catalogue, census), page.reading)


def _controls(page: Page, words: NeedReading) -> dict[str, tuple[Option, ...]]:
    one, t = words.need.indicator, page.words.t
    years = (*map(str, one.years[::-1]), *([CHANGE] if one.years == YEARS else ()))
    names = {
        "group": (one.groups, words.need.group, "need.group_{}"),
        "census": (years, words.need.census, "need.census_{}"),
        "draw": (CHOICES["draw"], page.view.draw, "need.draw_{}"),
        "against": (CHOICES["against"], page.view.against, "need.against_{}"),
        "breaks": (CHOICES["breaks"], page.view.breaks, "need.breaks_{}"),
    }
    links = Links(page.view)
    found = {
        name: tuple(
            Option(value, t(msgid.format(value)), value == now, links.to(**{name: value}))
            for value in values
        )
        for name, (values, now, msgid) in names.items()
    }
    counts = tuple(
        Option(value, page.words.number(int(value)), value == page.view.classes)
        for value in CHOICES["classes"]
    )
    return {**found, "classes": counts}


def _topics(page: Page, words: NeedReading) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """Offer every indicator under its topic."""
    lang, chosen = page.view.lang, words.need.indicator.id
    every = indicators(page.services.census)
    for _id, topic in groupby(every, key=lambda one: one.topic):
        ones = tuple(topic)
        yield ones[0].topics[lang], tuple(_option(one, words, chosen) for one in ones)


def _option(one: Indicator, words: NeedReading, chosen: str) -> Option:
    return Option(one.id, name_of(one, words), one.id == chosen)


def _suggested(page: Page, words: NeedReading) -> Iterator[Option]:
    links = Links(page.view)
    for id_ in SUGGESTED:
        label = page.words.t(f"need.suggested_{id_}")
        href = links.to(indicator="" if id_ == DEFAULT else id_)
        yield Option(id_, label, id_ == words.need.indicator.id, href)


def _said(words: NeedReading) -> Iterator[str]:
    """Say openly what was not asked for in these words."""
    asked, t = words.need.view, words.t
    for name in words.need.replaced:
        if name == "indicator":
            yield t("need.default", name=name_of(words.need.indicator, words))
        elif name == "group":
            yield t("need.other_group", group=t(f"need.group_{words.need.group}"))
        elif asked.census == CHANGE:
            yield t("need.no_change", year=words.need.census)
        else:
            yield t("need.other_census", year=words.need.census)


def _grid(words: NeedReading) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Arrange the units by need, the highest first, and by activity; the last has none known."""
    classes = layer.both_classes(words.need)
    cells = {unit.code: layer.cell_of(unit, classes) for unit in words.need.units}
    for low in (3, 2, 1):
        row = []
        for high in (1, 2, 3, 0):
            codes = tuple(code for code, cell in cells.items() if cell == (low, high))
            token = f"both-{low}{high}" if high else "none"
            text = layer.cell_text(words, token) if high else _unknown(words, low)
            row.append(Cell(token, text, codes, words.reading.number(len(codes))))
        yield words.t(f"need.class_{low}"), tuple(row)


def _unknown(words: NeedReading, low: int) -> str:
    return words.t("need.cell", need=words.t(f"need.class_{low}"), against=words.absence)


def _first(words: NeedReading) -> tuple[tuple[str, str], ...]:
    """Name the units of the highest need where least is known to be done."""
    classes = layer.both_classes(words.need)
    named = {"need.first_unknown": 0, "need.first_low": 1}
    found = []
    for msgid, high in named.items():
        codes = [
            unit.code for unit in words.need.units if layer.cell_of(unit, classes) == (3, high)
        ]
        if codes:
            found.append((words.t(msgid), words.names([words.label(code) for code in codes])))
    return tuple(found)


def _documents(page: Page, words: NeedReading) -> Iterator[tuple[str, str]]:
    """Name the documents that the census figures are read from, each once."""
    population = population_sources(page.services.census)
    sources = page.services.catalogue.record.sources
    titles = dict(zip(sources["id"], sources["title"], strict=True))
    for id_ in dict.fromkeys((*words.need.source_ids, *population)):
        # A record from elsewhere may not list the workbooks.
        yield id_, titles.get(id_, id_)


def _stated(words: NeedReading) -> Iterator[Stated]:
    """List the stated figures, first those drawn, then those of no single unit."""
    inside = [(figure, "") for unit in words.need.units for figure in unit.figures]
    left_out = [(figure, reason) for reason, figure in words.need.left_out]
    for figure, reason in (*inside, *left_out):
        reading = words.reading
        label = (
            reading.label("indicator", figure.indicator)
            if figure.is_people
            else reading.subject(figure.subject_table, figure.subject)
        )
        places = words.names([words.label(code) for code in figure.scope])
        told = words.t(f"need.left_{reason}") if reason else ""
        yield Stated(figure.id, value_of(figure, words.lang), label, places, told)
