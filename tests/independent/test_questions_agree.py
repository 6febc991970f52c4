"""Need, time, partners and comparisons, as they are answered and as they are counted again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from settings import load_settings
from tests.independent import question_views as views
from tests.independent.combinations import by_roles
from tests.independent.comparing import disagreements
from tests.independent.counter.census import Census
from tests.independent.need_comparing import need_differences
from tests.independent.question_comparing import (
    compare_differences,
    first_of,
    partners_differences,
    time_differences,
)

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

SOME, MANY = 60, 2_000


@pytest.fixture(scope="module")
def census() -> Census:
    return Census(load_settings({}).data)


def check_needs(client: TestClient, counter: Counter, census: Census, count: int) -> None:
    asked = views.needs(counter, census.indicators, count, seed=count)
    assert first_of(client, counter, asked, partial(need_differences, census)) == ""


def check_times(client: TestClient, counter: Counter, count: int) -> None:
    assert first_of(client, counter, views.times(counter, count, count), time_differences) == ""


def check_flows(client: TestClient, counter: Counter, count: int) -> None:
    assert first_of(client, counter, views.flows(counter, count, count), partners_differences) == ""


def check_comparisons(client: TestClient, counter: Counter, count: int) -> None:
    asked = views.comparisons(counter, count, count)
    assert first_of(client, counter, asked, compare_differences) == ""


def test_some_views_by_roles_are_counted_alike(client: TestClient, counter: Counter) -> None:
    assert disagreements(client, counter, by_roles(counter, SOME, seed=60)) == ""


def test_some_needs_are_counted_alike(client: TestClient, counter: Counter, census: Census) -> None:
    check_needs(client, counter, census, SOME)


def test_some_calendars_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_times(client, counter, SOME)


def test_some_flows_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_flows(client, counter, SOME)


def test_some_comparisons_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_comparisons(client, counter, SOME)


def test_a_former_region_that_is_chosen_is_no_rest_of_a_flow(
    client: TestClient, counter: Counter
) -> None:
    asked = [{"lang": "en", "place": "1997-13", "flow": "leading"}]
    assert first_of(client, counter, asked, partners_differences) == ""


def test_a_programme_is_compared_where_one_of_its_phases_is_chosen(
    client: TestClient, counter: Counter
) -> None:
    keys = {"compare": "place:02,place:09", "across": "phase"}
    asked = [{"lang": "en", "programme": "prim", "phase": "m4sd-3", **keys}]
    assert first_of(client, counter, asked, compare_differences) == ""


@pytest.mark.long
def test_many_needs_are_counted_alike(client: TestClient, counter: Counter, census: Census) -> None:
    check_needs(client, counter, census, MANY)


@pytest.mark.long
def test_many_calendars_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_times(client, counter, MANY)


@pytest.mark.long
def test_many_flows_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_flows(client, counter, MANY)


@pytest.mark.long
def test_many_comparisons_are_counted_alike(client: TestClient, counter: Counter) -> None:
    check_comparisons(client, counter, MANY)
