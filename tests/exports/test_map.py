"""The map that is taken away: where its units are, their colours and numbers, and its table."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from layers.theme import PALETTES
from pictures.box import Box
from tests.exports.whole_record import ask, column, figure
from tests.pictures.map_reading import Drawn, shape_of

WIDE, TALL, SMALL = (1160, 470), (600, 700), (560, 300)
NOWHERE = ("national", "unplaced", "former", "coarser")
SETS = "page=overlap&sets=phase:m4sd-3,programme:depomi"
PAGES = (
    "",
    "level=province",
    "level=province&place=02",
    "level=commune&place=06",
    SETS,
    "page=need&draw=both",
    "page=need&level=province",
    "page=coverage",
)
LAYERS = {"region": "regions", "province": "provinces", "commune": "communes"}
METRES = 6378137 * np.pi / 180
KILOBYTES = {"region": 400, "province": 400, "commune": 900}


def drawn(query: str, size: tuple[float, float] = WIDE, lang: str = "fr", theme: str = "") -> Drawn:
    found = figure("map", f"lang={lang}&theme={theme}&{query}" if theme else f"lang={lang}&{query}")
    assert found.draw
    return Drawn(found.draw, Box(13, 29, *size), lang, theme or "light")


def token(theme: str, colour: str) -> set[str]:
    return {name for name, own in PALETTES[theme].items() if own == colour}


def boundaries(level: str) -> dict[str, Any]:
    features = ask(f"boundaries/{LAYERS[level]}.geojson")["features"]
    projected = Transformer.from_crs(4326, 3857, always_xy=True)

    def flat(points: Any) -> Any:
        x, y = projected.transform(points[:, 0], points[:, 1])
        return np.column_stack([x, y]) / METRES

    return {
        one["properties"]["code"]: shapely.transform(shapely.geometry.shape(one["geometry"]), flat)
        for one in features
    }


def placed(shapes: dict[str, Any], onto: dict[str, Any]) -> dict[str, Any]:
    """Move shapes of the plane to where one scale and one shift puts them best."""
    have = np.array([shapely.bounds(shapes[code]) for code in onto])
    want = np.array([shapely.bounds(onto[code]) for code in onto])
    wide = want[:, [0, 2]].max() - want[:, 0].min()
    scale = wide / (have[:, 2].max() - have[:, 0].min())
    left = want[:, 0].min() - have[:, 0].min() * scale
    top = want[:, 1].min() + have[:, 3].max() * scale

    def move(points: Any) -> Any:
        return np.column_stack([left + points[:, 0] * scale, top - points[:, 1] * scale])

    return {code: shapely.transform(shapes[code], move) for code in onto}


@pytest.mark.parametrize("size", [WIDE, TALL])
@pytest.mark.parametrize("query", ["", "level=province", "level=province&place=02"])
def test_units_are_where_a_mercator_map_has_them(query: str, size: tuple[int, int]) -> None:
    found = drawn(query, size)
    level = "province" if "province" in query else "region"
    expected = placed(boundaries(level), found.units)
    assert set(found.units) == {
        code for code in boundaries(level) if "02" not in query or code.startswith("02")
    }
    for code, shape in found.units.items():
        # What sticks out by less than a pixel is left out, and corners are rounded to a tenth.
        assert shapely.hausdorff_distance(shape.centroid, expected[code].centroid) < 0.7
        assert shape.symmetric_difference(expected[code]).area < 1.0 * expected[code].length


@pytest.mark.parametrize("query", PAGES)
def test_every_unit_is_drawn_once_within_the_box(query: str) -> None:
    found = drawn(query, TALL)
    level = next((name for name in LAYERS if f"level={name}" in query), "region")
    place = "06" if "place=06" in query else "02" if "place=02" in query else ""
    assert set(found.units) == {code for code in boundaries(level) if code.startswith(place)}
    assert (
        shapely.box(13, 29, 613, 729).buffer(0.1).covers(shapely.union_all([*found.units.values()]))
    )
    assert found.size < KILOBYTES[level] * 1000


@pytest.mark.parametrize("count", ["distinct", "touches", "allocated"])
@pytest.mark.parametrize("level", ["region", "province"])
def test_numbers_and_table_are_those_of_the_endpoint(level: str, count: str) -> None:
    query = f"level={level}&count={count}&lang=en"
    values = {row["id"]: row["value"] for row in ask("view", query)["by"][level]}
    found = figure("map", query)
    table = column(found, "activities")
    assert {code: value for code, value in table.items() if value is not None} == values
    numbers = drawn(query, lang="en").numbers
    assert set(numbers) == values.keys() - set(NOWHERE)
    for code, text in numbers.items():
        assert float(text) == pytest.approx(values[code], abs=0.006)
    states = column(found, "state")
    assert {code for code in states if states[code] == "documented"} == values.keys()
    sources = {row["id"]: row["source_ids"] for row in ask("view", query)["by"][level]}
    cited = column(found, "source_ids")
    assert {code: cited[code].split("; ") for code in values} == {
        code: sources[code] for code in values
    }


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "projector"])
def test_more_activities_are_never_a_lower_class(theme: str) -> None:
    values = {row["id"]: row["value"] for row in ask("view")["by"]["region"]}
    found = drawn("", theme=theme)
    classes = {code: token(theme, fill) for code, fill in found.fills.items()}
    steps = {
        code: int(min(name for name in names if name.startswith("step"))[-1])
        for code, names in classes.items()
        if code in values
    }
    assert all("none" in names for code, names in classes.items() if code not in values)
    for one, other in combinations(steps, 2):
        if values[one] < values[other]:
            assert steps[one] <= steps[other]
        if values[one] == values[other]:
            assert steps[one] == steps[other]
    assert len(set(steps.values())) > 1


def test_stripes_are_where_the_endpoint_has_sets_meet() -> None:
    there = {
        unit["id"]: [one["activities"] for one in unit["sets"]]
        for unit in ask("overlap", SETS)["units"]
    }
    found = drawn(SETS, lang="en")
    meeting = {code for code, counts in there.items() if len(counts) > 1}
    stripes = found.marked("data-stripes")
    assert set(stripes) == meeting
    assert meeting
    for code, (path,) in stripes.items():
        area = shape_of(path)
        assert area.difference(found.units[code].buffer(0.3)).area < 2
        assert area.area / found.units[code].area == pytest.approx(0.5, abs=0.08)
        assert path.get("fill") == PALETTES["light"]["set-2"]
        assert found.fills[code] == PALETTES["light"]["set-1"]
    written = {
        code: [int(n) for n in re.findall(r"\d+", text)] for code, text in found.numbers.items()
    }
    assert written == there
    table = figure("map", f"lang=en&{SETS}").table
    own = {row[0]: [cell for cell in row[5:] if cell is not None] for row in table.rows}
    assert {code: counts for code, counts in own.items() if counts} == there
    assert {row[0] for row in table.rows if row[4] is None} == set(own) - there.keys()


def test_need_and_activity_have_the_classes_of_the_endpoint() -> None:
    units = ask("need", "draw=both")["units"]
    found = drawn("page=need&draw=both")
    for unit in units:
        names = token("light", found.fills[unit["code"]])
        known = unit["need_class"] and unit["against_class"]
        assert (f"both-{unit['need_class']}{unit['against_class']}" if known else "none") in names
    legend = found.marked("data-class")
    assert len(legend) == 9
    assert [one.get("fill") for (one,) in legend.values()] == [
        PALETTES["light"][name] for name in legend
    ]
    table = figure("map", "page=need&draw=both")
    for name in ("value", "per_100000", "need_class", "against_class"):
        own = {
            row[1]: row[[c.name for c in table.table.columns].index(name)]
            for row in table.table.rows
        }
        assert own == {unit["code"]: unit[name] or None for unit in units}


@pytest.mark.parametrize("query", ["level=province", "census=change", "level=commune&place=02"])
def test_need_is_that_of_the_endpoint(query: str) -> None:
    units = ask("need", f"{query}&lang=en")["units"]
    found = figure("map", f"page=need&{query}&lang=en")
    at = [one.name for one in found.table.columns].index("value")
    assert {row[1]: row[at] for row in found.table.rows} == {
        one["code"]: one["value"] for one in units
    }
    values = {one["code"]: one["value"] for one in units}
    for code, text in drawn(f"page=need&{query}", lang="en").numbers.items():
        told = float(text.replace("%", "").replace("−", "-").replace(",", ""))
        assert told == pytest.approx(values[code], abs=0.051)


@pytest.mark.parametrize("programme", ["", "depomi", "prim"])
def test_states_are_those_of_the_endpoint(programme: str) -> None:
    query = f"rows=region&cols=sector&programme={programme}&sort=health"
    answer = ask("coverage", query)
    at = [one["id"] for one in answer["cols"]].index("health") if answer["cols"] else 0
    cells = {row["id"]: row["cells"][at] for row in answer["rows"] if row["id"] not in NOWHERE}
    found = figure("map", f"page=coverage&{query}")
    states, values = column(found, "state"), column(found, "value")
    assert states == {code: cell["state"] for code, cell in cells.items()}
    assert values == {code: cell["value"] for code, cell in cells.items()}
    fills = {"not_in_sources": "none", "not_applicable": "not-applicable", "none": "zero"}
    for code, colour in drawn(f"page=coverage&{query}").fills.items():
        names = token("light", colour)
        name = fills.get(states[code])
        assert name in names if name else any(one.startswith("step") for one in names)


def test_the_line_of_the_united_nations_is_drawn_where_it_is_asked_for_alone() -> None:
    (line,) = drawn("boundary=un").marked("data-line")["un"]
    plain = drawn("")
    y = float(line.get("y1"))
    assert y == float(line.get("y2"))
    assert plain.marked("data-line") == {}
    assert plain.root.xpath("//*[@stroke-dasharray]") == []
    for one in plain.root.iter("path"):
        for run in (run for run in one.get("d").split("M") if run):
            points = np.array([float(x) for x in re.findall(r"-?[\d.]+", run)]).reshape(-1, 2)
            ends = np.abs(points - np.roll(points, 1, axis=0))
            along = (np.abs(points[:, 1] - y) < 1.5) & (ends[:, 1] < 1)
            assert not (along & (ends[:, 0] > 25)).any()
    corners = placed(boundaries("region"), plain.units)["11"]
    top, bottom = corners.bounds[1], corners.bounds[3]
    assert top < y < bottom


@pytest.mark.parametrize("size", [WIDE, TALL, SMALL, (1500, 700), (560, 420), (1500, 1400)])
@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("query", PAGES)
@pytest.mark.long
def test_no_words_leave_the_box_or_hit_each_other(
    query: str, lang: str, size: tuple[int, int]
) -> None:
    assert_tidy(drawn(query, size, lang))


@pytest.mark.parametrize(
    ("query", "lang", "size"),
    [("", "fr", WIDE), (SETS, "ar", SMALL), ("page=need&level=province", "ar", (640, 688))],
)
def test_words_stand_apart_within_the_box(query: str, lang: str, size: tuple[int, int]) -> None:
    assert_tidy(drawn(query, size, lang))


def assert_tidy(found: Drawn) -> None:
    box = found.box
    inside = shapely.box(box.x, box.y, box.right, box.bottom).buffer(1)
    assert [text for text, shape in found.texts if not inside.covers(shape)] == []
    hit = [
        (one, other)
        for (one, a), (other, b) in combinations(found.texts, 2)
        if a.intersection(b).area > 0.12 * min(a.area, b.area)
    ]
    assert hit == []
    sizes = {float(text.get("font-size")) for text in found.root.iter("text")}
    assert min(sizes) >= 11


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_what_is_on_no_map_stands_beside_it(lang: str) -> None:
    values = {row["id"]: row for row in ask("view", f"lang={lang}")["by"]["region"]}
    texts = [text for text, _box in drawn("", lang=lang).texts]
    for key in NOWHERE:
        if key in values:
            at = texts.index(values[key]["label"])
            assert texts[at + 1] == str(values[key]["value"])


def test_a_page_without_a_map_has_no_figure_of_one() -> None:
    from exports.figures.map import figure as make  # noqa: PLC0415
    from tests.exports.whole_record import services  # noqa: PLC0415
    from ui.page import open_page  # noqa: PLC0415

    assert make(open_page(services(), "page=compare")) is None
