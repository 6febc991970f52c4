"""The census figures of a place beside those of what it lies in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geodata.census import CENSUS_LEVELS, YEARS
from geodata.gazetteer import COUNTRY, level_of
from geodata.profile.contents import ancestors
from geodata.profile.subject import PLACE
from i18n.numbers import format_number
from ui.profile_page.parts import Section

if TYPE_CHECKING:
    from geodata.census import Indicator
    from ui.profile_page.parts import Sheet

POPULATION = "population_legal"
SHOWN = (
    "households_count", "labour_activity_rate", "labour_unemployment_rate",
    "illiteracy_rate_10_plus",
)  # fmt: skip


def census(sheet: Sheet) -> Iterator[Section]:
    """Put a place beside its province, its region and the country."""
    codes = _codes(sheet)
    if not codes:
        return
    indicator = sheet.page.services.census.indicator
    lines = [(indicator(POPULATION), year) for year in YEARS]
    lines += [(indicator(id_), YEARS[-1]) for id_ in SHOWN]
    rows = [
        (
            sheet.t("profile.in_year", name=one.names[sheet.page.view.lang], year=str(year)),
            tuple(_value(sheet, one, code, year) for code in codes),
        )
        for one, year in lines
    ]
    rows.insert(2, (sheet.t("profile.population_change"), tuple(_change(sheet, c) for c in codes)))
    meanings = {one.names[sheet.page.view.lang]: one.definitions[sheet.page.view.lang]
                for one, _year in lines}  # fmt: skip
    yield Section(
        "census", sheet.t("profile.census"), template="table", lead=sheet.t("profile.census_lead"),
        notes=(sheet.t("profile.census_source"),),
        body={
            "columns": tuple(_name(sheet, code) for code in codes),
            "rows": tuple(rows),
            "meanings": tuple(meanings.items()),
        },
    )  # fmt: skip


def _codes(sheet: Sheet) -> tuple[str, ...]:
    """Return the place and what it lies in, as far as the census has them."""
    level = sheet.subject.level
    if sheet.subject.kind != PLACE or level not in CENSUS_LEVELS:
        return ()
    around = (sheet.subject.id, *reversed(ancestors(sheet.subject.id)))
    known = sheet.page.services.census.codes
    found = tuple(code for code in around if code in known(level_of(code)))
    return found if sheet.subject.id in found else ()


def _name(sheet: Sheet, code: str) -> str:
    return sheet.reading.label("region" if code == COUNTRY else "place", code)


def _value(sheet: Sheet, indicator: Indicator, code: str, year: int) -> str:
    value = sheet.page.services.census.value(indicator.id, code, year)
    if math.isnan(value):
        return "–"
    number = format_number(value, sheet.page.view.lang, decimals=indicator.decimals)
    return sheet.t("profile.percent", value=number) if indicator.kind == "rate" else number


def _change(sheet: Sheet, code: str) -> str:
    first, last = (sheet.page.services.census.value(POPULATION, code, year) for year in YEARS)
    part = 100 * (last - first) / first if first else math.nan
    if math.isnan(part):
        return "–"
    sign = "+" if part > 0 else "−" if part < 0 else ""
    number = format_number(abs(part), sheet.page.view.lang, decimals=1)
    return sheet.t("profile.percent", value=f"{sign}{number}")
