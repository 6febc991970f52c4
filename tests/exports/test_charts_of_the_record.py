"""The charts of the record itself, in every language and in boxes of every shape."""

from __future__ import annotations

from itertools import combinations

import pytest

from exports.figures import Figure
from pictures.box import Box
from tests.exports.test_counted import BARS, cells
from tests.exports.whole_record import ask, figure
from tests.pictures.chart_reading import (
    SIZES,
    canvas_of,
    check_inside,
    check_readable,
    of,
    overlap,
    texts,
)

VIEWS = (
    ("sectors", ""), ("sectors", "place=02&count=allocated"), ("programmes", ""),
    ("programmes", "phase=m4sd-3"), ("organisations", ""), ("organisations", "count=touches"),
    ("timeline", ""), ("timeline", "from=2019&to=2022&count=allocated"),
    ("calendar", "page=time"), ("calendar", "page=time&programme=m4sd"),
    ("calendar", "page=time&place=02&programme=depomi,prim"),
    ("ranking", "page=need"), ("ranking", "page=need&level=province&census=change"),
    ("ranking", "page=need&level=commune&place=12&census=2014"),
)  # fmt: skip
DOTS = ("page=need", "page=need&level=province&place=02", "page=need&against=people")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_nothing_is_cut_and_nothing_covers_anything(name: str, query: str, lang: str) -> None:
    found = figure(name, f"{query}&lang={lang}")
    assert found.draw is not None
    assert found.height is not None
    for wide, high in (*SIZES, (592, found.height(592))):
        canvas, box = canvas_of(lang), Box(24, 90, wide, high)
        found.draw(canvas, box)
        check_inside(canvas, box)
        check_readable(canvas)
        drawn = [one for kind in ("bar", "span", "column") for one in of(canvas, kind)]
        assert drawn
        assert not any(overlap(one, text) for one in drawn for text in texts(canvas))


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("query", DOTS)
def test_names_of_dots_cover_nothing(query: str, lang: str) -> None:
    found = figure("scatter", f"{query}&lang={lang}")
    assert found.draw is not None
    for wide, high in SIZES:
        canvas, box = canvas_of(lang), Box(24, 90, wide, high)
        found.draw(canvas, box)
        check_inside(canvas, box)
        names, dots = of(canvas, "name"), of(canvas, "dot")
        assert names
        assert not any(overlap(*pair) for pair in combinations(names, 2))
        if "place" not in query:
            assert not any(overlap(name, dot) for name in names for dot in dots)


def values_of(found: Figure, key: str) -> dict[str, float]:
    return {row[key]: row["activities"] for row in cells(found.table) if row["activities"]}


@pytest.mark.parametrize("name", BARS)
@pytest.mark.parametrize(
    "query", ["", "place=02&count=allocated", "programme=depomi&count=touches"]
)
def test_bars_have_the_numbers_of_the_endpoint(name: str, query: str) -> None:
    found = figure(name, query)
    expected = {row["id"]: row["value"] for row in ask("view", query)["by"][BARS[name]]}
    assert values_of(found, f"{BARS[name]}_id") == expected
    assert found.draw is not None
    canvas = canvas_of("fr")
    found.draw(canvas, Box(0, 0, 900, found.table.count * 60))
    values = [row["activities"] for row in cells(found.table) if row["activities"]]
    lengths = [one.right - one.left for one in of(canvas, "bar")]
    unit = max(lengths) / max(values)
    assert lengths == pytest.approx([value * unit for value in values], abs=0.03)
