from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from settings import load_settings
from tests.browser.chromium import View, launched, new_view, served
from tests.independent.combinations import combinations
from tests.independent.counter.count import Count, Counter
from tests.independent.counter.filters import LISTS
from tests.independent.markup import figures, parsed
from tests.independent.page_comparing import COMPARISONS, source_differences
from tests.independent.reading import first_number, map_marks, numbers, shown, stated, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

pytestmark = [pytest.mark.browser, pytest.mark.long]

COUNTED = Counter(load_settings({}).data)
KEY_FIGURES = ("activities", "programmes", "organisations", "regions_covered")
DEFAULTS = {"count": "distinct", "level": "region"}
# A number on the map is written with two decimals.
ROUNDED = 0.005 + 1e-9
VIEWS = [{**view, "level": "region"} for view in combinations(COUNTED, 50, seed=411)]


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    with served() as (address, _process):
        context = launched().new_context(locale="en-GB", reduced_motion="reduce")
        yield new_view(context, address)
        context.close()


# The first colours of the map are those of places without activities, by what that means.
EMPTY_STEPS = 3


def agree(answered: dict[str, float], counted: dict[str, Fraction]) -> bool:
    alike = (abs(answered[key] - float(counted[key])) < 1e-9 for key in answered)
    return answered.keys() == counted.keys() and all(alike)


def check_figures(view: View, counted: Count) -> None:
    read = {name: first_number(view.figure(name)) for name in KEY_FIGURES}
    assert read == {name: counted.totals[name] for name in KEY_FIGURES}
    for name, expected in (("people", counted.people), ("funding", counted.funding)):
        assert stated(view.page, name) == {each.series: float(each.low) for each in expected}


def check_map(view: View, counted: Count) -> None:
    by_region = counted.by["region"].values
    assert agree(numbers(view.page, "#map-table tr[data-key]"), by_region)
    marks = map_marks(view.page)
    assert [code for code, _, _ in marks] == [f"{number:02}" for number in range(1, 13)]
    for code, step, number in marks:
        assert abs(number - float(by_region.get(code, 0))) <= ROUNDED
        assert (step >= EMPTY_STEPS) is (code in by_region)
    # A region of more activities is never drawn in a lighter class.
    steps = [step for _, step in sorted((by_region.get(code, 0), step) for code, step, _ in marks)]
    assert all(first <= second for first, second in pairwise(steps))


def check_bars(view: View, counted: Count) -> None:
    assert agree(numbers(view.page, "#sectors tr[data-key]"), counted.by["sector"].values)
    assert agree(numbers(view.page, "#programmes tr[data-key]"), counted.by["phase"].values)


def check_timeline(view: View, counted: Count) -> None:
    years = {key: value for key, value in counted.by["year"].values.items() if key != "undated"}
    assert agree(numbers(view.page, "#timeline tr.column"), years)


def check_panels(view: View, counted: Count) -> None:
    page = parsed(view.page.content())
    assert [line for compare in COMPARISONS for line in compare(page, counted)] == []


def check_sources(view: View, query: str, counted: Count) -> None:
    """The dialog of one of the figures, another one in each view."""
    keys = sorted({key for key, _text in figures(parsed(view.page.content()))})
    key = Random(query).choice(keys)  # noqa: S311 - a sample needs no cryptography
    view.open(f"{query}&{urlencode({'select': key})}")
    assert list(source_differences(parsed(view.page.content()), key, counted)) == []


def values_of(parameters: dict[str, str]) -> dict[str, set[str]]:
    return {
        name: set(value.split(",")) if name in LISTS else {value}
        for name, value in parameters.items()
        if DEFAULTS.get(name) != value
    }


@pytest.mark.parametrize("parameters", VIEWS, ids=lambda view: urlencode(view, safe=","))
def test_the_page_shows_what_is_counted(view: View, parameters: dict[str, str]) -> None:
    query, counted = f"?{urlencode(parameters, safe=',')}", COUNTED.count(parameters)
    view.open(query)
    assert shown(view) == values_of(parameters)
    check_figures(view, counted)
    check_map(view, counted)
    check_bars(view, counted)
    check_timeline(view, counted)
    check_panels(view, counted)
    assert sorted(table_rows(view, query)) == sorted(counted.activities)
    check_sources(view, query, counted)
