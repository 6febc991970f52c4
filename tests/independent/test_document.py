"""The document that the page arrives as, before any script has run."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.independent import page_comparing as comparing
from tests.independent.combinations import combinations
from tests.independent.markup import Element, figures, parsed, picker_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Count, Counter

    Page = tuple[dict[str, str], Element, Count]

MANY_SHOWN = 20


@pytest.fixture(scope="module")
def pages(client: TestClient, counter: Counter) -> list[Page]:
    views = combinations(counter, 60, seed=751)
    regional = ({**view, "level": "region"} for view in views)
    return [(view, document(client, view), counter.count(view)) for view in regional]


def document(client: TestClient, parameters: dict[str, str]) -> Element:
    return parsed(client.get("/", params=parameters).text)


@pytest.mark.parametrize("compare", comparing.COMPARISONS)
def test_a_page_shows_what_is_counted(
    pages: list[Page], compare: Callable[[Element, Count], Iterable[str]]
) -> None:
    found = (f"{view}: {line}" for view, page, counted in pages for line in compare(page, counted))
    assert "\n".join(islice(found, MANY_SHOWN)) == ""


@pytest.mark.long
def test_a_figure_leads_to_the_sources_of_what_it_counts(
    client: TestClient, pages: list[Page]
) -> None:
    random = Random(663)  # noqa: S311 - sampled figures need no cryptography

    def found() -> Iterator[str]:
        for view, page, counted in pages:
            keys = sorted({key for key, _text in figures(page)})
            for key in random.sample(keys, 2):
                dialog = document(client, {**view, "select": key})
                for line in comparing.source_differences(dialog, key, counted):
                    yield f"{view}: {line}"

    assert "\n".join(islice(found(), MANY_SHOWN)) == ""


def test_pickers_offer_every_value_that_counts(client: TestClient, counter: Counter) -> None:
    offered = picker_counts(document(client, {"lang": "en"}))
    counted = counter.count({}).by
    missing = {
        (parameter, value)
        for parameter, dimension in comparing.DIMENSIONS.items()
        for value in counted[dimension].values
    } - offered.keys()
    assert missing == set()
