"""The way down and up in words: breadcrumb, level switch, table, and places in the picker."""

from __future__ import annotations

import pytest
from lxml import html

from tests.ui.services import example
from ui.page import Page, fragments, open_page

LANGUAGES = ("ar", "fr", "en")


def opened(query: str = "", lang: str = "en") -> Page:
    return open_page(example(), f"?lang={lang}&{query}")


def panel(name: str, query: str = "", lang: str = "en") -> html.HtmlElement:
    return html.fragment_fromstring(fragments(opened(query, lang))[name], create_parent="div")


def crumbs(query: str) -> list[tuple[str, str | None]]:
    items = panel("map-head", query).cssselect(".way__places li > *")
    return [(item.text_content(), item.get("href")) for item in items]


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("", [("MA en", None)]),
        ("place=02", [("MA en", "?lang=en"), ("02 en", None)]),
        ("level=province&place=02", [("MA en", "?lang=en"), ("02 en", None)]),
        (
            "level=commune&place=02.411",
            [
                ("MA en", "?lang=en"),
                ("02 en", "?lang=en&level=province&place=02"),
                ("02.411 en", None),
            ],
        ),
    ],
)
def test_the_way_leads_from_the_country_to_where_one_is(
    query: str, way: list[tuple[str, str | None]]
) -> None:
    assert crumbs(query) == way


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("", None),
        ("place=02", "?lang=en&level=province&place=02"),
        ("place=02,09", None),
        ("level=province&place=02", None),
        ("level=province&place=02.411", "?lang=en&level=commune&place=02.411"),
        ("level=commune&place=02.411.01.01", None),
    ],
)
def test_one_chosen_place_can_be_entered(query: str, href: str | None) -> None:
    found = [link.get("href") for link in panel("map-head", query).cssselect(".way__inside")]
    assert found == ([href] if href else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_communes_are_offered_where_they_can_be_drawn(lang: str) -> None:
    words = example().translators[lang]
    [off] = panel("map-head", "", lang).cssselect(".levels__one--off")
    assert off.get("title") == words.t("map.communes_need_region")
    levels = panel("map-head", "place=02", lang).cssselect(".levels a")
    assert [level.get("href") for level in levels] == [
        f"?lang={lang}&place=02",
        f"?lang={lang}&level=province&place=02",
        f"?lang={lang}&level=commune&place=02",
    ]
    assert [level.get("aria-current") for level in levels] == ["true", None, None]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_communes_without_a_region_are_answered_as_provinces_and_said_so(lang: str) -> None:
    page = opened("level=commune", lang)
    assert page.view.level == "province"
    notice = fragments(page)["notice"]
    assert example().translators[lang].t("ignored.needs_region") in notice
    assert fragments(opened("level=commune&place=02", lang))["notice"].strip() == ""


def test_units_with_activities_come_first_in_the_table() -> None:
    foot = panel("map-foot", "level=province&place=02")
    keys = [row.get("data-key") for row in foot.cssselect("#map-table tbody tr")]
    assert keys == ["02.411", "national", "coarser"]
    rest = [row.get("data-key") for row in foot.cssselect("#map-rest tbody tr")]
    assert rest == ["02.265"]


@pytest.mark.parametrize(("query", "said"), [("", []), ("&place=02", ["In the whole country"])])
def test_beside_a_framed_place_what_is_counted_in_the_country_says_so(
    query: str, said: list[str]
) -> None:
    foot = panel("map-foot", f"level=province{query}")
    assert [part.text_content() for part in foot.cssselect(".elsewhere__of")] == said
    [coarser] = foot.cssselect("#map-table tr[data-key=coarser] th")
    assert coarser.text_content().split(" · ")[1:] == said


@pytest.mark.parametrize("level", ["province", "commune"])
def test_every_number_of_the_map_leads_to_its_figure(level: str) -> None:
    foot = panel("map-foot", f"level={level}&place=02")
    keys = [link.get("data-sources") for link in foot.cssselect("[data-sources]")]
    assert f"{level}:coarser" in keys
    for key in keys:
        _view, ignored = example().read(f"lang=en&level={level}&select={key}")
        assert ignored == ()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("province:02.411", "02.411 en: 1 activity"),
        ("commune:02.411.01.01", "02.411.01.01 en: 1 activity"),
        ("province:coarser", "Known only at a broader level: 2 activities"),
    ],
)
def test_a_figure_of_a_finer_level_tells_what_it_rests_on(key: str, title: str) -> None:
    [found] = panel("details", f"level=province&select={key}").cssselect("#details-title")
    assert " ".join(found.text_content().split()) == title


def inside(query: str) -> list[str]:
    lines = panel("pickers", query).cssselect("#picker-place .options--inside input")
    return [line.get("data-value") for line in lines]


def test_the_picker_opens_the_chosen_place_and_no_other() -> None:
    assert inside("") == []
    assert inside("place=02") == ["02.265", "02.411"]
    assert inside("place=02.411") == ["02.265", "02.411", "02.411.01.01", "02.411.01.02"]


def test_the_picker_counts_what_is_chosen_at_every_level() -> None:
    [count] = panel("pickers", "place=02.411,09").cssselect("#picker-place .picker__chosen")
    assert count.text_content() == "2"
