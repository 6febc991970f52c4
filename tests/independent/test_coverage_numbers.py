"""Every count of the coverage page opens exactly the cells, activities and sources counted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import lxml.html
import pytest

from tests.independent.counter.filters import DIMENSION_OF, FILTERS, parse
from tests.independent.counter.matrix import cells_of, parts_of, state_of

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

VIEWS = [
    {"rows": "region", "cols": "sector"},
    {"rows": "region", "cols": "programme", "status": "ongoing"},
    {"rows": "programme", "cols": "year", "count": "allocated"},
    {"rows": "region", "cols": "sector", "programme": "depomi", "lang": "ar"},
]


def opened(client: TestClient, query: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(client.get(f"/?{query}").text)


@pytest.mark.parametrize("view", VIEWS)
def test_every_state_opens_what_it_counts(
    client: TestClient, counter: Counter, view: dict[str, str]
) -> None:
    query = "&".join(f"{name}={value}" for name, value in {"lang": "en", **view}.items())
    page = opened(client, f"{query}&page=coverage")
    dimensions = view["rows"], view["cols"]
    lines = client.get(f"/api/v1/coverage?{query}").json()
    counted = cells_of(counter, parse(view), dimensions)
    states: dict[str, set[str]] = {}
    for row in lines["rows"]:
        for col in lines["cols"]:
            pair = row["id"], col["id"]
            own = dict(zip(dimensions, pair, strict=True))
            state = "documented" if pair in counted else state_of(counter, parse(view), own)
            states.setdefault(state, set()).add("/".join(pair))
    links = {
        one.get("data-sources"): one.get("href")
        for one in page.cssselect('#question [data-sources^="coverage:"]')
    }
    assert set(links) == {f"coverage:{state}" for state in states}
    left = {DIMENSION_OF[name] for name in dimensions}
    inside = [
        each
        for each in counter.activities
        if all(test(each, parse(view)) for name, test in FILTERS.items() if name not in left)
        and parts_of(each, dimensions)
    ]
    for key, href in links.items():
        dialog = opened(client, href.lstrip("?")).cssselect("#details")[0]
        shown = [one.get("data-cell") for one in dialog.cssselect("[data-cell]")]
        cells = states[key.removeprefix("coverage:")]
        rest = dialog.cssselect(".left-out + .counted__more")
        assert len(shown) == min(len(cells), 200)
        assert bool(rest) == (len(cells) > 200)
        assert {one.removeprefix("cell:") for one in shown} <= cells
        listed = {
            parse_qs(one.get("href").lstrip("?"))["select"][0]
            for one in dialog.cssselect("ol.counted a")
        }
        documented = inside if key == "coverage:documented" else []
        assert listed == {each.id for each in documented}
        if documented:
            sources = {one.get("data-source") for one in dialog.cssselect("[data-source]")}
            assert sources == set().union(*(each.sources for each in documented))
