from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import make_client, make_services
from tests.geodata.factories import make_record, small_record_tables

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

TITLE = '<img src=x onerror="alert(1)">'


def answer(client: TestClient, **query: str) -> dict[str, Any]:
    response = client.get("/api/v1/search", params={"lang": "en", **query})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def first(client: TestClient, **query: str) -> dict[str, Any]:
    hit: dict[str, Any] = answer(client, **query)["groups"][0]["hits"][0]
    return hit


def test_a_place_leads_to_its_profile_and_to_the_map(client: TestClient) -> None:
    hit = first(client, q="en 02.411")
    assert (hit["kind"], hit["id"], hit["label"]) == ("place", "02.411", "en 02.411")
    assert hit["href"] == "/?lang=en&page=profile&subject=place%3A02.411"
    assert hit["map"] == "/?lang=en&level=commune&place=02.411"
    assert hit["explanation"] == "prefecture in en 02"


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("Text m4sd-2", "/?lang=en&page=profile&subject=phase%3Am4sd-2"),
        ("IOM", "/?lang=en&page=profile&subject=organisation%3Aiom"),
        ("Report, final", "/?lang=en&page=sources#source-report"),
        ("Text B", "/?lang=en&select=B"),
    ],
)
def test_a_hit_leads_to_what_it_is(client: TestClient, query: str, href: str) -> None:
    assert first(client, q=query)["href"] == href


def test_links_keep_language_and_presentation(client: TestClient) -> None:
    # The worked example's deployment fixes the boundaries: only the language is left to keep.
    assert first(client, q="IOM", lang="ar")["href"].startswith("/?lang=ar&page=profile")


def test_what_was_found_is_counted_in_words(client: TestClient) -> None:
    found = answer(client, q="IOM")
    assert found["summary"] == f"{sum(len(group['hits']) for group in found['groups'])} results"


def test_nothing_found_is_said(client: TestClient) -> None:
    assert answer(client, q="qqxxzz") == {
        "query": "qqxxzz",
        "summary": "Nothing found for “qqxxzz”.",
        "groups": [],
    }


def test_without_a_text_nothing_is_found(client: TestClient) -> None:
    assert answer(client) == {"query": "", "summary": "", "groups": []}


@pytest.mark.parametrize("limit", ["0", "51", "many"])
def test_a_limit_out_of_range_is_refused(client: TestClient, limit: str) -> None:
    assert client.get("/api/v1/search", params={"q": "a", "limit": limit}).status_code == 400


def test_a_long_text_is_answered(client: TestClient) -> None:
    assert answer(client, q="x" * 5_000)["groups"] == []


def test_the_page_of_results_lists_the_hits(client: TestClient) -> None:
    page = client.get("/search", params={"lang": "fr", "q": "IOM"})
    assert page.status_code == 200
    assert 'data-kind="organisation" data-id="iom"' in page.text
    assert 'href="/?lang=fr&amp;page=profile&amp;subject=organisation%3Aiom"' in page.text


def test_the_page_of_results_leads_to_itself_in_other_languages(client: TestClient) -> None:
    page = client.get("/search", params={"lang": "fr", "q": "fès & co"}).text
    assert 'href="/search?lang=ar&amp;q=f%C3%A8s%20%26%20co"' in page
    assert 'href="?' not in page


def test_the_page_of_results_speaks_the_language_of_the_browser(client: TestClient) -> None:
    page = client.get("/search?q=IOM", headers={"Accept-Language": "ar"})
    assert '<html lang="ar" dir="rtl"' in page.text


def test_texts_are_escaped(tmp_path: Path) -> None:
    titles = {f"title_{lang}": TITLE for lang in ("ar", "fr", "en")}
    record = make_record(activities=small_record_tables()["activities"].assign(**titles))
    with make_client(make_services(tmp_path, record)) as client:
        page = client.get("/search", params={"lang": "fr", "q": "img src onerror"}).text
        query = client.get("/search", params={"lang": "fr", "q": TITLE}).text
    assert ("&lt;img src=x" in page, TITLE in page, TITLE in query) == (True, False, False)
