from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml import html

from api.view import as_model
from app import create_services
from geodata.gazetteer import LEVELS
from geodata.profile.subject import PARAMETERS
from settings import load_settings
from tests.geodata.factories import FORMER_CODE
from tests.ui.services import example, make_services, missing_values, no_activities, one_activity
from ui import small_map
from ui.page import open_page
from ui.profile_page import document
from ui.services import Services

LANGUAGES = ("ar", "fr", "en")
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "line"}
# Communes without an activity are alike: a few of them stand for the rest.
COMMUNE_STEP = 150
LARGEST_MAP = 60_000
# Of every kind of subject some, in languages that take turns; the long test takes them all.
QUICK_STEP = 5


class Balanced(HTMLParser):
    """Fails where an element is closed that is not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@cache
def whole() -> Services:
    """Return the services of the record that is published."""
    return create_services(load_settings({}))


def subjects(services: Services) -> Iterator[str]:
    """Name every subject of a profile; of the places without an activity, some."""
    answer = services.catalogue.answer(
        open_page(services, "lang=en").view, levels=(*LEVELS, "former_region")
    )
    for level in ("province", "commune"):
        yield from (f"place:{row.id}" for row in answer.by[level] if row.id[0].isdigit())
    gazetteer = services.gazetteer
    sampled = (*gazetteer.codes("province")[::10], *gazetteer.codes("commune")[::COMMUNE_STEP])
    for code in (*gazetteer.codes("region"), *gazetteer.codes("former_region"), *sampled):
        yield f"place:{code}"
    for kind, parameter in PARAMETERS.items():
        if kind != "place":
            yield from (f"{kind}:{id_}" for id_ in services.catalogue.vocabulary.lists[parameter])


def rendered(query: str, services: Services | None = None) -> tuple[str, int]:
    return document.render(open_page(services or example(), f"page=profile&{query}"))


def profile(subject: str, lang: str = "en", services: Services | None = None) -> html.HtmlElement:
    text, status = rendered(f"lang={lang}&subject={subject}", services or whole())
    assert status == 200
    return html.document_fromstring(text)


def said(page: html.HtmlElement) -> str:
    [answer] = page.cssselect("#answer")
    return re.sub("[\u2066-\u2069]", "", answer.text_content())


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [re.sub(r"\s+", " ", one.text_content()).strip() for one in found]


@cache
def answered(query: str) -> dict[str, Any]:
    """Ask what the data endpoint answers to a query."""
    services = whole()
    view, ignored = services.read(query)
    assert ignored == ()
    answer = services.catalogue.answer(view, sources=True, levels=LEVELS)
    found: dict[str, Any] = json.loads(as_model(answer, ignored, services).model_dump_json())
    return found


def in_endpoint(query: str, key: str) -> float | None:
    """Find a figure in what the endpoint answers."""
    answer = answered(query)
    dimension, colon, id_ = key.partition(":")
    if dimension == "total":
        return float(answer["totals"][id_])
    if not colon:
        return next(float(one["value"]) for one in answer["stated"] if one["id"] == key)
    rows = answer["by"].get(dimension)
    if rows is None:
        return None
    return next((float(row["value"]) for row in rows if row["id"] == id_), 0.0)


def compared(page: html.HtmlElement) -> int:
    """Compare every number of a profile with the endpoint; return how many there are."""
    numbers = page.cssselect("main [data-number]")
    for one in numbers:
        query, _, selected = one.get("href").removeprefix("?").partition("&select=")
        key = one.get("data-sources")
        assert parse_qs(f"select={selected}")["select"] == [key]
        expected = in_endpoint(re.sub("^lang=..", "lang=en", query), key)
        assert expected is None or (key, float(one.get("data-number"))) == (key, expected)
    return len(numbers)


def check(text: str) -> None:
    """Check that a document is whole and says no zero where nothing is known."""
    parser = Balanced()
    parser.feed(text)
    assert parser.open == []
    page = html.document_fromstring(text)
    ids = [one.get("id") for one in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert "0" not in texts(page.cssselect("main .number"))
    assert page.cssselect("title, meta[name=description]")


def test_profiles_agree_with_the_data_endpoint() -> None:
    for number, subject in enumerate(list(dict.fromkeys(subjects(whole())))[::QUICK_STEP]):
        text, status = rendered(f"lang={LANGUAGES[number % 3]}&subject={subject}", whole())
        assert (subject, status) == (subject, 200)
        check(text)
        compared(html.document_fromstring(text))


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_profile_is_whole_and_agrees_in_every_language(lang: str) -> None:
    for subject in dict.fromkeys(subjects(whole())):
        text, status = rendered(f"lang={lang}&subject={subject}", whole())
        assert (subject, status) == (subject, 200)
        check(text)
        compared(html.document_fromstring(text))


@pytest.mark.parametrize("record", [no_activities, one_activity, missing_values])
def test_a_record_with_little_in_it_has_profiles(record: Any) -> None:
    services = make_services(record())
    for subject in dict.fromkeys(subjects(services)):
        text, status = rendered(f"lang=fr&subject={subject}", services)
        assert (subject, status) == (subject, 200)
        check(text)


def test_what_is_done_in_oriental() -> None:
    page = profile("place:02")
    total = answered("lang=en&place=02")["totals"]
    start = f"In Oriental, {total['activities']} activities of {total['programmes']} programmes"
    assert said(page).startswith(f"{start} are documented; ")
    assert compared(page) > 100


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        ("ar", "درعة-تافيلالت: غير وارد في مصادرنا."),
        ("fr", "Drâa-Tafilalet\u202f: absent de nos sources."),
        ("en", "Drâa-Tafilalet: not in our sources."),
    ],
)
def test_an_empty_region_tells_what_was_searched_and_what_is_around_it(
    lang: str, start: str
) -> None:
    page = profile("place:08", lang)
    sections = [one.get("id") for one in page.cssselect("main > section, main section")]
    assert said(page).startswith(start)
    assert sections[:4] == ["searched", "national", "neighbours", "census"]
    assert page.cssselect(".profile__figures") == []
    national = answered("lang=en&place=national")["by"]["programme"]
    assert len(page.cssselect("#national details")) == len(national)
    assert compared(page) > 0


def test_neighbours_without_an_activity_have_no_number() -> None:
    found = profile("place:08").cssselect("#neighbours .entry")
    known = {texts(one.cssselect("a"))[0]: bool(one.cssselect("[data-number]")) for one in found}
    name = whole().gazetteer.name
    expected = {"02": True, "03": False, "05": True, "07": False, "09": True}
    assert known == {name(code, "en"): value for code, value in expected.items()}


def test_what_depomi_only_plans_in_beni_mellal_is_found_from_both_sides() -> None:
    region = profile("place:05").cssselect("#planned .group")
    titles = {texts(one.cssselect("h3"))[0]: texts(one.cssselect(".entry__name")) for one in region}
    programme = profile("programme:depomi").cssselect("#planned .group")
    places = {
        texts(one.cssselect("h3"))[0]: texts(one.cssselect(".entry__name")) for one in programme
    }
    assert titles["DEPOMI"] == places["Béni Mellal-Khénifra"]
    assert len(titles["DEPOMI"]) == 2


def test_who_works_in_souss_massa_on_employment() -> None:
    page = profile("place:09")
    groups = page.cssselect("#who .group")
    found = [
        one for one in groups if texts(one.cssselect("h3")) == ["Employment and entrepreneurship"]
    ]
    expected = answered("lang=en&place=09&sector=employment")["by"]["organisation"]
    names = [name for one in found for name in texts(one.cssselect(".entry__name"))]
    assert sorted(names) == sorted(row["label"] for row in expected)


def test_the_regional_development_programme_follows_its_rule() -> None:
    [group] = profile("place:09").cssselect("#plans > .group")
    titles = {
        whole().catalogue.activity(id_)["title"]["en"]
        for id_ in ("m4sd-regional-programmes", "depomi-regional-programme-souss-massa")
    }
    assert set(texts(group.cssselect(".entry__name"))) == titles


def test_a_breadcrumb_leads_up() -> None:
    page = profile("place:02.113")
    assert texts(page.cssselect(".crumbs li")) == ["Morocco", "Oriental", "Berkane"]
    [up] = page.cssselect(".crumbs li:nth-child(2) a")
    assert up.get("href") == "?lang=en&page=profile&subject=place%3A02"


@pytest.mark.parametrize(
    ("subject", "query"),
    [
        ("place:02", "?lang=en&level=province&place=02"),
        ("place:02.113", "?lang=en&level=commune&place=02.113"),
        ("programme:depomi", "?lang=en&programme=depomi"),
        ("organisation:iom", "?lang=en&org=iom"),
    ],
)
def test_a_profile_leads_to_the_map(subject: str, query: str) -> None:
    [button] = profile(subject).cssselect(".profile__actions a")
    assert button.get("href") == query


def test_an_unknown_subject_is_told_and_helped() -> None:
    text, status = rendered("lang=en&subject=place:99")
    page = html.document_fromstring(text)
    assert status == 404
    assert "place:99" in page.cssselect("#notice")[0].text_content()
    assert "?lang=en&page=profile&subject=programme%3Adepomi" in [
        link.get("href") for link in page.cssselect("#programme a")
    ]


def test_without_a_subject_profiles_are_listed() -> None:
    text, status = rendered("lang=fr")
    check(text)
    assert status == 200
    listed = html.document_fromstring(text).cssselect("#programme .entry")
    assert len(listed) == len(example().catalogue.record.programmes)


def test_filters_of_the_address_are_said_not_to_apply() -> None:
    plain, _ = rendered("lang=en&subject=place:02")
    narrowed, _ = rendered("lang=en&subject=place:02&sector=governance&from=2020")
    note = example().translators["en"].t("profile.unfiltered")
    assert (note in plain, note in narrowed) == (False, True)


def test_a_former_region_says_what_became_of_it() -> None:
    page = html.document_fromstring(rendered(f"lang=en&subject=place:{FORMER_CODE}")[0])
    links = [one.get("href") for one in page.cssselect("#what a")]
    assert links == ["?lang=en&page=profile&subject=place%3A02"]


@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_a_map_is_light_and_described(level: str) -> None:
    code = whole().gazetteer.codes(level)[-1]
    for subject in (f"place:{code}", "sector:health"):
        maps = profile(subject).cssselect("svg.locator")
        assert 0 < sum(len(html.tostring(one)) for one in maps) < LARGEST_MAP
        for one in maps:
            assert one.get("role") == "img"
            assert all(part.text for part in one.cssselect("title, desc"))


def test_the_united_nations_presentation_has_its_line_and_its_words() -> None:
    services = create_services(load_settings({"BOUNDARY": "un"}))
    page = profile("place:12", services=services)
    assert len(page.cssselect(".locator__line")) == 1
    assert texts(page.cssselect(".boundary")) == [services.translators["en"].t("boundary.note_un")]
    assert profile("place:12").cssselect(".locator__line") == []


def test_a_few_classes_spread_over_the_scale() -> None:
    assert [small_map.step(index, 3) for index in (1, 2, 3)] == [1, 3, 5]
    assert small_map.step(1, 1) == small_map.STEPS


@pytest.mark.parametrize(
    ("key", "subject"),
    [
        ("region:02", "place%3A02"),
        ("programme:depomi", "programme%3Adepomi"),
        ("organisation:iom", "organisation%3Aiom"),
        ("sector:governance", "sector%3Agovernance"),
        ("total:activities", None),
        ("region:national", None),
    ],
)
def test_the_dialog_of_a_figure_leads_to_its_profile(key: str, subject: str | None) -> None:
    from ui.page import fragments  # noqa: PLC0415 - the main page is of no concern elsewhere

    dialog = fragments(open_page(example(), f"lang=en&select={key}"))["details"]
    links = html.fragment_fromstring(dialog, create_parent=True).cssselect(".details__profile a")
    expected = [f"?lang=en&page=profile&subject={subject}"] if subject else []
    assert [link.get("href") for link in links] == expected
