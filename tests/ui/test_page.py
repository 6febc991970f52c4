from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from geodata.record import Record
from tests.geodata.factories import make_record
from tests.ui.services import (
    example,
    make_services,
    missing_values,
    no_activities,
    one_activity,
    renamed,
)
from ui.index import document_title
from ui.page import fragments, open_page
from ui.panels.details.parts import group_of
from ui.services import Services

LANGUAGES = ["ar", "fr", "en"]
PANELS = {
    "header", "notice", "footer", "filters", "figures", "map-head", "map-legend", "map-foot",
    "sectors", "programmes", "timeline", "activities", "details",
}  # fmt: skip
VOID = {"input", "br", "img", "path", "hr", "link", "meta", "col"}
HOSTILE = '<img src=x onerror="alert(1)"> & "co"'


class Balance(HTMLParser):
    """Checks that elements close in the order in which they open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def rendered(query: str = "", lang: str = "fr", services: Services | None = None) -> dict[str, str]:
    return fragments(open_page(services or example(), f"?lang={lang}&{query}"))


def parsed(html: str) -> Balance:
    parser = Balance()
    parser.feed(html)
    parser.close()
    return parser


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_panel_is_rendered_and_well_formed(lang: str) -> None:
    panels = rendered("place=02&select=B", lang)
    assert set(panels) >= PANELS
    ids: list[str] = []
    for html in panels.values():
        parser = parsed(html)
        assert parser.open == []
        ids += parser.ids
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_id_and_no_unfilled_brace_is_shown(lang: str) -> None:
    for html in rendered("place=02&phase=m4sd-3&from=2020&select=B", lang).values():
        text = re.sub(r"<[^>]*>", " ", html)
        assert re.findall(r"\b(?:filter|figure|table|note|chart|unit|map)\.[a-z_]+", text) == []
        assert re.findall(r"\{[a-z_]+\}", text) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_in_the_language_of_the_view(lang: str) -> None:
    panels = rendered("place=02", lang)
    assert f"02 {lang}" in panels["map-foot"]
    assert f"02 {lang}" in panels["filters"]
    page = open_page(example(), f"?lang={lang}")
    assert document_title(page).startswith(page.words.t("app.title"))


def test_the_panels_say_what_the_catalogue_answers() -> None:
    page = open_page(example(), "?lang=fr&place=02")
    panels = fragments(page)
    assert page.answer.totals.activities == 3
    assert re.findall(
        r'data-figure="activities".*?<bdi dir="ltr">(.*?)</bdi>', panels["figures"], re.DOTALL
    ) == ["3"]
    assert re.findall(r'<tr data-id="(.*?)"', panels["activities"]) == ["D", "B", "A"]
    chips = re.findall(
        r'<a class="chip" role="button" .*?data-value="(.*?)"', panels["filters"], re.DOTALL
    )
    assert chips == ["02"]


def test_a_joint_figure_is_neither_repeated_nor_divided() -> None:
    html = rendered("place=02")["figures"]
    assert 'data-series="people-b"' in html
    assert len(re.findall(r'data-series="people-b"', html)) == 1
    assert (
        example()
        .translators["fr"]
        .t("figure.shared_with", places="x")
        .split("x")[0]
        .split("\u2068")[0]
        .strip()
        in html
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_answer_says_so(lang: str) -> None:
    panels = rendered("place=12", lang)
    assert example().translators[lang].t("empty.title") in panels["activities"]
    assert "<table" not in panels["activities"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", [no_activities(), one_activity(), missing_values()])
def test_panels_stand_without_activities_or_dates(record: Record, lang: str) -> None:
    services = make_services(record)
    for query in ("", "place=02", "count=allocated"):
        for html in rendered(query, lang, services).values():
            assert parsed(html).open == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_ignored_is_named(lang: str) -> None:
    html = rendered("colour=red&place=nowhere", lang)["notice"]
    assert len(re.findall(r"<li>", html)) == 2
    assert "colour" in html
    assert "nowhere" in html
    assert rendered("", lang)["notice"].strip() == ""


def test_markup_in_an_address_is_text() -> None:
    query = "place=%3Cscript%3Ealert(1)%3C/script%3E&%3Cb%3E=1&select=%22%3E%3Cscript%3E"
    for html in rendered(query).values():
        assert "script" not in parsed(html).tags
    assert "b" not in parsed(rendered(query)["notice"]).tags


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("activities", "title_fr"),
        ("activities", "summary_fr"),
        ("sectors", "name_fr"),
        ("organisations", "name_fr"),
        ("programmes", "label_fr"),
        ("phases", "label_fr"),
        ("indicators", "name_fr"),
        ("sources", "title"),
        ("sources", "publisher"),
    ],
)
def test_markup_in_a_name_is_text(table: str, column: str) -> None:
    services = make_services(renamed(table, **{column: HOSTILE}))
    for query in ("", "sector=governance&org=iom&programme=m4sd&select=B", "select=b-people"):
        for html in rendered(query, services=services).values():
            parser = parsed(html)
            assert "img" not in parser.tags
            assert parser.open == []


def test_a_record_is_shown_with_its_date() -> None:
    for lang, year in (("fr", "2024"), ("en", "2024"), ("ar", "2024")):
        assert year in rendered("", lang)["header"]


def test_every_control_leads_to_a_view_that_is_understood() -> None:
    services = make_services(make_record())
    panels = rendered("place=02&sector=governance&count=touches", services=services)
    for html in panels.values():
        for link in re.findall(r'href="(\?[^"#]*)', html):
            _view, ignored = services.read(link.replace("&amp;", "&"))
            assert ignored == ()


def test_a_part_is_named_by_its_place_or_its_funder() -> None:
    page = open_page(example(), "?lang=en")
    assert group_of(page, "place=02") == "02 en"
    assert group_of(page, "funder=iom") == example().catalogue.label("organisation", "iom", "en")
    assert group_of(page, "year=2024") == "2024"
