"""What the elements of the page stand for is what the record says."""

from __future__ import annotations

import pytest
from lxml import html

from tests.ui.services import example
from ui.page import fragments, open_page


def panel(name: str, query: str = "") -> html.HtmlElement:
    page = open_page(example(), f"?lang=fr&{query}")
    return html.fragment_fromstring(fragments(page)[name], create_parent="div")


@pytest.mark.parametrize("level", ["region", "province"])
def test_an_activity_has_its_values_in_every_dimension(level: str) -> None:
    rows = panel("activities", f"level={level}").cssselect("tr[data-id]")
    assert len(rows) == 4
    for row in rows:
        own = example().catalogue.activity(row.get("data-id", ""))
        values = set(row.get("data-link", "").split())
        assert {f"activity:{own['id']}", f"programme:{own['programme']}"} <= values
        assert {f"region:{code}" for code in own["regions"]} <= values
        assert {one for one in values if one.startswith("sector:")} == (
            {f"sector:{each['id']}" for each in own["sectors"]} or {"sector:none"}
        )
        assert any(one.startswith(f"{level}:") for one in values)
        assert any(one.startswith("year:") for one in values)


def test_a_bar_tells_the_regions_of_its_activities() -> None:
    catalogue = example().catalogue
    for row in panel("sectors").cssselect("tr[data-reach]"):
        key = row.get("data-key")
        assert row.get("data-link") == f"sector:{key}"
        found = {
            code
            for index in range(catalogue.ground.size)
            for code in catalogue.activity(index)["regions"]
            if key in {each["id"] for each in catalogue.activity(index)["sectors"]}
        }
        assert set(row.get("data-reach", "").split()) == found


def test_units_and_columns_stand_for_themselves() -> None:
    assert {
        row.get("data-link") == f"region:{row.get('data-key')}"
        for row in panel("map-foot").cssselect("#map-table tr[data-key]")
    } == {True}
    assert {
        row.get("data-link") == f"year:{row.get('data-key')}"
        for row in panel("timeline").cssselect("tr[data-key]")
    } == {True}
