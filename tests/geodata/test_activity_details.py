from typing import Any

import pytest

from geodata.catalogue import build_catalogue
from tests.geodata.counting_factories import example, make_gazetteer, public, with_rows
from tests.geodata.factories import make_record, small_record_tables

COMMUNE = "02.411.01.01"
NOWHERE = {"ar": "", "fr": "", "en": ""}


def test_an_activity_tells_everything_a_count_needs() -> None:
    found = example().activity("B")
    assert found["programme"] == "m4sd"
    assert found["phases"] == [{"id": "m4sd-3", "basis": "inferred"}]
    assert found["sectors"] == [
        {"id": "governance", "weight": 0.25},
        {"id": "employment", "weight": 0.75},
    ]
    assert (found["regions"], found["provinces"], found["communes"]) == (["01", "02", "09"], [], [])
    assert found["organisations"] == [{"id": "iom", "role": "implementer"}]
    assert (found["status"], found["start"], found["end"]) == ("done", "2020-01", "2023-12")
    assert found["title"] == {"ar": "نص B", "fr": "Texte B", "en": "Text B"}
    assert [one["id"] for one in found["measurements"]] == [
        "b-people",
        "b-people-press",
        "b-women",
    ]
    assert found["measurements"][0]["scope"] == ["02", "09", "01"]


def test_an_activity_is_found_by_id_and_by_position() -> None:
    assert example().activity(3) == example().activity("D")


def test_citations_are_of_the_activity_its_links_and_its_measurements() -> None:
    found = example().activity("B")["citations"]
    assert {(one["table"], one["row"]) for one in found} == {
        ("activities", "B"),
        ("activity_phases", "B/m4sd-3"),
        ("activity_locations", "B/02"),
        ("activity_locations", "B/09"),
        ("activity_locations", "B/01"),
        ("activity_sectors", "B/governance"),
        ("activity_sectors", "B/employment"),
        ("activity_organisations", "B/iom/implementer"),
        ("measurements", "b-people"),
        ("measurements", "b-people-press"),
        ("measurements", "b-women"),
    }


def located(precision: str) -> dict[str, Any]:
    rows = small_record_tables()["activity_locations"]
    changed = rows.assign(public_precision=precision)
    catalogue = build_catalogue(public(make_record(activity_locations=changed)), make_gazetteer())
    return catalogue.activity("D")


def test_a_site_that_may_be_public_has_its_point_and_name() -> None:
    assert located("site")["locations"] == [
        {
            "code": COMMUNE,
            "acts_at": "site",
            "basis": "stated",
            "share": None,
            "point": {"lat": 34.68, "lon": -1.91},
            "exactness": "approximate",
            "site": {"ar": "نص", "fr": "Texte", "en": "Text"},
            "precision": "site",
        }
    ]


@pytest.mark.parametrize(
    ("precision", "code", "regions", "provinces", "communes"),
    [
        ("commune", COMMUNE, ["02"], ["02.411"], [COMMUNE]),
        ("province", "02.411", ["02"], ["02.411"], []),
        ("region", "02", ["02"], [], []),
        ("national", "MA", [], [], []),
    ],
)
def test_nothing_finer_than_may_be_public_is_told(
    precision: str, code: str, regions: list[str], provinces: list[str], communes: list[str]
) -> None:
    found = located(precision)
    [location] = found["locations"]
    assert (location["code"], location["point"], location["site"]) == (code, None, NOWHERE)
    assert (found["regions"], found["provinces"], found["communes"]) == (
        regions,
        provinces,
        communes,
    )
    cited = [one["row"] for one in found["citations"] if one["table"] == "activity_locations"]
    assert cited == [f"D/{code}"]


def test_an_activity_without_locations_lists_none() -> None:
    catalogue = with_rows(activity_locations=[{"activity": "A", "code": "02"}])
    assert catalogue.activity("B")["locations"] == []
    assert catalogue.activity("B")["regions"] == []
