"""The dialog of downloads: what it offers of each view, in each language, and how it opens."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from lxml import html as lxml_html

from exports.offer import OFFERS, names
from geodata.view_state import DOCUMENTS
from i18n.languages import LANGUAGES
from settings import load_settings
from tests.exports.orders import embedded
from tests.ui.services import example
from tests.ui.test_page import parsed
from ui.links import Links
from ui.page import fragments, open_page
from ui.services import Services

QUESTIONS = ["explore", "overlap", "coverage", "need", "time", "partners", "compare"]
FRAMING = "https://council.example.org"


@cache
def offering(origins: str = "") -> Services:
    settings = load_settings({"EMBED_ORIGINS": origins})
    return replace(embedded(), take_away=OFFERS, settings=settings)


def dialog(query: str, origins: str = "") -> lxml_html.HtmlElement:
    page = open_page(offering(origins), query, "https://jihat.example.org")
    return lxml_html.fragment_fromstring(fragments(page)["export"], create_parent=True)


def formats_in(found: lxml_html.HtmlElement, section: str) -> list[str]:
    return list(found.xpath(f'//section[@aria-labelledby="{section}"]//@data-get'))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ["map", "sectors", "activities", "view"])
def test_the_dialog_is_well_formed_in_every_language(lang: str, what: str) -> None:
    page = open_page(offering(FRAMING), f"?lang={lang}&place=02&export={what}")
    rendered = fragments(page)["export"]
    parser = parsed(rendered)
    assert parser.open == []
    assert len(set(parser.ids)) == len(parser.ids)
    text = re.sub(r"<[^>]*>", " ", rendered)
    assert re.findall(r"\b(?:export|tray|citation)\.[a-z_]+", text) == []
    assert re.findall(r"\{[a-z_]+\}", text) == []


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_question_offers_what_it_shows(asked: str) -> None:
    page = open_page(offering(), f"?lang=fr&page={asked}&export=view")
    assert page.ignored == ()
    offered = names(page.view)
    assert offered
    links = lxml_html.fragment_fromstring(fragments(page)["export"], create_parent=True).xpath(
        '//nav[@class="export__others"]/a/@href'
    )
    kinds = (*offered, "activities", "view")
    assert links == [Links(page.view).take_away(name) for name in kinds]


def test_a_figure_is_offered_as_picture_table_and_frame() -> None:
    found = dialog("?lang=fr&place=02&export=sectors", FRAMING)
    assert formats_in(found, "export-picture") == ["png", "svg", "pdf"]
    assert formats_in(found, "export-sheet")[:3] == ["csv", "xlsx", "json"]
    assert formats_in(found, "export-cite") == ["txt", "bib", "ris", "csl.json"]
    assert found.xpath("//img/@src") == ["/api/v1/figures/sectors.svg?lang=fr&place=02&size=slide"]
    code = found.get_element_by_id("export-code").text
    assert 'src="https://jihat.example.org/embed?panel=sectors&amp;lang=fr&amp;place=02"' in code
    assert 'src="https://jihat.example.org/assets/js/embed-loader.js"' in code


def test_the_table_is_shown_before_it_is_made() -> None:
    found = dialog("?lang=fr&place=02&export=sectors")
    page = open_page(offering(), "?lang=fr&place=02")
    by = {row.id: row.value for row in page.answer.by["sector"]}
    machine = found.xpath('//table[contains(@class, "export__sheet")]//code/text()')
    rows = [
        [cell.text_content() for cell in row]
        for row in found.xpath('//table[contains(@class, "export__sheet")]/tbody/tr')
    ]
    assert machine[:2] == ["sector_id", "sector_name"]
    at = machine.index("activities")
    assert {row[0]: float(row[at]) for row in rows} == {row[0]: by[row[0]] for row in rows}
    assert found.xpath('//h3[@id="export-sheet"]/span/text()')[0].startswith(f"{len(by)} lignes")


def test_the_activities_are_offered_as_data() -> None:
    found = dialog("?lang=en&place=02&export=activities")
    assert formats_in(found, "export-sheet") == [
        "csv", "xlsx", "json", "geojson", "gpkg", "parquet",
    ]  # fmt: skip
    assert formats_in(found, "export-bundle") == ["zip"]
    assert found.xpath("//img") == []
    [address] = found.xpath('//*[@id="export-address"]/@value')
    assert address == "https://jihat.example.org/api/v1/activities.json?lang=en&place=02"


def test_a_site_that_shows_no_frames_says_so() -> None:
    found = dialog("?lang=en&export=sectors")
    assert found.xpath('//*[@id="export-code"]') == []
    [section] = found.xpath('//section[@aria-labelledby="export-embed"]')
    assert "EMBED_ORIGINS" in section.text_content()


def test_addresses_are_whole_only_where_the_site_is_known() -> None:
    page = open_page(offering(), "?lang=fr&export=sectors")
    found = lxml_html.fragment_fromstring(fragments(page)["export"], create_parent=True)
    # The page's script puts the reader's own origin in its place.
    [address] = found.xpath('//*[@id="export-address"]/@value')
    assert address == "https://origin.invalid/api/v1/figures/sectors.json?lang=fr"


@pytest.mark.parametrize("query", ["export=nothing", "export=coverage", "page=need&export=sectors"])
def test_what_the_page_does_not_have_is_named(query: str) -> None:
    page = open_page(offering(), f"?lang=fr&{query}")
    [ignored] = page.ignored
    assert (ignored.parameter, ignored.reason) == ("export", "unknown_value")
    assert fragments(page)["export"].strip() == ""


@pytest.mark.parametrize("page", DOCUMENTS)
def test_documents_have_nothing_to_take_away(page: str) -> None:
    opened = open_page(offering(), f"?lang=fr&page={page}&export=view")
    assert [one.parameter for one in opened.ignored] == ["export"]


def test_a_view_without_activities_is_told_and_offers_the_rest() -> None:
    found = dialog("?lang=en&place=02&from=1950&to=1951&export=programmes")
    assert found.xpath('//*[@class="empty"]')
    assert formats_in(found, "export-cite") == ["txt", "bib", "ris", "csl.json"]


def test_every_gesture_closes_the_dialog() -> None:
    view = open_page(offering(), "?lang=fr&place=02&offset=20&export=map").view
    links = Links(view)
    assert links.toggle("place", "09") == "?lang=fr&place=02,09"
    assert links.details("region:02") == "?lang=fr&place=02&select=region%3A02&offset=20"
    assert links.take_away("sectors") == "?lang=fr&place=02&export=sectors&offset=20"


def test_the_panels_lead_to_their_own_downloads() -> None:
    page = open_page(example(), "?lang=fr&place=02")
    panels = fragments(page)
    for name in ("sectors", "programmes", "timeline", "activities", "map-head"):
        found = lxml_html.fragment_fromstring(panels[name], create_parent=True)
        what = name.removesuffix("-head")
        assert found.xpath("//a[@data-take]/@href") == [Links(page.view).take_away(what)]
    assert 'data-take="view"' in panels["header"]


def test_a_closed_dialog_costs_nothing() -> None:
    assert fragments(open_page(offering(), "?lang=fr"))["export"].strip() == ""
