"""The dialog of one counted figure: how it was counted, what it leaves out, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.cited_sources import uses
from geodata.effective_places import NATIONAL, UNPLACED
from geodata.figure import COVERED, TOTAL
from geodata.filters.period import UNDATED
from geodata.frames import rows_of
from geodata.gazetteer import LEVELS
from i18n.dates import format_date
from i18n.numbers import format_fraction
from layers.description import PARAMETERS
from ui.links import Links
from ui.panels import filters
from ui.panels.details.documents import used_documents
from ui.panels.details.parts import Fact, Item, fact, period_of
from ui.profile_page.links import profile_of_figure

if TYPE_CHECKING:
    import pandas as pd

    from geodata.answer import Figure
    from ui.page import Page

SHOWN = 20
MOST = 200
"""Activities listed where no view of the table shows exactly those of the figure."""
REGIONS = 12
NUMBERED = ("activities", "programmes", "organisations")


@dataclass(frozen=True)
class Counted:
    """An activity that the figure counts."""

    title: str
    href: str


def key_of(figure: Figure) -> str:
    """Name a figure as an address does."""
    return f"{figure.dimension}:{figure.id}"


def figure_item(page: Page, figure: Figure) -> Item:
    """Describe one figure of the view."""
    catalogue = page.services.catalogue
    counted = catalogue.record.activities[figure.counted.flags]
    programmes = catalogue.record.programmes
    involved = programmes[programmes["id"].isin(counted["programme"])]
    used = uses(catalogue.record.citations, counted["id"])
    table = _table(page, figure)
    return Item(
        id=key_of(figure),
        kind=_kind(page, figure),
        title=page.words.t("rests.title", name=name_of(page, figure), value=_value(page, figure)),
        template="details_figure.html",
        documents=used_documents(page, figure.source_ids, used),
        as_of=max(involved["data_as_of"], default=""),
        facts=tuple(_facts(page, counted, involved)),
        body={
            "rule": _rule(page, figure),
            "counting": tuple(_counting(page, figure)),
            "notes": tuple(_notes(page, figure)),
            "left_out": tuple(
                page.words.n(f"left_out.{one.reason}", one.count) for one in figure.left_out
            ),
            "activities": tuple(_activities(page, figure, SHOWN if table else MOST)),
            "count": figure.counted.count,
            "table": table,
            "profile": profile_of_figure(page, key_of(figure)),
        },
    )


def name_of(page: Page, figure: Figure) -> str:
    """Name what a figure counts."""
    if figure.dimension != TOTAL:
        return page.reading.label(figure.dimension, figure.id)
    if figure.id in (NATIONAL, UNPLACED, UNDATED):
        return page.reading.label("region", figure.id)
    if figure.id == "activities" and page.view.count == "touches":
        return page.words.t("figure.pairs")
    return page.words.t(f"figure.{figure.id}")


def _value(page: Page, figure: Figure) -> str:
    if not figure.counted.count:
        return page.words.t("state.not_in_sources")
    if figure.dimension == TOTAL and figure.id in NUMBERED:
        return page.reading.number(figure.value)
    if figure.dimension == TOTAL and figure.id == COVERED:
        return format_fraction(int(figure.value), REGIONS, page.view.lang)
    return page.words.n("unit.activities", figure.value)


def _kind(page: Page, figure: Figure) -> str:
    if figure.dimension == TOTAL:
        return page.words.t("figure.title")
    if figure.dimension == "year":
        return page.words.t("table.year")
    name = figure.dimension if figure.dimension == "region" else _parameter(figure)
    return page.words.t(f"filter.{name}")


def _parameter(figure: Figure) -> str:
    return PARAMETERS.get(figure.dimension, figure.dimension)


def _rule(page: Page, figure: Figure) -> tuple[str, str]:
    """Give the name and the text of what is counted."""
    if figure.dimension == TOTAL and figure.id != "activities":
        return "", page.words.t(f"counted.{figure.id}")
    rule = page.view.count
    return page.words.t(f"rule.{rule}.name"), page.words.t(f"rule.{rule}.text")


def _counting(page: Page, figure: Figure) -> Iterator[Fact]:
    t = page.words.t
    chosen = tuple(filters.in_words(page))
    yield Fact(t("counted.view"), chosen or ((t("counted.no_filter"), ""),))
    if figure.bases:
        bases = figure.bases.items()
        named = ((t(f"location_basis.{basis}"), page.reading.number(n)) for basis, n in bases)
        yield Fact(t("counted.bases"), tuple(named))
    if figure.dimension == "phase":
        phases = page.services.catalogue.record.phases
        [phase] = rows_of(phases[phases["id"] == figure.id])
        period = period_of(page, phase) or t("date.none")
        yield Fact(t("filter.period"), ((period, t(f"phase_basis.{phase['basis']}")),))


def _notes(page: Page, figure: Figure) -> Iterator[str]:
    t, n = page.words.t, page.words.n
    if figure.dimension != TOTAL:
        own = page.services.catalogue.owners[figure.dimension].keys
        if any(page.view.chosen(key) for key in own) or ("from" in own and _has_period(page)):
            yield t("counted.own_left_out")
        if figure.dimension in (page.view.level, "sector"):
            yield from page.reading.excess(figure.dimension)
    about_places = figure.dimension in LEVELS or (figure.dimension, figure.id) == (
        TOTAL,
        "activities",
    )
    for note in page.answer.notes:
        if note.id in ("touches_total", "our_split") and about_places:
            yield n(f"note.{note.id}", note.count)
    if figure.bases.get("inherited"):
        yield n("counted.inherited", figure.bases["inherited"])


def _has_period(page: Page) -> bool:
    return page.view.from_year is not None or page.view.to_year is not None


def _facts(page: Page, counted: pd.DataFrame, involved: pd.DataFrame) -> Iterator[Fact]:
    if not len(counted):
        return
    t, lang = page.words.t, page.view.lang
    dates = (
        (page.reading.label("programme", row["id"]), format_date(row["data_as_of"], "day", lang))
        for row in rows_of(involved)
    )
    yield Fact(t("details.data_as_of"), tuple(dates))
    verified = int((counted["verified_by"] != "").sum())
    yield fact(t("details.validation"), t("counted.verified", part=verified, whole=len(counted)))


def _activities(page: Page, figure: Figure, most: int) -> Iterator[Counted]:
    catalogue, links = page.services.catalogue, Links(page.view)
    for position in catalogue.in_order(figure.counted.flags, limit=most):
        row = catalogue.record.activities.iloc[position]
        yield Counted(row[f"title_{page.view.lang}"], links.details(row["id"]))


def _table(page: Page, figure: Figure) -> str:
    """Find the view whose table lists exactly the activities of a figure; "" without one."""
    links = Links(page.view)
    if figure.dimension == TOTAL:
        if figure.id in NUMBERED:
            return links.to()
        free = figure.id in (NATIONAL, UNPLACED) and not page.view.place
        return links.to(place=(figure.id,)) if free else ""
    if figure.dimension == "year":
        year = None if figure.id == UNDATED else int(figure.id)
        return links.to(from_year=year, to_year=year) if year else ""
    parameter = _parameter(figure)
    if figure.id not in page.services.vocabulary.lists.get(parameter, ()):
        return ""
    if parameter in ("programme", "phase"):
        return links.to(**{"programme": (), "phase": (), parameter: (figure.id,)})
    return links.to(**{parameter: (figure.id,)})
