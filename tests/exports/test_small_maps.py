"""Small maps on one scale, taken away."""

from __future__ import annotations

from itertools import combinations

import pytest
import shapely

from layers.theme import PALETTES
from pictures.box import Box
from tests.exports.whole_record import ask, figure
from tests.pictures.map_reading import Drawn

ACROSS = ("phase", "sector", "year")


def drawn(query: str, size: tuple[float, float], lang: str = "en") -> Drawn:
    found = figure("small_maps", f"lang={lang}&page=compare&{query}")
    assert found.draw
    return Drawn(found.draw, Box(10, 10, *size), lang)


@pytest.mark.parametrize("across", ACROSS)
def test_the_table_has_the_figures_of_the_endpoint(across: str) -> None:
    answer = ask("compare", f"across={across}")
    found = figure("small_maps", f"page=compare&across={across}")
    names = [one.name for one in found.table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found.table.rows]
    own = {
        (row[names[0]], row["region_code"]): row["activities"]
        for row in rows
        if row["activities"] is not None
    }
    assert own == {
        (one["id"], place["id"]): place["value"]
        for one in answer["maps"]
        for place in (*one["regions"], *one["elsewhere"])
    }
    assert {row["state"] for row in rows if row["activities"] is None} == {"not_in_sources"}


@pytest.mark.parametrize("across", ACROSS)
def test_every_map_has_every_region_in_its_colour(across: str) -> None:
    answer = ask("compare", f"across={across}")
    values = {one["id"]: {r["id"]: r["value"] for r in one["regions"]} for one in answer["maps"]}
    found = drawn(f"across={across}", (1160, 700))
    maps = found.marked("data-map")
    assert set(maps) <= set(values)
    assert len(maps) == min(12, len(values.keys() - {"undated"}))
    seen: dict[str, set[float]] = {}
    for id_, (group,) in maps.items():
        fills = {path.get("data-code"): path.get("fill") for path in group.iter("path")}
        assert len(fills) == 12
        for code, fill in fills.items():
            seen.setdefault(fill, set()).add(values[id_].get(code, 0))
    # On one scale: no figure has two colours, and none stands for less and for more than another.
    assert seen[PALETTES["light"]["none"]] == {0}
    for one, other in combinations(seen.values(), 2):
        assert max(one) < min(other) or max(other) < min(one)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("across", ACROSS)
@pytest.mark.parametrize("size", [(1160, 470), (560, 420), (560, 300), (600, 900)])
def test_words_stand_apart_within_the_box(
    across: str, lang: str, size: tuple[float, float]
) -> None:
    found = drawn(f"across={across}", size, lang)
    inside = shapely.box(10, 10, 10 + size[0], 10 + size[1]).buffer(1)
    assert [text for text, shape in found.texts if not inside.covers(shape)] == []
    pairs = combinations(found.texts, 2)
    hit = [(a, b) for (a, one), (b, other) in pairs if one.intersection(other).area > 3]
    assert hit == []


def test_the_line_of_the_united_nations() -> None:
    assert drawn("", (900, 600)).marked("data-line") == {}
    found = drawn("boundary=un", (900, 600))
    assert len(found.marked("data-line")["un"]) == len(found.marked("data-map"))


def test_years_run_from_left_to_right_in_every_language() -> None:
    for lang in ("ar", "fr"):
        maps = drawn("across=year", (1160, 470), lang).marked("data-map")
        first, second = (
            float(group.get("transform").split("(")[1].split()[0])
            for (group,) in list(maps.values())[:2]
        )
        assert first < second
