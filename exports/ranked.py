"""Census figures and what is done, unit by unit: the table behind the question of need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from exports.counted import in_order, value_column
from exports.dimension_columns import identified, joined
from exports.table import Cell, Column, Table
from geodata.gazetteer import COUNTRY, level_of
from geodata.need import population_sources
from layers.need_words import against_id, definition_of

if TYPE_CHECKING:
    from geodata.need import Reading, Unit
    from layers.need_words import NeedReading
    from ui.page import Page


def need_table(
    page: Page, name: str, title: str, units: Iterable[Unit], around: Iterable[Reading] = ()
) -> Table:
    """Make the table of the units.

    Parameters
    ----------
    page : Page
        A page of the question of need.
    name, title : str
        Of the table.
    units : iterable of Unit
        In the order of the rows.
    around : iterable of Reading
        What the units lie in; they come first, and are not ranked.

    Returns
    -------
    Table
        One row each; ``unit_level`` tells the country, its regions and so on from each other.
    """
    words: NeedReading = page.asked
    references = [_reference(words, one) for one in around]
    rows = (*references, *(_unit(words, unit) for unit in units))
    return Table(name, title, tuple(_columns(page, words)), rows, len(rows))


def need_notes(page: Page) -> Iterator[str]:
    """Yield what the indicator is, how it is divided, and where there is no figure."""
    words: NeedReading = page.asked
    yield definition_of(words.need.indicator, words)
    yield words.t(f"need.division_{words.need.view.against}")
    if any(unit.per_100000 is None for unit in words.need.units):
        yield words.t("need.told", against="–", value=words.absence)
    if words.is_change:
        yield words.t("need.note_crosswalk")
    for reason in dict.fromkeys(unit.need.reason for unit in words.need.units):
        if reason:
            count = sum(unit.need.reason == reason for unit in words.need.units)
            units = words.reading.words.n("legend.units", count)
            yield f"{words.t(f'need.missing_{reason}')} {units}"


def need_sources(page: Page) -> tuple[str, ...]:
    """Return the workbooks of the census, then what is cited for activities and stated figures."""
    need = page.asked.need
    shown = {unit.code for unit in need.units}
    answer = page.services.catalogue.answer(page.view, sources=True)
    counted = [row.source_ids for row in answer.by[page.view.level] if row.id in shown]
    stated = [figure.source_ids for unit in need.units for figure in unit.figures]
    own = in_order(page, [*counted, *stated])
    population = population_sources(page.services.census)
    return tuple(dict.fromkeys((*need.source_ids, *population, *own)))


def _columns(page: Page, words: NeedReading) -> Iterator[Column]:
    t, need = words.t, words.need
    yield Column("unit_level", t("chart_column.level"))
    yield from identified(page.words, need.view.level, t(f"map.unit_{need.view.level}"))
    yield Column("rank", t("need.rank"), "integer")
    yield Column("value", f"{words.title} ({words.unit})", "number", "#indicator+value+num")
    if words.is_change:
        for year in ("2014", "2024"):
            yield Column(f"value_{year}", year, "number", f"#indicator+value+num+y{year}")
    yield Column("missing", t("chart_column.missing"))
    yield value_column(page)
    against = need.view.against
    if against != "activities":
        unit = f" ({need.unit})" if need.unit else ""
        yield Column(against, f"{t(f'need.against_{against}')}{unit}", "number")
    yield Column("per_100000", t(against_id(words)), "number")
    yield Column("population", t("need.population"), "integer", "#population+total")
    yield Column("figure_ids", t("chart_column.figures"))


def _reference(words: NeedReading, one: Reading) -> tuple[Cell, ...]:
    level = "country" if one.code == COUNTRY else level_of(one.code)
    own = level, one.code, words.label(one.code), None, *_figure(words, one)
    extra = 4 if words.need.view.against == "activities" else 5
    return *own, *(None,) * (extra - 1), ""


def _unit(words: NeedReading, unit: Unit) -> tuple[Cell, ...]:
    view = words.need.view
    stated = () if view.against == "activities" else (unit.against,)
    population = None if unit.population is None else int(unit.population)
    return (
        view.level,
        unit.code,
        words.label(unit.code),
        unit.rank,
        *_figure(words, unit.need),
        # What our sources do not have is no zero.
        unit.activities or None,
        *stated,
        unit.per_100000,
        population,
        joined(tuple(figure.id for figure in unit.figures)),
    )


def _figure(words: NeedReading, one: Reading) -> tuple[Cell, ...]:
    change = (one.first, one.last) if words.is_change else ()
    return one.value, *change, words.t(f"need.missing_{one.reason}") if one.reason else ""
