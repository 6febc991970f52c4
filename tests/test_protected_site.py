"""A site that may be shown at its province only, looked for in everything that is handed out."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

import api
from geodata.gazetteer import load_gazetteer
from geodata.loading import Joined, join
from geodata.record import Record
from i18n.catalogues import load_translators
from layers import map_figure, region_map
from settings import load_settings
from tests.geodata.factories import make_record
from ui.page import fragments, open_page
from ui.services import Services

COMMUNE, PROVINCE = "02.411.01.23", "02.411"
NAMES = {"ar": "مركز الإيواء السري", "fr": "Le refuge secret", "en": "The secret shelter"}
QUERIES = ("", "select=D", "select=d-people", "place=02.411&level=commune", "programme=depomi")


def sheltered() -> Record:
    """Return the worked example, whose only site must be shown at its province."""
    record = make_record()
    places, figures, cited = record.activity_locations, record.measurements, record.citations
    site = places["activity"] == "D"
    secret: dict[str, Any] = {f"site_{lang}": name for lang, name in NAMES.items()}
    row: dict[str, Any] = {
        "code": COMMUNE,
        "lat": 34.6814,
        "lon": -1.9086,
        "public_precision": "province",
    }
    for column, cell in (row | secret).items():
        places.loc[site, column] = cell
    here = cited["row"].str.startswith("D/02")
    cited.loc[here, "row"] = f"D/{COMMUNE}"
    of_site = figures[figures["id"] == "b-people"].assign(
        id="d-people", subject="D", scope=COMMUNE, series="d", disaggregation="place=Oujda"
    )
    figures.loc[len(figures)] = of_site.iloc[0]
    return record


@cache
def joined() -> Joined:
    return join(sheltered(), load_gazetteer())


@cache
def services() -> Services:
    return Services(
        settings=load_settings({}),
        catalogue=joined().catalogue,
        sites=joined().sites,
        gazetteer=load_gazetteer(),
        translators=load_translators(),
    )


def assert_silent(text: str) -> None:
    """Assert that a text tells nothing of the site but its province."""
    gazetteer = load_gazetteer()
    secrets = [COMMUNE, "34.68", "1.9086", *NAMES.values()]
    secrets += [gazetteer.name(COMMUNE, lang) for lang in NAMES]
    # The province may bear its commune's name.
    for lang in NAMES:
        text = text.replace(gazetteer.name(PROVINCE, lang), "")
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize("lang", NAMES)
@pytest.mark.parametrize("query", QUERIES)
def test_the_page_does_not_tell(query: str, lang: str) -> None:
    panels = fragments(open_page(services(), f"lang={lang}&{query}"))
    assert_silent("".join(panels.values()))


def test_the_page_tells_the_province() -> None:
    panels = fragments(open_page(services(), "lang=fr&select=D"))
    assert load_gazetteer().name(PROVINCE, "fr") in panels["details"]


@pytest.mark.parametrize("path", ["activities.json", "activities.csv", "view"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_data_do_not_tell(path: str, query: str) -> None:
    server = api.create_server()
    api.register(server, services())
    with TestClient(server) as client:
        answer = client.get(f"/api/v1/{path}?{query}")
    assert answer.status_code == 200
    assert_silent(answer.text)


def test_the_map_does_not_tell() -> None:
    page = open_page(services(), "lang=fr")
    described: region_map.MapDescription = page.map
    assert described.points == ()
    assert_silent(str(map_figure.values(described, "ltr")))


def test_no_frame_of_the_catalogue_tells() -> None:
    record = services().catalogue.record
    names = [field.name for field in dataclasses.fields(Record) if field.name != "folder"]
    assert_silent("".join(getattr(record, name).to_csv() for name in names))
