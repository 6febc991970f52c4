"""Need on the map, as dots and ranked: what is drawn, and what is said where there is nothing."""

from __future__ import annotations

from functools import cache

import pytest

from geodata.catalogue import build_catalogue
from geodata.gazetteer import load_gazetteer
from geodata.need import need
from geodata.view_state import parse_view
from i18n.catalogues import Translator
from layers import theme
from layers.need import MISSING, both_classes, cell_of, need_classes, shading
from layers.need_ranking import describe_ranking
from layers.need_scatter import describe_scatter, scale, ticks
from layers.need_words import NeedReading
from layers.reading import Reading
from tests.geodata.counting_factories import public
from tests.geodata.factories import make_record
from tests.geodata.test_need import census
from tests.ui.services import missing_values, no_activities, one_activity

RECORDS = {
    "worked example": make_record,
    "empty": no_activities,
    "one row": one_activity,
    "missing values": missing_values,
}
QUERIES = (
    "", "draw=both", "census=change", "census=change&classes=3", "draw=both&against=people",
    "draw=both&against=funding", "level=commune&place=12&census=2014", "level=province",
    "breaks=own", "breaks=own&limits=10,25,90", "breaks=own&limits=0&census=change",
    "level=commune&place=12.066&census=change&draw=both", "level=commune&place=06&group=rural",
    "indicator=urban_dwellings_total&breaks=equal&classes=2", "place=12",
    "indicator=population_density&census=change&breaks=quantile",
    "level=commune&place=02.411.01.23",
)  # fmt: skip


@cache
def ask(query: str, lang: str = "en", record: str = "worked example") -> NeedReading:
    catalogue = build_catalogue(public(RECORDS[record]()), load_gazetteer())
    view, ignored = parse_view(f"lang={lang}&{query}", catalogue.vocabulary)
    assert ignored == ()
    answer = catalogue.answer(view)
    found = need(view, answer, catalogue, census())
    return NeedReading(found, Reading(answer, catalogue, Translator(lang)))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_every_unit_is_coloured_told_and_counted_in_the_legend(query: str, lang: str) -> None:
    words = ask(query, lang)
    found = shading(words)
    assert list(found.shades) == [unit.code for unit in words.need.units]
    assert all(shade.told and shade.token in theme.LIGHT for shade in found.shades.values())
    assert {theme.LIGHT[shade.token] for shade in found.shades.values()} <= {
        entry.colour for entry in found.legend
    }
    assert all(entry.units for entry in found.legend)
    assert not any(shade.stripes for shade in found.shades.values())


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("query", QUERIES)
def test_every_unit_is_ranked_and_every_figure_is_a_dot(query: str, record: str) -> None:
    words = ask(query, "ar", record)
    units = words.need.units
    scatter, ranking = describe_scatter(words), describe_ranking(words)
    known = [unit.code for unit in units if unit.need.value is not None]
    assert [dot.code for dot in scatter.dots] == known
    assert len(known) + sum(len(names) for _reason, names in scatter.missing) == len(units)
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in scatter.dots)
    assert sorted(row.code for row in ranking.rows) == sorted(unit.code for unit in units)
    assert all(0 <= row.share <= 1 for row in ranking.rows)
    shading(words)


def test_the_legend_tells_bounds_and_units() -> None:
    found = shading(ask("breaks=own&limits=15,25"))
    assert [(one.text, one.units) for one in found.legend] == [
        ("10.6%–15%", "· 1 unit"), ("15.1%–25%", "· 7 units"), ("25.1%–31.5%", "· 4 units"),
    ]  # fmt: skip
    assert (found.shades["10"].text, found.shades["10"].token) == ("31.5%", "step-5")


