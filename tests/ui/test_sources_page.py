from __future__ import annotations

import re

import pytest
from lxml import html

from settings import load_settings
from tests.geodata.factories import as_table, make_record, small_record_tables
from tests.ui.services import example, make_services
from ui import sources_page
from ui.page import open_page
from ui.services import Services

LANGUAGES = ("ar", "fr", "en")


def page(query: str = "lang=en", services: Services | None = None) -> html.HtmlElement:
    opened = open_page(services or example(), f"{query}&page=sources")
    return html.document_fromstring(sources_page.render(opened))


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [re.sub(r"\s+", " ", one.text_content()).strip() for one in found]


def test_every_document_is_listed_with_what_rests_on_it() -> None:
    [document] = page().cssselect("#documents ol > li")
    links = [link.get("href") for link in document.cssselect(".resting a")]
    assert document.get("id") == "source-report"
    assert links == [
        f"?lang=en&select={id_}"
        for id_ in ("A", "B", "C", "D", "b-people", "b-people-press", "b-women", "depomi-budget")
    ]


def test_a_programme_says_that_nobody_validated_it() -> None:
    [cell] = page().cssselect("#programme-m4sd td:last-child")
    assert texts([cell]) == ["Not validated by the programme"]


def test_an_empty_region_never_shows_a_zero() -> None:
    rows = page().cssselect("#regions tbody tr")
    assert texts(rows[11].cssselect("td.end")) == ["–", "–"]


def test_a_correction_is_shown_with_its_reason() -> None:
    correction = {
        "id": "one", "made_on": "2024-07-01", "table": "activities", "row": "A",
        "field": "status", "was": "ongoing", "becomes": "done", "reason_ar": "سبب",
        "reason_fr": "Motif", "reason_en": "Reason", "reviewed_by": "Editors",
    }  # fmt: skip
    services = make_services(make_record(corrections=as_table("corrections", [correction])))
    [shown] = page(services=services).cssselect("#corrections li")
    assert texts(shown.cssselect("p")) == [
        "1 July 2024 · activities/A",
        "status: ongoing done",
        "Reason",
        "Reviewed by: Editors",
    ]


def test_an_address_that_is_no_page_is_no_link() -> None:
    sources = small_record_tables()["sources"].assign(address="javascript:alert(1)")
    services = make_services(make_record(sources=sources))
    assert page(services=services).cssselect("#documents a[target]") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_languages_lead_to_the_same_page(lang: str) -> None:
    links = page(f"lang={lang}").cssselect(".languages a")
    assert [link.get("href") for link in links] == [
        f"?lang={other}&page=sources" for other in LANGUAGES
    ]


def test_the_whole_record_can_be_listed() -> None:
    from app import create_services  # noqa: PLC0415 - reads the record and the boundaries

    services = create_services(load_settings({}))
    listed = page(services=services).cssselect("#documents ol > li")
    assert len(listed) == len(services.catalogue.record.sources)
