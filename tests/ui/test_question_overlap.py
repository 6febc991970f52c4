"""The panel of overlap: choosing sets by links, numbers, meetings, and every two programmes."""

from __future__ import annotations

import pytest
from lxml import html

from tests.ui.services import example, make_services, no_activities
from ui.page import fragments, open_page
from ui.questions import discover
from ui.services import Services

BOTH = "sets=programme:m4sd,programme:depomi"


def panel(query: str = "", lang: str = "en", services: Services | None = None) -> html.HtmlElement:
    page = open_page(services or example(), f"?lang={lang}&page=overlap&{query}")
    assert page.ignored == ()
    return html.fragment_fromstring(fragments(page)["question"], create_parent="section")


def hrefs(found: list[html.HtmlElement]) -> list[str]:
    return [one.get("href") for one in found]


def test_the_question_is_found() -> None:
    assert discover()["overlap"].LAYOUT == "beside"


def test_without_sets_the_reader_is_shown_where_to_start() -> None:
    found = panel()
    assert found.cssselect(".overlap__lead") != []
    assert found.cssselect("#overlap-sentence, .overlap__set, .meeting") == []
    assert len(found.cssselect(".pairing tbody tr")) == 2


def test_a_set_is_added_and_taken_away_by_a_link() -> None:
    found = panel("sets=programme:m4sd")
    add = found.cssselect('[data-key="programme:depomi"]')
    assert hrefs(add) == ["?lang=en&page=overlap&sets=programme%3Am4sd,programme%3Adepomi"]
    chosen = found.cssselect('[data-key="programme:m4sd"]')
    assert hrefs(chosen) == hrefs(found.cssselect(".overlap__remove")) == ["?lang=en&page=overlap"]
    assert [one.get("aria-pressed") for one in (*add, *chosen)] == ["false", "true"]


def test_four_sets_are_the_most() -> None:
    four = "sets=programme:m4sd,programme:depomi,sector:governance,sector:employment"
    found = panel(four)
    assert len(found.cssselect(".overlap__set")) == 4
    assert len(found.cssselect(".overlap__full")) == 1
    assert [
        one for one in found.cssselect("[data-key]") if one.get("aria-pressed") == "false"
    ] == []


def test_the_numbers_of_two_sets() -> None:
    rows = panel(BOTH).cssselect("[data-part]")
    assert {row.get("data-part"): row.get("data-number") for row in rows} == {
        "union": "3",
        "intersection": "1",
        "only/programme:m4sd": "2",
        "only/programme:depomi": "0",
    }
    units = rows[1].cssselect("[data-unit]")
    assert [one.get("data-link") for one in units] == ["region:02"]


def test_a_meeting_lists_the_activities_of_each_side() -> None:
    [met] = panel(BOTH).cssselect(".meeting")
    assert met.get("data-link") == "region:02"
    sides = {side.get("data-side"): side for side in met.cssselect(".meeting__side")}
    assert {key: side.get("data-number") for key, side in sides.items()} == {
        "programme:m4sd": "2",
        "programme:depomi": "1",
    }
    lines = sides["programme:m4sd"].cssselect(".meeting__list li")
    assert [line.get("data-link") for line in lines] == ["activity:B", "activity:A"]
    assert all("select=" in href for href in hrefs(met.cssselect(".meeting__list a")))
    assert met.cssselect(".overlap__sources a")[0].get("href").endswith("#source-report")


def test_the_map_has_the_colours_of_the_sets() -> None:
    page = open_page(example(), f"?lang=en&page=overlap&{BOTH}")
    assert [code for code, _colours in page.map.stripes] == ["02"]
    legend = html.fragment_fromstring(fragments(page)["map-legend"], create_parent="div")
    [striped] = legend.cssselect(".swatch[data-striped]")
    assert "var(--set-1) 0px 4px, var(--set-2) 4px 8px" in striped.get("style")


def test_each_cell_of_the_matrix_leads_to_the_pair() -> None:
    cells = panel().cssselect(".pairing tbody td")
    assert [cell.get("data-number") for cell in cells] == ["3", "1", "1", "1"]
    assert hrefs(cells[1].cssselect("a")) == [
        "?lang=en&page=overlap&sets=programme%3Am4sd,programme%3Adepomi"
    ]
    assert cells[1].get("data-link") == "programme:m4sd programme:depomi"


def test_planned_activities_are_taken_in_by_a_link() -> None:
    links = panel(BOTH).cssselect(".overlap__planned a")
    assert [one.get("aria-current") for one in links] == ["true", None]
    assert "planned=include" in links[1].get("href")


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("query", ["", "sets=programme:m4sd", BOTH, f"{BOTH},sector:governance"])
def test_ids_are_unique_and_links_have_names(query: str, lang: str) -> None:
    found = panel(query, lang)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [
        one for one in found.iter("a") if not (one.get("aria-label") or one.text_content().strip())
    ] == []


@pytest.mark.parametrize("query", ["", BOTH])
def test_a_record_without_activities(query: str) -> None:
    found = panel(query, services=make_services(no_activities()))
    assert found.cssselect(".pairing, .meeting") == []
