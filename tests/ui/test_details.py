"""The dialog as the server writes it: what a figure, a reading or an activity rests on."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from geodata.record import Record
from settings import load_settings
from tests.geodata.factories import make_record, small_record_tables, three
from tests.ui.services import ROOT, example, make_services
from ui.page import fragments, open_page
from ui.services import Services

LANGUAGES = ["ar", "fr", "en"]


def details(query: str, lang: str = "en", services: Services | None = None) -> str:
    page = open_page(services or example(), f"?lang={lang}&{query}")
    return fragments(page)["details"]


def sources(html: str) -> list[str]:
    return re.findall(r'data-source="(.*?)"', html)


def title(html: str) -> str:
    return "".join(re.findall(r'<h2 id="details-title">(.*?)</h2>', html))


def counted(html: str) -> list[str]:
    """Return the activities that a dialog lists, by the links that open them."""
    listed = re.findall(r'<ol class="counted">(.*?)</ol>', html, re.DOTALL)
    return re.findall(r"select=(\w+)", "".join(listed))


def left_out(html: str) -> list[str]:
    listed = re.findall(r'<ul class="left-out">(.*?)</ul>', html, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", "".join(listed))


def report(html: str) -> str:
    return unescape("".join(re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)))


def with_contact(contact: str) -> Services:
    services = example()
    settings = load_settings({"DATA": str(ROOT / "data"), "CONTACT": contact})
    return Services(
        settings, services.catalogue, services.sites, services.gazetteer, services.translators
    )


def corrected() -> Record:
    """Return the worked example with two corrections of activity D, one of them of its site."""
    row = {
        "made_on": "2024-05-02",
        "row": "D",
        "table": "activities",
        "field": "status",
        "was": "planned",
        "becomes": "ongoing",
        **three("reason", "why"),
        "reviewed_by": "the programme",
    }
    site = {"row": "D/02.411.01.01", "table": "activity_locations", "field": "lat"}
    rows = [{"id": "one", **row}, {"id": "two", **row, **site, "was": "34.1", "becomes": "34.2"}]
    return make_record(corrections=pd.DataFrame(rows))


@pytest.mark.parametrize("query", ["", "select=unknown", "select=region:99", "select=total:people"])
def test_details_of_nothing_are_empty(query: str) -> None:
    assert details(query).strip() == ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("select=region:02", "02 en: 3 activities"),
        ("select=region:12", "12 en: not in our sources"),
        ("select=region:national", "National: 1 activity"),
        ("select=total:activities", "Activities: 4"),
        ("select=total:activities&count=touches", "Activity–place pairs: 6"),
        ("select=region:02&count=allocated", "02 en: 2.33 activities"),
        ("select=total:regions_covered", "regions covered: 3\u00a0/\u00a012"),
        ("select=total:undated", "No date: 1 activity"),
        ("select=year:2021", "2021: 2 activities"),
        ("select=status:done", "done: 3 activities"),
    ],
)
def test_a_figure_is_told_in_words(query: str, expected: str) -> None:
    assert title(details(query)) == expected


def test_a_figure_lists_its_activities_and_its_documents() -> None:
    html = details("select=region:02&sector=employment")
    assert counted(html) == ["D", "B"]
    assert sources(html) == ["report"]


def test_a_figure_without_activities_lists_no_document() -> None:
    html = details("select=region:12")
    assert (counted(html), sources(html)) == ([], [])
    assert left_out(html) == ["1 national activity: it belongs to no region in particular."]


def test_a_figure_tells_what_the_period_leaves_out() -> None:
    assert left_out(details("select=total:activities&from=2020")) == [
        "1 activity without a date: a period is chosen."
    ]


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("region:02", "lang=en&place=02&sector=employment"),
        ("year:2021", "lang=en&sector=employment&from=2021&to=2021"),
        ("phase:m4sd-3", "lang=en&phase=m4sd-3&sector=employment"),
        ("organisation:iom", "lang=en&sector=employment&org=iom"),
        ("total:activities", "lang=en&sector=employment"),
    ],
)
def test_a_figure_leads_to_the_table_of_its_activities(key: str, query: str) -> None:
    html = details(f"sector=employment&select={key}")
    (link,) = re.findall(r'href="(\?[^"]*)#activities"', html)
    assert unescape(link) == f"?{query}"
    view, _ignored = example().read(query)
    rows = example().catalogue.activity_rows(view)
    ids = example().catalogue.record.activities["id"]
    assert [ids[row] for row in rows] == counted(html)


def test_a_stated_figure_lists_every_reading_and_marks_the_one_shown() -> None:
    html = details("select=b-people")
    readings = re.findall(r'<tbody( class="is-shown")? data-reading="(.*?)"', html)
    assert readings == [(' class="is-shown"', "b-people"), ("", "b-people-press")]
    assert sources(html) == ["report"]


def test_a_stated_figure_tells_its_parts() -> None:
    html = details("select=b-people")
    assert "By sex: women 414" in re.sub("<[^>]*>", "", html)
    assert re.findall(r'data-sources="([^"]+)">women 414</a>', html) == ["b-women"]


def test_the_documents_of_a_figure_are_not_those_of_other_readings() -> None:
    tables = small_record_tables()
    other = tables["sources"].assign(id="press", title="Press")
    later = tables["measurements"].iloc[[0]].assign(id="b-earlier", value="600", end="2022-12")
    cited = (
        tables["citations"].iloc[[0]].assign(source="press", table="measurements", row="b-earlier")
    )
    services = make_services(
        make_record(
            sources=pd.concat([tables["sources"], other]),
            measurements=pd.concat([tables["measurements"], later]),
            citations=pd.concat([tables["citations"], cited]),
        )
    )
    html = details("select=b-people", services=services)
    assert sources(html) == ["report"]
    assert "Press" in html


def test_an_activity_groups_what_one_place_in_a_document_supports() -> None:
    html = details("select=A")
    (line,) = re.findall(r'<p class="citations__line">(.*?)</p>', html, re.DOTALL)
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", line)).strip()
    assert words == "activity, phase, place, sector and organisation · §7 · confidence: high"


@pytest.mark.parametrize("query", ["select=A", "select=region:02", "select=b-people"])
def test_a_place_in_a_document_keeps_its_order_in_arabic(query: str) -> None:
    html = details(query, "ar")
    assert set(re.findall(r"<bdi[^>]*>§7</bdi>", html)) == {'<bdi dir="ltr">§7</bdi>'}
    assert html.count("§7") == html.count('<bdi dir="ltr">§7</bdi>')


def test_an_activity_tells_its_corrections_and_hides_where_a_site_is() -> None:
    html = details("select=D", services=make_services(corrected()))
    values = re.findall(r"<(?:del|ins)><bdi>(.*?)</bdi>", html)
    assert values == ["planned", "ongoing"]
    assert "34.1" not in html


def test_a_corrected_status_is_told_in_the_readers_language() -> None:
    html = details("select=D", "fr", make_services(corrected()))
    assert re.findall(r"<(?:del|ins)><bdi>(.*?)</bdi>", html) == ["prévu", "en cours"]


def test_an_activity_names_the_codes_of_its_sectors() -> None:
    assert "DAC 15190, 15110 · SDG 10, 16" in details("select=A")


@pytest.mark.parametrize("query", ["select=A", "select=region:02", "select=b-people"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_names_the_view_and_the_row(query: str, lang: str) -> None:
    text = report(details(f"place=02&{query}", lang))
    key = query.partition("=")[2]
    assert f"/?lang={lang}&place=02&select={key.replace(':', '%3A')}" in text
    assert f"{key} (" in text.replace("\u2066", "").replace("\u2068", "").replace("\u2069", "")


def test_a_report_is_sent_by_mail() -> None:
    html = details("select=A", services=with_contact("data@example.org"))
    (href,) = re.findall(r'data-report href="(.*?)"', html)
    address = urlsplit(unescape(href))
    assert (address.scheme, address.path) == ("mailto", "data@example.org")
    query = parse_qs(address.query)
    assert query["subject"] == ["Jihat – error: Text A"]
    assert query["body"][0].replace("\r\n", "\n") == report(html)


@pytest.mark.parametrize("contact", ["https://example.org/new", "https://example.org/new?a=b"])
def test_a_report_is_sent_to_a_web_address(contact: str) -> None:
    html = details("select=A", services=with_contact(contact))
    (href,) = re.findall(r'data-report href="(.*?)"', html)
    query = parse_qs(urlsplit(unescape(href)).query)
    assert unescape(href).startswith(contact)
    assert query["title"] == ["Jihat – error: Text A"]
    assert query["body"] == [report(html)]


def test_without_a_contact_the_report_is_a_text() -> None:
    html = details("select=A")
    assert "data-report href" not in html
    assert report(html) != ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_panels_leads_to_a_figure_that_exists(lang: str) -> None:
    page = open_page(example(), f"?lang={lang}&place=02&from=2019")
    keys = {
        key for html in fragments(page).values() for key in re.findall('data-sources="(.*?)"', html)
    }
    assert "region:02" in keys
    for key in keys:
        _view, ignored = example().read(f"lang={lang}&select={key}")
        assert ignored == ()


@pytest.mark.parametrize(
    ("select", "kind"),
    [("A", "activity"), ("region:01", "figure"), ("overlap:union", "")],
)
def test_what_can_be_pointed_at_can_become_a_step_of_a_story(select: str, kind: str) -> None:
    html = details(f"page=overlap&sets=programme:p1&select={select}")
    assert ("data-story-add" in html, f'data-kind="{kind}"' in html) == (bool(kind), bool(kind))
