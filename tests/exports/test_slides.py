"""The figures of a story's steps, read from their drawings, against the record and its answers."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from app import create_app, create_services
from exports.slides import slides
from i18n.languages import LANGUAGES
from settings import load_settings
from stories.model import Step, Texts
from ui.present import Slide
from ui.services import Services

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = Texts(ar="…", fr="…", en="…")
ROWS = 12
RECORD = Path(__file__).parents[2] / "data"


@cache
def services() -> Services:
    return create_services(load_settings({}))


@cache
def client() -> TestClient:
    return TestClient(create_app(services()))


def drawn(view: str, panel: str, lang: str = "fr", point: tuple[str, ...] = ()) -> Slide:
    step = Step(view, (panel,), panel, TEXTS, TEXTS, point=point)  # type: ignore[arg-type]
    [slide] = slides(services(), step, lang, "projector")
    return slide


def tree(slide: Slide) -> etree._Element:
    return etree.fromstring(slide.svg.encode())


def titled(slide: Slide, only: str = "") -> list[str]:
    """Give the titles of groups, those of a class alone where one is named."""
    groups = tree(slide).iter("g")
    return [
        group.findtext("title") or ""
        for group in groups
        if not only or only in (group.get("class") or "")
    ]


def total(query: str) -> int:
    answer = client().get(f"/api/v1/view?{query}").json()
    return int(answer["totals"]["activities"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_matrix_has_the_figures_that_the_endpoint_gives_to_each_cell(lang: str) -> None:
    slide = drawn("page=coverage&rows=region&cols=sector", "question", lang)
    root, label = tree(slide), services().catalogue.label
    heads = " ".join(one.text or "" for one in root.iter("text") if one.get("transform"))
    sectors = [
        id_
        for id_ in services().catalogue.facets["sector"].ids
        if label("sector", id_, lang) in heads
    ]
    sectors.sort(key=lambda id_: heads.index(label("sector", id_, lang)))
    regions = [f"{number:02}" for number in range(1, ROWS + 1)]
    rows = [group for group in root.iter("g") if group.find("g[@class='cell']") is not None]
    read = [["".join(cell.itertext()) for cell in row.iter("g") if cell is not row] for row in rows]
    wanted = [[total(f"place={place}&sector={id_}") for id_ in sectors] for place in regions]
    assert len(sectors) >= 4
    assert read == [[str(one) if one else "" for one in row] for row in wanted]


def test_the_row_that_is_pointed_at_is_marked() -> None:
    slide = drawn("page=coverage&rows=region&cols=sector", "question", point=("region:08",))
    assert [one.partition(":")[0] for one in titled(slide, "pointed")] == ["Drâa-Tafilalet"]


def test_the_sites_of_an_activity_that_is_pointed_at_are_marked() -> None:
    view = "programme=m4sd&level=province&place=02"
    slide = drawn(view, "map", point=("activity:m4sd-listening-unit-oujda",))
    assert [one.partition(" · ")[0] for one in titled(slide, "pointed")] == ["Oujda"]


def test_the_phases_over_the_years_are_those_asked_for_in_the_order_of_time() -> None:
    slide = drawn("page=time&programme=m4sd,depomi", "question")
    dated = [
        (phase["start"], services().catalogue.label("phase", phase["id"], "fr"))
        for phase in services().catalogue.phases
        if phase["start"] and phase["programme"] in ("m4sd", "depomi")
    ]
    lanes = [one for one in titled(slide) if not re.match(r"\d{4}", one)]
    assert [one.partition(":")[0] for one in lanes] == [label for _start, label in sorted(dated)]


def test_no_name_of_a_neighbour_is_written_over_the_place_that_is_framed() -> None:
    slide = drawn("programme=m4sd&level=province&place=02", "map")
    assert "Tanger-Tétouan-Al Hoceïma" not in "".join(
        one.text or "" for one in tree(slide).iter("text")
    )


def test_a_bracket_is_explained_where_there_is_one() -> None:
    how = services().translators["fr"].t("stated.how")
    joined = drawn("programme=depomi", "stated", point=("stated:depomi-budget-eur",))
    alone = drawn(
        "programme=m4sd&level=province&place=02", "stated", point=("stated:psychosocial-751",)
    )
    assert (joined.unit, alone.unit) == (how, "")


def documents_stating(measurement: str) -> list[str]:
    """Read from the files of the record which documents state a figure."""
    with (RECORD / "citations.csv").open(encoding="utf-8", newline="") as file:
        cited = {one["source"] for one in csv.DictReader(file) if one["row"] == measurement}
    with (RECORD / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = [one for one in csv.DictReader(file) if one["id"] in cited]
    return sorted(f"{one['title']} ({one['publisher']})" for one in known)


def test_a_figure_that_sources_state_names_those_that_state_it_and_no_others() -> None:
    slide = drawn("programme=depomi", "stated", point=("stated:depomi-budget-eur",))
    assert sorted(one.strip("\u2068\u2069") for one in slide.sources) == documents_stating(
        "depomi-budget-eur"
    )


def test_key_figures_name_the_sources_of_a_stated_one_beside_them_as_well() -> None:
    slide = drawn("programme=depomi", "figures", point=("stated:depomi-budget-eur",))
    named = {one.strip("\u2068\u2069") for one in slide.sources}
    assert named.issuperset(documents_stating("depomi-budget-eur"))


def test_the_key_of_a_matrix_counts_the_rows_that_are_left_out() -> None:
    slide = drawn("page=coverage&rows=sector&cols=region", "question", "en")
    shown = [one for one in titled(slide) if one]
    with (RECORD / "sectors.csv").open(encoding="utf-8", newline="") as file:
        rest = len(list(csv.DictReader(file))) - len(shown)
    legend = [one.text or "" for one in etree.fromstring(slide.legend.encode()).iter("text")]
    assert rest > 0
    assert f"and {rest} more rows" in legend
