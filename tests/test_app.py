from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app import create_app, create_services
from settings import load_settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    services = create_services(load_settings({}))
    with TestClient(create_app(services), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(("accepted", "lang"), [("fr-MA,fr;q=0.9", "fr"), ("de", "ar")])
def test_a_reader_is_sent_to_the_page_in_their_language(
    client: TestClient, accepted: str, lang: str
) -> None:
    answer = client.get("/?place=02", headers={"accept-language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/?lang={lang}&place=02")


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_page_is_rendered_in_the_language_of_its_address(client: TestClient, lang: str) -> None:
    answer = client.get(f"/?lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text


def test_an_unknown_page_is_a_404_in_the_readers_language(client: TestClient) -> None:
    answer = client.get("/nowhere", headers={"accept-language": "fr"})
    assert answer.status_code == 404
    assert '<html lang="fr" dir="ltr">' in answer.text


def test_an_unknown_data_endpoint_is_a_404_in_json(client: TestClient) -> None:
    answer = client.get("/api/v1/nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")


def test_a_malformed_callback_is_a_400(client: TestClient) -> None:
    answer = client.post("/_dash-update-component", content=b"{")
    assert answer.status_code == 400


def test_scripts_in_the_page_are_allowed_by_their_hash_only(client: TestClient) -> None:
    policy = client.get("/?lang=fr").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in scripts


def test_a_page_asks_for_every_style_sheet_at_once(client: TestClient) -> None:
    page = client.get("/?lang=fr").text
    [address] = re.findall(r'<link rel="stylesheet" href="(/assets/[^"]+)"', page)
    sheets = sorted((ROOT / "assets" / "css").glob("*.css"))
    assert client.get(address).text == "\n".join(path.read_text("utf-8") for path in sheets)