def test_a_change_is_symmetric_about_zero() -> None:
    words = ask("census=change&breaks=own&limits=2,5")
    found = shading(words)
    assert [entry.token for entry in found.legend] == list(theme.CHANGES)
    assert [entry.text for entry in found.legend] == [
        "−5.1 or less", "−2.1 … −5", "about the same (up to 2)", "+2.1 … +5", "+5.1 or more",
    ]  # fmt: skip
    tokens = {code: shade.token for code, shade in found.shades.items()}
    changes = {unit.code: unit.need.value for unit in words.need.units}
    much_more = theme.CHANGES[-1]
    assert {code for code, found in tokens.items() if found == much_more} == {
        code for code, value in changes.items() if value is not None and value > 5
    }


def test_a_missing_figure_has_an_entry_of_its_own() -> None:
    found = shading(ask("level=commune&place=12.066&census=2014"))
    missing = [entry for entry in found.legend if entry.token == MISSING]
    assert [entry.text for entry in missing] == ["nobody was counted in 2014"]
    assert found.shades["12.066.03.03"].told == "nobody was counted in 2014"


def test_need_and_activity_have_three_classes_each() -> None:
    words = ask("draw=both&breaks=quantile")
    classes = both_classes(words.need)
    cells = {unit.code: cell_of(unit, classes) for unit in words.need.units}
    assert [sum(low == one for low, _high in cells.values()) for one in (1, 2, 3)] == [4, 4, 4]
    assert sorted(code for code, (_low, high) in cells.items() if high) == ["01", "02", "09"]
    found = shading(words)
    assert (found.shades["02"].token, found.shades["10"].token) == ("both-33", "none")
    assert found.shades["10"].told == (
        "31.5% · Activities per 100,000 inhabitants: not in our sources"
    )


def test_classes_are_those_asked_for() -> None:
    found = need_classes(ask("classes=3&breaks=equal").need)
    assert found is not None
    assert found.count == 3


def test_dots_are_mirrored_in_arabic_and_their_grid_with_them() -> None:
    left, right = describe_scatter(ask("", "en")), describe_scatter(ask("", "ar"))
    assert [dot.x for dot in right.dots] == [round(100 - dot.x, 2) for dot in left.dots]
    assert [tick.at for tick in right.x_ticks] == [round(100 - tick.at, 2) for tick in left.x_ticks]
    assert [dot.y for dot in right.dots] == [dot.y for dot in left.dots]


def test_units_without_activity_stand_in_a_strip_of_their_own() -> None:
    found = describe_scatter(ask(""))
    assert sorted(dot.code for dot in found.dots if dot.known) == ["01", "02", "09"]
    assert len({dot.y for dot in found.dots if not dot.known}) == 1
    assert found.absent_title == "not in our sources"


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([10.6, 31.5], (10, 40)),
        ([0.0, 0.13], (0, 0.15)),
        ([-3.0, 8.0], (-5, 10)),
        ([4.0], (4, 4)),
        ([], (0, 0)),
    ],
)
def test_scales_end_at_round_numbers(values: list[float], ends: tuple[float, float]) -> None:
    assert scale(values) == pytest.approx(ends)


def test_ticks_go_from_end_to_end() -> None:
    assert ticks((0.0, 1.5)) == [0, 0.5, 1, 1.5]


def test_the_table_is_sorted_as_the_address_says() -> None:
    by_value = [row.code for row in describe_ranking(ask("")).rows]
    assert by_value[0] == "10"
    assert [row.code for row in describe_ranking(ask("sort=-value")).rows] == sorted(
        by_value, key=lambda code: -by_value.index(code)
    )
    assert describe_ranking(ask("sort=against")).rows[0].code == "02"
    assert describe_ranking(ask("sort=nothing")).rows[0].rank == "1"
    order = {column.key: column.order for column in describe_ranking(ask("sort=name")).columns}
    assert order["name"] == "ascending"
    assert order["value"] == ""


def test_many_units_open_on_demand() -> None:
    found = describe_ranking(ask("level=province"))
    assert (found.shown, len(found.rows)) == (40, 75)
