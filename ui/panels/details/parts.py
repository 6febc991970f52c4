"""What the dialogs share: their frame, lists of places, values and periods in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from i18n.dates import format_period
from i18n.lists import listed
from i18n.numbers import format_amount, format_number, format_percent
from ui.panels.details.documents import Document

if TYPE_CHECKING:
    from ui.page import Page

CURRENCY_LETTERS = 3


@dataclass(frozen=True)
class Fact:
    """One line of facts: its name, and its values with a remark on each."""

    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A part of a stated figure: its words, and the id of its own dialog."""

    text: str
    id: str


@dataclass(frozen=True)
class Item:
    """What the dialog shows.

    ``kind`` is the line above the title; ``template`` the file that shows ``body``, what only this
    sort of item has; ``as_of`` the date of the data, for the report.
    """

    id: str
    kind: str
    title: str
    template: str
    documents: tuple[Document, ...]
    as_of: str
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)


def fact(label: str, *values: str) -> Fact:
    """Make a line of facts without remarks."""
    return Fact(label, tuple((value, "") for value in values))


def names_of(page: Page, codes: Iterable[str]) -> str:
    """Name places in a sentence; without any, say that none is stated."""
    names = [page.reading.label("place", code) for code in codes]
    return listed(names, page.words) or page.reading.label("region", "unplaced")


def value_of(page: Page, measurement: Mapping[str, Any]) -> str:
    """Write the value of a measurement with its unit; a small cell is withheld."""
    value, unit, lang = measurement["value"], measurement["unit"], page.view.lang
    if math.isnan(value):
        return page.words.t("measurement.withheld")
    if len(unit) == CURRENCY_LETTERS and unit.isupper():
        return format_amount(value, unit, lang)
    if unit == "percent":
        return format_percent(value / 100, lang)
    return format_number(value, lang)


def period_of(page: Page, row: Mapping[str, Any]) -> str:
    """Write the period of a row that has a start and an end."""
    return format_period(
        (row["start"], row["start_precision"]), (row["end"], row["end_precision"]), page.words
    )


def group_of(page: Page, disaggregation: str) -> str:
    """Name the group that ``sex=female``, ``place=02.411.01.23`` and the like stand for."""
    pairs = (pair.partition("=") for pair in disaggregation.split(";"))
    return listed([_group(page, kind, value) for kind, _, value in pairs], page.words)


def part_of(page: Page, row: Mapping[str, Any]) -> Part:
    """Describe a part by its group; without one, by what it is about."""
    value = value_of(page, row)
    if row["disaggregation"]:
        return Part(f"{group_of(page, row['disaggregation'])} {value}", row["id"])
    subject = page.reading.subject(row["subject_table"], row["subject"])
    return Part(page.words.t("rests.title", name=subject, value=value), row["id"])


def _group(page: Page, kind: str, value: str) -> str:
    msgid = f"disaggregation.{value}"
    if page.words.has(msgid):
        return page.words.t(msgid)
    # A year, or a name that the record does not know by an id, stands as it is.
    dimension = {"place": "place", "funder": "organisation"}.get(kind, "")
    return page.services.catalogue.label(dimension, value, page.view.lang)
