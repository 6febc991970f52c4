from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from app import create_services
from geodata.sites import Site
from geodata.view_state import ViewState, parse_view
from i18n.catalogues import Translator
from layers import map_figure, region_map, theme
from layers.reading import Reading
from layers.region_map import MapDescription
from settings import load_settings
from tests.geodata.factories import make_record
from tests.ui.services import example, make_services
from ui.guides import guides

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SITE = Site(lon=-1.9, lat=34.7, commune="02.411.01.01", acts=True, activities=2)
MEETING = Site(lon=-6.8, lat=34.0, commune="02.411.01.01", acts=False, activities=1)


def described(query: str = "", *sites: Site, lang: str = "fr") -> MapDescription:
    catalogue = example().catalogue
    view, _ignored = parse_view(f"lang={lang}&{query}", catalogue.vocabulary)
    reading = Reading(catalogue.answer(view), catalogue, example().translators[lang])
    return region_map.describe(reading, sites)


def test_every_region_has_a_mark_and_the_rest_stands_beside() -> None:
    found = described()
    assert [mark.key for mark in found.marks] == [f"{number:02}" for number in range(1, 13)]
    values = {mark.key: mark.value for mark in found.marks if mark.value}
    assert values == {"01": 1, "02": 3, "09": 1}
    assert [(mark.key, mark.value) for mark in found.elsewhere] == [("national", 1)]


def test_former_regions_stand_beside_with_a_note() -> None:
    rows = [{"activity": "A", "code": "1997-04", "acts_at": "region", "basis": "stated"}]
    catalogue = make_services(make_record(activity_locations=pd.DataFrame(rows))).catalogue
    words = example().translators["fr"]
    reading = Reading(catalogue.answer(ViewState()), catalogue, words)
    found = region_map.describe(reading)
    assert [(mark.key, mark.label, mark.value) for mark in found.elsewhere] == [
        ("unplaced", words.t("place.unplaced"), 3),
        ("former", words.t("place.former"), 1),
    ]
    assert found.notes == (words.t("map.former_note"),)
    assert {mark.value for mark in found.marks} == {0}


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_nothing_recorded_is_never_written_as_zero(lang: str) -> None:
    texts = {mark.text for mark in described(lang=lang).marks if not mark.value}
    assert texts == {Translator(lang).t("state.not_in_sources")}


def test_the_legend_names_every_class_that_is_shown() -> None:
    found = described()
    assert [entry.text for entry in found.legend] == [
        Translator("fr").t("state.not_in_sources"),
        "1",
        "3",
    ]
    assert found.legend[0].colour == theme.EMPTY["not_in_sources"]
    assert found.legend[-1].colour == theme.SEQUENCE[-1]


def test_the_colours_drawn_are_those_of_the_legend() -> None:
    found = described()
    patch = map_figure.values(found, "ltr", guides())
    steps = patch["data", map_figure.UNITS, "z"]
    drawn = {theme.SCALE[step] for step in steps}
    assert drawn == {entry.colour for entry in found.legend}


def test_chosen_regions_are_outlined() -> None:
    patch = map_figure.values(described("place=02,09,national"), "ltr", guides())
    assert patch["data", map_figure.OUTLINE, "locations"] == ["02", "09"]
    assert patch["data", map_figure.OUTLINE, "z"] == [0, 0]


def test_points_where_people_only_met_look_different() -> None:
    patch = map_figure.values(described("", SITE, MEETING), "ltr", guides())
    assert patch["data", map_figure.SITES, "lon"] == [-1.9, -6.8]
    assert patch["data", map_figure.SITES, "lat"] == [34.7, 34.0]
    assert patch["data", map_figure.SITES, "marker", "symbol"] == ["circle", "circle-open"]


def test_arabic_hover_text_is_isolated() -> None:
    texts = map_figure.values(described(lang="ar"), "rtl", guides())[
        "data", map_figure.UNITS, "text"
    ]
    assert all(text[0] == "\u2067" and text[-1] == "\u2069" for text in texts)
    assert {len(texts)} == {12}


@pytest.mark.parametrize("classes", range(1, 6))
def test_every_class_has_a_colour_of_its_own(classes: int) -> None:
    colours = [theme.colour_of(index, classes) for index in range(1, classes + 1)]
    assert len(set(colours)) == classes
    assert colours[-1] == theme.SEQUENCE[-1]


def test_the_figure_has_a_path_for_every_value_that_changes() -> None:
    points = json.loads((ASSETS / "geo" / "labels.json").read_text(encoding="utf-8"))
    figure = map_figure.figure("/regions.json", "/land.json", points)
    assert figure["data"][map_figure.UNITS]["locations"] == sorted(points)
    for path in map_figure.values(described(), "ltr", guides()):
        target = figure
        for step in path[:-1]:
            target = target[step]
        assert isinstance(target, dict)


def test_plotly_takes_the_figure_as_it_is() -> None:
    points = json.loads((ASSETS / "geo" / "labels.json").read_text(encoding="utf-8"))
    figure = map_figure.figure("/regions.json", "/land.json", points)
    taken = go.Figure(figure).to_plotly_json()
    assert [trace["type"] for trace in taken["data"]] == [
        *["choropleth"] * 5, *["scattergeo"] * 3
    ]  # fmt: skip


def test_regions_outside_the_target_areas_are_not_counted_as_absent() -> None:
    found = described()
    assert found.absent == sum(not mark.value for mark in found.marks)
    services = create_services(load_settings({}))
    view, _ignored = services.read("lang=fr&programme=depomi")
    reading = Reading(services.catalogue.answer(view), services.catalogue, Translator("fr"))
    assert region_map.describe(reading).absent == 0


def test_a_name_broken_at_a_hyphen_keeps_it_at_the_end_of_its_line() -> None:
    found = described()
    marks = tuple(replace(mark, label="Tanger-Tétouan-Al Hoceïma") for mark in found.marks)
    patch = map_figure.values(replace(found, marks=marks), "ltr", guides())
    text = patch["data", map_figure.LABELS, "text"][0]
    assert text.split("<br>")[1:] == ["\u2068Tanger-Tétouan-\u2069", "\u2068Al Hoceïma\u2069"]
