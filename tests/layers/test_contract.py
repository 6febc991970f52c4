"""What every layer owes, whichever is added: one test for all of them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

import layers
from geodata.catalogue import Catalogue
from geodata.record import Record
from geodata.view_state import parse_view
from i18n.catalogues import Translator
from layers.description import Mark
from layers.reading import Reading
from tests.geodata.factories import make_record
from tests.ui.services import make_services, missing_values, no_activities, one_activity

RECORDS = {
    "empty": no_activities,
    "one row": one_activity,
    "missing values": missing_values,
    "worked example": make_record,
}
QUERIES = (
    "",
    "place=12",
    "place=02&phase=m4sd-3&from=2020&to=2021",
    "count=allocated",
    "count=touches",
)


@cache
def catalogue_of(record: Callable[[], Record]) -> Catalogue:
    return make_services(record()).catalogue


@cache
def words_of(lang: str) -> Translator:
    return Translator(lang)


def reading_of(record: Callable[[], Record], query: str, lang: str) -> Reading:
    catalogue = catalogue_of(record)
    view, ignored = parse_view(f"lang={lang}&{query}", catalogue.vocabulary)
    assert ignored == ()
    return Reading(catalogue.answer(view), catalogue, words_of(lang))


def parts(described: Any) -> Iterator[tuple[str, Any]]:
    """Every field of a description and of the descriptions inside it."""
    for item in dataclasses.fields(described):
        value = getattr(described, item.name)
        yield item.name, value
        for one in value if isinstance(value, tuple) else ():
            if dataclasses.is_dataclass(one):
                yield from parts(one)


def marks(described: Any) -> list[tuple[Mark, ...]]:
    series = [getattr(described, item.name) for item in dataclasses.fields(described)]
    return [one for one in series if isinstance(one, tuple) and one and isinstance(one[0], Mark)]


def test_layers_are_found() -> None:
    assert set(layers.discover()) >= {"programmes", "region_map", "sectors", "timeline"}


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
@pytest.mark.parametrize("name", list(layers.discover()))
def test_a_layer_describes_whatever_it_is_given(
    name: str, record: Callable[[], Record], lang: str
) -> None:
    for query in QUERIES:
        described = layers.discover()[name].describe(reading_of(record, query, lang))
        assert described.title != ""
        assert described.unit != ""
        for field, value in parts(described):
            assert value is not None
            if isinstance(value, float):
                assert math.isfinite(value), field
        for series in marks(described):
            assert len({mark.key for mark in series}) == len(series)
            assert all(mark.label and mark.text for mark in series)
            assert all(0 <= mark.share <= 1 for mark in series if mark.key.isdigit())
        assert hash(described) is not None


@pytest.mark.parametrize("name", list(layers.discover()))
def test_a_layer_gives_the_same_twice(name: str) -> None:
    describe = layers.discover()[name].describe
    assert describe(reading_of(make_record, "", "ar")) == describe(
        reading_of(make_record, "", "ar")
    )
