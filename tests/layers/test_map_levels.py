"""The map below the country: units of a frame, what lies around it, and where it is looked at."""

from __future__ import annotations

from typing import Any

import pytest

from geodata.sites import Site
from geodata.view_state import parse_view
from layers import map_figure, region_map
from layers.map_guides import COUNTRY_VIEW, View
from layers.reading import Reading
from layers.region_map import MapDescription
from tests.ui.services import example
from ui.guides import guides

LANGUAGES = ("ar", "fr", "en")


def described(query: str, *sites: Site, lang: str = "fr") -> MapDescription:
    catalogue = example().catalogue
    view, ignored = parse_view(f"lang={lang}&{query}", catalogue.vocabulary)
    assert ignored == ()
    reading = Reading(catalogue.answer(view), catalogue, example().translators[lang])
    return region_map.describe(reading, sites)


def drawn(query: str) -> dict[tuple[Any, ...], Any]:
    return map_figure.values(described(query), "ltr", guides())


def test_the_provinces_of_a_region_are_drawn_with_its_own_figures() -> None:
    found = described("level=province&place=02")
    assert found.frame == "02"
    assert {mark.key: mark.value for mark in found.marks} == {"02.265": 0, "02.411": 1}
    assert [mark.dimmed for mark in found.marks] == [False, False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_known_only_more_coarsely_stands_beside_and_is_explained(lang: str) -> None:
    found = described("level=province", lang=lang)
    words = example().translators[lang]
    assert [(mark.key, mark.value) for mark in found.elsewhere] == [("national", 1), ("coarser", 2)]
    assert words.t("map.coarser_note") in found.notes


def test_a_province_without_activities_is_not_in_the_sources() -> None:
    found = described("level=province&place=02")
    assert found.marks[0].text == example().translators["fr"].t("state.not_in_sources")


def test_a_chosen_child_is_outlined_and_its_siblings_are_dimmed() -> None:
    found = described("level=province&place=02.411")
    assert {mark.key: (mark.selected, mark.dimmed) for mark in found.marks} == {
        "02.265": (False, True),
        "02.411": (True, False),
    }
    values = drawn("level=province&place=02.411")
    assert values["data", map_figure.OUTLINE, "locations"] == ["02.411"]


def test_a_region_that_holds_the_choice_is_not_dimmed() -> None:
    marks = {mark.key: mark for mark in described("place=02.411").marks}
    assert not marks["02"].dimmed
    assert not marks["02"].selected
    assert marks["09"].dimmed


@pytest.mark.parametrize(
    ("query", "units", "bounds", "land"),
    [
        ("", "regions", "regions", "land"),
        ("level=province", "provinces", "regions", "land"),
        ("level=province&place=02", "provinces", "regions", "context"),
        ("level=commune&place=02", "communes-02", "outlines-02", "context"),
        ("level=commune&place=02.411", "communes-02", "outlines-02", "context"),
    ],
)
def test_geometry_is_an_address_of_the_level_and_region(
    query: str, units: str, bounds: str, land: str
) -> None:
    values = drawn(query)
    traces = (map_figure.UNITS, map_figure.OUTLINE, map_figure.EDGES, map_figure.LAND)
    assert [values["data", trace, "geojson"] for trace in traces] == [
        guides().address(name) for name in (units, units, bounds, land)
    ]


def test_the_regions_beside_a_frame_are_drawn_around_it() -> None:
    values = drawn("level=commune&place=02.411")
    around = values["data", map_figure.LAND, "locations"]
    assert around == ["land", *(f"{n:02}" for n in range(1, 13) if n != 2)]
    assert drawn("")["data", map_figure.LAND, "locations"] == ["land"]


def test_a_framed_province_is_outlined_last_and_its_siblings_are_grey() -> None:
    values = drawn("level=commune&place=02.411")
    assert values["data", map_figure.EDGES, "locations"] == ["02.265", "02", "02.411"]
    assert values["data", map_figure.EDGES, "z"] == [1, 0, 0]


def test_every_figure_of_the_regions_stays_whatever_the_level() -> None:
    queries = ("", "level=province", "level=commune&place=02")
    assert len({described(query).absent for query in queries[:2]}) == 1


def test_communes_have_no_names_on_the_map() -> None:
    values = drawn("level=commune&place=02.411")
    assert not [text for text in values["data", map_figure.LABELS, "text"] if "02.411.01" in text]


def test_a_frame_shows_the_whole_place() -> None:
    for code, (west, south, east, north) in guides().boxes.items():
        view = guides().view_of(code)
        assert west < view.lon < east
        assert south < view.lat < north
        assert view.width >= east - west
    assert guides().view_of("MA") == COUNTRY_VIEW
    assert guides().view_of("99") == COUNTRY_VIEW
    assert isinstance(guides().view_of("02"), View)


def test_points_are_told_apart_by_what_the_frame_shows() -> None:
    assert guides().apart("02.411") < guides().apart("02") < guides().apart("MA")


def test_a_point_of_several_activities_carries_their_number() -> None:
    alone = Site(-1.9, 34.7, "02.411.01.01", acts=True, activities=1)
    shared = Site(-2.9, 34.7, "02.411.01.02", acts=True, activities=12, meetings=1, others=3)
    values = map_figure.values(described("", alone, shared), "ltr", guides())
    assert values["data", map_figure.SITES, "text"] == ["", "12"]
    small, large = values["data", map_figure.SITES, "marker", "size"]
    assert small < large
    words = example().translators["fr"]
    assert values["data", map_figure.SITES, "hovertext"][1] == "<br>".join(
        (
            f"<b>{words.n('map.places_near', 3, name='02.411.01.02 fr')}</b>",
            words.n("map.acting", 12),
            words.n("map.meeting", 1),
        )
    )
