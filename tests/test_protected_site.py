"""A site that may be shown at its province only, looked for in everything that is handed out."""

from __future__ import annotations

import dataclasses
import re
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
from ui.guides import guides
from ui.page import fragments, open_page
from ui.services import Services

COMMUNE, PROVINCE = "02.411.01.23", "02.411"
NAMES = {"ar": "مركز الإيواء السري", "fr": "Le refuge secret", "en": "The secret shelter"}
# Lists of every commune name this one too, as one without activities.
EMPTY_UNIT = re.compile(
    rf'<tr data-link="commune:{COMMUNE}" data-key="{COMMUNE}" data-number="0".*?</tr>'
    rf'|<li class="option__line">\s*<label class="option option--empty">\s*'
    rf'<input[^>]*data-value="{COMMUNE}".*?</li>',
    re.DOTALL,
)
QUERIES = ("", "select=D", "select=d-people", "place=02.411&level=commune", "programme=depomi")


# Another commune of the province, and a point in it.
ELSEWHERE = ("02.411.05.09", 34.7, -2.0)


def sheltered(commune: str = COMMUNE, lat: float = 34.6814, lon: float = -1.9086) -> Record:
    """Return the worked example, whose only site must be shown at its province."""
    record = make_record()
    places, figures, cited = record.activity_locations, record.measurements, record.citations
    site = places["activity"] == "D"
    secret: dict[str, Any] = {f"site_{lang}": name for lang, name in NAMES.items()}
    row: dict[str, Any] = {
        "code": commune,
        "lat": lat,
        "lon": lon,
        "public_precision": "province",
    }
    for column, cell in (row | secret).items():
        places.loc[site, column] = cell
    here = cited["row"].str.startswith("D/02")
    cited.loc[here, "row"] = f"D/{commune}"
    of_site = figures[figures["id"] == "b-people"].assign(
        id="d-people", subject="D", scope=commune, series="d", disaggregation="place=Oujda"
    )
    figures.loc[len(figures)] = of_site.iloc[0]
    return record


@cache
def joined(*site: Any) -> Joined:
    return join(sheltered(*site), load_gazetteer())


@cache
def services(*site: Any) -> Services:
    return Services(
        settings=load_settings({}),
        catalogue=joined(*site).catalogue,
        sites=joined(*site).sites,
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
    assert_silent(EMPTY_UNIT.sub("", "".join(panels.values())))


@pytest.mark.parametrize("lang", NAMES)
@pytest.mark.parametrize("query", [*QUERIES, "level=province", "place=02&level=commune"])
def test_nobody_can_tell_it_from_a_site_in_another_commune(query: str, lang: str) -> None:
    one, other = (
        open_page(each, f"lang={lang}&{query}") for each in (services(), services(*ELSEWHERE))
    )
    assert fragments(one) == fragments(other)
    drawn = [map_figure.values(page.map, "ltr", guides()) for page in (one, other)]
    assert drawn[0] == drawn[1]


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
    assert_silent(str(map_figure.values(described, "ltr", guides())))


def test_no_frame_of_the_catalogue_tells() -> None:
    record = services().catalogue.record
    names = [field.name for field in dataclasses.fields(Record) if field.name != "folder"]
    assert_silent("".join(getattr(record, name).to_csv() for name in names))
